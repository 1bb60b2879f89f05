import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { MINUTES, worldOf, type Parts } from './parts';
import { SecurityScanner } from '../../../src';
import type { Service } from '../../../src/catalogue/model/service';
import { CannotAssume } from '../../../src/engine/collect/credentials';
import { finishAccount } from '../../../src/engine/distributed/account';
import { collectBatch } from '../../../src/engine/distributed/collect';
import { keys, type AccountOutcome, type Worker } from '../../../src/engine/distributed/job';
import { planAccount, planScan } from '../../../src/engine/distributed/plan';
import { rereadAccount } from '../../../src/engine/distributed/reread';
import { ROOM, summarize } from '../../../src/engine/distributed/summarize';
import { scan } from '../../../src/engine/scan';
import { LocalLake } from '../../../src/engine/store/lake';
import { fromParquet } from '../../../src/engine/store/parquet';
import { register } from '../../../src/engine/store/registry';
import { definitionOf, Interpreter } from '../../constructs/asl';
import { awsError, fakeService, type Answer } from '../fake-service';

const ACCOUNTS = ['111111111111', '222222222222', '333333333333'];
const REGIONS = ['us-east-1', 'eu-west-1'];
const EXECUTION = 'arn:aws:states:eu-central-1:111111111111:execution:Scan:one';
const NOW = new Date('2026-01-02T03:04:05.000Z');
const credentials = async () => ({ accessKeyId: 'A', secretAccessKey: 'S' });

const stack = new Stack(new App({ analyticsReporting: false }), 'Stack', { env: { account: '111111111111', region: 'eu-central-1' } });
new SecurityScanner(stack, 'Scanner', { accountsAtOnce: 2, regionsAtOnce: 1 });
const definition = definitionOf(Template.fromStack(stack).toJSON());

let folder: string;
let worker: Worker;
let answers: Record<string, Answer>;
let services: Service[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'distributed-'));
  answers = { ListThings: (_, region) => ({ Things: [{ Id: `in-${region}` }] }), DescribeThing: () => ({}), ListParts: () => ({ Parts: [] }) };
  const { service } = fakeService(answers);
  services = ['first', 'second', 'third'].map((id) => ({ ...service, id, node: undefined }));
  worker = {
    lake: new LocalLake(join(folder, 'lake')),
    settings: { accountIds: ACCOUNTS, roleName: 'SecurityScanner', regions: REGIONS, unitsAtOnce: 2, notifyAt: 'high', securityHub: false },
    services,
    checks: [],
    clients: { limited: false },
    region: 'us-east-1',
    enter: () => credentials,
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The functions of the state machine as the engine has them; what `fault` answers takes the place of a call. */
const world = (fault?: Parts['fault'], left?: Parts['left'], execution = EXECUTION) => worldOf({ workerOf: () => worker, execution, now: NOW, fault, left });
const named = (name: string) => Object.assign(new Error(`${name} of the test`), { name });
const statuses = (ledger: readonly { accountId: string; region: string; service: string; status: string }[]) => ledger.filter(({ status }) => status !== 'complete').map(({ accountId, region, service, status }) => `${accountId} ${region} ${service} ${status}`).sort();

test('what the parts leave is what one scan leaves', async () => {
  const interpreter = new Interpreter(world());
  const { status, output } = await interpreter.run(definition);
  expect(status).toBe('SUCCEEDED');
  const lake = new LocalLake(join(folder, 'whole'));
  const { run, milliseconds, lake: at, ledger, accounts, ...told } = await scan({ accounts: ACCOUNTS.map((accountId) => ({ accountId, credentials })), regions: REGIONS, services, checks: [], lake, now: NOW, settings: { limited: false } });
  expect(output).toMatchObject(told);
  expect(output.ledger).toHaveLength(ledger.length);
  const keysOf = async ({ objects }: LocalLake) => (await objects.list('')).filter((key) => /^(entities|relationships|findings|units)\//.test(key));
  expect(await keysOf(worker.lake as LocalLake)).toEqual(await keysOf(lake));
  expect(interpreter.atOnce).toEqual({ Accounts: 2, Regions: 1 });
});

test('a function that fails is tried again, then its units one by one; the one that fails by itself is told of', async () => {
  const poisoned = (payload: { region: string; services?: string[]; accountId: string }) => payload.region === 'eu-west-1' && payload.accountId === ACCOUNTS[1] && payload.services!.includes('second');
  const { status, output } = await new Interpreter(world((part, payload) => (part === 'Collect' && poisoned(payload) ? named('Sandbox.Timedout') : undefined))).run(definition);
  expect(status).toBe('SUCCEEDED');
  expect(statuses(output.ledger)).toEqual([`${ACCOUNTS[1]} eu-west-1 second failed`]);
  expect(output.ledger.find((unit: { status: string }) => unit.status === 'failed').unread).toEqual([{ action: 'lambda:InvokeFunction', code: 'CollectorFailed', denied: false }]);
  expect(output.ledger).toHaveLength(ACCOUNTS.length * REGIONS.length * services.length);
});

test('a function that AWS Lambda throttles is tried again', async () => {
  const { status, output } = await new Interpreter(world((_, __, attempt) => (attempt < 6 ? named('Lambda.TooManyRequestsException') : undefined))).run(definition);
  expect([status, statuses(output.ledger)]).toEqual(['SUCCEEDED', []]);
});

test('a throttled account costs its own units, which are told of', async () => {
  const { service } = fakeService({ ...answers, ListThings: () => { throw awsError('ThrottlingException'); } });
  worker = { ...worker, services: [{ ...service, id: 'first', node: undefined }, ...services.slice(1)] };
  const { status, output } = await new Interpreter(world()).run(definition);
  expect(status).toBe('SUCCEEDED');
  expect(new Set(output.ledger.filter((unit: { status: string }) => unit.status !== 'complete').map(({ service: id }: { service: string }) => id))).toEqual(new Set(['first']));
});

test('a refused role is told of, and the others are scanned', async () => {
  worker = { ...worker, enter: ({ roleArn }) => (roleArn.includes(ACCOUNTS[0]) ? async () => { throw new CannotAssume(roleArn, 'AccessDenied', 'no'); } : credentials) };
  const { status, output } = await new Interpreter(world()).run(definition);
  expect(status).toBe('SUCCEEDED');
  expect(output.refused).toEqual([{ accountId: ACCOUNTS[0], reason: expect.stringContaining('AccessDenied') }]);
  expect(statuses(output.ledger)).toHaveLength(REGIONS.length * services.length);
});

test('a disabled account is left as it is', async () => {
  await register(worker.lake.objects, { accountId: ACCOUNTS[2], credentials: 'assume-role', enabled: false });
  const { output } = await new Interpreter(world()).run(definition);
  expect(output.refused).toEqual([{ accountId: ACCOUNTS[2], reason: expect.stringContaining('is disabled') }]);
  expect(await worker.lake.objects.list(`entities/account=${ACCOUNTS[2]}/`)).toEqual([]);
});

test('an account whose analysis fails is told of, and the others are scanned', async () => {
  const { status, output } = await new Interpreter(world((part, { accountId }) => (part === 'Analyse' && accountId === ACCOUNTS[1] ? named('Runtime.ExitError') : undefined))).run(definition);
  expect([status, output.refused.map(({ accountId }: { accountId: string }) => accountId)]).toEqual(['SUCCEEDED', [ACCOUNTS[1]]]);
});

test('a second start is refused while the first runs, and taken when the first has ended', async () => {
  const second = (holder: string) => new Interpreter(world(undefined, undefined, 'second')).run(definition).then(({ status, error }) => [holder, status, error]);
  await planScan(worker, 'running', async () => false, NOW);
  expect(await second('running')).toEqual(['running', 'FAILED', 'ScanRunning']);
  rmSync(join(folder, 'lake'), { recursive: true });
  await planScan(worker, 'ended', async () => false, NOW);
  expect(await second('ended')).toEqual(['ended', 'SUCCEEDED', undefined]);
});

test('of many that start at once, one scans', async () => {
  const started = await Promise.allSettled(Array.from({ length: 8 }, (_, at) => planScan(worker, `execution-${at}`, async () => true, NOW)));
  expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const each of started) if (each.status === 'rejected') expect(each.reason.name).toBe('ScanRunning');
});

test('units that time is short for are left to the next function, which does not read again what was read', async () => {
  const calls: number[] = [];
  answers.ListThings = (_, region) => { calls.push(1); return { Things: [{ Id: `in-${region}` }] }; };
  // Time for one unit in each function.
  let started = 0;
  const left = () => (started++ % 3 === 0 ? 15 : 3) * MINUTES;
  worker = { ...worker, settings: { ...worker.settings, accountIds: [ACCOUNTS[0]], regions: ['us-east-1'], unitsAtOnce: 1 } };
  const interpreter = new Interpreter(world(undefined, left));
  const { status, output } = await interpreter.run(definition);
  expect([status, statuses(output.ledger)]).toEqual(['SUCCEEDED', []]);
  expect(interpreter.entered.filter((state) => state === 'CollectRegion' || state === 'CollectUnit').length).toBeGreaterThan(1);
  expect(calls).toHaveLength(services.length);
});

test('a unit that takes longer than a function may goes on in the next, where it ended', async () => {
  const THINGS = 100;
  const { service } = fakeService({
    ...answers,
    ListThings: () => ({ Things: Array.from({ length: THINGS }, (_, at) => ({ Id: `thing-${at}` })) }),
    DescribeThing: () => new Promise((resolve) => { setTimeout(() => resolve({}), 100); }),
  });
  worker = { ...worker, services: [{ ...service, id: 'slow', node: undefined }, services[0]], settings: { ...worker.settings, accountIds: [ACCOUNTS[0]], regions: ['us-east-1'] } };
  const interpreter = new Interpreter(world(undefined, () => 30_400));
  const { status, output } = await interpreter.run(definition);
  expect([status, statuses(output.ledger)]).toEqual(['SUCCEEDED', []]);
  expect(interpreter.entered.filter((state) => state === 'CollectRegion' || state === 'CollectUnit').length).toBeGreaterThan(1);
  const whole = new LocalLake(join(folder, 'whole'));
  await scan({ accounts: [{ accountId: ACCOUNTS[0], credentials }], regions: ['us-east-1'], services: worker.services, checks: [], lake: whole, now: NOW, settings: { limited: false } });
  const rows = async (lake: Worker['lake']) => { const all = []; for await (const entity of lake.entities()) all.push(entity); return all; };
  expect(await rows(worker.lake)).toEqual(await rows(whole));
});

test('a unit of which nothing more can be read in the time of a function is stored as failed, the others are read', async () => {
  const { service } = fakeService({ ...answers, ListThings: async () => new Promise((resolve) => { setTimeout(() => resolve({ Things: [] }), 400); }) });
  worker = { ...worker, services: [services[0], { ...service, id: 'slow', node: undefined }], settings: { ...worker.settings, accountIds: [ACCOUNTS[0]], regions: ['us-east-1'] } };
  const { status, output } = await new Interpreter(world(undefined, () => 30_050)).run(definition);
  expect(status).toBe('SUCCEEDED');
  expect(statuses(output.ledger)).toEqual([`${ACCOUNTS[0]} us-east-1 slow failed`]);
  expect(output.ledger.find((unit: { service: string }) => unit.service === 'slow').unread[0].code).toBe('TimedOut');
});

test('an account whose outlet fails is told of, and what was found of it stays', async () => {
  const job = await planScan(worker, EXECUTION, async () => false, NOW);
  for (const accountId of ACCOUNTS) {
    const { batches } = await planAccount(worker, job, { accountId, roleArn: 'role' });
    for (const batch of batches) await collectBatch(worker, job, batch, { left: () => 15 * MINUTES });
    const tell = accountId === ACCOUNTS[1] ? async () => { throw named('Throttled'); } : undefined;
    await finishAccount(worker, job, accountId, tell).catch(({ name }: Error) => expect([accountId, name]).toEqual([ACCOUNTS[1], 'Throttled']));
  }
  const { untold, summary } = await summarize(worker, job, NOW);
  expect([untold, summary.refused, summary.ledger.length]).toEqual([[ACCOUNTS[1]], [], ACCOUNTS.length * REGIONS.length * services.length]);
});

describe('after a change', () => {
  const [changed] = ACCOUNTS;
  const LATER = new Date(NOW.getTime() + 3_600_000);
  const unit = (service: string) => ({ accountId: changed, region: 'us-east-1', service });
  const told: number[] = [];
  const tell = async (findings: readonly unknown[]) => { told.push(findings.length); return {}; };

  test('just the units concerned are read again, and the lake is what a new scan would make of it', async () => {
    await new Interpreter(world()).run(definition);
    answers.ListThings = (_, region) => ({ Things: [{ Id: `in-${region}` }, { Id: 'new' }] });
    const reread = await rereadAccount(worker, changed, [unit('first')], tell, LATER);
    expect(reread!.ledger.map(({ accountId, region, service, status }) => [accountId, region, service, status])).toEqual([[changed, 'us-east-1', 'first', 'complete']]);
    const names = [];
    for await (const { accountId, _service, region, displayName } of worker.lake.entities()) if (displayName === 'new') names.push([accountId, region, _service]);
    expect(names).toEqual([[changed, 'us-east-1', 'first']]);
    expect(told).toHaveLength(1);
  });

  test('what looks across accounts is done again where they are few enough, and else left to the next scan', async () => {
    await new Interpreter(world()).run(definition);
    const [readKeys, { objects }] = [new Set<string>(), worker.lake];
    const read = objects.read.bind(objects);
    objects.read = async (key) => { readKeys.add(key); return read(key); };
    const looksAt = async (other: string, accounts: number) => {
      readKeys.clear();
      await rereadAccount(worker, changed, [unit('first')], tell, LATER, { ...ROOM, accounts });
      return readKeys.has(`accounts/${other}.names.json`);
    };
    expect([await looksAt(ACCOUNTS[1], ACCOUNTS.length), await looksAt(ACCOUNTS[1], ACCOUNTS.length - 1)]).toEqual([true, false]);
  });

  test('an account that no scan has read is left to the next scan', async () => {
    expect(await rereadAccount(worker, changed, [unit('first')], tell, LATER)).toBeUndefined();
  });

  test('an account that is being linked is waited for', async () => {
    await new Interpreter(world()).run(definition);
    await worker.lake.exclusively(changed, async () => {
      await expect(rereadAccount(worker, changed, [unit('first')], tell, LATER)).rejects.toMatchObject({ name: 'AccountLocked' });
    });
  });

  test('an account that refuses the role is an error, and what was read of it stays', async () => {
    await new Interpreter(world()).run(definition);
    const before = await worker.lake.objects.list('entities/');
    worker = { ...worker, enter: ({ roleArn }) => async () => { throw new CannotAssume(roleArn, 'AccessDenied', 'no'); } };
    await expect(rereadAccount(worker, changed, [unit('first')], tell, LATER)).rejects.toMatchObject({ name: 'CannotAssume' });
    expect(await worker.lake.objects.list('entities/')).toEqual(before);
  });
});

describe('of a scan of very many units', () => {
  const UNITS = 60;
  beforeEach(async () => {
    const job = await planScan(worker, EXECUTION, async () => false, NOW);
    for (const [at, accountId] of ACCOUNTS.entries()) {
      const unit = { accountId, region: 'us-east-1', service: 'first', status: 'complete', unread: [], unlisted: [], calls: 1, milliseconds: 1, entities: 0, relationships: 0 } as const;
      const ledger = Array.from({ length: UNITS }, (_, number) => ({ ...unit, service: `s${number}`, ...number === 7 && { status: 'partial' as const } }));
      const failed = { critical: at === 1 ? 5 : 0, high: at, medium: 0, low: 0, informational: 0 };
      const outcome: AccountOutcome = { accountId, regions: ['us-east-1'], ledger, inventory: { aws_instance: 2 }, relationships: 1, scores: [], frameworks: {}, failed, fresh: { count: 0, shown: [] }, listed: 15_000, told: {} };
      await worker.lake.objects.write(keys.outcome(job, accountId), JSON.stringify(outcome));
    }
  });
  const summed = async (accounts = 500) => summarize(worker, { run: (await worker.lake.objects.list('scans/run=')).map((key) => /run=([^/]+)/.exec(key)![1])[0], startedAt: NOW.toISOString() }, NOW, { units: 100, results: 20_000, accounts });

  test('more accounts than one function looks at together are told of, with what does', async () => {
    expect(await summed(ACCOUNTS.length)).toMatchObject({ together: true, notAnalysed: undefined });
    expect(await summed(ACCOUNTS.length - 1)).toMatchObject({ together: false, notAnalysed: expect.stringContaining(`access --lake ${worker.lake.location}`) });
  });

  test('every unit is in the ledger of the lake, and in the summary what is not complete', async () => {
    const { summary, units } = await summed();
    expect(units).toEqual({ complete: 3 * UNITS - 3, partial: 3, failed: 0 });
    expect(summary.ledger.map(({ accountId, service }) => [accountId, service])).toEqual(ACCOUNTS.map((accountId) => [accountId, 's7']));
    expect(summary).toMatchObject({ entities: 6, relationships: 3, findings: { critical: 5, high: 3 } });
    const files = await worker.lake.objects.list('ledger/');
    const rows = await Promise.all(files.map(async (key) => (await fromParquet((await worker.lake.objects.read(key))!)).length));
    expect([files.length, rows.reduce((sum, count) => sum + count, 0)]).toEqual([2, 3 * UNITS]);
  });

  test('the report lists the accounts where most fails, as many as it has room for', async () => {
    expect((await summed()).reported).toEqual([ACCOUNTS[1]]);
  });
});
