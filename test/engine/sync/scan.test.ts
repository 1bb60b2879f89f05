import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Check } from '../../../src/catalogue/model/check';
import type { Service } from '../../../src/catalogue/model/service';
import type { Finding } from '../../../src/engine/contracts';
import { scan, type ScanOptions } from '../../../src/engine/scan';
import { AccountDisabled, LocalLake } from '../../../src/engine/store/lake';
import { queryLake } from '../../../src/engine/store/query';
import { register } from '../../../src/engine/store/registry';
import { readUnits } from '../../../src/engine/store/units';
import { rereadUnits } from '../../../src/engine/sync/reread';
import { awsError, fakeService, type Answer, type Traffic } from '../fake-service';

const ACCOUNT = '111111111111';
const NOW = new Date('2026-01-02T03:04:05.000Z');
const HOUR = 3_600_000;
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR);
const account = { accountId: ACCOUNT, credentials: async () => ({ accessKeyId: 'A', secretAccessKey: 'S' }) };

const isSecret: Check = {
  id: 'thing-is-secret',
  title: 'Things are secret',
  service: 'fake',
  entity: 'aws_instance',
  severity: 'high',
  needs: [{ service: 'fake', operation: 'DescribeThing', action: 'fake:ReadThing' }],
  fails: (thing: Record<string, unknown>) => (thing.isSecret ? undefined : 'not secret'),
  remedy: { cli: '', cdk: '' },
  frameworks: {},
} as never;

let folder: string;
let lake: LocalLake;
let things: Record<string, string[]>;
let answers: Record<string, Answer>;
let service: Service;
let traffic: Traffic;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scan-'));
  lake = new LocalLake(folder);
  things = { 'us-east-1': ['a'], 'eu-west-1': ['b', 'c'] };
  answers = { ListThings: (_, region) => ({ Things: (things[region] ?? []).map((Id) => ({ Id })) }), DescribeThing: () => ({}), ListParts: () => ({ Parts: [] }) };
  ({ service, traffic } = fakeService(answers));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const options = (more: Partial<ScanOptions> = {}): ScanOptions => ({ accounts: [account], regions: ['us-east-1', 'eu-west-1'], services: [service], checks: [isSecret], lake, now: NOW, ...more });
const names = async () => (await queryLake(folder, "SELECT region, displayName FROM entities WHERE _type = 'aws_instance' ORDER BY ALL")).map(({ region, displayName }) => `${region} ${displayName}`);
async function findings(): Promise<Finding[]> {
  const found: Finding[] = [];
  for await (const finding of lake.findings()) found.push(finding);
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A service of a name of its own over the same fake. */
const named = (id: string, scope: Service['scope'] = 'regional'): Service => ({ ...service, id, scope, node: undefined });

test('scanned twice without a change: the same findings, and no file of the graph is written again', async () => {
  await scan(options());
  const before = await findings();
  const write = jest.spyOn(lake.objects, 'write');
  await scan(options({ now: later(1) }));
  expect(write.mock.calls.map(([key]) => key).filter((key) => /^(entities|relationships)\//.test(key))).toEqual([]);
  expect((await findings()).map(({ lastSeen, ...finding }) => finding)).toEqual(before.map(({ lastSeen, ...finding }) => finding));
});

test('a deleted resource is gone; one whose listing is denied stays, marked stale, until it can be listed', async () => {
  const stale = async () => (await queryLake(folder, "SELECT displayName, _stale FROM entities WHERE _type = 'aws_instance' AND region = 'eu-west-1' ORDER BY 1")).map(({ displayName, _stale }) => `${displayName} ${_stale}`);
  await scan(options());
  things['eu-west-1'] = ['c'];
  await scan(options({ now: later(1) }));
  expect(await stale()).toEqual(['c false']);
  const { ListThings } = answers;
  answers.ListThings = () => { throw awsError('AccessDenied'); };
  await scan(options({ now: later(2) }));
  expect(await stale()).toEqual(['c true']);
  expect((await findings()).map(({ status }) => status)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  answers.ListThings = ListThings;
  await scan(options({ now: later(3) }));
  expect(await stale()).toEqual(['c false']);
  expect((await findings()).map(({ status }) => status)).toEqual(['fail', 'fail']);
});

test('the node of a service goes with its last resource, and comes back with the next', async () => {
  const nodes = () => queryLake(folder, "SELECT _key FROM entities WHERE _type = 'aws_ec2'").then(({ length }) => length);
  const seen = [];
  for (const now of [['b'], [], ['b']]) {
    things = { 'eu-west-1': now };
    await scan(options({ now: later(seen.length) }));
    seen.push(await nodes());
  }
  expect(seen).toEqual([1, 0, 1]);
});

describe('a scan that was broken off', () => {
  const many = ['one', 'two', 'three', 'four', 'five'];
  const units = () => many.map((id) => named(id));

  /** Breaks a scan off when so many units have been read: by an error that nobody foresaw, as a crash is, or by a signal. */
  async function breakOff(after: number, how: 'crash' | 'abort'): Promise<void> {
    const stop = new AbortController();
    const { DescribeThing } = answers;
    if (how === 'crash') answers.DescribeThing = () => { if (traffic.calls.filter((call) => call === 'ListThings').length > after) throw new Error('crash'); return {}; };
    const onProgress = ({ done }: { done: number }) => { if (how === 'abort' && done === after) stop.abort(new Error('stopped')); };
    await expect(scan(options({ services: units(), regions: ['us-east-1'], concurrency: 1, signal: stop.signal, onProgress }))).rejects.toThrow(how === 'crash' ? 'crash' : 'stopped');
    answers.DescribeThing = DescribeThing;
    traffic.calls.length = 0;
  }

  test.each(['crash', 'abort'] as const)('by a %s leaves whole units, and the next scan reads the others only', async (how) => {
    await breakOff(3, how);
    expect((await readUnits(lake.objects, ACCOUNT)).map(({ ledger }) => ledger.status)).toEqual(['complete', 'complete', 'complete']);
    const resumed: string[] = [];
    const summary = await scan(options({
      services: units(), regions: ['us-east-1'], now: later(1), onProgress: (progress) => { if (progress.resumed) resumed.push(progress.unit.service); },
    }));
    expect(resumed).toEqual(['one', 'two', 'three']);
    expect(traffic.calls.filter((call) => call === 'ListThings')).toHaveLength(2);
    expect(summary.ledger.map((unit) => unit.service)).toEqual(many);
    expect(summary).toMatchObject({ entities: 1 });
  });

  test('once it has come to its end, the next one reads everything', async () => {
    await breakOff(3, 'crash');
    await scan(options({ services: units(), regions: ['us-east-1'] }));
    traffic.calls.length = 0;
    await scan(options({ services: units(), regions: ['us-east-1'] }));
    expect(traffic.calls.filter((call) => call === 'ListThings')).toHaveLength(5);
  });

  test.each([
    ['what was read a day ago', { now: later(24) }],
    ['what was read among other Regions', { regions: ['us-east-1', 'eu-west-1'] }],
  ])('%s is read again', async (_, more) => {
    await breakOff(3, 'abort');
    const fresh: boolean[] = [];
    await scan(options({ services: units(), regions: ['us-east-1'], onProgress: ({ resumed }) => fresh.push(!resumed), ...more }));
    expect(fresh).not.toContain(false);
  });

  test('what could not be read is read again', async () => {
    const { ListThings } = answers;
    answers.ListThings = () => { throw awsError('AccessDenied'); };
    await breakOff(3, 'abort');
    answers.ListThings = ListThings;
    const summary = await scan(options({ services: units(), regions: ['us-east-1'] }));
    expect(new Set(summary.ledger.map(({ status }) => status))).toEqual(new Set(['complete']));
  });
});

test('an abort ends the calls under way, and what was read whole of an account that is done is not lost', async () => {
  const stop = new AbortController();
  answers.DescribeThing = ({ Id }) => { if (Id === 'b') stop.abort(new Error('enough')); return {}; };
  await expect(scan(options({ signal: stop.signal, concurrency: 1 }))).rejects.toThrow('enough');
  expect((await readUnits(lake.objects, ACCOUNT)).map(({ ledger }) => ledger.region)).toEqual(['us-east-1']);
  await expect(lake.exclusively(ACCOUNT, async () => 'free')).resolves.toBe('free');
});

test('a disabled account is not scanned, and stays as it was', async () => {
  await scan(options());
  await register(lake.objects, { accountId: ACCOUNT, name: 'shop', credentials: 'own', enabled: false });
  traffic.calls.length = 0;
  await expect(scan(options())).rejects.toThrow(new AccountDisabled(`Account ${ACCOUNT} (shop) is disabled and stays as it was last read: enable it with account enable ${ACCOUNT}.`));
  expect(traffic.calls).toEqual([]);
  expect(await names()).toEqual(['eu-west-1 b', 'eu-west-1 c', 'us-east-1 a']);
});

describe('Regions', () => {
  let server: Server;
  let statuses: Record<string, string> | undefined;
  let listed: number;
  beforeEach(async () => {
    statuses = { 'us-east-1': 'ENABLED_BY_DEFAULT', 'eu-west-1': 'ENABLED', 'af-south-1': 'DISABLED', 'ap-east-1': 'DISABLING' };
    listed = 0;
    server = createServer((_, response) => {
      listed++;
      response.writeHead(statuses ? 200 : 403, { 'content-type': 'application/json', ...!statuses && { 'x-amzn-errortype': 'AccessDeniedException' } });
      response.end(JSON.stringify(statuses ? { Regions: Object.entries(statuses).map(([RegionName, RegionOptStatus]) => ({ RegionName, RegionOptStatus })) } : { message: 'no' }));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });
  afterEach(() => new Promise((closed) => { server.closeAllConnections(); server.close(closed); }));

  const found = (more: Partial<ScanOptions> = {}) => options({ regions: undefined, settings: { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }, ...more });

  test('are those the account has enabled; one that it disables loses its assets and findings at the next scan, not before', async () => {
    expect((await scan(found())).regions).toEqual(['eu-west-1', 'us-east-1']);
    expect(await names()).toEqual(['eu-west-1 b', 'eu-west-1 c', 'us-east-1 a']);
    await scan(options({ regions: ['us-east-1'] }));
    expect(await names()).toEqual(['eu-west-1 b', 'eu-west-1 c', 'us-east-1 a']);
    statuses!['eu-west-1'] = 'DISABLED';
    await scan(found());
    expect(await names()).toEqual(['us-east-1 a']);
    expect((await findings()).map(({ region }) => region)).toEqual(['us-east-1']);
    expect((await readUnits(lake.objects, ACCOUNT)).map(({ ledger }) => ledger.region)).toEqual(['us-east-1']);
  });

  test('that are taken off an account lose theirs too', async () => {
    await scan(options({ accounts: [{ ...account, regions: ['us-east-1', 'eu-west-1'] }] }));
    await scan(options({ accounts: [{ ...account, regions: ['eu-west-1'] }] }));
    expect(await names()).toEqual(['eu-west-1 b', 'eu-west-1 c']);
    expect(listed).toBe(0);
  });

  test('are the default ones where the role may not list them, and then nothing is removed', async () => {
    things['af-south-1'] = ['d'];
    await scan(options({ regions: ['af-south-1'] }));
    statuses = undefined;
    const { regions } = await scan(found());
    expect(regions).toEqual(expect.arrayContaining(['us-east-1', 'eu-west-1', 'ap-northeast-3']));
    expect(regions).not.toContain('af-south-1');
    expect(await names()).toContain('af-south-1 d');
  });

  test('that a platform does not support are left out', async () => {
    const limited = { ...account, unsupportedRegions: { 'eu-west-1': 'so it says' } };
    expect((await scan(found({ accounts: [limited] }))).regions).toEqual(['us-east-1']);
  });

  test('a global service is read once, in global, and what it tells of a Region stays when that is left', async () => {
    const thing = { ...service.entities.aws_instance!, key: ({ Id }: { Id: string }) => `world:${Id}`, region: () => 'eu-west-1' };
    const world: Service = { ...named('world', 'global'), entities: { aws_instance: thing } };
    const both = (regions: string[]) => options({ services: [service, world], accounts: [{ ...account, regions }] });
    await scan(both(['us-east-1', 'eu-west-1']));
    expect((await readUnits(lake.objects, ACCOUNT)).map(({ ledger }) => `${ledger.service} ${ledger.region}`).sort()).toEqual(['fake eu-west-1', 'fake us-east-1', 'world global']);
    const worldly = () => queryLake(folder, "SELECT _key, region FROM entities WHERE service = 'world'");
    expect(await worldly()).toEqual([{ _key: 'world:a', region: 'eu-west-1' }]);
    await scan(both(['us-east-1']));
    expect(await worldly()).toEqual([{ _key: 'world:a', region: 'eu-west-1' }]);
    expect((await queryLake(folder, "SELECT _key FROM entities WHERE service = 'fake' AND region = 'eu-west-1'"))).toEqual([]);
  });
});

describe('an event', () => {
  const change = { eventSource: 'fake.amazonaws.com', eventName: 'CreateThing', awsRegion: 'eu-west-1', recipientAccountId: ACCOUNT };

  test('has just its unit read again: graph and findings follow, everything else is untouched', async () => {
    await scan(options());
    const before = await findings();
    things['eu-west-1'] = ['c', 'new'];
    things['us-east-1'] = ['not read'];
    traffic.calls.length = 0;
    const write = jest.spyOn(lake.objects, 'write');
    const { ledger } = await rereadUnits(options({ now: later(1) }), [change, { ...change }]);
    expect(ledger.map(({ region }) => region)).toEqual(['eu-west-1']);
    expect(traffic.calls.filter((call) => call === 'ListThings')).toHaveLength(1);
    expect(await names()).toEqual(['eu-west-1 c', 'eu-west-1 new', 'us-east-1 a']);
    const files = write.mock.calls.map(([key]) => key).filter((key) => /^(entities|units)\//.test(key));
    expect(files.filter((key) => key.includes('region=us-east-1'))).toEqual([]);
    expect(files).toHaveLength(2);
    const after = await findings();
    expect(after.map(({ resourceName }) => resourceName).sort()).toEqual(['a', 'c', 'new']);
    const [old, now] = [before, after].map((all) => all.find(({ resourceName }) => resourceName === 'a'));
    expect(now).toEqual(old);
    expect(after.find(({ resourceName }) => resourceName === 'c')).toMatchObject({ firstSeen: NOW.toISOString(), lastSeen: later(1).toISOString() });
  });

  test.each([
    ['a call that failed', { errorCode: 'AccessDenied' }],
    ['a call that changes nothing', { eventName: 'DescribeThing' }],
    ['an account that is not read', { recipientAccountId: '222222222222' }],
    ['a Region that is not read', { awsRegion: 'ap-south-1' }],
  ])('of %s reads nothing', async (_, more) => {
    await scan(options());
    traffic.calls.length = 0;
    const { ledger } = await rereadUnits(options(), [{ ...change, ...more }]);
    expect(ledger).toEqual([]);
    expect(traffic.calls).toEqual([]);
  });
});
