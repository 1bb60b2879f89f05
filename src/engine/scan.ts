import pLimit, { type Limit } from 'p-limit';
import type { Check } from '../catalogue/model/check';
import type { AccountListing, Service } from '../catalogue/model/service';
import { plan, type PlannedUnit } from '../derive/plan';
import type { ClientSettings, CredentialProvider } from './collect/clients';
import { CannotAssume } from './collect/credentials';
import { placeOf } from './collect/place';
import type { OpenSession, SentCall } from './collect/reader';
import { collectUnit } from './collect/unit';
import type { Finding, ScannedAccount, ScanSummary, UnitLedger } from './contracts';
import { link } from './graph/link';
import { evaluate } from './posture/evaluate';
import { withHistory } from './posture/history';
import { storeGraph } from './store/graph';
import type { LocalLake } from './store/lake';
import { inventoryOf, Tally, type AccountResult } from './summary';

/** An account to scan, with the credentials of the role in it. */
export interface AccountToScan extends ScannedAccount { readonly credentials: CredentialProvider }

/** What is scanned, with what, and where to. */
export interface ScanOptions {
  readonly accounts: readonly AccountToScan[];
  readonly regions: readonly string[];
  readonly services: readonly Service[];
  readonly checks: readonly Check[];
  readonly lake: LocalLake;
  readonly settings?: ClientSettings;
  /** What AWS Organizations says of the accounts, when it was read. */
  readonly organization?: readonly AccountListing[];
  /** Units read at the same time. @default 8 */
  readonly concurrency?: number;
  /** Time of the scan. */
  readonly now: Date;
  /** Where units are read from. @default - AWS itself */
  readonly open?: OpenSession;
  readonly onProgress?: (progress: Progress) => void;
  readonly onCall?: (call: SentCall & { readonly accountId: string }) => void;
}

/** How far a scan is. */
export interface Progress { readonly done: number; readonly of: number; readonly unit: UnitLedger }

// Resources of one unit that are described at the same time.
const DESCRIBED_AT_ONCE = 16;
// Accounts in memory at the same time.
const ACCOUNTS_AT_ONCE = 4;

const refusedUnit = ({ accountId, region, service }: PlannedUnit, { errorCode }: CannotAssume): UnitLedger => ({
  accountId,
  region,
  service: service.id,
  status: 'failed',
  unread: [{ action: 'sts:AssumeRole', code: errorCode, denied: true }],
  unlisted: [],
  calls: 0,
  milliseconds: 0,
  entities: 0,
  relationships: 0,
});

/** Reads the units of one account, all accounts sharing `limit`. */
async function collectAccount(account: AccountToScan, units: readonly PlannedUnit[], options: ScanOptions, limit: Limit, tell: (unit: UnitLedger) => void) {
  return Promise.all(units.map((unit) => limit(async () => {
    const result = await collectUnit(unit, {
      place: placeOf({ ...unit, regions: options.regions, organization: options.organization }),
      credentials: account.credentials,
      settings: options.settings ?? {},
      concurrency: DESCRIBED_AT_ONCE,
      open: options.open,
      onCall: (call) => options.onCall?.({ ...call, accountId: account.accountId }),
      clock: () => performance.now(),
    });
    tell(result.ledger);
    return result;
  })));
}

/** One account from its first call to its findings in the lake. */
async function scanAccount(
  account: AccountToScan, units: readonly PlannedUnit[], options: ScanOptions, limit: Limit, tell: (unit: UnitLedger) => void,
): Promise<AccountResult> {
  const { lake, checks, services, now } = options;
  const { accountId } = account;
  return lake.exclusively(accountId, async () => {
    const collected = await collectAccount(account, units, options, limit, tell);
    const ledger = collected.map((unit) => unit.ledger);
    const graph = link(collected, services, { accountId, accounts: options.accounts.map((each) => each.accountId) });
    await storeGraph(lake, accountId, graph, ledger);
    const previous: Finding[] = [];
    for await (const finding of lake.findings('posture', accountId)) previous.push(finding);
    const findings = withHistory([...evaluate(checks, graph, ledger, now)], previous, ledger);
    await lake.writeFindings('posture', accountId, findings);
    return { ledger, findings, inventory: inventoryOf(graph), relationships: [...graph.relationships()].length };
  });
}

/**
 * Scans the accounts: reads their units through the roles, links the graph, runs the checks, writes the lake. What is denied, throttled
 * beyond the retries or refused is in the ledger of the summary; nothing else stops a scan.
 * @throws CannotAssume when no account could be entered; nothing is written then
 */
export async function scan(options: ScanOptions): Promise<ScanSummary> {
  const started = performance.now();
  const units = plan(options.services, options.accounts.map(({ accountId }) => ({ accountId, regions: options.regions })));
  const limit = pLimit(options.concurrency ?? 8);
  const accounts = pLimit(ACCOUNTS_AT_ONCE);
  const tally = new Tally();
  let done = 0;
  const tell = (unit: UnitLedger) => options.onProgress?.({ done: ++done, of: units.length, unit });
  const one = async (account: AccountToScan): Promise<void> => {
    const mine = units.filter(({ accountId }) => accountId === account.accountId);
    try {
      await account.credentials();
    } catch (error) {
      if (!(error instanceof CannotAssume)) throw error;
      const refused = mine.map((unit) => refusedUnit(unit, error));
      refused.forEach(tell);
      return tally.refuse(account.accountId, error, refused);
    }
    tally.add(await scanAccount(account, mine, options, limit, tell));
  };

  // Every account ends before an error of one is thrown, so that no scan goes on unseen.
  const ended = await Promise.allSettled(options.accounts.map((account) => accounts(() => one(account))));
  for (const result of ended) if (result.status === 'rejected') throw result.reason;
  if (tally.refusals.length === options.accounts.length) throw tally.refusals[0];
  const summary = tally.summary(options, performance.now() - started);
  await options.lake.writeRun(summary);
  return summary;
}
