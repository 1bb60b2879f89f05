import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { nag } from './nag';
import { CloudTrailConsumer, CloudTrailIngestPipeline, LogNotification, type CloudTrailConsumerProps, type CloudTrailIngestPipelineProps } from '../../src';

const env = { account: '111111111111', region: 'eu-central-1' };

function consumerIn(props: (stack: Stack) => Partial<CloudTrailConsumerProps> = () => ({}), pipelineProps: (stack: Stack) => CloudTrailIngestPipelineProps = () => ({})) {
  const stack = new Stack(new App(), 'Stack', { env });
  const pipeline = new CloudTrailIngestPipeline(stack, 'Pipeline', pipelineProps(stack));
  const consumer = new CloudTrailConsumer(stack, 'Consumer', { pipeline, ...props(stack) });
  return { stack, pipeline, consumer, get template() { return Template.fromStack(stack); } };
}
type Statement = { Sid: string; Action: string | string[]; Resource: unknown; Condition?: object };
const statementsOf = (template: Template, role: string) => Object.entries(template.findResources('AWS::IAM::Policy'))
  .filter(([id]) => id.includes(role)).flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as Statement[]);
const actionsOf = (statements: Statement[]) => statements.flatMap(({ Action }) => Action).sort();

test('the functions run the bundles on the pinned runtime, and the queue hides messages six times as long as one may take', () => {
  const { template } = consumerIn(undefined, () => ({ consumerTimeout: Duration.minutes(3) }));
  const functions = Object.values(template.findResources('AWS::Lambda::Function')).map(({ Properties }) => Properties);
  expect(functions).toHaveLength(2);
  for (const each of functions) expect(each).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler', TracingConfig: { Mode: 'Active' } });
  expect(functions.map(({ Timeout }) => Timeout).sort()).toEqual([180, 900]);
  template.hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 1080 });
});

test('the mapping takes ten notices, reports those that failed, and is bounded', () => {
  consumerIn().template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    BatchSize: 10, FunctionResponseTypes: ['ReportBatchItemFailures'], ScalingConfig: { MaximumConcurrency: 10 }, EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('PipelineQueue'), 'Arn'] },
  });
  consumerIn(() => ({ batchSize: 5, maxConcurrency: 3 })).template.hasResourceProperties('AWS::Lambda::EventSourceMapping', { BatchSize: 5, ScalingConfig: { MaximumConcurrency: 3 } });
});

test('the concurrent executions of both functions can be kept for them', () => {
  const kept = (props: Partial<CloudTrailConsumerProps>) => Object.values(consumerIn(() => props).template.findResources('AWS::Lambda::Function')).map(({ Properties }) => Properties.ReservedConcurrentExecutions).sort();
  expect(kept({ reserveConcurrency: true, maxConcurrency: 6 })).toEqual([1, 6]);
  expect(kept({})).toEqual([undefined, undefined]);
});

test('the role of the consumer has what it calls, and nothing else', () => {
  const { template } = consumerIn((stack) => ({
    lakeBucket: Bucket.fromBucketName(stack, 'Their', 'their-lake'), lakePrefix: 'security/lake', lakeKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-central-1:111111111111:key/lake'),
  }));
  const statements = statementsOf(template, 'ConsumerFunctionRole');
  expect(actionsOf(statements)).toEqual([
    'kms:Decrypt', 'kms:Decrypt', 'kms:Decrypt', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKey', 'logs:CreateLogStream', 'logs:PutLogEvents', 's3:GetObject', 's3:GetObjectVersion', 's3:PutObject',
    'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage', 'sqs:SendMessage', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments',
  ]);
  const bySid = Object.fromEntries(statements.map((statement) => [statement.Sid, statement]));
  expect(JSON.stringify(bySid.WriteLake.Resource)).toContain(':s3:::their-lake/security/lake/activity/*');
  expect(JSON.stringify(bySid.WriteLake.Resource)).toContain(':s3:::their-lake/security/lake/findings/source=activity/*');
  expect(bySid.GiveUp.Resource).toEqual({ 'Fn::GetAtt': [expect.stringContaining('PipelineDeadLetters'), 'Arn'] });
  expect(bySid.ReadVersions.Resource).toEqual(bySid.ReadLogs.Resource);
  for (const sid of ['DecryptLogs', 'DecryptNotices', 'EncryptDeadLetters', 'EncryptLake']) expect(JSON.stringify(bySid[sid].Condition)).toMatch(/"kms:ViaService":.*"(s3|sqs)\.eu-central-1\."/);
});

test('the role of the compactor reads, writes and deletes activity alone, and gives up calls', () => {
  const statements = statementsOf(consumerIn().template, 'ConsumerCompactorRole');
  expect(actionsOf(statements)).toEqual([
    'logs:CreateLogStream', 'logs:PutLogEvents', 's3:DeleteObject', 's3:GetObject', 's3:ListBucket', 's3:PutObject', 'sqs:SendMessage', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments',
  ]);
  expect(statements.find(({ Sid }) => Sid === 'ListLake')!.Condition).toEqual({ StringLike: { 's3:prefix': ['activity/*', 'findings/source=activity/*'] } });
});

test('a new lake is encrypted, TLS only, not public, and stays', () => {
  const { template } = consumerIn();
  const [[id, lake]] = Object.entries(template.findResources('AWS::S3::Bucket')).filter(([name]) => name.includes('Lake'));
  expect(lake).toMatchObject({ DeletionPolicy: 'Retain', Properties: { PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true }, BucketEncryption: expect.anything() } });
  template.hasResourceProperties('AWS::S3::BucketPolicy', { Bucket: { Ref: id }, PolicyDocument: { Statement: [{ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }] } });
});

test('the detections know accounts, networks, and what must not be lost', () => {
  const { template } = consumerIn(() => ({ organizationAccounts: ['222222222222'], trustedNetworks: ['203.0.113.0/24'] }));
  const [variables] = Object.values(template.findResources('AWS::Lambda::Function')).map(({ Properties }) => Properties.Environment.Variables).filter(({ DETECTION_SETTINGS }) => DETECTION_SETTINGS);
  const text = JSON.stringify(variables.DETECTION_SETTINGS);
  for (const part of ['222222222222', '203.0.113.0/24', ':trail/Stack-Pipeline-', 'PipelineLogs', 'PipelineQueue', 'PipelineLogKey']) expect(text).toContain(part);
});

test('each alarm has a section in the runbook, and tells the topic', () => {
  const { consumer, template } = consumerIn((stack) => ({ alarmTopic: new Topic(stack, 'Alarms') }));
  const runbook = readFileSync(join(__dirname, '..', '..', 'docs', 'runbook.md'), 'utf8');
  const anchors = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) => title.toLowerCase().replaceAll(' ', '-'));
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).filter(({ Properties }) => /#(consumer|compactions?)-/.test(Properties.AlarmDescription));
  expect(alarms).toHaveLength(consumer.alarms.length);
  for (const { Properties } of alarms) {
    expect(anchors).toContain(Properties.AlarmDescription.split('#')[1]);
    expect(Properties.AlarmActions).toHaveLength(1);
    // A dead letter stays until somebody looks; the others are forgiven once.
    expect(Properties).toMatchObject({ Threshold: 0, ...!Properties.AlarmDescription.endsWith('#compactions-lost') && { EvaluationPeriods: 3, DatapointsToAlarm: 2 } });
  }
  const [service] = Object.values(template.findResources('AWS::Lambda::Function')).map(({ Properties }) => Properties.Environment.Variables).filter(({ DETECTION_SETTINGS }) => DETECTION_SETTINGS);
  expect(JSON.stringify(alarms)).toContain(JSON.stringify([{ Name: 'service', Value: service.POWERTOOLS_SERVICE_NAME }]));
});

test.each([
  [{ maxConcurrency: 1 }, 'maxConcurrency must be a whole number from 2 to 1,000, got 1.'], [{ batchSize: 11 }, 'batchSize must be a whole number from 1 to 10, got 11.'],
  [{ lakePrefix: 'a/' }, "lakePrefix must have neither wildcards nor a slash at its ends, got 'a/'."], [{ lakePrefix: '*' }, 'lakePrefix must have neither'],
  [{ compactEvery: Duration.minutes(5) }, 'compactEvery must be at least 15 minutes'],
])('%j is refused', (props, message) => {
  expect(() => consumerIn(() => props)).toThrow(message);
});

describe('events as they happen', () => {
  const withEvents = (...buses: (string | undefined)[]) => {
    const { stack, pipeline, consumer } = consumerIn((each) => ({ alarmTopic: new Topic(each, 'Alarms') }));
    buses.forEach((name, at) => consumer.addEvents(name === undefined ? undefined : EventBus.fromEventBusName(stack, `Bus${at}`, name)));
    return { stack, pipeline, consumer, template: Template.fromStack(stack) };
  };

  test('changes and sign-ins go to a queue of their own, which the rule alone may fill, and from there to the consumer', () => {
    const { template } = withEvents(undefined);
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { 'source': [{ prefix: 'aws.' }], 'detail-type': ['AWS API Call via CloudTrail', 'AWS Console Sign In via CloudTrail'] },
      EventBusName: Match.absent(),
      Targets: [Match.objectLike({ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('ConsumerEventsQueue'), 'Arn'] }, DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('ConsumerEventsLost'), 'Arn'] } } })],
    });
    template.hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 360, SqsManagedSseEnabled: true, RedrivePolicy: { maxReceiveCount: 5, deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('ConsumerEventsLost'), 'Arn'] } } });
    const [[ruleId]] = Object.entries(template.findResources('AWS::Events::Rule')).filter(([id]) => id.includes('Events'));
    for (const part of ['ConsumerEventsQueue', 'ConsumerEventsLost']) {
      const [policy] = Object.values(template.findResources('AWS::SQS::QueuePolicy')).filter(({ Properties }) => JSON.stringify(Properties.Queues).includes(part));
      const allowed = (policy.Properties.PolicyDocument.Statement as { Effect: string }[]).filter(({ Effect }) => Effect === 'Allow');
      expect(JSON.stringify(allowed)).toContain(JSON.stringify({ ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [ruleId, 'Arn'] } } }));
      for (const each of allowed) expect(each).toMatchObject({ Principal: { Service: 'events.amazonaws.com' } });
    }
    const mappings = Object.values(template.findResources('AWS::Lambda::EventSourceMapping')).map(({ Properties }) => Properties);
    expect(mappings).toHaveLength(2);
    for (const each of mappings) expect(each).toMatchObject({ BatchSize: 10, FunctionResponseTypes: ['ReportBatchItemFailures'] });
    expect(mappings[0].FunctionName).toEqual(mappings[1].FunctionName);
  });

  test('what is found in them goes to the default bus, and to no other', () => {
    const { template } = withEvents(undefined, 'hub');
    template.hasResourceProperties('AWS::Lambda::Function', { Environment: { Variables: Match.objectLike({ EVENT_BUS: 'default', DETECTION_SETTINGS: Match.anyValue() }) } });
    const allowed = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement as { Action: unknown; Resource: unknown }[])
      .filter(({ Action }) => JSON.stringify(Action).includes('events:'));
    expect(allowed.map(({ Action, Resource }) => [Action, JSON.stringify(Resource)])).toEqual([['events:PutEvents', expect.stringMatching(/event-bus\/default"\]\]\}$/)]]);
  });

  test('the bus of a hub brings those of all its spokes, beside those of this account', () => {
    const { template, consumer } = withEvents(undefined, 'hub');
    template.hasResourceProperties('AWS::Events::Rule', { EventBusName: Match.anyValue(), Description: 'Changes and sign-ins, for the detections' });
    expect(consumer.alarms.filter(({ node }) => node.id === 'EventsLostAlarm')).toHaveLength(2);
  });

  test('the alarm tells the topic and has a section in the runbook; cdk-nag finds nothing', () => {
    const { stack, template } = withEvents(undefined);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmDescription: Match.stringLikeRegexp('#events-lost$'), AlarmActions: [Match.anyValue()], Threshold: 0 });
    expect(readFileSync(join(__dirname, '..', '..', 'docs', 'runbook.md'), 'utf8')).toContain('\n## Events lost\n');
    expect(nag(stack).filter((finding) => !finding.includes('Stack/Alarms/'))).toEqual([]);
  });
});

test('lakeKey without lakeBucket is refused', () => {
  expect(() => consumerIn((stack) => ({ lakeKey: new Key(stack, 'Key') }))).toThrow('give lakeBucket, too');
});

test.each([
  ['by itself', {}, () => ({})], ['of an organisation', {}, () => ({ organizationId: 'o-a1b2c3d4e5', notification: LogNotification.S3 })],
  ['with an existing queue and lake', {}, (stack: Stack) => ({ queue: new Queue(stack, 'Queue', { enforceSSL: true }) })],
] as [string, object, (stack: Stack) => CloudTrailIngestPipelineProps][])('cdk-nag finds nothing, %s', (_, __, pipelineProps) => {
  const { stack } = consumerIn(undefined, pipelineProps);
  expect(nag(stack).filter((finding) => !finding.includes('Stack/Queue/'))).toEqual([]);
});
