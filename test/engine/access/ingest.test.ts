import { InsightType } from 'aws-cdk-lib/aws-cloudtrail';
import { ArnPrincipal, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { App, BootstraplessSynthesizer, Stack } from 'aws-cdk-lib/core';
import { CloudTrailConsumer, CloudTrailIngestPipeline, EksAuditLogPipeline, LogNotification, LogReaderRole, ScannerTrust, type CloudTrailIngestPipelineProps } from '../../../src';
import type { ContextValue } from '../../../src/engine/access/context';
import { evaluate } from '../../../src/engine/access/evaluate';
import type { Principal } from '../../../src/engine/access/principal';
import { compilePolicy } from '../../../src/engine/access/statement';

const [CUSTOMER, STRANGER, ORGANIZATION] = ['111111111111', '555555555555', 'o-a1b2c3d4e5'];
const TRAIL = `arn:aws:cloudtrail:us-east-1:${CUSTOMER}:trail/audit`;
const OTHER_TRAIL = `arn:aws:cloudtrail:us-east-1:${CUSTOMER}:trail/other`;
const FOREIGN_TRAIL = `arn:aws:cloudtrail:us-east-1:${STRANGER}:trail/audit`;
const STACK = `arn:aws:cloudformation:us-east-1:${CUSTOMER}:stack/Ingest/0a1b2c3d-0000-0000-0000-000000000000`;

type Resource = { Type: string; Properties: Record<string, unknown> };
const arns: Record<string, (id: string) => string> = {
  'AWS::S3::Bucket': () => 'arn:aws:s3:::logs',
  'AWS::SQS::Queue': (id) => `arn:aws:sqs:us-east-1:${CUSTOMER}:${id}`,
  'AWS::SNS::Topic': () => `arn:aws:sns:us-east-1:${CUSTOMER}:notices`,
  'AWS::KMS::Key': (id) => `arn:aws:kms:us-east-1:${CUSTOMER}:key/${id}`,
};

/** Puts the values of the deployment in place of what CloudFormation would. */
function resolver(resources: Record<string, Resource>, arnsOf = arns) {
  const pseudo: Record<string, string> = { 'AWS::Partition': 'aws', 'AWS::AccountId': CUSTOMER, 'AWS::Region': 'us-east-1', 'AWS::URLSuffix': 'amazonaws.com', 'AWS::StackId': STACK };
  const resolved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolved);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [name, argument] = entries[0];
    if (name === 'Ref') return pseudo[argument] ?? arnsOf[resources[argument].Type](argument);
    if (name === 'Fn::GetAtt') return arnsOf[resources[argument[0]].Type](argument[0]);
    if (name === 'Fn::Join') return (resolved(argument[1]) as string[]).join(argument[0]);
    if (name.startsWith('Fn::')) throw new Error(`${name} is not known to this test.`);
    return Object.fromEntries(entries.map(([key, each]) => [key, resolved(each)]));
  };
  return resolved;
}

/** The policies of a synthesized pipeline, as AWS would hold them. */
function deployed(props: CloudTrailIngestPipelineProps = {}, reader?: IGrantable) {
  const app = new App();
  const stack = new Stack(app, 'Ingest', { synthesizer: new BootstraplessSynthesizer(), analyticsReporting: false });
  const source = new CloudTrailIngestPipeline(stack, 'Pipeline', { trailName: 'audit', bucketName: 'logs', topicName: 'notices', ...props });
  new LogReaderRole(stack, 'Reader', { source, trust: ScannerTrust.account('222222222222', 'agreed-7f3a') });
  if (reader) source.grantRead(reader);
  const { Resources } = app.synth().getStackByName('Ingest').template as { Resources: Record<string, Resource> };
  const resolved = resolver(Resources);
  const idOf = (type: string, part: string) => Object.keys(Resources).find((id) => Resources[id].Type === type && id.includes(part))!;
  const policyOf = (type: string, part = '') => compilePolicy(resolved(Resources[idOf(type, part)].Properties.PolicyDocument), 'resource', 'resource');
  const keyOf = (part: string) => compilePolicy(resolved(Resources[idOf('AWS::KMS::Key', part)].Properties.KeyPolicy), 'resource', 'resource');
  return {
    bucket: policyOf('AWS::S3::BucketPolicy'),
    topic: policyOf('AWS::SNS::TopicPolicy'),
    queue: policyOf('AWS::SQS::QueuePolicy', 'QueuePolicy'),
    deadLetters: policyOf('AWS::SQS::QueuePolicy', 'DeadLetters'),
    logKey: keyOf('LogKey'),
    messageKey: keyOf('MessageKey'),
    reader: compilePolicy(resolved(Resources[idOf('AWS::IAM::Policy', 'Reader')].Properties.PolicyDocument), 'identity', 'identity'),
    arnOf: (type: string, part = '') => arns[type](idOf(type, part)),
  };
}
type Deployed = ReturnType<typeof deployed>;

const service = (name: string): Principal => ({ type: 'service', arn: `${name}.amazonaws.com`, account: null });
const session = (account: string): Principal => ({ type: 'role-session', arn: `arn:aws:sts::${account}:assumed-role/reader/s`, roleArn: `arn:aws:iam::${account}:role/reader`, account });
const everything = compilePolicy({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }, 'identity', 'identity');
const tls = { 'aws:SecureTransport': 'true' };

const LOG = `AWSLogs/${CUSTOMER}/CloudTrail/us-east-1/2026/11/25/file.json.gz`;
const OBJECT = `arn:aws:s3:::logs/${LOG}`;

describe('who may write to the bucket', () => {
  const write = (made: Deployed, principal: Principal, key: string, context: Record<string, ContextValue>) =>
    evaluate({ principal, action: 's3:PutObject', resource: { arn: `arn:aws:s3:::logs/${key}`, account: CUSTOMER }, context: { ...tls, ...context } }, { identity: [], resource: made.bucket }).decision;
  const genuine = { 'aws:SourceArn': TRAIL, 's3:x-amz-acl': 'bucket-owner-full-control' };
  const made = deployed();

  test('the trail, where it writes', () => {
    expect(write(made, service('cloudtrail'), LOG, genuine)).toBe('Allow');
    expect(write(made, service('cloudtrail'), `AWSLogs/${CUSTOMER}/CloudTrail-Digest/us-east-1/d.json.gz`, genuine)).toBe('Allow');
    expect(write(made, service('cloudtrail'), `AWSLogs/${CUSTOMER}/CloudTrail/x`, { ...genuine, 's3:x-amz-acl': 'private' })).toBe('ImplicitDeny');
    expect(write(made, service('cloudtrail'), 'AWSLogs/333333333333/CloudTrail/x', genuine)).toBe('ImplicitDeny');
  });

  test.each([['another trail of the account', OTHER_TRAIL], ['a trail of another account', FOREIGN_TRAIL]])('not %s', (_, trail) => {
    expect(write(made, service('cloudtrail'), LOG, { ...genuine, 'aws:SourceArn': trail })).toBe('ImplicitDeny');
  });

  test('no other service, no other account, and not CloudTrail for nobody', () => {
    expect(write(made, service('config'), LOG, genuine)).toBe('ImplicitDeny');
    expect(write(made, service('cloudtrail'), LOG, { 's3:x-amz-acl': 'bucket-owner-full-control' })).toBe('ImplicitDeny');
    expect(evaluate({ principal: session(STRANGER), action: 's3:PutObject', resource: { arn: OBJECT, account: CUSTOMER }, context: tls }, { identity: [everything], resource: made.bucket }).decision).toBe('ImplicitDeny');
  });

  test('nobody without TLS', () => {
    expect(write(made, service('cloudtrail'), LOG, { ...genuine, 'aws:SecureTransport': 'false' })).toBe('ExplicitDeny');
  });

  test('for an organisation, the trail of the management account for every member', () => {
    const organization = deployed({ organizationId: ORGANIZATION, managementAccountId: '999999999999', logPrefix: 'audit/trail' });
    const owned = { ...genuine, 'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:999999999999:trail/audit' };
    expect(write(organization, service('cloudtrail'), `audit/trail/AWSLogs/${ORGANIZATION}/333333333333/CloudTrail/x`, owned)).toBe('Allow');
    expect(write(organization, service('cloudtrail'), 'audit/trail/AWSLogs/999999999999/CloudTrail/x', owned)).toBe('Allow');
    expect(write(organization, service('cloudtrail'), `AWSLogs/${ORGANIZATION}/333333333333/CloudTrail/x`, owned)).toBe('ImplicitDeny');
    expect(write(organization, service('cloudtrail'), 'audit/trail/AWSLogs/o-zzzzzzzzzz/333333333333/CloudTrail/x', owned)).toBe('ImplicitDeny');
    expect(write(organization, service('cloudtrail'), `audit/trail/AWSLogs/${ORGANIZATION}/333333333333/CloudTrail/x`, genuine)).toBe('ImplicitDeny');
  });
});

describe('who may read', () => {
  const made = deployed();
  const read = (identity: Deployed['reader'][], principal: Principal, action: string, arn: string, context: Record<string, ContextValue> = {}) =>
    evaluate({ principal, action, resource: { arn, account: CUSTOMER }, context: { ...tls, ...context } }, {
      identity,
      resource: arn.startsWith('arn:aws:s3') ? made.bucket : arn.includes(':key/') ? arn.includes('LogKey') ? made.logKey : made.messageKey : arn.includes(':sqs:') ? made.queue : undefined,
    }).decision;
  const reader = (action: string, arn: string, context?: Record<string, ContextValue>) => read([made.reader], session(CUSTOMER), action, arn, context);
  const queue = made.arnOf('AWS::SQS::Queue', 'Queue');
  const [logKey, messageKey] = [made.arnOf('AWS::KMS::Key', 'LogKey'), made.arnOf('AWS::KMS::Key', 'MessageKey')];

  test('the reader: log files, its queue, its keys through their services', () => {
    expect(reader('s3:GetObject', OBJECT)).toBe('Allow');
    for (const action of ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes', 'GetQueueUrl']) expect(reader(`sqs:${action}`, queue)).toBe('Allow');
    expect(reader('kms:Decrypt', logKey, { 'kms:ViaService': 's3.us-east-1.amazonaws.com' })).toBe('Allow');
    expect(reader('kms:Decrypt', messageKey, { 'kms:ViaService': 'sqs.us-east-1.amazonaws.com' })).toBe('Allow');
  });

  test.each([
    ['s3:GetObject', `arn:aws:s3:::logs/AWSLogs/${CUSTOMER}/CloudTrail-Digest/us-east-1/d.json.gz`], ['s3:GetObject', `arn:aws:s3:::logs/AWSLogs/${CUSTOMER}/CloudTrail-Insight/us-east-1/i.json.gz`],
    ['s3:GetObject', 'arn:aws:s3:::logs/AWSLogs/333333333333/CloudTrail/x'], ['s3:GetObject', 'arn:aws:s3:::logs/secret'], ['s3:GetObject', `arn:aws:s3:::letters/${LOG}`],
    ['s3:GetObjectVersion', OBJECT], ['s3:PutObject', OBJECT], ['s3:DeleteObject', OBJECT], ['s3:ListBucket', 'arn:aws:s3:::logs'], ['s3:PutBucketPolicy', 'arn:aws:s3:::logs'],
    ['sqs:SendMessage', queue], ['sqs:PurgeQueue', queue], ['sqs:ReceiveMessage', `arn:aws:sqs:us-east-1:${CUSTOMER}:orders`], ['sqs:ReceiveMessage', made.arnOf('AWS::SQS::Queue', 'DeadLetters')],
    ['kms:Decrypt', `arn:aws:kms:us-east-1:${CUSTOMER}:key/other`], ['kms:Encrypt', logKey], ['ec2:DescribeInstances', '*'],
  ])('the reader may not %s %s', (action, arn) => {
    expect(reader(action, arn, { 'kms:ViaService': 's3.us-east-1.amazonaws.com' })).toBe('ImplicitDeny');
  });

  test('the reader may not decrypt by itself, nor one key through the service of the other', () => {
    expect(reader('kms:Decrypt', logKey)).toBe('ImplicitDeny');
    expect(reader('kms:Decrypt', logKey, { 'kms:ViaService': 'sqs.us-east-1.amazonaws.com' })).toBe('ImplicitDeny');
    expect(reader('kms:Decrypt', logKey, { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' })).toBe('ImplicitDeny');
    expect(reader('kms:Decrypt', messageKey, { 'kms:ViaService': 's3.us-east-1.amazonaws.com' })).toBe('ImplicitDeny');
  });

  test('another account may nothing, whatever it allows itself', () => {
    for (const [action, arn] of [['s3:GetObject', OBJECT], ['s3:ListBucket', 'arn:aws:s3:::logs'], ['kms:Decrypt', logKey], ['kms:Decrypt', messageKey], ['sqs:ReceiveMessage', queue], ['sqs:SendMessage', queue]]) {
      expect(`${action} ${read([everything], session(STRANGER), action, arn)}`).toBe(`${action} ImplicitDeny`);
    }
  });

  test('nobody without TLS, the administrator of the account neither', () => {
    for (const [action, arn] of [['s3:GetObject', OBJECT], ['s3:ListBucket', 'arn:aws:s3:::logs'], ['sqs:ReceiveMessage', queue]]) {
      expect(`${action} ${read([everything], session(CUSTOMER), action, arn, { 'aws:SecureTransport': 'false' })}`).toBe(`${action} ExplicitDeny`);
      expect(`${action} ${read([everything], session(CUSTOMER), action, arn)}`).toBe(`${action} Allow`);
    }
  });

  test('of an organisation every account, and no digest file', () => {
    const { reader: identity } = deployed({ organizationId: ORGANIZATION });
    const key = (rest: string) => read([identity], session(CUSTOMER), 's3:GetObject', `arn:aws:s3:::logs/AWSLogs/${ORGANIZATION}/${rest}`);
    expect(key('333333333333/CloudTrail/eu-west-1/x.json.gz')).toBe('Allow');
    expect(key('333333333333/CloudTrail-Digest/eu-west-1/x.json.gz')).toBe('ImplicitDeny');
  });

  test('insights and network activity only where the trail records them', () => {
    const wide = deployed({
      insights: [InsightType.API_CALL_RATE],
      advancedEventSelectors: [{ fieldSelectors: [{ field: 'eventCategory', equalTo: ['NetworkActivity'] }, { field: 'eventSource', equalTo: ['kms.amazonaws.com'] }] }],
    }).reader;
    const key = (folder: string) => read([wide], session(CUSTOMER), 's3:GetObject', `arn:aws:s3:::logs/AWSLogs/${CUSTOMER}/${folder}/x`);
    expect(['CloudTrail', 'CloudTrail-Insight', 'CloudTrail-NetworkActivity', 'CloudTrail-Digest'].map(key)).toEqual(['Allow', 'Allow', 'Allow', 'ImplicitDeny']);
  });
});

test('a reader of another account: its role, and no other role of that account', () => {
  const roleArn = `arn:aws:iam::${STRANGER}:role/reader`;
  const made = deployed({}, new ArnPrincipal(roleArn));
  const queue = made.arnOf('AWS::SQS::Queue', 'Queue');
  const ask = (name: string, action: string, arn: string, resource: Deployed['queue'], context: Record<string, ContextValue> = {}) => {
    const principal: Principal = { ...session(STRANGER), arn: `arn:aws:sts::${STRANGER}:assumed-role/${name}/s`, roleArn: `arn:aws:iam::${STRANGER}:role/${name}` };
    return evaluate({ principal, action, resource: { arn, account: CUSTOMER }, context: { ...tls, 'aws:PrincipalArn': principal.roleArn!, ...context } }, { identity: [everything], resource }).decision;
  };
  const logKey = made.arnOf('AWS::KMS::Key', 'LogKey');
  expect(ask('reader', 's3:GetObject', OBJECT, made.bucket)).toBe('Allow');
  expect(ask('reader', 'sqs:ReceiveMessage', queue, made.queue)).toBe('Allow');
  expect(ask('reader', 'kms:Decrypt', logKey, made.logKey, { 'kms:ViaService': 's3.us-east-1.amazonaws.com' })).toBe('Allow');
  expect(ask('reader', 'kms:Decrypt', logKey, made.logKey)).toBe('ImplicitDeny');
  expect(ask('reader', 's3:GetObject', `arn:aws:s3:::logs/AWSLogs/${CUSTOMER}/CloudTrail-Digest/x`, made.bucket)).toBe('ImplicitDeny');
  expect(ask('reader', 's3:PutObject', OBJECT, made.bucket)).toBe('ImplicitDeny');
  expect(ask('reader', 'sqs:SendMessage', queue, made.queue)).toBe('ImplicitDeny');
  expect(ask('other', 's3:GetObject', OBJECT, made.bucket)).toBe('ImplicitDeny');
  expect(ask('other', 'sqs:ReceiveMessage', queue, made.queue)).toBe('ImplicitDeny');
  expect(ask('other', 'kms:Decrypt', logKey, made.logKey, { 'kms:ViaService': 's3.us-east-1.amazonaws.com' })).toBe('ImplicitDeny');
});

describe('who may tell of log files', () => {
  const ask = (policy: Deployed['topic'], principal: Principal, action: string, arn: string, context: Record<string, ContextValue>) =>
    evaluate({ principal, action, resource: { arn, account: CUSTOMER }, context: { ...tls, ...context } }, { identity: principal.type === 'service' ? [] : [everything], resource: policy }).decision;
  const topicArn = `arn:aws:sns:us-east-1:${CUSTOMER}:notices`;
  const bucketSource = { 'aws:SourceArn': 'arn:aws:s3:::logs', 'aws:SourceAccount': CUSTOMER };

  test('the topic: the trail, no other trail, no other account', () => {
    const { topic } = deployed();
    expect(ask(topic, service('cloudtrail'), 'sns:Publish', topicArn, { 'aws:SourceArn': TRAIL })).toBe('Allow');
    expect(ask(topic, service('cloudtrail'), 'sns:Publish', topicArn, { 'aws:SourceArn': OTHER_TRAIL })).toBe('ImplicitDeny');
    expect(ask(topic, service('cloudtrail'), 'sns:Publish', topicArn, { 'aws:SourceArn': FOREIGN_TRAIL })).toBe('ImplicitDeny');
    expect(ask(topic, service('s3'), 'sns:Publish', topicArn, bucketSource)).toBe('ImplicitDeny');
    expect(ask(topic, session(STRANGER), 'sns:Publish', topicArn, {})).toBe('ImplicitDeny');
    expect(ask(topic, session(STRANGER), 'sns:Subscribe', topicArn, {})).toBe('ImplicitDeny');
    expect(ask(topic, service('cloudtrail'), 'sns:Publish', topicArn, { 'aws:SourceArn': TRAIL, 'aws:SecureTransport': 'false' })).toBe('ExplicitDeny');
  });

  test('the topic, told by the bucket: that bucket, of that account', () => {
    const { topic, messageKey } = deployed({ notification: LogNotification.S3 });
    expect(ask(topic, service('s3'), 'sns:Publish', topicArn, bucketSource)).toBe('Allow');
    expect(ask(topic, service('s3'), 'sns:Publish', topicArn, { ...bucketSource, 'aws:SourceArn': 'arn:aws:s3:::letters' })).toBe('ImplicitDeny');
    expect(ask(topic, service('s3'), 'sns:Publish', topicArn, { ...bucketSource, 'aws:SourceAccount': STRANGER })).toBe('ImplicitDeny');
    expect(ask(topic, service('cloudtrail'), 'sns:Publish', topicArn, { 'aws:SourceArn': TRAIL })).toBe('ImplicitDeny');
    for (const action of ['kms:GenerateDataKey', 'kms:Decrypt']) expect(ask(messageKey, service('s3'), action, '*', bucketSource)).toBe('Allow');
    expect(ask(messageKey, service('s3'), 'kms:Decrypt', '*', { ...bucketSource, 'aws:SourceAccount': STRANGER })).toBe('ImplicitDeny');
  });

  test.each(['queue', 'deadLetters'] as const)('the %s: the topic, by its service, no other topic', (which) => {
    const made = deployed();
    const arn = made.arnOf('AWS::SQS::Queue', which === 'queue' ? 'Queue' : 'DeadLetters');
    expect(ask(made[which], service('sns'), 'sqs:SendMessage', arn, { 'aws:SourceArn': topicArn })).toBe('Allow');
    expect(ask(made[which], service('sns'), 'sqs:SendMessage', arn, { 'aws:SourceArn': `arn:aws:sns:us-east-1:${STRANGER}:notices` })).toBe('ImplicitDeny');
    // A principal * with nothing but the source would let anyone in who can set it.
    expect(ask(made[which], session(STRANGER), 'sqs:SendMessage', arn, { 'aws:SourceArn': topicArn })).toBe('ImplicitDeny');
    expect(ask(made[which], service('s3'), 'sqs:SendMessage', arn, { 'aws:SourceArn': topicArn })).toBe('ImplicitDeny');
  });

  test('the key of messages: the trail and the topic, for themselves', () => {
    const { messageKey } = deployed();
    for (const action of ['kms:GenerateDataKey', 'kms:Decrypt']) {
      expect(ask(messageKey, service('cloudtrail'), action, '*', { 'aws:SourceArn': TRAIL })).toBe('Allow');
      expect(ask(messageKey, service('sns'), action, '*', { 'aws:SourceArn': topicArn })).toBe('Allow');
      expect(ask(messageKey, service('sns'), action, '*', { 'aws:SourceArn': TRAIL })).toBe('ImplicitDeny');
      expect(ask(messageKey, service('cloudtrail'), action, '*', { 'aws:SourceArn': FOREIGN_TRAIL })).toBe('ImplicitDeny');
    }
  });

  test('the key of log files: the trail, for a trail of the account, and no service of messages', () => {
    const { logKey } = deployed();
    const context = { 'aws:SourceArn': TRAIL, 'kms:EncryptionContext:aws:cloudtrail:arn': TRAIL };
    expect(ask(logKey, service('cloudtrail'), 'kms:GenerateDataKey', '*', context)).toBe('Allow');
    expect(ask(logKey, service('cloudtrail'), 'kms:DescribeKey', '*', { 'aws:SourceArn': TRAIL })).toBe('Allow');
    expect(ask(logKey, service('cloudtrail'), 'kms:GenerateDataKey', '*', { 'aws:SourceArn': TRAIL })).toBe('ImplicitDeny');
    expect(ask(logKey, service('cloudtrail'), 'kms:GenerateDataKey', '*', { ...context, 'kms:EncryptionContext:aws:cloudtrail:arn': FOREIGN_TRAIL })).toBe('ImplicitDeny');
    expect(ask(logKey, service('cloudtrail'), 'kms:GenerateDataKey', '*', { ...context, 'aws:SourceArn': OTHER_TRAIL })).toBe('ImplicitDeny');
    expect(ask(logKey, service('cloudtrail'), 'kms:Decrypt', '*', { 'aws:SourceArn': FOREIGN_TRAIL })).toBe('ImplicitDeny');
    for (const name of ['sns', 's3', 'events']) expect(ask(logKey, service(name), 'kms:Decrypt', '*', { 'aws:SourceArn': topicArn })).toBe('ImplicitDeny');
  });
});

describe('who consumes, and who brings audit logs', () => {
  const app = new App();
  const stack = new Stack(app, 'Ingest', { env: { account: CUSTOMER, region: 'us-east-1' } });
  const pipeline = new CloudTrailIngestPipeline(stack, 'Pipeline', { trailName: 'audit', bucketName: 'logs', topicName: 'notices' });
  const audit = new EksAuditLogPipeline(stack, 'Audit', { pipeline, clusterName: 'prod' });
  const consumer = new CloudTrailConsumer(stack, 'Consumer', { pipeline, lakeBucket: Bucket.fromBucketName(stack, 'Lake', 'lake'), lakePrefix: 'security' });
  consumer.addSource(audit);
  const { Resources } = app.synth().getStackByName('Ingest').template as { Resources: Record<string, Resource> };
  const named = { ...arns, 'AWS::Logs::LogGroup': (id: string) => `arn:aws:logs:us-east-1:${CUSTOMER}:log-group:${id}:*`, 'AWS::KinesisFirehose::DeliveryStream': (id: string) => `arn:aws:firehose:us-east-1:${CUSTOMER}:deliverystream/${id}` };
  const resolved = resolver(Resources, named);
  const policyOf = (part: string) => compilePolicy(resolved(Object.entries(Resources).find(([id, { Type }]) => Type === 'AWS::IAM::Policy' && id.includes(part))![1].Properties.PolicyDocument), 'identity', 'identity');
  const idOf = (type: string, part: string) => Object.keys(Resources).find((id) => Resources[id].Type === type && id.includes(part))!;
  const queueOf = (part: string) => arns['AWS::SQS::Queue'](idOf('AWS::SQS::Queue', part));
  const keyOf = (part: string) => arns['AWS::KMS::Key'](idOf('AWS::KMS::Key', part));
  // The policy of a key has to let the account's own policies decide.
  const keyPolicy = (arn: string) => (arn.includes(':key/') ? compilePolicy(resolved(Resources[arn.split('/')[1]].Properties.KeyPolicy), 'resource', 'resource') : undefined);
  const ask = (part: string, action: string, arn: string, context: Record<string, ContextValue> = {}) =>
    evaluate({ principal: session(CUSTOMER), action, resource: { arn, account: CUSTOMER }, context: { ...tls, ...context } }, { identity: [policyOf(part)], resource: keyPolicy(arn) }).decision;
  const AUDIT = `arn:aws:s3:::logs/AWSLogs/${CUSTOMER}/EKS-Audit/us-east-1/2026/11/25/prod_x.json.gz`;

  test.each([
    ['ConsumerFunctionRole', 's3:GetObject', OBJECT], ['ConsumerFunctionRole', 's3:GetObjectVersion', OBJECT], ['ConsumerFunctionRole', 's3:GetObjectVersion', AUDIT],
    ['ConsumerFunctionRole', 's3:PutObject', 'arn:aws:s3:::lake/security/activity/account=1/region=r/day=d/x.parquet'], ['ConsumerFunctionRole', 's3:PutObject', 'arn:aws:s3:::lake/security/findings/source=activity/x.parquet'],
    ['ConsumerFunctionRole', 'sqs:ReceiveMessage', queueOf('PipelineQueue')], ['ConsumerFunctionRole', 'sqs:SendMessage', queueOf('DeadLetters')],
    ['ConsumerCompactorRole', 's3:DeleteObject', 'arn:aws:s3:::lake/security/activity/x'], ['ConsumerCompactorRole', 's3:GetObject', 'arn:aws:s3:::lake/security/activity/x'], ['AuditDeliveryRole', 's3:PutObject', AUDIT],
  ])('%s may %s %s', (part, action, arn) => {
    expect(ask(part, action, arn)).toBe('Allow');
  });

  test.each([
    ['ConsumerFunctionRole', 's3:GetObject', `arn:aws:s3:::logs/AWSLogs/${CUSTOMER}/CloudTrail-Digest/us-east-1/d.json.gz`], ['ConsumerFunctionRole', 's3:PutObject', OBJECT], ['ConsumerFunctionRole', 's3:DeleteObject', OBJECT],
    ['ConsumerFunctionRole', 's3:GetObject', 'arn:aws:s3:::lake/security/activity/x'], ['ConsumerFunctionRole', 's3:PutObject', 'arn:aws:s3:::lake/security/entities/x'], ['ConsumerFunctionRole', 's3:PutObject', 'arn:aws:s3:::lake/activity/x'],
    ['ConsumerFunctionRole', 's3:PutObject', 'arn:aws:s3:::lake/security/findings/source=posture/x'], ['ConsumerFunctionRole', 'sqs:SendMessage', queueOf('PipelineQueue')], ['ConsumerFunctionRole', 'sqs:ReceiveMessage', queueOf('DeadLetters')],
    ['ConsumerFunctionRole', 'kms:Decrypt', keyOf('LogKey')], ['ConsumerFunctionRole', 'kms:GenerateDataKey', keyOf('LogKey')],
    ['ConsumerCompactorRole', 's3:GetObject', OBJECT], ['ConsumerCompactorRole', 's3:DeleteObject', 'arn:aws:s3:::lake/security/entities/x'], ['ConsumerCompactorRole', 's3:ListBucket', 'arn:aws:s3:::lake'],
    ['AuditDeliveryRole', 's3:PutObject', OBJECT], ['AuditDeliveryRole', 's3:DeleteObject', AUDIT], ['AuditDeliveryRole', 'kms:GenerateDataKey', keyOf('MessageKey')],
    ['AuditSubscriptionRole', 'firehose:PutRecord', `arn:aws:firehose:us-east-1:${CUSTOMER}:deliverystream/other`], ['AuditSubscriptionRole', 'firehose:DeleteDeliveryStream', '*'],
  ])('%s may not %s %s', (part, action, arn) => {
    expect(ask(part, action, arn)).toBe('ImplicitDeny');
  });

  test('keys through their services, listings below the folders of activity', () => {
    expect(ask('ConsumerFunctionRole', 'kms:Decrypt', keyOf('LogKey'), { 'kms:ViaService': 's3.us-east-1.amazonaws.com' })).toBe('Allow');
    expect(ask('ConsumerFunctionRole', 'kms:GenerateDataKey', keyOf('LogKey'), { 'kms:ViaService': 's3.us-east-1.amazonaws.com' })).toBe('ImplicitDeny');
    expect(ask('ConsumerFunctionRole', 'kms:GenerateDataKey', keyOf('MessageKey'), { 'kms:ViaService': 'sqs.us-east-1.amazonaws.com' })).toBe('Allow');
    expect(ask('ConsumerCompactorRole', 's3:ListBucket', 'arn:aws:s3:::lake', { 's3:prefix': 'security/activity/' })).toBe('Allow');
    expect(ask('ConsumerCompactorRole', 's3:ListBucket', 'arn:aws:s3:::lake', { 's3:prefix': 'security/' })).toBe('ImplicitDeny');
    expect(ask('AuditDeliveryRole', 'kms:GenerateDataKey', keyOf('LogKey'), { 'kms:ViaService': 's3.us-east-1.amazonaws.com' })).toBe('Allow');
  });

  test('the rule of audit logs, and no other, may send to the queue', () => {
    const queue = compilePolicy(resolved(Resources[idOf('AWS::SQS::QueuePolicy', 'PipelineQueue')].Properties.PolicyDocument), 'resource', 'resource');
    const send = (name: string, rule: string) => evaluate({ principal: service(name), action: 'sqs:SendMessage', resource: { arn: queueOf('PipelineQueue'), account: CUSTOMER }, context: { ...tls, 'aws:SourceArn': `arn:aws:events:us-east-1:${CUSTOMER}:rule/${rule}` } }, { identity: [], resource: queue }).decision;
    const rule = Resources[idOf('AWS::Events::Rule', 'AuditLogs')].Properties.Name as string;
    expect([send('events', rule), send('events', 'other'), send('s3', rule)]).toEqual(['Allow', 'ImplicitDeny', 'ImplicitDeny']);
  });
});
