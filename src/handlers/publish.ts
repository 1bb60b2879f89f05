import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { GlueClient } from '@aws-sdk/client-glue';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { scanWorker } from './scan-worker';
import type { Job } from '../engine/distributed/job';
import { publish, type Published } from '../engine/distributed/publish';
import { linkTo } from '../engine/outlets/presign';

/** Sums a scan up and tells of it. */
export function publishScan() {
  const { worker, env, s3, tracer, tell } = scanWorker();
  const [topicArn, seconds, bucket] = [env('TOPIC_ARN'), worker.settings.reportLinkSeconds, env('LAKE_BUCKET')];
  const outlets = {
    ...topicArn && { topic: { client: tracer.captureAWSv3Client(new SNSClient()), arn: topicArn } },
    bus: { client: tracer.captureAWSv3Client(new EventBridgeClient()), name: env('EVENT_BUS') },
    tables: { client: tracer.captureAWSv3Client(new GlueClient()), database: env('DATABASE') },
    ...seconds && { linkTo: async (key: string) => linkTo({ bucket, key, region: worker.region, seconds }, await s3.config.credentials(), new Date()) },
  };
  return async function handler(job: Job, context: Context): Promise<Published> {
    const published = await publish(worker, job, outlets, new Date());
    const counts = { AccountsNotScanned: published.refused.length, AccountsNotTold: published.untold.length, NewFindings: published.newFindings };
    tell(context, 'published', published, counts);
    return published;
  };
}
