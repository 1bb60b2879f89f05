import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Bucket, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { ArnFormat, Names, Stack } from 'aws-cdk-lib/core';
import type { aws_s3, aws_sqs } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import type { ChangesToMake } from './changes-to-make';
import { mayDiffer, type IngestNames } from './ingest-names';
import { ruleStatements } from './ingest-statements';
import { ingestRule } from './ingest-trail';

/** Folder of the audit logs of EKS, where a trail has `CloudTrail`. */
const FOLDER = 'EKS-Audit';

/** Where audit logs of EKS go. */
export interface AuditLogPlace {
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly bucketRegion: string;
  /** What the keys of the log files of an account begin with. */
  readonly prefix: (account: string) => string;
  /** The same for what could not be written as a log file. */
  readonly failedPrefix: (account: string) => string;
}

/** The parts of a pipeline. */
interface Parts {
  readonly names: IngestNames;
  readonly changes: ChangesToMake;
  readonly bucket: aws_s3.IBucketRef;
  readonly queue: aws_sqs.IQueueRef;
  readonly messageKey: IKey;
  readonly deadLetters: Queue;
}

/**
 * Passes what Amazon S3 tells the event bus of audit logs to the queue of a pipeline.
 * @throws where the events of the bucket are in another account or Region
 */
export function auditLogNotices(pipeline: Construct, { names, changes, bucket, queue, messageKey, deadLetters }: Parts): AuditLogPlace {
  const scope = new Construct(pipeline, 'AuditLogs');
  const stack = Stack.of(scope);
  const { root, bucketName, bucketArn, bucketAccount, bucketRegion } = names;
  if (mayDiffer(bucketAccount, stack.account) || mayDiffer(bucketRegion, stack.region)) {
    throw new Error(`Amazon EventBridge has the events of a bucket in its account and Region, ${bucketAccount} and ${bucketRegion} here: deploy the pipeline there.`);
  }
  announce(bucket, names, changes);
  const ruleName = Names.uniqueResourceName(scope, { maxLength: 60, separator: '-' });
  const ruleArn = stack.formatArn({ service: 'events', resource: 'rule', resourceName: ruleName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  const { queueArn } = queue.queueRef;
  const allowed = ruleStatements('AuditLogNoticeSent', ruleArn, queueArn);
  changes.allow(queue, 'Queue', queueArn, [allowed.queue]);
  changes.allow(messageKey, 'MessageKey', messageKey.keyArn, [allowed.key]);
  deadLetters.addToResourcePolicy(ruleStatements('AuditLogNoticeSent', ruleArn, deadLetters.queueArn).queue);
  ingestRule(scope, { ruleName, bucketName, logKeys: [`${root}*/${FOLDER}/*`] }, queueArn, deadLetters.queueArn, 'EKS');
  return {
    bucketName, bucketArn, bucketRegion, prefix: (account) => `${root}${account}/${FOLDER}/`, failedPrefix: (account) => `${root}${account}/${FOLDER}-Failed/`,
  };
}

/** Lets the bucket send its events to Amazon EventBridge, beside what it tells others. */
function announce(bucket: aws_s3.IBucketRef, { bucketName }: IngestNames, changes: ChangesToMake): void {
  if (bucket instanceof Bucket) {
    const resource = bucket.node.defaultChild as CfnBucket;
    const { notificationConfiguration } = resource as { notificationConfiguration?: CfnBucket.NotificationConfigurationProperty };
    resource.notificationConfiguration = { ...notificationConfiguration, eventBridgeConfiguration: { eventBridgeEnabled: true } };
    return;
  }
  changes.tell('AuditLogNotificationToAdd',
    `Add to the notifications of the bucket ${bucketName}, beside those that it has: PutBucketNotificationConfiguration replaces them all`, { EventBridgeConfiguration: {} });
}
