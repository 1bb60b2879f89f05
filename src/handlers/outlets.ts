import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import type { ScanShare } from './scan-worker';
import type { Job } from '../engine/distributed/job';
import { tellAccount } from '../engine/outlets/account';

/** Who the handlers of a scan tell: people and rules, and what takes findings account by account. */
export function scanOutlets({ worker, env, tracer }: ScanShare) {
  const topicArn = env('TOPIC_ARN');
  const outlets = {
    ...topicArn && { topic: { client: tracer.captureAWSv3Client(new SNSClient()), arn: topicArn } },
    bus: { client: tracer.captureAWSv3Client(new EventBridgeClient()), name: env('EVENT_BUS') },
  };
  // Accounts that are analysed side by side share the rate of AWS Security Hub.
  const client = worker.settings.securityHub ? tracer.captureAWSv3Client(new SecurityHubClient({ retryMode: 'adaptive', maxAttempts: 10 })) : undefined;
  const byAccount = ({ invokedFunctionArn }: Context, job: Pick<Job, 'startedAt'>) => {
    const [, partition, , , accountId] = invokedFunctionArn.split(':');
    return tellAccount({ securityHub: client && { client, importer: { partition, accountId, region: worker.region } } }, job);
  };
  return { outlets, tellAccount: byAccount };
}
