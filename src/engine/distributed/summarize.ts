import pLimit from 'p-limit';
import { findEntitlements } from '../access/entitlements';
import type { UnitLedger } from '../contracts';
import { joined, none, type ScanResult } from '../outlets/notice';
import { Tally } from '../summary';
import { accountsOf, keys, left, type AccountOutcome, type Job, type JobAccount, type Worker } from './job';
import type { Lake } from '../store/lake';
import { linkAccounts } from '../sync/across';

// Outcomes read at the same time, of which no more are in memory.
const AT_ONCE = 32;
/** What is held of a scan at most. */
export interface Room {
  /** Units of one file of the ledger, and of a summary that lists them all. */
  readonly units: number;
  /** Results that one page lists: more than that nobody looks through, and no browser likes. */
  readonly results: number;
  /** Accounts that one function looks at together: their identities, keys and certificates are in its memory. */
  readonly accounts: number;
}
/** What a function of the default memory has room for. */
export const ROOM: Room = { units: 100_000, results: 20_000, accounts: 500 };

/** What a scan comes to, with what AWS Security Hub took. The report lists the accounts where most fails, as many as one page has room for. */
export interface Summed extends ScanResult {
  readonly securityHub: { readonly imported: number; readonly refused: number };
  /** Whether the accounts were few enough to be looked at together. */
  readonly together: boolean;
}

/** What an account without an outcome is told with. */
const unfinished = (accountId: string) => new Error(`The scan of account ${accountId} did not come to its end: the child execution of the map run says why.`);

/** The outcomes of the accounts, in their order. */
async function* outcomesOf({ lake }: Worker, job: Job, accounts: readonly JobAccount[]): AsyncIterable<[string, AccountOutcome | undefined]> {
  const limit = pLimit(AT_ONCE);
  for (let at = 0; at < accounts.length; at += AT_ONCE) {
    yield* await Promise.all(accounts.slice(at, at + AT_ONCE).map(({ accountId }) =>
      limit(async () => [accountId, await left<AccountOutcome>(lake.objects, keys.outcome(job, accountId))] as [string, AccountOutcome | undefined])));
  }
}

/** The ledger of a run: every unit in the lake, file by file, and in the summary as many as it has room for. */
class RunLedger {
  readonly units = { complete: 0, partial: 0, failed: 0 };
  private kept: UnitLedger[] = [];
  private rows: UnitLedger[] = [];
  private files = 0;

  constructor(private readonly lake: Lake, private readonly run: string, private readonly room: number) {}

  async add(ledger: readonly UnitLedger[]): Promise<void> {
    for (const unit of ledger) {
      this.units[unit.status]++;
      this.rows.push(unit);
      this.kept.push(unit);
    }
    if (this.kept.length > this.room) this.kept = this.kept.filter(({ status }) => status !== 'complete').slice(0, this.room);
    if (this.rows.length >= this.room) await this.flush();
  }

  /** @returns the units of the summary */
  async end(): Promise<readonly UnitLedger[]> {
    if (this.rows.length > 0 || this.files === 0) await this.flush();
    const { complete, partial, failed } = this.units;
    return complete + partial + failed <= this.room ? this.kept : this.kept.filter(({ status }) => status !== 'complete');
  }

  private async flush(): Promise<void> {
    await this.lake.writeLedger(this.run, this.files++, this.rows);
    this.rows = [];
  }
}

/** The accounts where most fails, worst first, as long as the results that a report lists of them fit into it; one at least. */
function reportedOf(listed: ReadonlyMap<string, { readonly weight: number; readonly results: number }>, room: number): string[] {
  let free = room;
  const worst = [...listed].sort(([, a], [, b]) => b.weight - a.weight);
  const reported = worst.filter(([, { results }], at) => {
    free -= results;
    return at === 0 || free >= 0;
  });
  return reported.map(([accountId]) => accountId);
}

/** Adds up what became of every account, a few at a time, and writes the summary and the ledger of the run. */
export async function summarize(worker: Worker, job: Job, now: Date, room = ROOM): Promise<Summed> {
  const { lake } = worker;
  const [tally, runLedger, accounts] = [new Tally(), new RunLedger(lake, job.run, room.units), await accountsOf(worker, job)];
  const listed = new Map<string, { weight: number; results: number }>();
  const untold: string[] = [];
  const securityHub = { imported: 0, refused: 0 };
  let fresh = none;
  for await (const [accountId, outcome] of outcomesOf(worker, job, accounts)) {
    await runLedger.add(outcome?.ledger ?? []);
    if (!outcome || outcome.refused !== undefined) {
      tally.refuse(accountId, outcome ? new Error(outcome.refused) : unfinished(accountId), outcome?.ledger ?? []);
      continue;
    }
    tally.saw(outcome.regions);
    tally.count(outcome);
    fresh = joined(fresh, outcome.fresh);
    const { critical, high } = outcome.failed;
    listed.set(accountId, { weight: critical * 10 + high, results: outcome.listed });
    if (!outcome.told) untold.push(accountId);
    securityHub.imported += outcome.told?.securityHub?.imported ?? 0;
    securityHub.refused += outcome.told?.securityHub?.refused ?? 0;
  }
  tally.linked(await linkAccounts(lake), accounts);
  const startedAt = new Date(job.startedAt);
  const whole = tally.summary(job.run, { accounts, lake, now: startedAt }, now.getTime() - startedAt.getTime());
  const summary = { ...whole, ledger: await runLedger.end() };
  await lake.writeSummary(summary);
  // What looks across accounts may be too much for one function, and must not cost the report.
  const together = accounts.length <= room.accounts;
  const notAnalysed = together ? await findEntitlements(lake, summary.ledger, startedAt).then(() => undefined, (error: Error) => `${error.name}: ${error.message}`)
    : `they are more than ${room.accounts}; access --lake ${lake.location} looks at them all.`;
  return { summary, together, units: runLedger.units, fresh, reported: reportedOf(listed, room.results), untold, notAnalysed, securityHub };
}
