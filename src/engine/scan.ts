import pLimit, { type Limit } from 'p-limit';
import { plan, type PlannedUnit } from '../derive/plan';
import { refusalOf } from '../derive/regions';
import { findEntitlements } from './access/entitlements';
import { ClientPool } from './collect/clients';
import { CannotAssume } from './collect/credentials';
import { partitionOf } from './collect/place';
import { untilAborted } from './collect/until-aborted';
import type { ScanSummary, UnitLedger } from './contracts';
import { runId, Tally, type AccountResult } from './summary';
import { linkAccounts } from './sync/across';
import { analyseAccount } from './sync/analyse';
import { collect, eitherOf } from './sync/collect';
import { leaveRegions } from './sync/leave';
import type { AccountToScan, ScanOptions } from './sync/options';
import { enabledRegions, type EnabledRegions } from './sync/regions';
import { begin, end } from './sync/resume';

export type { AccountToScan, Progress, ScanOptions } from './sync/options';

// Accounts read at the same time; one at a time has its graph in memory.
const ACCOUNTS_AT_ONCE = 4;

/** What the accounts of a scan share. */
interface Shared {
  readonly run: string;
  readonly options: ScanOptions;
  readonly units: Limit;
  readonly analyses: Limit;
  readonly tell: (unit: UnitLedger, resumed: boolean) => void;
  readonly planned: (units: number) => void;
  readonly tally: Tally;
}

/** The ledger of a unit whose account could not be entered. */
export const refusedUnit = ({ accountId, region, service }: PlannedUnit, { errorCode }: CannotAssume): UnitLedger => ({
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

/** The Regions to read of an account, without those that are not supported; asked of AWS when nobody has chosen them. */
export async function regionsOf(
  account: Omit<AccountToScan, 'credentials'>, clients: ClientPool, signal: AbortSignal | undefined, options: Pick<ScanOptions, 'regions' | 'onCall'>,
): Promise<EnabledRegions> {
  const chosen = account.regions ?? options.regions;
  const partition = account.partition ?? partitionOf(chosen?.[0] ?? '');
  const onCall: Parameters<typeof enabledRegions>[2] = { signal, onCall: (call) => options.onCall?.({ ...call, accountId: account.accountId }) };
  const found = chosen ? { regions: chosen } : await enabledRegions(clients, partition, onCall);
  return { ...found, regions: found.regions.filter((region) => refusalOf(region, partition, account.unsupportedRegions) === undefined) };
}

/** One account from its first call to its findings in the lake. */
async function scanAccount(account: AccountToScan, shared: Shared, lost: AbortSignal): Promise<AccountResult> {
  const { run, options, units: limit, analyses, tell, planned, tally } = shared;
  const { accountId } = account;
  const { lake, services, catalogue = services, now } = options;
  const signal = eitherOf(lost, options.signal);
  const clients = new ClientPool(account.credentials, options.settings ?? {});
  try {
    const { regions, statuses } = await regionsOf(account, clients, signal, options);
    signal.throwIfAborted();
    tally.saw(regions);
    const units = plan(services, [{ accountId, regions }]);
    planned(units.length);
    const { run: of, alreadyRead } = await begin(lake.objects, accountId, run, regions, now);
    const ledger = await collect(units, { account, regions, regionStatuses: statuses, clients, run: of, signal, options, limit, alreadyRead, tell });
    if (account.regions ?? statuses) await leaveRegions(lake, accountId, regions, catalogue);
    const accounts = options.accounts.map((each) => each.accountId);
    const { checks, suppressor } = options;
    const result = await analyses(() => analyseAccount(lake, accountId, { services: catalogue, checks, suppressor, accounts, now }));
    await end(lake.objects, accountId);
    return { ...result, ledger };
  } finally {
    clients.close();
  }
}

async function scanOrRefuse(account: AccountToScan, shared: Shared): Promise<void> {
  const { options, tally, tell, planned } = shared;
  options.signal?.throwIfAborted();
  try {
    await untilAborted(options.signal)(() => account.credentials());
  } catch (error) {
    if (!(error instanceof CannotAssume)) throw error;
    const units = plan(options.services, [{ accountId: account.accountId, regions: account.regions ?? options.regions ?? [] }]);
    const refused = units.map((unit) => refusedUnit(unit, error));
    planned(refused.length);
    refused.forEach((unit) => tell(unit, false));
    return tally.refuse(account.accountId, error, refused);
  }
  tally.add(await options.lake.exclusively(account.accountId, (lost) => scanAccount(account, shared, lost)));
}

/**
 * Scans the accounts: reads their units through the roles into the lake, links the graph, runs the checks. What is denied, throttled beyond
 * the retries or refused is in the ledger of the summary; nothing else stops a scan.
 * @throws CannotAssume when no account could be entered; nothing is written then
 * @throws the reason of `signal` when it was aborted; the next scan goes on with what was read
 */
export async function scan(options: ScanOptions): Promise<ScanSummary> {
  const started = performance.now();
  const accounts = pLimit(ACCOUNTS_AT_ONCE);
  const tally = new Tally();
  let [done, of] = [0, 0];
  const shared: Shared = {
    run: runId(options.now),
    options,
    tally,
    units: pLimit(options.concurrency ?? 8),
    analyses: pLimit(1),
    tell: (unit, resumed) => options.onProgress?.({ done: ++done, of, unit, resumed }),
    planned: (units) => { of += units; },
  };

  // Every account ends before an error of one is thrown, so that no scan goes on unseen, and what the others gave is not lost.
  const ended = await Promise.allSettled(options.accounts.map((account) => accounts(() => scanOrRefuse(account, shared))));
  const refusedAll = options.accounts.length > 0 && tally.refusals.length === options.accounts.length;
  if (ended.some(({ status }) => status === 'fulfilled') && !refusedAll) tally.linked(await linkAccounts(options.lake), options.accounts);
  const summary = tally.summary(shared.run, options, performance.now() - started);
  if (!refusedAll && ended.some(({ status }) => status === 'fulfilled')) await options.lake.writeRun(summary);
  options.signal?.throwIfAborted();
  for (const result of ended) if (result.status === 'rejected') throw result.reason;
  if (refusedAll) throw tally.refusals[0];
  await findEntitlements(options.lake, summary.ledger, options.now, options.sensitive);
  return summary;
}
