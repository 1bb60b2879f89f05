import { document, ec2, findings, HERE, organization, OTHER, PARTNER, role, SIBLING } from './support';

const BUCKET = 'arn:aws:s3:::acme-data';
const QUEUE = `arn:aws:sqs:eu-west-1:${HERE}:orders`;
const TOPIC = `arn:aws:sns:eu-west-1:${HERE}:orders`;
const KEY = `arn:aws:kms:eu-west-1:${HERE}:key/1234abcd`;

const found = (arn: string, ...statements: object[]) => findings({ roles: [role('r', ec2)] }, { accounts: organization, resourcePolicies: { [arn]: document(...statements) } });
const of = (arn: string, ...statements: object[]) => found(arn, ...statements).map(({ check }) => check);
const everybody = (Action: string | string[], Resource: string, Condition?: object) => ({ Effect: 'Allow', Principal: '*', Action, Resource, ...Condition && { Condition } });

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
test.each<[string, string, object[]]>([
  ['a bucket for the organization', BUCKET, [everybody('s3:GetObject', `${BUCKET}/*`, { StringEquals: { 'aws:PrincipalOrgID': organization.orgId } })]],
  ['a bucket for one endpoint', BUCKET, [everybody('s3:*', `${BUCKET}/*`, { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } })]],
  ['a bucket for an office', BUCKET, [everybody('s3:*', `${BUCKET}/*`, { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } })]],
  ['a bucket for access points of the account', BUCKET, [everybody('s3:*', `${BUCKET}/*`, { StringEquals: { 's3:DataAccessPointAccount': HERE } })]],
  ['a bucket behind a Deny', BUCKET, [everybody('s3:GetObject', `${BUCKET}/*`), { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [BUCKET, `${BUCKET}/*`], Condition: { StringNotEquals: { 'aws:PrincipalOrgID': organization.orgId } } }]],
  ['a topic for its owner', TOPIC, [everybody('SNS:Publish', TOPIC, { StringEquals: { 'AWS:SourceOwner': HERE } })]],
  ['a key for a service in the account', KEY, [everybody(['kms:Decrypt', 'kms:CreateGrant'], '*', { StringEquals: { 'kms:CallerAccount': HERE, 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } })]],
  ['a queue for a topic', QUEUE, [everybody('sqs:SendMessage', QUEUE, { ArnEquals: { 'aws:SourceArn': TOPIC } })]],
  ['a queue for the account', QUEUE, [{ Effect: 'Allow', Principal: { AWS: HERE }, Action: 'sqs:*', Resource: QUEUE }]],
  ['a bucket that only denies', BUCKET, [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: `${BUCKET}/*`, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }]],
  ['a bucket for a partner', BUCKET, [{ Effect: 'Allow', Principal: { AWS: [PARTNER, SIBLING] }, Action: 's3:GetObject', Resource: `${BUCKET}/*` }]],
])('is guarded: %s', (_, arn, statements) => {
  expect(of(arn, ...statements)).toEqual([]);
});

test.each<[string, string, object[]]>([
  ['a bucket that everybody reads', BUCKET, [everybody('s3:GetObject', `${BUCKET}/*`)]],
  ['a bucket that everybody reads over TLS', BUCKET, [everybody('s3:GetObject', `${BUCKET}/*`, { Bool: { 'aws:SecureTransport': 'true' } })]],
  ['a bucket with a referer, which everybody sets', BUCKET, [everybody('s3:GetObject', `${BUCKET}/*`, { StringLike: { 'aws:Referer': 'https://acme.example/*' } })]],
  ['a bucket behind a Deny that does not hold', BUCKET, [everybody('s3:*', `${BUCKET}/*`), { Effect: 'Deny', Principal: '*', Action: 's3:DeleteObject', Resource: `${BUCKET}/*` }]],
  ['a bucket for everybody but one', BUCKET, [{ Effect: 'Allow', NotPrincipal: { AWS: OTHER }, Action: 's3:GetObject', Resource: `${BUCKET}/*` }]],
  ['a queue that takes messages of everybody', QUEUE, [everybody('sqs:SendMessage', QUEUE)]],
  ['a function by its URL', `arn:aws:lambda:eu-west-1:${HERE}:function:f`, [everybody('lambda:InvokeFunctionUrl', `arn:aws:lambda:eu-west-1:${HERE}:function:f`, { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } })]],
])('is public: %s', (_, arn, statements) => {
  expect(of(arn, ...statements)).toEqual(['access-resource-public']);
});

test('says what everybody can do, and of which kind the resource is', () => {
  const [first] = found(BUCKET, everybody(['s3:Get*', 's3:ListBucket'], '*'));
  expect(first).toMatchObject({ severity: 'critical', resource: [BUCKET], resourceType: 'aws_s3_bucket', resourceName: 'acme-data', region: 'global' });
  expect(first.reason).toBe('lets everybody do s3:Get*, s3:ListBucket');
});

test('an account that nobody knows', () => {
  const share = (AWS: string, Condition?: object) => ({ Effect: 'Allow', Principal: { AWS }, Action: 's3:GetObject', Resource: `${BUCKET}/*`, ...Condition && { Condition } });
  expect(of(BUCKET, share(OTHER))).toEqual(['access-resource-unknown-account']);
  expect(of(BUCKET, share(`arn:aws:iam::${OTHER}:role/app`))).toEqual(['access-resource-unknown-account']);
  expect(of(BUCKET, share(OTHER, { StringEquals: { 'aws:PrincipalOrgID': organization.orgId } }))).toEqual([]);
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
test('a service for resources of any account', () => {
  const publish = (Condition?: object) => ({ Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'SNS:Publish', Resource: TOPIC, ...Condition && { Condition } });
  expect(of(TOPIC, publish())).toEqual(['access-resource-confused-deputy']);
  expect(of(TOPIC, publish({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:acme-data' } }))).toEqual([]);
  expect(of(TOPIC, publish({ StringEquals: { 'aws:SourceAccount': HERE } }))).toEqual([]);
});
