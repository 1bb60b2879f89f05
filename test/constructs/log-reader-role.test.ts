import { Match, Template } from 'aws-cdk-lib/assertions';
import { ManagedPolicy, PolicyStatement, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { nag } from './nag';
import { CloudTrailIngestPipeline, LogReaderRole, ScannerTrust, type ILogSource, type LogReaderRoleProps } from '../../src';

const trust = ScannerTrust.account('222222222222', 'agreed-7f3a');

function reader(props: Partial<LogReaderRoleProps> = {}) {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: { account: '111111111111', region: 'eu-central-1' } });
  const source = new CloudTrailIngestPipeline(stack, 'Pipeline');
  return { app, stack, source, role: new LogReaderRole(stack, 'Reader', { source, trust, ...props }) };
}
const statement = (action: string, ...resources: string[]) => new PolicyStatement({ actions: [action], resources });

test('may take notices of one queue, read log objects of one bucket, and decrypt through S3 and SQS only', () => {
  const { stack } = reader();
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        { Sid: 'ReadLogs', Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [Match.stringLikeRegexp('Logs'), 'Arn'] }, '/AWSLogs/111111111111/CloudTrail/*']] } },
        { Sid: 'TakeNotices', Effect: 'Allow', Action: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'], Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('Queue'), 'Arn'] } },
        { Sid: 'DecryptLogs', Effect: 'Allow', Action: 'kms:Decrypt', Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('LogKey'), 'Arn'] }, Condition: { StringEquals: { 'kms:ViaService': { 'Fn::Join': ['', ['s3.eu-central-1.', { Ref: 'AWS::URLSuffix' }]] } } } },
        { Sid: 'DecryptNotices', Effect: 'Allow', Action: 'kms:Decrypt', Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('MessageKey'), 'Arn'] }, Condition: { StringEquals: { 'kms:ViaService': { 'Fn::Join': ['', ['sqs.eu-central-1.', { Ref: 'AWS::URLSuffix' }]] } } } },
      ],
    },
  });
});

test('trusts who presents the external id', () => {
  const { stack } = reader({ roleName: 'reader', path: '/security/', maxSessionDuration: Duration.hours(2), tags: { owner: 'security' } });
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: { Statement: [Match.objectLike({ Action: 'sts:AssumeRole', Condition: { StringEquals: { 'sts:ExternalId': 'agreed-7f3a' } } })] },
    RoleName: 'reader',
    Path: '/security/',
    MaxSessionDuration: 7200,
    Tags: [{ Key: 'owner', Value: 'security' }],
  });
});

test('with diagnostics it can do what FortiCNAPP asks of such a role, but read any object', () => {
  // The actions of the vendor's own module, whose s3:Get* on the whole bucket is GetObject on log files here.
  const asked = [
    'cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus', 'iam:ListAccountAliases', 'kms:Decrypt', 's3:GetBucketLocation', 's3:GetBucketPolicy', 's3:GetObject', 's3:ListBucket',
    'sns:GetTopicAttributes', 'sns:ListSubscriptions', 'sns:ListTopics', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage',
  ];
  const { stack } = reader({ diagnostics: true });
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  const granted = (Properties.PolicyDocument.Statement as { Action: string | string[] }[]).flatMap(({ Action }) => Action);
  expect([...new Set(granted)].sort()).toEqual(asked);
  expect(JSON.stringify(Properties)).toContain('"Condition":{"StringLike":{"s3:prefix":["AWSLogs/111111111111/CloudTrail/*"');
});

test('cdk-nag has nothing to say that is not answered', () => {
  expect(nag(reader().stack)).toEqual([]);
  expect(nag(reader({ diagnostics: true }).stack)).toEqual([]);
});

describe('nothing else that returns data gets in', () => {
  const refused: [string, (made: ReturnType<typeof reader>) => void, RegExp][] = [
    ['objects of another bucket', ({ stack, role }) => void Bucket.fromBucketName(stack, 'Other', 'letters').grantRead(role), /s3:GetObject/],
    ['every object', ({ role }) => role.grantPrincipal.addToPrincipalPolicy(statement('s3:GetObject', '*')), /s3:GetObject/],
    ['digest files too', ({ role, source }) => role.grantPrincipal.addToPrincipalPolicy(statement('s3:GetObject', `${source.bucketArn}/*`)), /s3:GetObject/],
    ['a pattern on log files', ({ role, source }) => role.grantPrincipal.addToPrincipalPolicy(statement('s3:Get*', `${source.bucketArn}/AWSLogs/111111111111/CloudTrail/*`)), /'s3:Get\*' allows it/],
    ['another queue', ({ role }) => role.grantPrincipal.addToPrincipalPolicy(statement('sqs:ReceiveMessage', 'arn:aws:sqs:eu-central-1:111111111111:orders')), /sqs:ReceiveMessage/],
    ['the key without its service', ({ role, source }) => role.grantPrincipal.addToPrincipalPolicy(statement('kms:Decrypt', source.logKeyArn!)), /kms:Decrypt/],
    ['another key', ({ stack, role }) => void Key.fromKeyArn(stack, 'Other', 'arn:aws:kms:eu-central-1:111111111111:key/1').grantDecrypt(role), /kms:Decrypt/],
    ['what is not named', ({ role }) => role.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ notActions: ['iam:*'], resources: ['*'] })), /'\*' allows it/],
    ['log files among other objects', ({ role, source }) => role.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ ...props(source.readStatements[0]), resources: [...source.readStatements[0].resources, 'arn:aws:s3:::letters/*'] })), /s3:GetObject/],
  ];
  const props = (each: PolicyStatement) => ({ sid: each.sid, actions: each.actions });

  test.each(refused)('%s', (_, grant, message) => {
    const made = reader();
    grant(made);
    expect(() => made.app.synth()).toThrow(message);
  });

  test('what is no read of data does', () => {
    const { app, role } = reader();
    role.grantPrincipal.addToPrincipalPolicy(statement('ec2:DescribeInstances', '*'));
    expect(() => app.synth()).not.toThrow();
  });

  test.each([['*'], ['arn:aws:s3:::*/AWSLogs/*'], ['arn:aws:s3:::logs/*']])('a source whose statements read %s is refused', (resource) => {
    const source: ILogSource = { readStatements: [statement('s3:GetObject', resource)], diagnosticStatements: [], grantRead: (_: IGrantable) => undefined, grantDiagnostics: () => undefined };
    expect(() => reader({ source })).toThrow(`got s3:GetObject on '${resource}'.`);
  });
});

test('keeps within a permissions boundary', () => {
  const stack = new Stack(new App(), 'Stack');
  const source = new CloudTrailIngestPipeline(stack, 'Pipeline');
  new LogReaderRole(stack, 'Reader', { source, trust, permissionsBoundary: ManagedPolicy.fromManagedPolicyName(stack, 'Limit', 'limit') });
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', { PermissionsBoundary: Match.anyValue() });
});
