import pLimit from 'p-limit';
import { linkAccounts } from './across';
import { analyseAccount } from './analyse';
import { collect, eitherOf } from './collect';
import type { AccountToScan, ScanOptions } from './options';
import { staleUnits, type Change } from '../../derive/event-patterns';
import type { PlannedUnit } from '../../derive/plan';
import { findEntitlements } from '../access/entitlements';
import { ClientPool } from '../collect/clients';
import { homeRegion } from '../collect/place';
import type { UnitLedger } from '../contracts';
import { readUnits } from '../store/units';
import { runId, type AccountResult } from '../summary';

/** What reading units again gave. */
export interface Reread {
  /** Ledger of the units that were read again. */
  readonly ledger: readonly UnitLedger[];
  /** The accounts as they are now. */
  readonly accounts: readonly (AccountResult & { readonly accountId: string })[];
}

/** The units that the changes make stale, each once, of the accounts that are read. */
export function unitsToReread(options: Pick<ScanOptions, 'services' | 'accounts'>, changes: Iterable<Change>): PlannedUnit[] {
  const known = new Set(options.accounts.map(({ accountId }) => accountId));
  const units = new Map<string, PlannedUnit>();
  for (const change of changes) {
    for (const { accountId, region, service } of staleUnits(options.services, change)) {
      if (known.has(accountId)) units.set(`${accountId} ${region} ${service.id}`, { accountId, region, service });
    }
  }
  return [...units.values()];
}

/** The Regions that a unit is read among: those of the account, else of the units that an earlier scan stored, else its own. */
async function regionsOf(account: AccountToScan, units: readonly PlannedUnit[], { lake, regions }: ScanOptions): Promise<readonly string[]> {
  const chosen = account.regions ?? regions;
  if (chosen) return chosen;
  const seen = [...(await readUnits(lake.objects, account.accountId)).map(({ ledger }) => ledger), ...units].map(({ region }) => region);
  return [...new Set(seen)].filter((region) => region !== 'global').sort();
}

async function rereadAccount(account: AccountToScan, units: readonly PlannedUnit[], options: ScanOptions, lost: AbortSignal) {
  const { lake, services, catalogue = services, checks, now, settings = {}, concurrency = 8 } = options;
  const regions = await regionsOf(account, units, options);
  const mine = units.filter(({ region }) => region === 'global' || regions.includes(region));
  const clients = new ClientPool(account.credentials, settings);
  try {
    let done = 0;
    const ledger = await collect(mine, {
      account,
      clients,
      options,
      run: runId(now),
      regions: regions.length > 0 ? regions : [homeRegion(account.partition ?? 'aws')],
      signal: eitherOf(lost, options.signal),
      limit: pLimit(concurrency),
      tell: (unit, resumed) => options.onProgress?.({ done: ++done, of: mine.length, unit, resumed }),
    });
    const accounts = options.accounts.map(({ accountId }) => accountId);
    return { ledger, result: await analyseAccount(lake, account.accountId, { services: catalogue, checks, accounts, now }) };
  } finally {
    clients.close();
  }
}

/** Finds who may what across all accounts of the lake, and links these with each other. */
async function lookAcross({ lake, now, sensitive }: ScanOptions): Promise<void> {
  const run = await lake.latestRun();
  if (run) await findEntitlements(lake, run.ledger, now, sensitive);
  await linkAccounts(lake);
}

/**
 * Reads units again, and brings the graph and the findings of their accounts up to date.
 * @param across whether to look across all accounts of the lake again, too; without it what was found there stays as the last scan left it
 * @throws AccountLocked while a scan of one of the accounts runs
 * @throws CannotAssume when an account cannot be entered
 */
export async function readAgain(options: ScanOptions, units: readonly PlannedUnit[], across = true): Promise<Reread> {
  const ledger: UnitLedger[] = [];
  const accounts: (AccountResult & { accountId: string })[] = [];
  for (const account of options.accounts) {
    const { accountId } = account;
    const mine = units.filter((unit) => unit.accountId === accountId);
    if (mine.length === 0) continue;
    await account.credentials();
    const read = await options.lake.exclusively(accountId, (lost) => rereadAccount(account, mine, options, lost));
    ledger.push(...read.ledger);
    accounts.push({ accountId, ...read.result });
  }
  if (across && accounts.length > 0) await lookAcross(options);
  return { ledger, accounts };
}

/**
 * Reads again just the units that changes concern. A change of an account or a Region that is not read, and a call that failed, do nothing.
 * @param changes `detail` of the events of CloudTrail, in any order
 * @throws AccountLocked while a scan of one of the accounts runs
 * @throws CannotAssume when an account cannot be entered
 */
export const rereadUnits = (options: ScanOptions, changes: Iterable<Change>): Promise<Reread> => readAgain(options, unitsToReread(options, changes));
