import type { Context } from 'aws-lambda';
import { scanOutlets } from './outlets';
import { scanWorker } from './scan-worker';
import { finishAccount } from '../engine/distributed/account';
import type { Job } from '../engine/distributed/job';

/** Links and checks an account whose units were read, and tells the outlets that take findings account by account. */
export function analyse() {
  const share = scanWorker();
  const { worker, tell } = share;
  const { tellAccount } = scanOutlets(share);
  return async function handler({ accountId, ...job }: Job & { accountId: string }, context: Context): Promise<Record<string, never>> {
    const { ledger, inventory, told } = await finishAccount(worker, job, accountId, tellAccount(context, job));
    const unread = ledger.filter(({ unread: facts }) => facts.some(({ code }) => code === 'CollectorFailed')).length;
    const entities = Object.values(inventory).reduce((sum, count) => sum + count, 0);
    tell(context, 'analysed', { run: job.run, accountId, told }, { AccountsScanned: 1, UnitsLost: unread, Entities: entities });
    return {};
  };
}
