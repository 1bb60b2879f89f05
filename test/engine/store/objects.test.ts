import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { clientOptions } from '../../../emulator/client';
import { Emulator, startEmulator } from '../../../emulator/start';
import type { Entity } from '../../../src/engine/contracts';
import { AccountLocked, Lake } from '../../../src/engine/store/lake';
import { LocalObjects } from '../../../src/engine/store/local';
import { deleteAll, readText, type ObjectStore } from '../../../src/engine/store/objects';
import { S3Objects } from '../../../src/engine/store/s3';
import { readUnits, writeUnit } from '../../../src/engine/store/units';
import { START_TIMEOUT } from '../../emulator/support';

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

test('a folder keeps no empty folders', async () => {
  const store = new LocalObjects(folder);
  await store.write('a/b/c/x', '1');
  await store.write('a/y', '1');
  await store.delete('a/b/c/x');
  expect(readdirSync(join(folder, 'a'))).toEqual(['y']);
});
