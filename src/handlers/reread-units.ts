import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { scanOutlets } from './outlets';
import { scanWorker } from './scan-worker';
import { unitsByAccount } from '../engine/distributed/changes';
import { rereadAccount } from '../engine/distributed/reread';
import { tellChange } from '../engine/outlets/change';

/** Reads units again after changes, and tells of what is new. What fails comes again, and ends in the dead letters. */
export function rereadUnits() {
  const share = scanWorker();
  const { worker, logger, tell } = share;
  const { outlets, tellAccount } = scanOutlets(share);
  return async function handler({ Records }: SQSEvent, context: Context): Promise<SQSBatchResponse> {
    const { accounts, broken } = unitsByAccount(Records);
    const failed = [...broken];
    for (const [accountId, { units, messageIds }] of accounts) {
      try {
        const now = new Date();
        const reread = await rereadAccount(worker, accountId, units, tellAccount(context, { startedAt: now.toISOString() }), now);
        if (reread) await tellChange(outlets, worker, accountId, reread);
        tell(context, 'reread', { accountId, units, fresh: reread?.fresh }, { UnitsReread: reread?.ledger.length ?? 0, NewFindings: reread?.fresh.count ?? 0 });
      } catch (error) {
        logger.error('not reread', { accountId, units, error });
        failed.push(...messageIds);
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}
