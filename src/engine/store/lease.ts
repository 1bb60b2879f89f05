import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { readText, type ObjectStore } from './objects';

/** Who holds an account, and until when. */
interface Lease { readonly host: string; readonly pid: number; /** ISO 8601. */ readonly until: string; readonly released?: true }

/** How long a lease holds without being renewed, and how often it is renewed: what a crash leaves behind is gone after the first of them. */
export interface LeaseTimes { readonly holds: number; readonly renewed: number; /** Milliseconds since 1970. */ readonly clock: () => number }

/** A minute, renewed three times in it. */
export const leaseTimes: LeaseTimes = { holds: 60_000, renewed: 20_000, clock: Date.now };

/** Another scan of the account is under way, or has taken it over. */
export class AccountLocked extends Error { readonly name = 'AccountLocked'; }

const turnOf = (key: string) => Number(key.slice(key.lastIndexOf('/') + 1));

/** Whether the holder is a process of this machine that has ended: then nobody has to wait for the lease to run out. */
function hasEnded({ host, pid }: Lease): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/**
 * A lock with a lease over a store that can only create an object once. Each holder takes the next turn, `<key>/000007`; the highest turn
 * holds until its lease runs out, is released, or its process has ended. Who finds a higher turn than its own has lost.
 */
class Turns {
  constructor(private readonly store: ObjectStore, private readonly key: string, private readonly times: LeaseTimes) {}

  /** @returns the turn taken, or who holds the lock */
  async take(): Promise<{ turn: number } | { holder: Lease | undefined }> {
    const last = (await this.all()).at(-1);
    const holder = last && JSON.parse(await readText(this.store, last) ?? 'null') as Lease | null;
    if (holder && !this.isOver(holder)) return { holder };
    const turn = last ? turnOf(last) + 1 : 1;
    if (!await this.store.create(this.at(turn), this.lease())) return { holder: undefined };
    // The turn before may have been read long ago: in the meantime others may have come, gone, and cleared theirs away.
    if (!await this.holds(turn)) return this.store.delete(this.at(turn)).then(() => ({ holder: undefined }));
    for (const old of (await this.all()).filter((each) => turnOf(each) < turn)) await this.store.delete(old);
    return { turn };
  }

  async holds(turn: number): Promise<boolean> { return turnOf((await this.all()).at(-1) ?? '/0') === turn; }
  async renew(turn: number): Promise<void> { await this.store.write(this.at(turn), this.lease()); }
  async release(turn: number): Promise<void> { await this.store.write(this.at(turn), this.lease({ released: true })); }

  private all() { return this.store.list(`${this.key}/`); }
  private at(turn: number) { return `${this.key}/${String(turn).padStart(6, '0')}`; }
  private isOver(lease: Lease) { return lease.released === true || Date.parse(lease.until) <= this.times.clock() || hasEnded(lease); }
  private lease(more: Partial<Lease> = {}): string {
    const until = new Date(this.times.clock() + this.times.holds).toISOString();
    return JSON.stringify({ host: hostname(), pid: process.pid, until, ...more } satisfies Lease);
  }
}

/** Renews the turn until `ended`; says so through `lost` when another one has taken it, or the lease could not be renewed in time. */
async function keep(turns: Turns, turn: number, { holds, renewed, clock }: LeaseTimes, ended: AbortSignal, lost: (why: Error) => void): Promise<void> {
  let until = clock() + holds;
  const pause = () => sleep(renewed, undefined, { signal: ended, ref: false }).then(() => true, () => false);
  while (await pause()) {
    try {
      if (!await turns.holds(turn)) return lost(new AccountLocked('Another scan has taken the account over, because this one did not renew its lease in time.'));
      await turns.renew(turn);
      until = clock() + holds;
    } catch (error) {
      if (clock() >= until) return lost(error as Error);
    }
  }
}

/**
 * Runs `work` while nobody else holds `key`. Its signal is aborted when the lease is lost.
 * @param what names the thing in the error
 * @throws AccountLocked when it is held
 */
export async function withLease<T>(
  store: ObjectStore, key: string, what: string, work: (signal: AbortSignal) => Promise<T>, times: LeaseTimes = leaseTimes,
): Promise<T> {
  const turns = new Turns(store, key, times);
  const taken = await turns.take();
  if (!('turn' in taken)) {
    const by = taken.holder ? ` by process ${taken.holder.pid} on ${taken.holder.host}` : '';
    throw new AccountLocked(`${what} is being scanned${by}: wait for it to end, or end it.`);
  }
  const [lost, ended] = [new AbortController(), new AbortController()];
  const kept = keep(turns, taken.turn, times, ended.signal, (why) => lost.abort(why));
  try {
    return await work(lost.signal);
  } finally {
    ended.abort();
    await kept;
    if (await turns.holds(taken.turn)) await turns.release(taken.turn);
  }
}
