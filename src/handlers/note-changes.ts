import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSEvent } from 'aws-lambda';
import { scanWorker } from './scan-worker';
import { toQueue } from '../engine/activity/ingest/dead-letters';
import { changedUnits, queueUnits } from '../engine/distributed/changes';

/** Turns events of CloudTrail into units to read again, each once in a while; what is no such event goes to the dead letters at once. */
export function noteChanges() {
  const { worker, env, tracer, tell } = scanWorker();
  const sqs = tracer.captureAWSv3Client(new SQSClient());
  const giveUp = toQueue(sqs, env('DEAD_LETTER_QUEUE_URL'));
  return async function handler({ Records }: SQSEvent, context: Context): Promise<void> {
    const { units, broken } = changedUnits(worker.services, Records);
    await queueUnits(sqs, env('UNITS_QUEUE_URL'), units, Number(env('DEBOUNCE_SECONDS')), new Date());
    for (const { body } of broken) await giveUp({ body, reason: 'This is no event of CloudTrail in the envelope of Amazon EventBridge.' });
    tell(context, 'noted', { units, broken: broken.map(({ messageId }) => messageId) }, { Changes: Records.length, UnitsChanged: units.length, ChangesBroken: broken.length });
  };
}
