import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { clientOptions } from '../../../emulator/client';
import { Emulator, startEmulator } from '../../../emulator/start';
import { openLake } from '../../../src/cli/lake';
import { addQuery } from '../../../src/cli/query';
import { addReport } from '../../../src/cli/report';
import type { Entity } from '../../../src/engine/contracts';
import { AccountLocked, Lake } from '../../../src/engine/store/lake';
import { LocalObjects } from '../../../src/engine/store/local';
import { deleteAll, readText, type ObjectStore } from '../../../src/engine/store/objects';
import { S3Objects } from '../../../src/engine/store/s3';
import { readUnits, writeUnit } from '../../../src/engine/store/units';
import { runCommand } from '../../cli/run';
import { START_TIMEOUT } from '../../emulator/support';
import { sampleSummary } from '../report/sample';

const folder = mkdtempSync(join(tmpdir(), 'objects-'));
let emulator: Emulator;
let client: S3Client;
beforeAll(async () => {
  emulator = await startEmulator();
  client = new S3Client({ ...clientOptions(emulator, '111111111111', 'eu-west-1'), forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: 'lake', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
}, START_TIMEOUT);
afterAll(async () => {
  client?.destroy();
  await emulator?.stop();
  rmSync(folder, { recursive: true });
});

const stores: [string, () => ObjectStore][] = [['a folder', () => new LocalObjects(folder)], ['a bucket', () => new S3Objects(client, 'lake', 'some/where/')]];

describe.each(stores)('%s', (_, open) => {
  let store: ObjectStore;
  beforeEach(async () => { store = open(); await deleteAll(store, ''); });

  test('gives back what was written, nothing where nothing is, and lists by the beginning of the key', async () => {
    await store.write('a/region=eu-west-1/x', Buffer.from([0, 255, 7]));
    await store.write('a/region=eu-west-1/y', 'ü');
    await store.write('ab/z', '');
    await store.write('a/region=eu-west-1/x', Buffer.from([1, 255, 7]));
    expect([...(await store.read('a/region=eu-west-1/x'))!]).toEqual([1, 255, 7]);
    expect(await readText(store, 'a/region=eu-west-1/y')).toBe('ü');
    expect(await readText(store, 'ab/z')).toBe('');
    expect(await store.read('a/none')).toBeUndefined();
    expect(await store.list('a/')).toEqual(['a/region=eu-west-1/x', 'a/region=eu-west-1/y']);
    expect(await store.list('a')).toEqual(['a/region=eu-west-1/x', 'a/region=eu-west-1/y', 'ab/z']);
    expect(await store.list('a/region=eu-west-1/y')).toEqual(['a/region=eu-west-1/y']);
    expect(await store.list('none/')).toEqual([]);
  });

  test('names the folders directly below another', async () => {
    for (const key of ['a/x=1/deep/file', 'a/x=1/file', 'a/x=2/file', 'a/file', 'ab/x=3/file']) await store.write(key, '');
    expect(await store.folders('a/')).toEqual(['x=1', 'x=2']);
    expect(await store.folders('')).toEqual(['a', 'ab']);
    expect(await store.folders('none/')).toEqual([]);
  });

  test('deletes, and what is not there too', async () => {
    await store.write('a/b/x', '1');
    await store.delete('a/b/x');
    await store.delete('a/b/x');
    expect(await store.list('')).toEqual([]);
  });

  test('of many who create one object at once, one does', async () => {
    const made = await Promise.all(Array.from({ length: 12 }, (__, at) => store.create('lock/1', `content ${at}`)));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await readText(store, 'lock/1')).toBe(`content ${made.indexOf(true)}`);
  });

  test('holds a lake: partitions, units, findings and the lock', async () => {
    const lake = new Lake(store);
    const entity: Entity = { _key: 'k', _type: 'aws_kms_key', _class: [], _service: 'kms', displayName: 'ü\n', accountId: '1', region: 'r', tags: {}, _aliases: ['alias/a'] };
    const ledger = { accountId: '1', region: 'r', service: 'kms', status: 'complete', unread: [], unlisted: [], calls: 1, milliseconds: 1, entities: 1, relationships: 0 } as const;
    await lake.exclusively('1', async () => {
      await expect(new Lake(store).exclusively('1', async () => 1)).rejects.toThrow(AccountLocked);
      await writeUnit(store, { run: 'one', readAt: '2026-01-01T00:00:00.000Z', ledger, entities: [entity], relationships: [] });
      await lake.writeUnit({ account: '1', region: 'r', service: 'kms' }, true, { entities: [entity], relationships: [] });
    });
    expect(await readUnits(store, '1')).toEqual([{ run: 'one', readAt: '2026-01-01T00:00:00.000Z', ledger, entities: [entity], relationships: [] }]);
    expect(await store.list('entities/')).toEqual(['entities/account=1/region=r/service=kms/complete.parquet']);
  });
});

describe('the lake of the command line', () => {
  const environment = process.env;
  beforeEach(() => {
    process.env = { ...environment, AWS_ENDPOINT_URL: emulator.endpoint, AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: '111111111111', AWS_SECRET_ACCESS_KEY: 'emulator' };
  });
  afterEach(() => { process.env = environment; });
  const report = (place: string) => runCommand(addReport, 'report', '--lake', place, '--format', 'json');

  test('can be a bucket', async () => {
    await (await openLake('s3://lake/of/the-cli')).writeRun(sampleSummary());
    expect(JSON.parse((await report('s3://lake/of/the-cli/')).out)).toMatchObject({ run: sampleSummary().run });
    expect((await new S3Objects(client, 'lake', 'of/the-cli/').list('runs/')).length).toBe(1);
  });

  test.each([
    ['s3://lake/empty', 2, "No scan in the lake 's3://lake/empty/'"], ['s3://', 2, "'s3://' names no bucket"], ['s3:lake', 2, "'s3:lake' names no bucket"], ['s3://nobodys-bucket/x', 3, ''],
  ])('says what is wrong with %s', async (place, code, text) => {
    const ran = await report(place);
    expect([ran.code, ran.err]).toEqual([code, expect.stringContaining(text)]);
  });

  test('is a folder where files are read by DuckDB', async () => {
    const { code, err } = await runCommand(addQuery, 'query', '--lake', 's3://lake/x', 'SELECT 1');
    expect([code, err]).toEqual([2, expect.stringContaining('aws s3 sync')]);
  });
});

test('a folder keeps no empty folders', async () => {
  const store = new LocalObjects(folder);
  await store.write('a/b/c/x', '1');
  await store.write('a/y', '1');
  await store.delete('a/b/c/x');
  expect(readdirSync(join(folder, 'a'))).toEqual(['y']);
});
