import type { Context } from 'aws-lambda';
import { scanWorker } from './scan-worker';
import { collectBatch } from '../engine/distributed/collect';
import type { Batch, Job } from '../engine/distributed/job';

/** Reads units of an account in one Region into the lake; answers what is left for the next function. */
export function collectUnits() {
  const { worker, tell } = scanWorker();
  return async function handler(event: Job & Batch, context: Context): Promise<Batch & { remaining: number; stuck: boolean }> {
    const { run, startedAt, ...batch } = event;
    const time = { left: () => context.getRemainingTimeInMillis() };
    const { ledger, left, stuck } = await collectBatch(worker, { run, startedAt }, batch, time);
    const count = (status: string) => ledger.filter((unit) => unit.status === status).length;
    tell(context, 'collected', { run, accountId: batch.accountId, region: batch.region, left, unfinished: ledger.filter(({ status }) => status !== 'complete') }, {
      UnitsComplete: count('complete'),
      UnitsPartial: count('partial'),
      UnitsFailed: count('failed'),
      Calls: ledger.reduce((sum, { calls }) => sum + calls, 0),
    });
    return { accountId: batch.accountId, region: batch.region, services: left, remaining: left.length, stuck };
  };
}
