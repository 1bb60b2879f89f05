import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { scanWorker } from './scan-worker';
import { changedUnits, queueUnits } from '../engine/distributed/changes';

/** Turns events of CloudTrail into units to read again, each once in a while; what is no such event goes to the dead letters. */
export function noteChanges() {
  const { worker, env, tracer, tell } = scanWorker();
  const sqs = tracer.captureAWSv3Client(new SQSClient());
  return async function handler({ Records }: SQSEvent, context: Context): Promise<SQSBatchResponse> {
    const { units, broken } = changedUnits(worker.services, Records);
    await queueUnits(sqs, env('UNITS_QUEUE_URL'), units, Number(env('DEBOUNCE_SECONDS')), new Date());
    tell(context, 'noted', { units, broken }, { Changes: Records.length, UnitsChanged: units.length, ChangesBroken: broken.length });
    return { batchItemFailures: broken.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}
