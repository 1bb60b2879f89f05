import type { Context } from 'aws-lambda';
import { scanWorker } from './scan-worker';
import type { Job, JobAccount } from '../engine/distributed/job';
import { planAccount, type PlannedAccount } from '../engine/distributed/plan';

/** Enters an account, finds its Regions, and plans its units. */
export function planOneAccount() {
  const { worker, tell } = scanWorker();
  return async function handler({ account, ...job }: Job & { account: JobAccount }, context: Context): Promise<PlannedAccount> {
    const planned = await planAccount(worker, job, account);
    const units = planned.batches.flatMap(({ services }) => services).length;
    tell(context, 'entered', { run: job.run, accountId: account.accountId, refused: planned.refused }, { UnitsPlanned: units, AccountsRefused: planned.refused ? 1 : 0 });
    return planned;
  };
}
