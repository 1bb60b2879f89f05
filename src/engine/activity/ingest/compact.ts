import { createHash } from 'node:crypto';
import { parquetReadObjects } from 'hyparquet';
import { activity } from './table';
import { deleteEach, type ObjectStore, type StoredObject } from '../../store/objects';
import type { Table } from '../../store/parquet';
import { TableWriter } from '../../store/table-writer';
import { findings } from '../../store/tables';

type Row = Readonly<Record<string, unknown>>;

/** What a compaction did. */
export interface CompactionReport {
  /** Partitions whose files were merged. */
  merged: number;
  /** Files that went into them. */
  files: number;
  rows: number;
  /** Rows of events that were there already, left out. */
  repeated: number;
  /** Partitions that could not be merged and stay as they were, with the reason. */
  readonly failed: { readonly folder: string; readonly reason: string }[];
}

/** A merged file of at least this many bytes is not written again. */
const LARGE = 32 * 1024 * 1024;
const ROWS_OF_A_FILE = 500_000;
const HELD = 50_000;
const MERGED = 'merged-';

/** What is compacted: the folders, and the table that lies in them. */
const TABLES: readonly (readonly [string, Table<Row>])[] = [['activity/', stored(activity)], ['findings/source=activity/', stored(findings)]];

/** A table whose rows are as they come out of a file. */
function stored(table: Table<never>): Table<Row> {
  return {
    name: table.name,
    columns: Object.fromEntries(Object.entries(table.columns).map(([name, [type]]) => [name, [type === 'json' ? 'STRING' : type, (row: Row) => row[name]]])),
  };
}

/**
 * Merges the files of each partition of activity into few, each event once. The merged file is there before its parts are deleted: whatever
 * happens in between, no event is lost, and the next compaction leaves out what then stands twice.
 * @param isLate whether there is no time to begin another partition; it is the next compaction's then
 */
export async function compact(store: ObjectStore, isLate: () => boolean = () => false): Promise<CompactionReport> {
  const report: CompactionReport = { merged: 0, files: 0, rows: 0, repeated: 0, failed: [] };
  for (const [prefix, table] of TABLES) {
    for await (const [folder, files] of foldersOf(store.files(prefix))) {
      if (isLate()) return report;
      if (!hasWork(files)) continue;
      try {
        await merge(store, table, folder, files, report);
      } catch (error) {
        report.failed.push({ folder, reason: (error as Error).message });
      }
    }
  }
  return report;
}

/** Files by their folder; those of one folder follow one another. */
async function* foldersOf(files: AsyncIterable<StoredObject>): AsyncGenerator<[string, StoredObject[]]> {
  let current: [string, StoredObject[]] | undefined;
  for await (const file of files) {
    const folder = file.key.slice(0, file.key.lastIndexOf('/') + 1);
    if (current?.[0] !== folder) {
      if (current) yield current;
      current = [folder, []];
    }
    current[1].push(file);
  }
  if (current) yield current;
}

const isMerged = ({ key }: StoredObject): boolean => key.slice(key.lastIndexOf('/') + 1).startsWith(MERGED);
const isDone = (file: StoredObject): boolean => isMerged(file) && file.bytes >= LARGE;

/** Whether there is a new file beside others, or more than one that is not large yet. */
const hasWork = (files: readonly StoredObject[]): boolean => files.length > 1 && (!files.every(isMerged) || files.filter((file) => !isDone(file)).length > 1);

async function merge(store: ObjectStore, table: Table<Row>, folder: string, files: readonly StoredObject[], report: CompactionReport): Promise<void> {
  const seen = new Set<unknown>();
  for (const { key } of files.filter(isDone)) for (const { id } of await rowsOf(store, key, ['id'])) seen.add(id);
  // Nobody else merges the same files into something else under this name.
  const name = `${folder}${MERGED}${createHash('sha256').update(files.map(({ key }) => key).join('\n')).digest('hex').slice(0, 32)}`;
  const parts = files.filter((file) => !isDone(file)).map(({ key }) => key);
  let writer = new TableWriter(table);
  let written = 0;
  const finish = async () => {
    if (writer.rows > 0) await store.write(`${name}-${written++}.parquet`, writer.finish());
    report.rows += writer.rows;
    writer = new TableWriter(table);
  };
  for (const key of parts) {
    for (const row of await rowsOf(store, key)) {
      if (seen.has(row.id)) {
        report.repeated++;
        continue;
      }
      seen.add(row.id);
      writer.add(row);
      if (writer.rows % HELD === 0) writer.flush();
    }
    if (writer.rows >= ROWS_OF_A_FILE) await finish();
  }
  await finish();
  await deleteEach(store, parts);
  report.merged++;
  report.files += parts.length;
}

async function rowsOf(store: ObjectStore, key: string, columns?: string[]): Promise<Row[]> {
  const bytes = (await store.read(key))!;
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  return parquetReadObjects({ file, columns });
}
