import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parquetReadObjects } from 'hyparquet';
import type { Finding } from '../../../src/engine/contracts';
import { tellAccount } from '../../../src/engine/outlets/account';
import { complianceFinding } from '../../../src/engine/report/ocsf/compliance-finding';
import { complianceShape } from '../../../src/engine/report/ocsf/compliance-shape';
import { LocalObjects } from '../../../src/engine/store/local';
import type { Shape } from '../../../src/engine/store/nested';
import { MemoryStore } from '../activity/ingest/support';
import { findings as samples } from '../report/findings/support';
import { problems } from '../report/ocsf/validate';

type Json = Record<string, unknown>;
const AT = '2026-01-02T03:04:05.000Z';
const base = samples[0];
const finding = (more: Partial<Finding>): Finding => ({ ...base, source: 'posture', status: 'fail', accountId: '222222222222', region: 'eu-west-1', firstSeen: AT, lastSeen: AT, ...more });
const keysFor = async (all: readonly Finding[], region = 'eu-central-1') => {
  const store = new MemoryStore();
  const told = await tellAccount({ securityLake: { store }, region }, { startedAt: AT })(all);
  return { store, told, keys: await store.list('') };
};
/** A row as JSON has it: numbers for big ones, nothing for null. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null && each !== undefined).map(([name, each]) => [name, plain(each)]));
};
const rowsIn = async (content: Uint8Array) => (await parquetReadObjects({ file: Uint8Array.from(content).buffer })).map((row) => plain(row) as Json);

test('an object lies in the partition of its Region, account and day, whatever the source is called', async () => {
  const { keys } = await keysFor([finding({}), finding({ id: 'other', region: 'us-east-1' }), finding({ id: 'global', region: 'global' }), finding({ id: 'old', lastSeen: '2026-01-01T23:59:59.999Z' })]);
  expect(keys).toEqual(['region=eu-west-1/accountId=222222222222/eventDay=20260101/', 'region=eu-west-1/accountId=222222222222/eventDay=20260102/', 'region=us-east-1/accountId=222222222222/eventDay=20260102/']
    .map((folder) => `${folder}2026-01-02T03-04-05-000Z-0.parquet`));
  expect((await keysFor([finding({ region: 'global' })], 'cn-north-1')).keys[0]).toMatch(/^region=cn-northwest-1\//);
});

test('written again, it takes the place of what was there', async () => {
  const store = new MemoryStore();
  for (let times = 0; times < 2; times++) await tellAccount({ securityLake: { store }, region: 'eu-west-1' }, { startedAt: AT })([finding({})]);
  expect(await store.list('')).toHaveLength(1);
});

test('what fails, and what has changed, is written; what passes as before, and what others found, is not', async () => {
  const earlier = '2026-01-01T00:00:00.000Z';
  const { store, told, keys } = await keysFor([
    finding({ id: 'fails', firstSeen: earlier }), finding({ id: 'mended', status: 'pass' }), finding({ id: 'passes', status: 'pass', firstSeen: earlier }), finding({ id: 'theirs', source: 'imported' as never }),
  ]);
  const rows = await rowsIn((await store.read(keys[0]))!);
  expect([told, rows.map(({ metadata }) => (metadata as Json).uid).sort()]).toEqual([{ securityLake: 2 }, ['fails', 'mended']]);
});

test('every row is the event that OCSF wants, whole', async () => {
  const all = samples.map((each) => ({ ...each, source: 'posture' as const, firstSeen: AT, lastSeen: AT }));
  const { store, keys } = await keysFor(all);
  const rows = (await Promise.all(keys.map(async (key) => rowsIn((await store.read(key))!)))).flat();
  expect(rows).toHaveLength(all.length);
  for (const row of rows) expect(problems(row, 'compliance_finding', '1.3.0')).toEqual([]);
  // Half of a pair of UTF-16 has no place in UTF-8.
  const inUtf8 = (text: string) => Buffer.from(text).toString();
  const events = new Map(all.map((each) => [inUtf8(each.id), JSON.parse(JSON.stringify(complianceFinding(each))) as Json]));
  for (const row of rows) {
    const { unmapped, ...event } = events.get((row.metadata as Json).uid as string)!;
    const { unmapped: text, ...rest } = row;
    expect(rest).toEqual(JSON.parse(JSON.stringify(event), (_, value) => (typeof value === 'string' ? inUtf8(value) : value)));
    expect({ ...text as Json, evidence: JSON.parse((text as { evidence: string }).evidence) }).toEqual(unmapped);
  }
});

test('the columns are all attributes that a finding may have', () => {
  const namesOf = (value: unknown, path = ''): string[] => {
    if (Array.isArray(value)) return value.flatMap((each) => namesOf(each, path));
    if (typeof value !== 'object' || value === null || path === '.unmapped.evidence') return [path];
    return Object.entries(value).flatMap(([name, inner]) => namesOf(inner, `${path}.${name}`));
  };
  const written = new Set(samples.flatMap((each) => namesOf(complianceFinding(each))));
  const columns = new Set(namesOf(complianceShape as Record<string, Shape>));
  expect([...written].filter((name) => !columns.has(name))).toEqual([]);
});

test('another reader finds the nested columns', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'security-lake-'));
  try {
    await tellAccount({ securityLake: { store: new LocalObjects(join(folder, 'ext', 'scanner')) }, region: 'eu-west-1' }, { startedAt: AT })([finding({ id: 'one', resource: ['arn:aws:s3:::b', 'arn:aws:s3:::c'] })]);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const sql = `SELECT region, accountId, eventDay, class_uid::INT AS class, resources[2].uid AS second, metadata.product.name AS product FROM read_parquet('${folder}/ext/scanner/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)`;
    expect((await connection.runAndReadAll(sql)).getRowObjectsJson()).toEqual([{ region: 'eu-west-1', accountId: '222222222222', eventDay: '20260102', class: 2003, second: 'arn:aws:s3:::c', product: 'cdk-security-scanner' }]);
    connection.closeSync();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
