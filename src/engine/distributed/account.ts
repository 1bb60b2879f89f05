import { storeUnread, unreadUnit } from './collect';
import { accountsOf, keys, left, type AccountHead, type AccountOutcome, type Job, type Worker } from './job';
import type { Severity } from '../../catalogue/model/check';
import { plan } from '../../derive/plan';
import type { Finding } from '../contracts';
import { newFindings } from '../outlets/notice';
import { readHead } from '../store/units';
import { verdictOf } from '../summary';
import { analyseAccount } from '../sync/analyse';
import { leaveRegions } from '../sync/leave';

/** Tells outlets of the findings of an account. */
export type TellAccount = (findings: readonly Finding[]) => Promise<NonNullable<AccountOutcome['told']>>;

/** Stores the planned units that no function has read as failed. */
async function tellUnread(worker: Worker, job: Job, accountId: string, regions: readonly string[]): Promise<Set<string>> {
  const units = plan(worker.services, [{ accountId, regions }]);
  await Promise.all(units.map(async ({ region, service }) => {
    const unit = { accountId, region, service: service.id };
    const head = await readHead(worker.lake.objects, unit);
    if (!head || head.readAt < job.startedAt) await storeUnread(worker, job, unreadUnit(unit, 'CollectorFailed'));
  }));
  return new Set(units.map(({ region, service }) => `${region} ${service.id}`));
}

/**
 * Links and checks an account whose units were read, notes what became of it, and tells the outlets that take findings account by account: what
 * they refuse is no reason to lose what was found.
 * @throws AccountLocked while something else works on the account
 */
export async function finishAccount(worker: Worker, job: Job, accountId: string, tell: TellAccount = async () => ({})): Promise<AccountOutcome> {
  const { lake, services, checks } = worker;
  const { account, regions, statuses } = (await left<AccountHead>(lake.objects, keys.head(job, accountId)))!;
  const accounts = (await accountsOf(worker, job)).map((each) => each.accountId);
  return lake.exclusively(accountId, async () => {
    const planned = await tellUnread(worker, job, accountId, regions);
    if (account.regions ?? statuses) await leaveRegions(lake, accountId, regions, services);
    const { ledger, inventory, relationships, findings } = await analyseAccount(lake, accountId, { services, checks, accounts, now: new Date(job.startedAt) });
    const outcome: AccountOutcome = {
      accountId,
      regions,
      ledger: ledger.filter((unit) => planned.has(`${unit.region} ${unit.service}`)),
      inventory,
      relationships,
      ...verdictOf(findings),
      fresh: newFindings(findings, job, worker.settings.notifyAt as Severity),
      listed: findings.filter(({ status }) => status === 'fail' || status === 'unknown').length,
    };
    const note = (each: AccountOutcome) => lake.objects.write(keys.outcome(job, accountId), JSON.stringify(each));
    await note(outcome);
    const told = { ...outcome, told: await tell(findings) };
    await note(told);
    return told;
  });
}
