import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { event } from './generate';
import { compact } from '../../../../src/engine/activity/ingest/compact';
import { activity, type ActivityRow } from '../../../../src/engine/activity/ingest/table';
import { ActivityRecord } from '../../../../src/engine/activity/record';
import { LocalObjects } from '../../../../src/engine/store/local';
import type { StoredObject } from '../../../../src/engine/store/objects';
import { queryLake } from '../../../../src/engine/store/query';
import { TableWriter } from '../../../../src/engine/store/table-writer';

const FOLDER = 'activity/account=111111111111/region=eu-west-1/day=2026-03-02/';
let root: string;
let store: LocalObjects;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'compact-'));
  store = new LocalObjects(root);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A file of the events from a number on. */
function fileOf(from: number, count: number): Uint8Array {
  const writer = new TableWriter<ActivityRow>(activity);
  for (let number = from; number < from + count; number++) {
    writer.add({ object: 's3://logs/x', record: new ActivityRecord(event(number, '111111111111', 'eu-west-1'), { file: 'x', index: number }, 1, 'cloudtrail') });
  }
  return writer.finish();
}
const put = (name: string, from: number, count: number, folder = FOLDER) => store.write(`${folder}${name}.parquet`, fileOf(from, count));
const names = () => store.list('activity/');
const counted = async () => (await queryLake(root, 'SELECT count(*)::INT AS rows, count(DISTINCT id)::INT AS ids FROM activity'))[0];
const everything = () => queryLake(root, 'SELECT * FROM activity ORDER BY id');

test('the files of a partition become one, each event once, its values as they were', async () => {
  for (let file = 0; file < 12; file++) await put(`f${file}`, file * 8, 10);
  await put('other', 0, 5, FOLDER.replace('eu-west-1', 'us-east-1'));
  const before = await queryLake(root, 'SELECT DISTINCT * FROM activity ORDER BY region, id');
  expect(await compact(store)).toEqual({ merged: 1, files: 12, rows: 98, repeated: 22, failed: [] });
  expect(await queryLake(root, 'SELECT * FROM activity ORDER BY region, id')).toEqual(before);
  expect((await names()).map((name) => name.replace(/merged-.*/, 'merged'))).toEqual([`${FOLDER}merged`, `${FOLDER.replace('eu-west-1', 'us-east-1')}other.parquet`]);
});

test('a second compaction has nothing to do', async () => {
  await put('a', 0, 5);
  await put('b', 5, 5);
  await compact(store);
  const before = await names();
  expect(await compact(store)).toMatchObject({ merged: 0, files: 0 });
  expect(await names()).toEqual(before);
});

test('a file that comes again after it was merged goes, and one that is new is added', async () => {
  await put('a', 0, 5);
  await put('b', 5, 5);
  await compact(store);
  await put('a', 0, 5);
  expect(await counted()).toEqual({ rows: 15, ids: 10 });
  await compact(store);
  expect(await counted()).toEqual({ rows: 10, ids: 10 });
  await put('c', 10, 5);
  await compact(store);
  expect(await counted()).toEqual({ rows: 15, ids: 15 });
  expect(await names()).toHaveLength(1);
});

/** A store that ends the process, as it were, at a number of writes and deletions. */
function dyingAt(step: number): LocalObjects {
  let steps = 0;
  const die = () => {
    if (++steps > step) throw new Error('killed');
  };
  return Object.assign(new LocalObjects(root), {
    write: async (key: string, content: Uint8Array) => {
      die();
      await store.write(key, content);
    },
    delete: async (key: string) => {
      die();
      await store.delete(key);
    },
  });
}

test.each([0, 1, 2, 3])('killed after %i of its four steps, it loses nothing, and the next one leaves nothing double', async (step) => {
  for (const [at, name] of ['a', 'b', 'c'].entries()) await put(name, at * 5, 5);
  const before = await everything();
  expect((await compact(dyingAt(step))).failed).toEqual([{ folder: FOLDER, reason: 'killed' }]);
  expect((await counted()).ids).toBe(15);
  await compact(store);
  expect(await everything()).toEqual(before);
});

test('two at the same time lose nothing, and the next one leaves nothing double', async () => {
  for (const [at, name] of ['a', 'b', 'c', 'd'].entries()) await put(name, at * 5, 5);
  const before = await everything();
  const [one] = await Promise.all([compact(store), compact(store)]);
  expect(one.failed.length).toBeLessThanOrEqual(1);
  expect((await counted()).ids).toBe(20);
  await compact(store);
  expect(await everything()).toEqual(before);
});

test('a large file is not written again, but known', async () => {
  await put('merged-0', 0, 20);
  await put('new', 15, 10);
  const large = Object.assign(new LocalObjects(root), {
    files: async function* (prefix: string): AsyncIterable<StoredObject> {
      for await (const file of store.files(prefix)) yield file.key.endsWith('merged-0.parquet') ? { ...file, bytes: 2 ** 25 } : file;
    },
  });
  expect(await compact(large)).toMatchObject({ merged: 1, files: 1, rows: 5, repeated: 5 });
  expect(await names()).toContain(`${FOLDER}merged-0.parquet`);
  expect(await counted()).toEqual({ rows: 25, ids: 25 });
});

test('a partition with a file that is no Parquet stays as it was, and the others are merged', async () => {
  const other = FOLDER.replace('eu-west-1', 'us-east-1');
  await put('a', 0, 5);
  writeFileSync(join(root, FOLDER, 'b.parquet'), 'no Parquet');
  for (const name of ['c', 'd']) await put(name, 0, 5, other);
  const { failed, merged } = await compact(store);
  expect([failed.map(({ folder }) => folder), merged]).toEqual([[FOLDER], 1]);
  expect((await names()).filter((name) => name.startsWith(FOLDER))).toEqual([`${FOLDER}a.parquet`, `${FOLDER}b.parquet`]);
});

test('it stops when it is late', async () => {
  for (const name of ['a', 'b']) await put(name, 0, 5);
  expect(await compact(store, () => true)).toMatchObject({ merged: 0 });
});
