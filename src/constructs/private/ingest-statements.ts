import { AccountPrincipal, PolicyStatement, ServicePrincipal, type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import { Arn, ArnFormat, Token, type Stack } from 'aws-cdk-lib/core';
import type { IngestNames } from './ingest-names';
import { LogNotification } from '../log-notification';

/** Keys by their ARNs; undefined where there is none, or none that is known. */
export interface IngestKeys { readonly logKeyArn?: string; readonly messageKeyArn?: string }

const byService = (service: string, props: PolicyStatementProps) => new PolicyStatement({ ...props, principals: [new ServicePrincipal(service)] });
const USE_FOR_MESSAGES = ['kms:Decrypt', 'kms:GenerateDataKey*'];

/** Lets the trail, and no other, write to its bucket: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
export function bucketStatements({ trailArn, bucketArn, writtenPrefixes }: IngestNames): PolicyStatement[] {
  const conditions = { StringEquals: { 'aws:SourceArn': trailArn } };
  return [
    byService('cloudtrail.amazonaws.com', { sid: 'TrailChecksAcl', actions: ['s3:GetBucketAcl'], resources: [bucketArn], conditions }),
    byService('cloudtrail.amazonaws.com', {
      sid: 'TrailWrites',
      actions: ['s3:PutObject'],
      resources: writtenPrefixes.map((prefix) => `${bucketArn}/${prefix}*`),
      conditions: { StringEquals: { 'aws:SourceArn': trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    }),
  ];
}

/** Lets the trail encrypt log files: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html */
export function logKeyStatements({ trailArn, owner }: IngestNames, { partition }: Stack): PolicyStatement[] {
  const StringEquals = { 'aws:SourceArn': trailArn };
  return [
    byService('cloudtrail.amazonaws.com', {
      sid: 'TrailEncrypts',
      actions: ['kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: { StringEquals, StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': `arn:${partition}:cloudtrail:*:${owner}:trail/*` } },
    }),
    // Decrypt is asked of a bucket with an S3 Bucket Key when the trail is created or changed.
    byService('cloudtrail.amazonaws.com', { sid: 'TrailDescribes', actions: ['kms:Decrypt', 'kms:DescribeKey'], resources: ['*'], conditions: { StringEquals } }),
  ];
}

/** Who tells of new log files, and for what. The ARN of a bucket names no account, so it stands beside one. */
function sourceOf({ trailArn, bucketArn, bucketAccount }: IngestNames, notification: LogNotification) {
  return notification === LogNotification.S3
    ? { service: 's3.amazonaws.com', conditions: { ArnEquals: { 'aws:SourceArn': bucketArn }, StringEquals: { 'aws:SourceAccount': bucketAccount } } }
    : { service: 'cloudtrail.amazonaws.com', conditions: { ArnEquals: { 'aws:SourceArn': trailArn } } };
}

/** Lets the trail or the bucket publish: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html */
export function topicStatements(names: IngestNames, notification: LogNotification): PolicyStatement[] {
  const { service, conditions } = sourceOf(names, notification);
  return [byService(service, { sid: 'NoticePublished', actions: ['sns:Publish'], resources: [names.topicArn], conditions })];
}

/** Lets a queue of this stack be subscribed to a topic of another account. */
export function subscribeStatement({ topicArn }: IngestNames, queueArn: string, { account }: Stack): PolicyStatement {
  return new PolicyStatement({
    sid: 'QueueSubscribes',
    principals: [new AccountPrincipal(account)],
    actions: ['sns:Subscribe'],
    resources: [topicArn],
    conditions: { StringEquals: { 'sns:Protocol': 'sqs', 'sns:Endpoint': queueArn } },
  });
}

/** Lets the topic, or the rule, send to a queue. */
export function queueStatement({ topicArn, ruleArn }: IngestNames, queueArn: string, by: 'topic' | 'rule'): PolicyStatement {
  return byService(by === 'topic' ? 'sns.amazonaws.com' : 'events.amazonaws.com', {
    sid: 'NoticeSent', actions: ['sqs:SendMessage'], resources: [queueArn], conditions: { ArnEquals: { 'aws:SourceArn': by === 'topic' ? topicArn : ruleArn } },
  });
}

/** Lets a further rule send to a queue that is encrypted. */
export function ruleStatements(sid: string, ruleArn: string, queueArn: string): { readonly queue: PolicyStatement; readonly key: PolicyStatement } {
  const conditions = { ArnEquals: { 'aws:SourceArn': ruleArn } };
  return {
    queue: byService('events.amazonaws.com', { sid, actions: ['sqs:SendMessage'], resources: [queueArn], conditions }),
    key: byService('events.amazonaws.com', { sid, actions: USE_FOR_MESSAGES, resources: ['*'], conditions }),
  };
}

/** Lets what publishes and what sends use the key of topic and queue; without, messages are lost and nothing says so. */
export function messageKeyStatements(names: IngestNames, ownTopic: boolean, notification?: LogNotification): PolicyStatement[] {
  const sender = notification === LogNotification.EVENT_BRIDGE ? { service: 'events', arn: names.ruleArn } : { service: 'sns', arn: names.topicArn };
  const sends = byService(`${sender.service}.amazonaws.com`, {
    sid: 'NoticeSent', actions: USE_FOR_MESSAGES, resources: ['*'], conditions: { ArnEquals: { 'aws:SourceArn': sender.arn } },
  });
  if (!ownTopic || !notification) return [sends];
  const { service, conditions } = sourceOf(names, notification);
  return [byService(service, { sid: 'NoticePublished', actions: USE_FOR_MESSAGES, resources: ['*'], conditions }), sends];
}

/** Id of the statement by which audit logs of EKS are read. */
export const READ_AUDIT_LOGS = 'ReadAuditLogs';

/** Ids of the statements of a reader, each of which is about one resource. */
export const READ = { bucket: 'ReadLogs', queue: 'TakeNotices', logKey: 'DecryptLogs', messageKey: 'DecryptNotices' } as const;

/** What a reader of the logs needs, and nothing else of the bucket, the keys or other queues. */
export function readStatements(names: IngestNames, queueArn: string, { logKeyArn, messageKeyArn }: IngestKeys, stack: Stack): PolicyStatement[] {
  const queueRegion = Token.isUnresolved(queueArn) ? stack.region : Arn.split(queueArn, ArnFormat.NO_RESOURCE_NAME).region!;
  return [
    new PolicyStatement({ sid: READ.bucket, actions: ['s3:GetObject'], resources: names.logKeys.map((key) => `${names.bucketArn}/${key}`) }),
    new PolicyStatement({
      sid: READ.queue, actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'], resources: [queueArn],
    }),
    ...logKeyArn ? [decrypt(READ.logKey, logKeyArn, `s3.${names.bucketRegion}.${stack.urlSuffix}`)] : [],
    ...messageKeyArn ? [decrypt(READ.messageKey, messageKeyArn, `sqs.${queueRegion}.${stack.urlSuffix}`)] : [],
  ];
}

const decrypt = (sid: string, keyArn: string, service: string) =>
  new PolicyStatement({ sid, actions: ['kms:Decrypt'], resources: [keyArn], conditions: { StringEquals: { 'kms:ViaService': service } } });

/**
 * A statement of a reader as the policy of the resource has it: for a reader of another account both have to allow. It names the account, as a
 * policy with a role that does not exist yet is refused.
 */
export function forReader({ sid, actions, resources, conditions }: PolicyStatement, readerAccount: string, readerArn: string): PolicyStatement {
  return new PolicyStatement({
    sid,
    actions,
    resources: sid === READ.logKey || sid === READ.messageKey ? ['*'] : resources,
    principals: [new AccountPrincipal(readerAccount)],
    conditions: { ...conditions as object, ArnEquals: { 'aws:PrincipalArn': readerArn } },
  });
}

/** Reads of settings, and of the names of log objects: why does nothing arrive? */
export function diagnosticStatements({ trailArn, bucketArn, logKeys }: IngestNames, topicArn?: string): PolicyStatement[] {
  return [
    // These take no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
    new PolicyStatement({
      sid: 'ListSettings', actions: ['cloudtrail:DescribeTrails', 'iam:ListAccountAliases', 'sns:ListSubscriptions', 'sns:ListTopics'], resources: ['*'],
    }),
    new PolicyStatement({ sid: 'ReadTrail', actions: ['cloudtrail:GetTrailStatus'], resources: [trailArn] }),
    new PolicyStatement({ sid: 'ReadBucket', actions: ['s3:GetBucketLocation', 's3:GetBucketPolicy'], resources: [bucketArn] }),
    ...topicArn ? [new PolicyStatement({ sid: 'ReadTopic', actions: ['sns:GetTopicAttributes'], resources: [topicArn] })] : [],
    new PolicyStatement({ sid: 'ListLogs', actions: ['s3:ListBucket'], resources: [bucketArn], conditions: { StringLike: { 's3:prefix': logKeys } } }),
  ];
}
