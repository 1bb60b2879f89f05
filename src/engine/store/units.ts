import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGunzip, createGzip } from 'node:zlib';
import pLimit from 'p-limit';
import type { Entity, Relationship, Unit, UnitLedger } from '../contracts';
import type { ObjectStore } from './objects';

/** What a unit gave when it was last read, before it was linked with the others. */
export interface StoredUnit {
  /** The run that read it. */
  readonly run: string;
  /** ISO 8601. */
  readonly readAt: string;
  readonly ledger: UnitLedger;
  readonly entities: readonly Entity[];
  readonly relationships: readonly Relationship[];
}

/** A unit without its rows. */
export type UnitHead = Pick<StoredUnit, 'run' | 'readAt' | 'ledger'>;

// Objects read at the same time.
const AT_ONCE = 16;
// Rows compressed at a time: a row by itself costs more in calls than in bytes.
const ROWS = 200;

const keyOf = ({ accountId, region, service }: Unit) => `units/account=${accountId}/region=${region}/service=${service}.jsonl.gz`;

function* chunksOf({ entities, relationships, ...head }: StoredUnit): Iterable<string> {
  yield `${JSON.stringify(head)}\n`;
  for (const rows of [entities, relationships]) {
    for (let at = 0; at < rows.length; at += ROWS) yield rows.slice(at, at + ROWS).map((row) => `${JSON.stringify(row)}\n`).join('');
  }
}

async function* linesOf(content: Uint8Array): AsyncIterable<string> {
  const text = Readable.from([content]).pipe(createGunzip()).setEncoding('utf8') as AsyncIterable<string>;
  let rest = '';
  for await (const chunk of text) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
}

/** Stores what a unit gave, in place of what it gave before. */
export async function writeUnit(store: ObjectStore, unit: StoredUnit): Promise<void> {
  await store.write(keyOf(unit.ledger), await buffer(Readable.from(chunksOf(unit)).pipe(createGzip({ level: 1 }))));
}

async function readUnit(store: ObjectStore, key: string): Promise<StoredUnit | undefined> {
  const content = await store.read(key);
  if (!content) return undefined;
  const [entities, relationships]: [Entity[], Relationship[]] = [[], []];
  let head: UnitHead | undefined;
  for await (const line of linesOf(content)) {
    const row: unknown = JSON.parse(line);
    if (!head) head = row as UnitHead;
    else if (entities.length < head.ledger.entities) entities.push(row as Entity);
    else relationships.push(row as Relationship);
  }
  return { ...head!, entities, relationships };
}

/** The stored units of an account, in the order of Regions and services. */
export async function readUnits(store: ObjectStore, accountId: string): Promise<StoredUnit[]> {
  const limit = pLimit(AT_ONCE);
  const keys = await store.list(`units/account=${accountId}/`);
  return (await Promise.all(keys.map((key) => limit(() => readUnit(store, key))))).filter((unit) => unit !== undefined);
}

/** What is known of a stored unit without its rows; undefined when there is none. */
export async function readHead(store: ObjectStore, unit: Unit): Promise<UnitHead | undefined> {
  const content = await store.read(keyOf(unit));
  if (!content) return undefined;
  for await (const line of linesOf(content)) return JSON.parse(line) as UnitHead;
  return undefined;
}

/** Removes the stored units of a Region, those of `services` alone. */
export async function removeUnits(store: ObjectStore, accountId: string, region: string, services: readonly string[]): Promise<void> {
  await Promise.all(services.map((service) => store.delete(keyOf({ accountId, region, service }))));
}
