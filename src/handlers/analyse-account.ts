import type { Context } from 'aws-lambda';
import { scanWorker } from './scan-worker';
import { finishAccount } from '../engine/distributed/account';
import type { Job } from '../engine/distributed/job';

/** Links and checks an account whose units were read. */
export function analyse() {
  const { worker, tell } = scanWorker();
  return async function handler({ accountId, ...job }: Job & { accountId: string }, context: Context): Promise<Record<string, never>> {
    const { ledger, inventory } = await finishAccount(worker, job, accountId);
    const unread = ledger.filter(({ unread: facts }) => facts.some(({ code }) => code === 'CollectorFailed')).length;
    const entities = Object.values(inventory).reduce((sum, count) => sum + count, 0);
    tell(context, 'analysed', { run: job.run, accountId }, { AccountsScanned: 1, UnitsLost: unread, Entities: entities });
    return {};
  };
}
