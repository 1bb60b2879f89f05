import pLimit from 'p-limit';
import type { PlannedUnit } from '../../derive/plan';
import { ClientPool, type CredentialProvider } from '../collect/clients';
import { UnitMemory } from '../collect/memory';
import type { UnitLedger } from '../contracts';
import { keys, left, organizationOf, type AccountHead, type Batch, type Job, type Worker } from './job';
import { readHead, writeUnit } from '../store/units';
import { collect, eitherOf, type Collection } from '../sync/collect';

/** What a function did of a batch. */
export interface Collected {
  /** Ledger of the units that it read. */
  readonly ledger: readonly UnitLedger[];
  /** Services that time was short for: the next function goes on with them. */
  readonly left: readonly string[];
  /** Whether nothing at all was read: then the units are read one by one, each with all the time there is. */
  readonly stuck: boolean;
}

/** The time of a function. */
export interface Time { /** Milliseconds left. */ readonly left: () => number }

// A unit that is begun later would rather be broken off than come to its end.
const BEGUN_WITH = 0.25;
// Time to store what was read, and to answer.
const KEPT = 30_000;

class TimedOut extends Error {}

/** The ledger of a unit that was not read, for whatever reason but a refusal of AWS. */
export const unreadUnit = ({ accountId, region, service }: { accountId: string; region: string; service: string }, code: string): UnitLedger => ({
  accountId,
  region,
  service,
  status: 'failed',
  unread: [{ action: 'lambda:InvokeFunction', code, denied: false }],
  unlisted: [],
  calls: 0,
  milliseconds: 0,
  entities: 0,
  relationships: 0,
});

/** Stores a unit as failed: what an earlier scan read of it stays in the partitions, marked as stale. */
export async function storeUnread({ lake }: Worker, { run, startedAt }: Job, ledger: UnitLedger): Promise<void> {
  await writeUnit(lake.objects, { run, readAt: startedAt, ledger, entities: [], relationships: [] });
}

/** Whether this job has read the unit completely: a function that was started again goes on where the one before ended. */
async function isRead({ lake }: Worker, { run }: Job, unit: PlannedUnit): Promise<boolean> {
  const head = await readHead(lake.objects, { ...unit, service: unit.service.id });
  return head?.run === run && head.ledger.status === 'complete';
}

/** Reads one unit, from where an earlier function left off. What time was short for is kept for the next one. */
class Reading {
  private memory = new UnitMemory();

  /** @param begun keys of what earlier functions kept */
  constructor(private readonly worker: Worker, private readonly job: Job, private readonly unit: PlannedUnit, private readonly begun: readonly string[]) {}

  private get key(): string { return keys.begun(this.job, { ...this.unit, service: this.unit.service.id }); }

  async read(collection: Collection): Promise<UnitLedger[]> {
    const { objects } = this.worker.lake;
    this.memory = new UnitMemory(this.begun.includes(this.key) ? await objects.read(this.key) : undefined);
    return collect([this.unit], { ...collection, memory: this.memory });
  }

  /** @returns whether it came further than the function before */
  async leave(): Promise<boolean> {
    if (this.memory.grew) await this.worker.lake.objects.write(this.key, this.memory.content());
    return this.memory.grew;
  }
}

/** What the units of a batch share. */
async function collectionOf(
  worker: Worker, job: Job, { account, regions, statuses }: AccountHead,
  { credentials, ...own }: Pick<Collection, 'clients' | 'signal'> & { readonly credentials: CredentialProvider },
): Promise<Omit<Collection, 'limit'>> {
  const { lake, services, checks, clients: settings, onCall } = worker;
  const organization = await organizationOf(worker, job);
  return {
    ...own,
    account: { ...account, credentials },
    regions,
    regionStatuses: statuses,
    run: job.run,
    options: { accounts: [], services, checks, lake, settings, organization, now: new Date(job.startedAt), onCall },
    tell: () => undefined,
  };
}

/**
 * Reads the units of a batch into the lake, each whole or not at all, for as long as time allows. A unit that takes longer than one function
 * may goes on in the next, with what was read of it; one of which nothing more could be read is stored as failed with the code `TimedOut`.
 * @throws CannotAssume when the account cannot be entered any more
 */
export async function collectBatch(worker: Worker, job: Job, batch: Batch, time: Time): Promise<Collected> {
  const { lake, settings, services } = worker;
  const head = (await left<AccountHead>(lake.objects, keys.head(job, batch.accountId)))!;
  const credentials = worker.enter(head.account);
  const clients = new ClientPool(credentials, worker.clients);
  const all = time.left();
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new TimedOut()), Math.max(0, all - KEPT));
  const collection = await collectionOf(worker, job, head, { credentials, clients, signal: eitherOf(late.signal, undefined) });
  const [ledger, unread]: [UnitLedger[], string[]] = [[], []];
  const begun = await lake.objects.list(keys.begun(job, { ...batch, service: '' }));
  let further = false;
  const readUnit = async (unit: PlannedUnit) => {
    if (await isRead(worker, job, unit)) return;
    if (time.left() < all * BEGUN_WITH) return void unread.push(unit.service.id);
    const reading = new Reading(worker, job, unit, begun);
    try {
      ledger.push(...await reading.read({ ...collection, limit: pLimit(1) }));
    } catch (error) {
      if (!(error instanceof TimedOut)) throw error;
      unread.push(unit.service.id);
      if (await reading.leave()) further = true;
    }
  };
  try {
    await credentials();
    const limit = pLimit(settings.unitsAtOnce);
    const units = services.filter(({ id }) => batch.services.includes(id)).map((service) => ({ ...batch, service }));
    const ended = await Promise.allSettled(units.map((unit) => limit(() => readUnit(unit))));
    for (const result of ended) if (result.status === 'rejected') throw result.reason;
  } finally {
    clearTimeout(timer);
    clients.close();
  }
  if (batch.services.length === 1 && unread.length === 1 && !further) {
    const failed = unreadUnit({ ...batch, service: unread[0] }, 'TimedOut');
    await storeUnread(worker, job, failed);
    return { ledger: [failed], left: [], stuck: false };
  }
  return { ledger, left: unread, stuck: unread.length > 0 && ledger.length === 0 && !further };
}
