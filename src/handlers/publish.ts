import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { GlueClient } from '@aws-sdk/client-glue';
import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { scanWorker } from './scan-worker';
import type { Job } from '../engine/distributed/job';
import { publish, type Published } from '../engine/distributed/publish';

/** Sums a scan up and tells of it. */
export function publishScan() {
  const { worker, env, tracer, tell } = scanWorker();
  const topicArn = env('TOPIC_ARN');
  const outlets = {
    ...topicArn && { topic: { client: tracer.captureAWSv3Client(new SNSClient()), arn: topicArn } },
    bus: { client: tracer.captureAWSv3Client(new EventBridgeClient()), name: env('EVENT_BUS') },
    tables: { client: tracer.captureAWSv3Client(new GlueClient()), database: env('DATABASE') },
    ...worker.settings.securityHub && { securityHub: tracer.captureAWSv3Client(new SecurityHubClient()) },
  };
  return async function handler(job: Job, context: Context): Promise<Published> {
    const [, , , , accountId] = context.invokedFunctionArn.split(':');
    const published = await publish(worker, job, { ...outlets, accountId }, new Date());
    tell(context, 'published', published, { AccountsNotScanned: published.refused.length, NewFindings: published.newFindings });
    return published;
  };
}
