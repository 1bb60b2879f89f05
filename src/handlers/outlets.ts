import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import type { ScanShare } from './scan-worker';
import type { ScanSettings } from '../derive/scan-settings';
import type { Job } from '../engine/distributed/job';
import { tellAccount } from '../engine/outlets/account';
import { S3Objects } from '../engine/store/s3';

/** The folder of a custom source, written to by its role; its bucket may be in another Region. */
function sourceOf({ enter, region }: ScanShare['worker'], { location, ...role }: NonNullable<ScanSettings['securityLake']>): S3Objects {
  const [, bucket, prefix] = /^s3:\/\/([^/]+)\/(.*?)\/?$/.exec(location)!;
  return new S3Objects(new S3Client({ region, credentials: enter(role), followRegionRedirects: true }), bucket, `${prefix}/`);
}

/** Who the handlers of a scan tell: people and rules, and what takes findings account by account. */
export function scanOutlets({ worker, env, tracer }: ScanShare) {
  const topicArn = env('TOPIC_ARN');
  const outlets = {
    ...topicArn && { topic: { client: tracer.captureAWSv3Client(new SNSClient()), arn: topicArn } },
    bus: { client: tracer.captureAWSv3Client(new EventBridgeClient()), name: env('EVENT_BUS') },
  };
  // Accounts that are analysed side by side share the rate of AWS Security Hub.
  const client = worker.settings.securityHub ? tracer.captureAWSv3Client(new SecurityHubClient({ retryMode: 'adaptive', maxAttempts: 10 })) : undefined;
  const securityLake = worker.settings.securityLake && { store: sourceOf(worker, worker.settings.securityLake) };
  const byAccount = ({ invokedFunctionArn }: Context, job: Pick<Job, 'startedAt'>) => {
    const [, partition, , , accountId] = invokedFunctionArn.split(':');
    const { region } = worker;
    return tellAccount({ securityHub: client && { client, importer: { partition, accountId, region } }, securityLake, region }, job);
  };
  return { outlets, tellAccount: byAccount };
}
