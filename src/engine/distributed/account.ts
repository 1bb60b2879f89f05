import { storeUnread, unreadUnit } from './collect';
import { accountsOf, keys, left, type AccountHead, type AccountOutcome, type Job, type Worker } from './job';
import { plan } from '../../derive/plan';
import { readHead } from '../store/units';
import { analyseAccount } from '../sync/analyse';
import { leaveRegions } from '../sync/leave';

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
 * Links and checks an account whose units were read, and notes what became of it.
 * @throws AccountLocked while something else works on the account
 */
export async function finishAccount(worker: Worker, job: Job, accountId: string): Promise<AccountOutcome> {
  const { lake, services, checks } = worker;
  const { account, regions, statuses } = (await left<AccountHead>(lake.objects, keys.head(job, accountId)))!;
  const accounts = (await accountsOf(worker, job)).map((each) => each.accountId);
  return lake.exclusively(accountId, async () => {
    const planned = await tellUnread(worker, job, accountId, regions);
    if (account.regions ?? statuses) await leaveRegions(lake, accountId, regions, services);
    const { ledger, inventory, relationships } = await analyseAccount(lake, accountId, { services, checks, accounts, now: new Date(job.startedAt) });
    const outcome = { accountId, regions, ledger: ledger.filter((unit) => planned.has(`${unit.region} ${unit.service}`)), inventory, relationships };
    await lake.objects.write(keys.outcome(job, accountId), JSON.stringify(outcome));
    return outcome;
  });
}
