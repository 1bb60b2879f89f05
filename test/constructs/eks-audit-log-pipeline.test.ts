import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { nag } from './nag';
import { CloudTrailConsumer, CloudTrailIngestPipeline, EksAuditLogPipeline, LogNotification, LogReaderRole, ScannerTrust, type CloudTrailIngestPipelineProps, type EksAuditLogPipelineProps } from '../../src';
import { isLogKey } from '../../src/engine/activity/ingest/notices';

const env = { account: '111111111111', region: 'eu-central-1' };

function auditIn(props: CloudTrailIngestPipelineProps = {}, audit: Partial<EksAuditLogPipelineProps> = {}) {
  const stack = new Stack(new App(), 'Stack', { env });
  const pipeline = new CloudTrailIngestPipeline(stack, 'Pipeline', { trailName: 'audit', ...props });
  const eks = new EksAuditLogPipeline(stack, 'Audit', { pipeline, clusterName: 'prod', ...audit });
  return { stack, pipeline, eks, get template() { return Template.fromStack(stack); } };
}
const statementsOf = (template: Template, type: string, part: string, name = 'PolicyDocument') => Object.entries(template.findResources(type))
  .filter(([id]) => id.includes(part)).flatMap(([, { Properties }]) => Properties[name].Statement as { Sid: string; Action: string | string[]; Resource: unknown; Condition?: object; Principal?: unknown }[]);

test('of the log group of the control plane, audit events alone go to the stream', () => {
  auditIn().template.hasResourceProperties('AWS::Logs::SubscriptionFilter', {
    LogGroupName: '/aws/eks/prod/cluster', FilterPattern: '{ $.kind = "Event" && $.apiVersion = "audit.k8s.io/*" }', DestinationArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('AuditStream'), 'Arn'] },
  });
});

test.each([undefined, 'logs/all'])('the keys are those of log files to the consumer, what failed is not; prefix %s', (logPrefix) => {
  const { template, eks } = auditIn({ logPrefix });
  const [{ Properties: { ExtendedS3DestinationConfiguration: to } }] = Object.values(template.findResources('AWS::KinesisFirehose::DeliveryStream'));
  const written = (prefix: string) => prefix.replace('!{timestamp:yyyy/MM/dd}', '2026/03/02').replace('!{firehose:error-output-type}', 'processing-failed');
  expect(eks.keyPrefix).toBe(`${logPrefix ? 'logs/all/' : ''}AWSLogs/111111111111/EKS-Audit/eu-central-1/`);
  expect(to.Prefix.startsWith(eks.keyPrefix)).toBe(true);
  expect(isLogKey(`${written(to.Prefix)}Stream-1-2026-03-02-10-00-00-0a1b.json.gz`)).toBe(true);
  expect(isLogKey(`${written(to.ErrorOutputPrefix)}Stream-1-2026-03-02-10-00-00-0a1b.json.gz`)).toBe(false);
  expect(to).toMatchObject({ CompressionFormat: 'GZIP', FileExtension: '.json.gz', BufferingHints: { IntervalInSeconds: 60, SizeInMBs: 16 } });
});

test('each role may do its part', () => {
  const { template } = auditIn();
  const delivery = statementsOf(template, 'AWS::IAM::Policy', 'AuditDeliveryRole');
  expect(delivery.flatMap(({ Action }) => Action).sort()).toEqual([
    'kms:Decrypt', 'kms:GenerateDataKey', 'logs:PutLogEvents', 's3:AbortMultipartUpload', 's3:GetBucketLocation', 's3:GetObject', 's3:ListBucket', 's3:ListBucketMultipartUploads', 's3:PutObject',
  ]);
  const objects = JSON.stringify(delivery.find(({ Sid }) => Sid === 'WriteAuditLogs')!.Resource);
  expect(objects).toContain('/AWSLogs/111111111111/EKS-Audit/*');
  expect(objects).not.toContain('CloudTrail');
  const subscription = statementsOf(template, 'AWS::IAM::Policy', 'AuditSubscriptionRole');
  expect(subscription.map(({ Action, Resource }) => [Action, Resource])).toEqual([[['firehose:PutRecord', 'firehose:PutRecordBatch'], { 'Fn::GetAtt': [expect.stringContaining('AuditStream'), 'Arn'] }]]);
  const trusts = [...statementsOf(template, 'AWS::IAM::Role', 'AuditDeliveryRole', 'AssumeRolePolicyDocument'), ...statementsOf(template, 'AWS::IAM::Role', 'AuditSubscriptionRole', 'AssumeRolePolicyDocument')];
  expect(trusts.map(({ Principal, Condition }) => [Principal, Condition])).toEqual([
    [{ Service: 'firehose.amazonaws.com' }, { StringEquals: { 'sts:ExternalId': env.account } }],
    [{ Service: 'logs.amazonaws.com' }, { StringLike: { 'aws:SourceArn': expect.anything() } }],
  ]);
});

test.each(Object.values(LogNotification).map((notification) => [notification] as const))('the queue learns of audit logs by a rule, and of the trail as before: %s', (notification) => {
  const { template } = auditIn({ notification });
  const rules = Object.values(template.findResources('AWS::Events::Rule')).map(({ Properties }) => Properties);
  expect(rules).toHaveLength(notification === LogNotification.EVENT_BRIDGE ? 2 : 1);
  const audit = rules.find(({ Description }) => Description === 'New log files of EKS')!;
  expect(audit.EventPattern.detail.object.key).toEqual([{ wildcard: 'AWSLogs/*/EKS-Audit/*.json.gz' }]);
  const [bucket] = Object.values(template.findResources('AWS::S3::Bucket'));
  expect(bucket.Properties.NotificationConfiguration).toEqual({
    EventBridgeConfiguration: { EventBridgeEnabled: true }, ...notification === LogNotification.S3 && { TopicConfigurations: [expect.anything()] },
  });
  const allowed = (statements: { Sid: string; Condition?: object }[]) => statements.filter(({ Sid }) => Sid === 'AuditLogNoticeSent').map(({ Condition }) => JSON.stringify(Condition));
  for (const found of [allowed(statementsOf(template, 'AWS::SQS::QueuePolicy', 'PipelineQueue')), allowed(statementsOf(template, 'AWS::SQS::QueuePolicy', 'PipelineDeadLetters')), allowed(statementsOf(template, 'AWS::KMS::Key', 'MessageKey', 'KeyPolicy'))]) {
    expect(found).toEqual([expect.stringContaining(`rule/${audit.Name}`)]);
  }
});

test('several clusters share the rule', () => {
  const { stack, pipeline } = auditIn();
  new EksAuditLogPipeline(stack, 'Other', { pipeline, clusterName: 'other' });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::Events::Rule', 1);
  template.resourceCountIs('AWS::KinesisFirehose::DeliveryStream', 2);
});

test('a consumer and a platform are let in to audit logs, and ids of statements stay apart', () => {
  const { stack, pipeline, eks } = auditIn();
  const consumer = new CloudTrailConsumer(stack, 'Consumer', { pipeline });
  consumer.addSource(eks);
  new LogReaderRole(stack, 'Reader', { source: eks, trust: ScannerTrust.account('222222222222', 'agreed-7f3a') });
  const template = Template.fromStack(stack);
  for (const part of ['ConsumerFunctionRole', 'Reader']) {
    const statements = statementsOf(template, 'AWS::IAM::Policy', part);
    const sids = statements.map(({ Sid }) => Sid).filter(Boolean);
    expect(new Set(sids).size).toBe(sids.length);
    const read = statements.find(({ Sid }) => Sid === 'ReadAuditLogs')!;
    expect(JSON.stringify(read.Resource)).toContain('/AWSLogs/111111111111/EKS-Audit/eu-central-1/*');
  }
  expect(JSON.stringify(statementsOf(template, 'AWS::IAM::Policy', 'Reader'))).not.toContain('/CloudTrail/');
});

test('an existing bucket is not changed: what to add is told', () => {
  const stack = new Stack(new App(), 'Stack', { env });
  const pipeline = new CloudTrailIngestPipeline(stack, 'Pipeline', {
    trail: CfnTrail.fromTrailArn(stack, 'Trail', 'arn:aws:cloudtrail:eu-central-1:111111111111:trail/theirs'),
    bucket: Bucket.fromBucketName(stack, 'Bucket', 'their-logs'),
    topic: Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-central-1:111111111111:theirs'),
  });
  new EksAuditLogPipeline(stack, 'Audit', { pipeline, clusterName: 'prod' });
  const outputs = Object.entries(Template.fromStack(stack).findOutputs('*'));
  expect(outputs.filter(([id]) => id.includes('AuditLogNotificationToAdd')).map(([, { Value }]) => JSON.parse(Value))).toEqual([{ EventBridgeConfiguration: {} }]);
});

test('a bucket of another account is refused, and what is no cluster or no time', () => {
  const stack = new Stack(new App(), 'Stack', { env });
  const pipeline = new CloudTrailIngestPipeline(stack, 'Pipeline', {
    trail: CfnTrail.fromTrailArn(stack, 'Trail', 'arn:aws:cloudtrail:eu-central-1:999999999999:trail/theirs'),
    bucket: Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'their-logs', account: '333333333333' }),
    topic: new Topic(stack, 'Topic'),
  });
  expect(() => new EksAuditLogPipeline(stack, 'Audit', { pipeline, clusterName: 'prod' })).toThrow('in its account and Region, 333333333333');
  expect(() => auditIn({}, { clusterName: 'a/b' })).toThrow("got 'a/b'");
  expect(() => auditIn({}, { gatherFor: Duration.seconds(5) })).toThrow('gatherFor must be 1 to 15 minutes, got 5 seconds.');
});

test('each alarm has a section in the runbook', () => {
  const runbook = readFileSync(join(__dirname, '..', '..', 'docs', 'runbook.md'), 'utf8');
  const anchors = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) => title.toLowerCase().replaceAll(' ', '-'));
  const { eks, template } = auditIn();
  const named = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties.AlarmDescription.split('#')[1]).filter((anchor: string) => anchor.endsWith('audit-logs'));
  expect(named).toHaveLength(eks.alarms.length);
  for (const anchor of named) expect(anchors).toContain(anchor);
});

test('cdk-nag finds nothing', () => {
  const { stack, pipeline, eks } = auditIn();
  new CloudTrailConsumer(stack, 'Consumer', { pipeline }).addSource(eks);
  new LogReaderRole(stack, 'Reader', { source: eks, trust: ScannerTrust.account('222222222222', 'agreed-7f3a') });
  expect(nag(stack)).toEqual([]);
});
