import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import type { Context } from 'aws-lambda';
import { scanWorker } from './scan-worker';
import { finishAccount } from '../engine/distributed/account';
import type { Job } from '../engine/distributed/job';
import { tellAccount } from '../engine/outlets/account';

/** Links and checks an account whose units were read, and tells the outlets that take findings account by account. */
export function analyse() {
  const { worker, tracer, tell, importerOf } = scanWorker();
  const client = worker.settings.securityHub ? tracer.captureAWSv3Client(new SecurityHubClient({ retryMode: 'adaptive', maxAttempts: 10 })) : undefined;
  return async function handler({ accountId, ...job }: Job & { accountId: string }, context: Context): Promise<Record<string, never>> {
    const outlets = { securityHub: client && { client, importer: importerOf(context) } };
    const { ledger, inventory, told } = await finishAccount(worker, job, accountId, tellAccount(outlets, job));
    const unread = ledger.filter(({ unread: facts }) => facts.some(({ code }) => code === 'CollectorFailed')).length;
    const entities = Object.values(inventory).reduce((sum, count) => sum + count, 0);
    tell(context, 'analysed', { run: job.run, accountId, told }, { AccountsScanned: 1, UnitsLost: unread, Entities: entities });
    return {};
  };
}
