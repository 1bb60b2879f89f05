import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import type { EntityType } from '../../../catalogue/model/names';
import type { Entity, Relationship } from '../../contracts';
import { readAhead } from '../../store/objects';

/** The files of a lake by key, as a folder or a bucket keeps them. */
export interface Files {
  /** The keys that begin with `prefix`, in order. */
  list(prefix: string): Promise<string[]>;
  /** Undefined when there is no such file. */
  read(key: string): Promise<Uint8Array | undefined>;
}

type Row = Readonly<Record<string, unknown>>;

/** Account, Region and service of a partition. */
const placeOf = (key: string) => Object.fromEntries([...key.matchAll(/(account|region|service)=([^/]+)/g)].map(([, name, value]) => [name, value]));

const json = (text: unknown): unknown => (typeof text === 'string' ? JSON.parse(text) : undefined);

/** The rows of a table, one group of rows in memory at a time. */
async function* rowsOf(files: Files, table: 'entities' | 'relationships', columns?: string[]): AsyncIterable<{ row: Row; place: Readonly<Record<string, string>> }> {
  const keys = (await files.list(`${table}/`)).filter((name) => name.endsWith('.parquet'));
  for await (const { key, content } of readAhead(files, keys)) {
    if (!content) continue;
    const file = Uint8Array.from(content).buffer;
    const metadata = await parquetMetadataAsync(file);
    const place = placeOf(key);
    let rowStart = 0;
    for (const { num_rows } of metadata.row_groups) {
      const rowEnd = rowStart + Number(num_rows);
      for (const row of await parquetReadObjects({ file, metadata, rowStart, rowEnd, columns })) yield { row, place };
      rowStart = rowEnd;
    }
  }
}

/** Every entity of a lake as it was stored, partition by partition. */
export async function* entitiesOf(files: Files): AsyncIterable<Entity> {
  for await (const { row, place } of rowsOf(files, 'entities')) {
    const unread = json(row._unread) as Entity['_unread'];
    yield {
      ...json(row.properties) as object,
      _key: row._key as string,
      _type: row._type as EntityType,
      _class: json(row._class) as string[],
      _service: place.service,
      displayName: row.displayName as string,
      accountId: row.accountId as string,
      region: place.region,
      tags: json(row.tags) as Record<string, string>,
      ...row._mapped === true && { _mapped: true },
      ...row._stale === true && { _stale: true },
      ...unread && unread.length > 0 && { _unread: unread },
    };
  }
}

/** The keys of every entity, and whether it is known by reference only. */
export async function* keysOf(files: Files): AsyncIterable<{ readonly key: string; readonly mapped: boolean }> {
  for await (const { row } of rowsOf(files, 'entities', ['_key', '_mapped'])) yield { key: row._key as string, mapped: row._mapped === true };
}

/** Every relationship of a lake as it was stored, partition by partition. */
export async function* relationshipsOf(files: Files): AsyncIterable<Relationship> {
  for await (const { row: { properties, ...edge }, place } of rowsOf(files, 'relationships')) {
    yield { ...json(properties) as object, ...edge as unknown as Relationship, accountId: place.account, region: place.region, _service: place.service };
  }
}
