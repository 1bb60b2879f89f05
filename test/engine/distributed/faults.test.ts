import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { worldOf, type Parts } from './parts';
import { SecurityScanner } from '../../../src';
import { CannotAssume } from '../../../src/engine/collect/credentials';
import type { Entity } from '../../../src/engine/contracts';
import type { Worker } from '../../../src/engine/distributed/job';
import { planScan } from '../../../src/engine/distributed/plan';
import { publish } from '../../../src/engine/distributed/publish';
import { LocalLake } from '../../../src/engine/store/lake';
import { definitionOf, Interpreter } from '../../constructs/asl';
import { awsError, fakeService, type Answer } from '../fake-service';

/*
 * A scan that went well, then one with a fault. Nothing is lost: what the first one read is in the lake after the second, as old where that could not read it.
 * And somebody is told: by the ledger, the event on the bus, and the mail.
 */
const ACCOUNTS = ['111111111111', '222222222222', '333333333333'];
const [, FAULTY] = ACCOUNTS;
const REGIONS = ['us-east-1', 'eu-west-1'];
const SERVICES = ['first', 'second', 'third'];
const [NOW, LATER] = [new Date('2026-01-02T03:04:05.000Z'), new Date('2026-01-03T03:04:05.000Z')];

const stack = new Stack(new App({ analyticsReporting: false }), 'Stack', { env: { account: ACCOUNTS[0], region: 'eu-central-1' } });
const scanner = new SecurityScanner(stack, 'Scanner', { changes: {} });
const template = Template.fromStack(stack).toJSON();
const definition = definitionOf(template);

let folder: string;
let worker: Worker;
let told: { mails: { Subject: string; Message: string }[]; events: { type: string; detail: any }[] }; // eslint-disable-line @typescript-eslint/no-explicit-any
const servicesOf = (own: Record<string, Answer> = {}) => SERVICES.map((id) => {
  const answers: Record<string, Answer> = { ListThings: (_, region) => ({ Things: [{ Id: `${id}-in-${region}` }] }), DescribeThing: () => ({}), ListParts: () => ({ Parts: [] }), ...own };
  return { ...fakeService(answers).service, id, node: undefined };
});

const outlets = {
  topic: { arn: 'topic', client: { send: async ({ input }: { input: never }) => { told.mails.push(input); return {}; } } as never },
  bus: {
    name: 'default',
    client: {
      send: async ({ input: { Entries } }: { input: { Entries: { DetailType: string; Detail: string }[] } }) => {
        told.events.push(...Entries.map(({ DetailType, Detail }) => ({ type: DetailType, detail: JSON.parse(Detail) })));
        return { Entries: [{}] };
      },
    } as never,
  },
  tables: { database: 'lake', client: { send: async () => ({ Table: { Parameters: {} } }) } as never },
};
const scanWith = (own: Partial<Parts> = {}, now = LATER) => new Interpreter(worldOf({
  workerOf: () => worker, execution: `scan-${now.toISOString()}`, now, publish: (by, job) => publish(by, job, outlets, now), ...own,
})).run(definition);

const entities = async () => {
  const all: Entity[] = [];
  for await (const entity of worker.lake.entities()) all.push(entity);
  return all;
};
const keys = (of: readonly Entity[]) => of.map(({ _key }) => _key).sort();
/** What could not be read this time, as `account region service`. */
const stale = async () => [...new Set((await entities()).filter(({ _stale }) => _stale).map(({ accountId, region, _service }) => `${accountId} ${region} ${_service}`))].sort();
const unread = async () => (await worker.lake.latestRun())!.ledger.filter(({ status }) => status !== 'complete');
const placesOf = (units: Awaited<ReturnType<typeof unread>>) => units.map(({ accountId, region, service }) => `${accountId} ${region} ${service}`).sort();
const all = (account: string) => REGIONS.flatMap((region) => SERVICES.map((service) => `${account} ${region} ${service}`)).sort();
const named = (name: string) => Object.assign(new Error(`${name} of the test`), { name });

let before: string[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'faults-'));
  told = { mails: [], events: [] };
  worker = {
    lake: new LocalLake(join(folder, 'lake')),
    settings: { accountIds: ACCOUNTS, roleName: 'SecurityScanner', regions: REGIONS, unitsAtOnce: 2, notifyAt: 'high', securityHub: false },
    services: servicesOf(),
    checks: [],
    clients: { limited: false },
    region: 'us-east-1',
    enter: () => async () => ({ accessKeyId: 'A', secretAccessKey: 'S' }),
  };
  expect((await scanWith({}, NOW)).status).toBe('SUCCEEDED');
  before = keys(await entities());
  expect(before.length).toBeGreaterThanOrEqual(ACCOUNTS.length * REGIONS.length * SERVICES.length);
  expect([await stale(), told.mails]).toEqual([[], []]);
  told = { mails: [], events: [] };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a collector that times out, again and again, costs the one unit that it times out on', async () => {
  const slow = (part: string, { accountId, region, services = [] }: { accountId: string; region: string; services?: string[] }) => part === 'Collect' && accountId === FAULTY && region === 'eu-west-1' && services.includes('second');
  const { status } = await scanWith({ fault: (part, payload) => (slow(part, payload) ? named('Sandbox.Timedout') : undefined) });
  expect([status, keys(await entities())]).toEqual(['SUCCEEDED', before]);
  const lost = [`${FAULTY} eu-west-1 second`];
  expect([await stale(), placesOf(await unread())]).toEqual([lost, lost]);
  expect((await unread())[0].unread).toEqual([expect.objectContaining({ code: 'CollectorFailed' })]);
  expect(told.events).toEqual([{ type: 'Scan Completed', detail: expect.objectContaining({ units: { complete: 17, partial: 0, failed: 1 } }) }]);
  expect(told.mails).toEqual([expect.objectContaining({ Message: expect.stringContaining('1 services of an account could not be read') })]);
});

test('a throttled account costs its own units, and no other account', async () => {
  const throttled = servicesOf({ ListThings: () => { throw awsError('ThrottlingException'); } });
  const { status } = await scanWith({ workerOf: (accountId) => (accountId === FAULTY ? { ...worker, services: throttled } : worker) });
  expect([status, keys(await entities())]).toEqual(['SUCCEEDED', before]);
  expect([await stale(), placesOf(await unread())]).toEqual([all(FAULTY), all(FAULTY)]);
  for (const unit of await unread()) expect(unit.unread).toEqual([expect.objectContaining({ code: 'ThrottlingException', denied: false })]);
  expect(told.events[0].detail.units).toEqual({ complete: 12, partial: 0, failed: 6 });
  expect(told.mails).toEqual([expect.objectContaining({ Message: expect.stringContaining('6 services of an account could not be read') })]);
});

test('an account that denies the role stays as it was read, and is told of by name', async () => {
  const refusing = (roleArn: string) => roleArn.includes(FAULTY);
  worker = {
    ...worker,
    enter: ({ roleArn }) => async () => {
      if (refusing(roleArn)) throw new CannotAssume(roleArn, 'AccessDenied', 'no');
      return { accessKeyId: 'A', secretAccessKey: 'S' };
    },
  };
  const { status } = await scanWith();
  expect([status, keys(await entities())]).toEqual(['SUCCEEDED', before]);
  expect(placesOf(await unread())).toEqual(all(FAULTY));
  expect((await worker.lake.latestRun())!.refused).toEqual([{ accountId: FAULTY, reason: expect.stringContaining('AccessDenied') }]);
  expect(told.events[0].detail.refused).toEqual([expect.objectContaining({ accountId: FAULTY })]);
  expect(told.mails).toEqual([expect.objectContaining({ Message: expect.stringContaining(`Not scanned: ${FAULTY}`) })]);
});

test('a second start is refused while one runs, which comes to its end as if nothing had been', async () => {
  await planScan(worker, 'running', async () => false, LATER);
  const locks = await worker.lake.objects.list('scans/lock/');
  const second = await scanWith({ execution: 'second' }, new Date(LATER.getTime() + 1000));
  expect(second).toMatchObject({ status: 'FAILED', error: 'ScanRunning', cause: expect.stringContaining('running is scanning') });
  expect([keys(await entities()), await stale(), told]).toEqual([before, [], { mails: [], events: [] }]);
  expect(await worker.lake.objects.list('scans/lock/')).toEqual(locks);
  // Who is told of it: an execution that fails has an alarm.
  const failed = Object.values<{ Type: string; Properties: { MetricName?: string } }>(template.Resources).filter(({ Type, Properties }) => Type === 'AWS::CloudWatch::Alarm' && Properties.MetricName === 'ExecutionsFailed');
  expect(failed).toHaveLength(1);
  const first = await scanWith({ execution: 'running' });
  expect([first.status, told.events.length]).toEqual(['SUCCEEDED', 1]);
});

test('what is given up of changes is told of by an alarm on each queue of dead letters', () => {
  const given = Object.entries<{ Type: string; Properties: { MessageRetentionPeriod?: number } }>(template.Resources).filter(([id, { Type }]) => Type === 'AWS::SQS::Queue' && id.includes('DeadLetters')).map(([id]) => id);
  const watched = JSON.stringify(Object.values<{ Type: string }>(template.Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm'));
  expect([given.length, given.filter((id) => !watched.includes(id))]).toEqual([3, []]);
  expect(scanner.alarms.length).toBeGreaterThan(0);
});
