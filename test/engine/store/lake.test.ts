import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entity, Finding } from '../../../src/engine/contracts';
import { AccountLocked, LocalLake } from '../../../src/engine/store/lake';
import { LocalObjects } from '../../../src/engine/store/local';
import { queryLake } from '../../../src/engine/store/query';

let folder: string;
let lake: LocalLake;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), "lake'-")); lake = new LocalLake(folder); });
afterEach(() => rmSync(folder, { recursive: true }));

const entity = (name: string, more: object = {}): Entity => ({
  _key: `arn:${name}`, _type: 'aws_kms_key', _class: ['CryptoKey'], _service: 'kms', displayName: name, accountId: '111111111111', region: 'eu-west-1', tags: { Team: 'a' }, ...more,
});
const finding = (id: string, more: Partial<Finding> = {}): Finding => ({
  id,
  source: 'posture',
  check: 'c',
  service: 'kms',
  severity: 'high',
  status: 'fail',
  resource: ['arn:a', 'arn:b'],
  resourceType: 'aws_kms_key',
  resourceName: 'a',
  accountId: '111111111111',
  region: 'eu-west-1',
  title: 'T',
  reason: 'R',
  remedy: { cli: 'x', cdk: 'y' },
  frameworks: { cis: { '7.0': ['4.6'] } },
  firstSeen: '2026-01-01T00:00:00.000Z',
  lastSeen: '2026-01-02T00:00:00.000Z',
  evidence: { a: 1 },
  ...more,
});
const partition = { account: '111111111111', region: 'eu-west-1', service: 'kms' };
const write = (complete: boolean, ...names: string[]) => lake.writeUnit(partition, complete, { entities: names.map((name) => entity(name)), relationships: [] });
const names = async () => (await queryLake(folder, 'SELECT displayName FROM entities ORDER BY 1')).map(({ displayName }) => displayName);

test('another engine reads what was written: head in columns, the rest as JSON, the partition from the path', async () => {
  await lake.writeUnit(partition, true, {
    entities: [entity('a', { KeyId: '1', isCustomerManaged: true, Grants: [{ Name: 'ü"\\' }] }), entity('b', { _unread: [{ action: 'kms:ListGrants', code: 'AccessDenied', denied: true }] })],
    relationships: [],
  });
  const rows = await queryLake(folder, `SELECT account, region, service, _key, json_extract_scalar(properties, '$.KeyId') AS id, json_extract_scalar(properties, '$.Grants[0].Name') AS name,
    json_extract_scalar(tags, '$.Team') AS team, _mapped, _unread FROM entities ORDER BY _key`);
  expect(rows).toEqual([
    { account: '111111111111', region: 'eu-west-1', service: 'kms', _key: 'arn:a', id: '1', name: 'ü"\\', team: 'a', _mapped: false, _unread: '[]' },
    expect.objectContaining({ _key: 'arn:b', id: null, _unread: '[{"action":"kms:ListGrants","code":"AccessDenied","denied":true}]' }),
  ]);
});

test('a complete read replaces the partition, a partial one only a partial one', async () => {
  await write(false, 'first');
  expect(await names()).toEqual(['first']);
  await write(false, 'second');
  expect(await names()).toEqual(['second']);
  await write(true, 'third');
  expect(await names()).toEqual(['third']);
  await write(false, 'fourth');
  expect(await names()).toEqual(['third']);
  await write(true);
  expect(await names()).toEqual([]);
});

test('findings come back as they were written, source and Region from the path', async () => {
  const written = [finding('1'), finding('2', { region: 'global', status: 'unknown' })];
  await lake.writeFindings('posture', '111111111111', written);
  const read: Finding[] = [];
  for await (const each of lake.findings()) read.push(each);
  expect(read.sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(written);
  const [{ status }] = await queryLake(folder, "SELECT status FROM findings WHERE lastSeen > TIMESTAMP '2026-01-01' AND region = 'global'");
  expect(status).toBe('unknown');
});

test('a Region without findings loses its file', async () => {
  await lake.writeFindings('posture', '111111111111', [finding('1'), finding('2', { region: 'global' })]);
  await lake.writeFindings('posture', '111111111111', [finding('2', { region: 'global' })]);
  expect(readdirSync(join(folder, 'findings', 'source=posture', 'account=111111111111'))).toEqual(['region=global']);
});

test('a write that fails leaves the old file and no draft', async () => {
  const objects = new LocalObjects(folder);
  await objects.write('x/file', 'old');
  await expect(objects.write('x/file', Symbol('not writable') as never)).rejects.toThrow();
  await expect(objects.create('x/other', Symbol('not writable') as never)).rejects.toThrow();
  expect(await objects.read('x/file')).toEqual(Buffer.from('old'));
  expect(readdirSync(join(folder, 'x'))).toEqual(['file']);
});

test('a query can neither write nor read outside the lake', async () => {
  await write(true, 'a');
  writeFileSync(join(tmpdir(), 'outside.csv'), 'secret\n1\n');
  await expect(queryLake(folder, `SELECT * FROM read_csv('${join(tmpdir(), 'outside.csv')}')`)).rejects.toThrow(/disabled|permission|access/i);
  await expect(queryLake(folder, `COPY entities TO '${join(tmpdir(), 'out.parquet')}'`)).rejects.toThrow(/disabled|permission|access/i);
  await expect(queryLake(folder, 'SET enable_external_access = true')).rejects.toThrow();
  expect(existsSync(join(tmpdir(), 'out.parquet'))).toBe(false);
});

test('a folder without a lake is named, with the next step', async () => {
  await expect(queryLake(join(folder, 'none'), 'SELECT 1')).rejects.toThrow(/No lake in '.*none': run cdk-security-scanner scan/);
});

describe('one scan of an account at a time', () => {
  test('the second is refused while the first runs, and goes after it', async () => {
    await lake.exclusively('111111111111', async () => {
      await expect(lake.exclusively('111111111111', async () => 1)).rejects.toThrow(AccountLocked);
      await expect(lake.exclusively('222222222222', async () => 2)).resolves.toBe(2);
    });
    await expect(lake.exclusively('111111111111', async () => 3)).resolves.toBe(3);
  });

  test('the lock goes when the work fails', async () => {
    await expect(lake.exclusively('111111111111', async () => { throw new Error('no'); })).rejects.toThrow('no');
    await expect(lake.exclusively('111111111111', async () => 1)).resolves.toBe(1);
  });
});
