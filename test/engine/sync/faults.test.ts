import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCannedAws, type CannedAws, type Faults } from '../../../bench/canned-aws';
import { checks } from '../../../src/catalogue/checks';
import { servicesOf } from '../../../src/derive/streams';
import type { Finding } from '../../../src/engine/contracts';
import { scan, type ScanOptions } from '../../../src/engine/scan';
import { LocalLake } from '../../../src/engine/store/lake';
import { queryLake } from '../../../src/engine/store/query';

const REGIONS = ['us-east-1', 'eu-west-1'];
const folder = mkdtempSync(join(tmpdir(), 'faults-'));
let aws: CannedAws;
beforeAll(async () => { aws = await startCannedAws(100, REGIONS.length); });
afterAll(async () => {
  await aws.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  aws.reset();
  aws.faults = {};
});

const options = (lake: LocalLake, more: Partial<ScanOptions> = {}): ScanOptions => ({
  accounts: [{ accountId: '111111111111', credentials: async () => ({ accessKeyId: 'a', secretAccessKey: 's' }) }],
  regions: REGIONS,
  services: servicesOf(['kms', 'ec2', 'lambda']),
  checks,
  lake,
  settings: { endpoint: aws.endpoint },
  now: new Date('2026-01-01T00:00:00Z'),
  ...more,
});

/** What the lake tells of entities and relationships, and the findings by id. */
async function told(lake: LocalLake) {
  const findings = new Map<string, Finding>();
  for await (const finding of lake.findings()) findings.set(finding.id, finding);
  return {
    entities: await queryLake(lake.folder, 'SELECT _key, properties FROM entities ORDER BY 1'),
    relationships: await queryLake(lake.folder, 'SELECT _key FROM relationships ORDER BY 1'),
    statuses: [...findings.values()].map(({ id, status }) => `${id} ${status}`).sort(),
    findings,
  };
}

async function scanned(name: string) {
  const lake = new LocalLake(join(folder, name));
  const summary = await scan(options(lake));
  return { ...await told(lake), summary };
}

/** The same account scanned without faults, then with, each into a lake of its own. */
async function scannedBoth(name: string, faults: Faults) {
  const without = await scanned(`${name}-without`);
  aws.reset();
  aws.faults = faults;
  return [without, await scanned(name)] as const;
}

test('no call is sent twice', async () => {
  const { summary } = await scanned('plain');
  expect(summary.entities).toBeGreaterThanOrEqual(100);
  expect(aws.counts.calls).toBe(summary.ledger.reduce((sum, { calls }) => sum + calls, 0));
  expect(aws.counts.duplicates).toBe(0);
});

test('with a tenth of the calls throttled everything is told as without', async () => {
  const [without, throttled] = await scannedBoth('throttled', { throttled: 0.1 });
  expect(aws.counts.throttled).toBeGreaterThan(10);
  expect(throttled.entities).toEqual(without.entities);
  expect(throttled.relationships).toEqual(without.relationships);
  expect(throttled.statuses).toEqual(without.statuses);
  expect(throttled.summary.ledger.map(({ milliseconds, ...unit }) => unit)).toEqual(without.summary.ledger.map(({ milliseconds, ...unit }) => unit));
}, 120_000);

test('with a fifth of the calls denied nothing is lost and nothing is told otherwise: it stays, is unknown, and is in the ledger', async () => {
  const lake = new LocalLake(join(folder, 'denied'));
  await scan(options(lake));
  const before = await told(lake);
  aws.reset();
  aws.faults = { denied: 0.2 };
  const { ledger } = await scan(options(lake, { now: new Date('2026-01-02T00:00:00Z') }));
  const after = await told(lake);
  expect(aws.counts.denied).toBeGreaterThan(20);
  expect(after.entities).toEqual(before.entities);
  expect(after.relationships).toEqual(before.relationships);
  const changed = [...before.findings.values()].filter(({ id, status }) => after.findings.get(id)?.status !== status);
  expect(changed.length).toBeGreaterThan(3);
  for (const { id } of changed) expect(after.findings.get(id)).toMatchObject({ status: 'unknown', evidence: { missingAction: expect.stringMatching(/^(kms|ec2|lambda):/) } });
  expect(new Set(ledger.filter(({ status }) => status !== 'complete').flatMap(({ unread }) => unread.map(({ code }) => code)))).toEqual(new Set(['AccessDeniedException', 'UnauthorizedOperation']));
  aws.faults = {};
  await scan(options(lake, { now: new Date('2026-01-03T00:00:00Z') }));
  expect((await told(lake)).statuses).toEqual(before.statuses);
});

test('with a fifth of the calls denied from the first scan on, only what was denied is missing, and the ledger names it', async () => {
  const [without, denied] = await scannedBoth('denied-first', { denied: 0.2 });
  expect(aws.counts.denied).toBeGreaterThan(20);
  const rowsOf = ({ entities }: typeof denied) => new Map(entities.map(({ _key, properties }) => [_key as string, JSON.parse(properties as string) as Record<string, unknown>]));
  const found = rowsOf(denied);
  const unlisted = new Set(denied.summary.ledger.flatMap(({ region, unlisted: gaps }) => gaps.map(({ type }) => `${region} ${type}`)));
  const heads = await queryLake(join(folder, 'denied-first-without'), "SELECT _key, _type, region FROM entities WHERE NOT coalesce(_mapped, false) AND CAST(_class AS VARCHAR) <> '[\"Service\"]'");
  const missing = heads.filter(({ _key }) => !found.has(_key as string));
  expect(missing).not.toEqual([]);
  expect(missing.filter(({ _type, region }) => !unlisted.has(`${region as string} ${_type as string}`))).toEqual([]);
  const unread = new Set((await queryLake(join(folder, 'denied-first'), 'SELECT _key FROM entities WHERE _unread IS NOT NULL')).map(({ _key }) => _key));
  expect(unread.size).toBeGreaterThan(10);
  const changed = [...rowsOf(without)].filter(([key, fields]) => found.has(key) && JSON.stringify(found.get(key)) !== JSON.stringify(fields));
  expect(changed.filter(([key]) => !unread.has(key)).map(([key]) => key)).toEqual([]);
  const statuses = [...denied.findings.values()].filter(({ id, status }) => status !== 'unknown' && without.findings.get(id)?.status !== status);
  expect(statuses.map(({ id }) => id)).toEqual([]);
});
