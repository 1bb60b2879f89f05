/**
 * Measures the parts of a distributed scan: calls, time and rows of each service, and what each part does with the lake. The emulator holds the
 * sample organisation, with a resource of most services in one more account; a proxy delays every answer as AWS would.
 * Writes docs/reference/cost/measured.json. Run: npx projen bench:units
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSlowProxy } from './slow-proxy';
import { clientOptions } from '../emulator/client';
import { startDemo } from '../emulator/demo';
import { histories } from '../examples/organization/history';
import { checks } from '../src/catalogue/checks';
import { servicesOf } from '../src/derive/streams';
import { assumeRole } from '../src/engine/collect/credentials';
import type { SentCall } from '../src/engine/collect/reader';
import type { UnitLedger } from '../src/engine/contracts';
import { finishAccount } from '../src/engine/distributed/account';
import { collectBatch } from '../src/engine/distributed/collect';
import type { Worker } from '../src/engine/distributed/job';
import { accountOf, planAccount, planScan } from '../src/engine/distributed/plan';
import { summarize } from '../src/engine/distributed/summarize';
import { Lake } from '../src/engine/store/lake';
import { LocalObjects } from '../src/engine/store/local';
import { seeds } from '../test/end-to-end/seeded';

const LATENCY = 100;
const REGIONS = ['us-east-1', 'eu-west-1', 'eu-central-1'];
const SECURITY = '222222222222';
const SEEDED = { accountId: '333333333333', region: 'eu-west-1' };

/** What was asked of the lake. */
interface Traffic { lists: number; reads: number; writes: number; deletes: number; bytesWritten: number }
const none = (): Traffic => ({ lists: 0, reads: 0, writes: 0, deletes: 0, bytesWritten: 0 });

/** A local store that counts what Amazon S3 would bill. */
class CountedObjects extends LocalObjects {
  traffic = none();
  override async list(prefix: string) { this.traffic.lists++; return super.list(prefix); }
  override async read(key: string) { this.traffic.reads++; return super.read(key); }
  override async delete(key: string) { this.traffic.deletes++; return super.delete(key); }
  override async create(key: string, content: Uint8Array | string) { this.wrote(content); return super.create(key, content); }
  override async write(key: string, content: Uint8Array | string) { this.wrote(content); return super.write(key, content); }
  private wrote(content: Uint8Array | string) { this.traffic.writes++; this.traffic.bytesWritten += Buffer.byteLength(content); }
}

interface Part extends Traffic { seconds: number; cpuSeconds: number; times: number; units: number; entities: number; findings: number }

/** Runs parts of a scan and adds up what each kind of them took. */
class Parts {
  readonly all: Record<string, Part> = {};
  constructor(private readonly objects: CountedObjects) {}

  async run<T>(name: string, work: () => Promise<T>, size: (result: T) => Partial<Part> = () => ({})): Promise<T> {
    this.objects.traffic = none();
    const [started, cpu] = [performance.now(), process.cpuUsage()];
    const result = await work();
    const { user, system } = process.cpuUsage(cpu);
    const time = { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 };
    const done = { ...this.objects.traffic, ...time, times: 1, units: 0, entities: 0, findings: 0, ...size(result) };
    const before = this.all[name];
    this.all[name] = before ? Object.fromEntries(Object.entries(done).map(([key, value]) => [key, value + before[key as keyof Part]])) as never : done;
    return result;
  }
}

/** A service where it holds least, and where it holds most. */
function extremes(ledger: readonly UnitLedger[], callsOf: (unit: UnitLedger) => Record<string, number>) {
  const services = new Map<string, UnitLedger[]>();
  for (const unit of ledger) services.set(unit.service, [...services.get(unit.service) ?? [], unit]);
  return Object.fromEntries([...services].map(([service, units]) => {
    const sorted = [...units].sort((a, b) => a.entities - b.entities || a.calls - b.calls);
    const shown = (unit: UnitLedger) => ({ entities: unit.entities, milliseconds: unit.milliseconds, calls: callsOf(unit) });
    return [service, { status: [...new Set(units.map(({ status }) => status))].sort(), least: shown(sorted[0]), most: shown(sorted.at(-1)!) }];
  }));
}

/** Tells which calls each unit sent. */
class CallLog {
  region = '';
  private readonly calls = new Map<string, Record<string, number>>();
  private readonly nameOf = (accountId: string, service: string, region: string) => `${accountId} ${service} ${region}`;

  readonly note = ({ accountId, service, action, operation }: SentCall & { accountId: string }): void => {
    const [unit, name] = [this.nameOf(accountId, service, this.region), `${action.split(':')[0]}:${operation.split('.').at(-1)!}`];
    const of = this.calls.get(unit) ?? {};
    this.calls.set(unit, { ...of, [name]: (of[name] ?? 0) + 1 });
  };

  readonly of = ({ accountId, service, region }: UnitLedger) => this.calls.get(this.nameOf(accountId, service, region)) ?? {};
}

/** One scan, part by part. */
async function scanOnce(worker: Worker, parts: Parts, log: CallLog | undefined, name: (part: string) => string): Promise<UnitLedger[]> {
  const ledger: UnitLedger[] = [];
  const job = await parts.run(name('plan-accounts'), () => planScan(worker, 'bench', async () => false, new Date()));
  for (const account of worker.settings.accountIds!.map((accountId) => accountOf(worker, accountId))) {
    const { batches } = await parts.run(name('plan-account'), () => planAccount(worker, job, account));
    for (const batch of batches) {
      if (log) log.region = batch.region;
      const { ledger: read } = await parts.run(name('collect-unit'), () => collectBatch({ ...worker, onCall: log?.note }, job, batch, { left: () => 900_000 }),
        (done) => ({ units: done.ledger.length, entities: entitiesIn(done.ledger) }));
      ledger.push(...read);
    }
    let findings = 0;
    const tell = async (all: readonly unknown[]) => { findings = all.length; return {}; };
    await parts.run(name('analyse-account'), () => finishAccount(worker, job, account.accountId, tell), (done) => ({ units: done.ledger.length, entities: entitiesIn(done.ledger), findings }));
  }
  await parts.run(name('publish'), () => summarize(worker, job, new Date()));
  return ledger;
}

async function measure(sample: Awaited<ReturnType<typeof startDemo>>, endpoint: string, folder: string) {
  const unseeded: string[] = [];
  for (const { id, seed } of seeds) await seed(clientOptions(sample.emulator, SEEDED.accountId, SEEDED.region)).catch(() => unseeded.push(id));
  const [objects, log] = [new CountedObjects(folder), new CallLog()];
  const parts = new Parts(objects);
  const [clients, { credentials }] = [{ endpoint, limited: true }, clientOptions(sample.emulator, SECURITY)];
  const { roleName, externalId } = sample;
  const accountIds = histories.map(({ accountId }) => accountId);
  const worker: Worker = {
    lake: new Lake(objects),
    settings: { accountIds, roleName, externalId, regions: REGIONS, unitsAtOnce: 8, notifyAt: 'high', securityHub: false },
    services: servicesOf(),
    checks,
    clients,
    region: 'us-east-1',
    enter: (account) => assumeRole({ ...account, region: 'us-east-1' }, async () => credentials, clients),
  };
  // The first scan writes everything, the second one what has changed: nothing.
  const ledger = await scanOnce(worker, parts, log, (part) => `first ${part}`);
  await scanOnce(worker, parts, undefined, (part) => `again ${part}`);
  const load = Number(loadavg()[0].toFixed(1));
  return {
    measured: new Date().toISOString().slice(0, 10),
    latencyMilliseconds: LATENCY,
    machine: { processors: availableParallelism(), load, node: process.version, peakMebibytes: Math.round(process.resourceUsage().maxRSS / 1024) },
    accounts: accountIds.length,
    regions: REGIONS,
    unseeded,
    lakeBytes: await sizeOf(objects, ''),
    parts: parts.all,
    services: extremes(ledger, log.of),
  };
}

async function main(): Promise<void> {
  const sample = await startDemo(() => undefined, join('assets', 'demo'));
  const proxy = await startSlowProxy(sample.emulator.endpoint, LATENCY);
  const folder = mkdtempSync(join(tmpdir(), 'bench-units-'));
  try {
    const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(3)) : value);
    writeFileSync(join('docs', 'reference', 'cost', 'measured.json'), `${JSON.stringify(await measure(sample, proxy.endpoint, folder), rounded, 1)}\n`);
  } finally {
    proxy.stop();
    await sample.stop();
    rmSync(folder, { recursive: true });
  }
}

const entitiesIn = (ledger: readonly UnitLedger[]) => ledger.reduce((sum, unit) => sum + unit.entities, 0);

/** Bytes below a prefix, by table. */
async function sizeOf(objects: LocalObjects, prefix: string): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for await (const { key, bytes } of objects.files(prefix)) {
    const [table] = key.split('/');
    sizes[table] = (sizes[table] ?? 0) + bytes;
  }
  return sizes;
}

void main();
