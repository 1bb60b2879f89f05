import type { TellAccount } from './account';
import type { Severity } from '../../catalogue/model/check';
import type { PlannedUnit } from '../../derive/plan';
import { partitionOf } from '../collect/place';
import type { Unit, UnitLedger } from '../contracts';
import { accountsOf, organizationOf, type Worker } from './job';
import { accountOf } from './plan';
import { ROOM } from './summarize';
import { newFindings, type NewFindings } from '../outlets/notice';
import { readAgain } from '../sync/reread';

/** What reading units of an account again gave. */
export interface RereadAccount { readonly ledger: readonly UnitLedger[]; readonly fresh: NewFindings }

/** The run that last told of itself. */
async function latestRun({ lake }: Worker): Promise<string | undefined> {
  return (await lake.objects.list('runs/')).at(-1)?.slice('runs/'.length, -'.json'.length);
}

/**
 * Reads units of an account again, brings its graph and findings up to date, and tells outlets. An account that no scan has read yet is left to
 * the next scan; so is what looks across accounts, where they are too many to be looked at together.
 * @param tell of all findings of the account
 * @throws AccountLocked while a scan links the account
 * @throws CannotAssume when it cannot be entered
 */
export async function rereadAccount(
  worker: Worker, accountId: string, units: readonly Unit[], tell: TellAccount, now: Date, room = ROOM,
): Promise<RereadAccount | undefined> {
  const { lake, services, checks, clients, region } = worker;
  const run = await latestRun(worker);
  if (run === undefined || (await lake.objects.list(`units/account=${accountId}/`)).length === 0) return undefined;
  const planned = units.flatMap((unit): PlannedUnit[] => services.filter(({ id }) => id === unit.service).map((service) => ({ ...unit, service })));
  const known = await accountsOf(worker, { run });
  const others = known.filter((each) => each.accountId !== accountId);
  const own = known.find((each) => each.accountId === accountId) ?? accountOf(worker, accountId);
  const enter = (account: typeof own) => ({ ...account, partition: partitionOf(region), credentials: worker.enter(account) });
  const options = {
    accounts: [own, ...others].map(enter),
    services,
    checks,
    lake,
    now,
    settings: clients,
    regions: worker.settings.regions,
    concurrency: worker.settings.unitsAtOnce,
    organization: await organizationOf(worker, { run }),
  };
  const { ledger, accounts: [result] } = await readAgain(options, planned, known.length <= room.accounts);
  const findings = result?.findings ?? [];
  if (result) await tell(findings);
  return { ledger, fresh: newFindings(findings, { startedAt: now.toISOString() }, worker.settings.notifyAt as Severity) };
}
