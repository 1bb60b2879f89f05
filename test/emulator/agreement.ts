import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { KMSClient, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import { PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import * as fc from 'fast-check';
import type { Operation } from './operations';
import { ACCOUNT, root } from './support';
import type { Emulator } from '../../emulator/start';

/** A call of the sample, the ARN it is about, and the resource whose policy has a say. */
export interface Called extends Operation { readonly resource: string; readonly on?: 'bucket' | 'key'; readonly usual?: object }

/** A statement as it is written. */
type Statement = Readonly<Record<string, unknown>>;
interface Document { readonly Version: string; readonly Statement: readonly Statement[] }

/** The policies of a run: of the role, and of the bucket and the key; without these the bucket has none, and the key its usual one. */
export interface Sample { readonly identity: Document; readonly resource?: { readonly bucket: Document; readonly key: Document } }

const [user, role, sampled] = [`arn:aws:iam::${ACCOUNT}:user/ci`, `arn:aws:iam::${ACCOUNT}:role/auditor`, `arn:aws:iam::${ACCOUNT}:role/sampled`];
const session = `arn:aws:sts::${ACCOUNT}:assumed-role/sampled/test`;
const Bucket = 'landscape-logs';
const bucket = `arn:aws:s3:::${Bucket}`;
const document = (Statement: readonly Statement[]): Document => ({ Version: '2012-10-17', Statement });
// The key policy that AWS KMS sets itself: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
const usual = document([{ Effect: 'Allow', Action: 'kms:*', Resource: '*', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }]);

/** The calls that each sample is asked about. */
export const callsOf = ({ KeyId }: { readonly KeyId: string }): Called[] => [
  { client: 'iam', operation: 'GetUser', input: { UserName: 'ci' }, resource: user },
  { client: 'iam', operation: 'ListAccessKeys', input: { UserName: 'ci' }, resource: user },
  { client: 'iam', operation: 'GetRole', input: { RoleName: 'auditor' }, resource: role },
  { client: 'iam', operation: 'ListRoles', resource: '*' },
  { client: 'ec2', operation: 'DescribeInstances', resource: '*' },
  { client: 's3', operation: 'GetBucketVersioning', input: { Bucket }, resource: bucket, on: 'bucket' },
  { client: 's3', operation: 'GetBucketTagging', input: { Bucket }, resource: bucket, on: 'bucket' },
  { client: 'kms', operation: 'DescribeKey', input: { KeyId }, resource: `arn:aws:kms:us-east-1:${ACCOUNT}:key/${KeyId}`, on: 'key', usual },
  { client: 'kms', operation: 'GetKeyRotationStatus', input: { KeyId }, resource: `arn:aws:kms:us-east-1:${ACCOUNT}:key/${KeyId}`, on: 'key', usual },
];

/** What the emulator knows of a request of the caller: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export const contextOf = (now: Date) => ({
  'aws:PrincipalAccount': ACCOUNT,
  'aws:PrincipalArn': sampled,
  'aws:PrincipalType': 'AssumedRole',
  'aws:RequestedRegion': 'us-east-1',
  'aws:ResourceAccount': ACCOUNT,
  'aws:SecureTransport': true,
  // Temporary credentials have it, be it false: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
  'aws:MultiFactorAuthPresent': false,
  'aws:SourceIp': '127.0.0.1',
  'aws:CurrentTime': now.toISOString(),
  'aws:EpochTime': Math.floor(now.getTime() / 1000),
});

const ACTIONS = [
  '*', 'iam:*', 'iam:Get*', 'iam:GetUser', 'IAM:getrole', 'iam:List*s', 'iam:?istRoles', 's3:*', 's3:GetBucket*', 's3:Put*', 'ec2:Describe*', 'ec2:DescribeInstances', 'kms:*',
  'kms:Describe*',
];
const RESOURCES = ['*', user, role, `arn:aws:iam::${ACCOUNT}:role/*`, `arn:aws:iam::${ACCOUNT}:*`, `arn:aws:iam::${ACCOUNT}:user/C?`, bucket, 'arn:aws:s3:::landscape-*', `${bucket}/*`];
const some = <T>(of: readonly T[]) => fc.array(fc.constantFrom(...of), { minLength: 1, maxLength: 3 });
const either = (name: string, ...of: readonly string[]) => fc.tuple(fc.constantFrom(name, name, name, `Not${name}`), some(of)).map(([key, values]) => ({ [key]: values }));
const effect = fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny').map((Effect) => ({ Effect }));
const joined = (...parts: fc.Arbitrary<Statement>[]): fc.Arbitrary<Statement> => fc.tuple(...parts).map((all) => Object.assign({}, ...all) as Statement);

// Operators with keys and values that they are for, some of them of a key that the request lacks.
const TESTS: readonly (readonly [operators: readonly string[], key: string, values: readonly string[]])[] = [
  [['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'], 'aws:RequestedRegion', ['us-east-1', 'US-EAST-1', 'eu-west-1']],
  [['StringLike', 'StringNotLike'], 'aws:requestedregion', ['us-*', 'eu-*', '??-east-1', 'US-*']],
  [['StringEquals', 'StringNotEquals', 'StringLike'], 'aws:PrincipalAccount', [ACCOUNT, '222222222222']],
  [['StringEquals', 'StringNotEquals'], 'aws:ResourceAccount', [ACCOUNT, '222222222222']],
  [['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'], 'aws:PrincipalTag/team', ['core', '*']],
  [['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'], 'aws:PrincipalArn', [sampled, role, `arn:aws:iam::${ACCOUNT}:role/*`, 'arn:aws:iam::*:role/SAMPLED']],
  [['ArnLike', 'ArnNotLike'], 'aws:SourceArn', ['arn:aws:s3:::*']],
  [['Bool'], 'aws:SecureTransport', ['true', 'false']],
  [['Bool'], 'aws:MultiFactorAuthPresent', ['true', 'false']],
  [['IpAddress', 'NotIpAddress'], 'aws:SourceIp', ['127.0.0.0/8', '127.0.0.1', '10.0.0.0/8', '2001:db8::/32']],
  [['DateGreaterThan', 'DateLessThan', 'DateGreaterThanEquals', 'DateLessThanEquals', 'DateNotEquals'], 'aws:CurrentTime', ['2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z']],
  [['NumericGreaterThan', 'NumericLessThanEquals', 'NumericNotEquals'], 'aws:EpochTime', ['1577836800', '4070908800']],
  [['ForAllValues:StringEquals', 'ForAnyValue:StringEquals', 'ForAllValues:StringLike', 'ForAnyValue:StringNotEquals'], 'aws:TagKeys', ['team', '*']],
  [['Null'], 'aws:PrincipalTag/team', ['true', 'false']],
  [['Null'], 'aws:SourceIp', ['true', 'false']],
];
const condition = fc.constantFrom(...TESTS).chain(([operators, key, values]) =>
  fc.tuple(fc.constantFrom(...operators), fc.constantFrom('', '', 'IfExists'), operators[0] === 'Null' || operators[0] === 'Bool' ? fc.constantFrom(...values) : some(values))
    .map(([operator, suffix, of]) => ({ [operator === 'Null' ? operator : operator + suffix]: { [key]: of } })));
const conditions = fc.array(condition, { maxLength: 2 }).map((all) => (all.length === 0 ? {} : { Condition: Object.assign({}, ...all) as object }));

const PRINCIPALS = ['*', ACCOUNT, `arn:aws:iam::${ACCOUNT}:root`, sampled, session, role, 'arn:aws:iam::222222222222:root'];
const principals = fc.oneof({ weight: 1, arbitrary: fc.constant({ Principal: '*' }) }, { weight: 5, arbitrary: some(PRINCIPALS).map((AWS) => ({ Principal: { AWS } })) });
// AWS advises against an Allow with it: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
const allBut = some(PRINCIPALS.slice(1)).map((AWS) => ({ Effect: 'Deny', NotPrincipal: { AWS } }));

const plain = joined(effect, either('Action', ...ACTIONS), either('Resource', ...RESOURCES));
const conditional = joined(plain, conditions);
const whom = fc.oneof({ weight: 5, arbitrary: joined(effect, principals) }, { weight: 1, arbitrary: allBut });
const onBucket = joined(whom, either('Action', 's3:*', 's3:GetBucket*', 's3:GetBucketTagging', 's3:Put*'), fc.constantFrom(bucket, `${bucket}*`, `${bucket}/*`).map((Resource) => ({ Resource })), conditions);
const onKey = joined(whom, either('Action', 'kms:*', 'kms:Describe*', 'kms:GetKeyRotationStatus', 'kms:Put*'), fc.constant({ Resource: '*' }), conditions);
const policy = (statement: fc.Arbitrary<Statement>) => fc.array(statement, { minLength: 1, maxLength: 3 }).map(document);

// Of what the table explains, one for sure.
const variable: Sample = { identity: document([{ Effect: 'Allow', Action: 'iam:*', Resource: `arn:aws:iam::${ACCOUNT}:user/\${aws:username, 'ci'}` }]) };
const nobodyBut: Sample = {
  identity: document([{ Effect: 'Allow', Action: '*', Resource: '*' }]),
  resource: { bucket: document([{ Effect: 'Deny', NotPrincipal: { AWS: role }, Action: 's3:*', Resource: bucket }]), key: usual },
};

// The same samples at every run: what fails can be looked at again.
const sample = (of: fc.Arbitrary<Sample>, numRuns: number) => fc.sample(of, { numRuns, seed: 9 });

/** Policies of the role alone, some of their statements with conditions. */
export const identitySamples = [variable, ...sample(fc.record({ identity: policy(conditional) }), 60)];
/** With policies of the bucket and the key. */
export const resourceSamples = [nobodyBut, ...sample(fc.record({ identity: policy(conditional), resource: fc.record({ bucket: policy(onBucket), key: policy(onKey) }) }), 60)];

/** Why the two may differ, with the page of AWS that the evaluator follows, and the samples and calls of which that is true. */
export const EXPLAINED: readonly { readonly why: string; readonly page: string; readonly applies: (of: Sample, call: Called) => boolean }[] = [
  {
    why: 'the emulator lets a statement with NotPrincipal apply to nobody',
    page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html',
    applies: ({ resource }, { on }) => on !== undefined && resource?.[on].Statement.some((statement) => 'NotPrincipal' in statement) === true,
  },
  {
    why: 'the emulator takes a policy variable for text',
    page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html',
    applies: ({ identity }) => JSON.stringify(identity).includes('${'),
  },
];

/** Puts the policies of a sample into force. */
export async function inForce(emulator: Emulator, { identity, resource }: Sample, calls: readonly Called[]): Promise<void> {
  const [options, { KeyId }] = [root(emulator), calls.find(({ on }) => on === 'key')!.input as { KeyId: string }];
  await new IAMClient(options).send(new PutRolePolicyCommand({ RoleName: 'sampled', PolicyName: 'grant', PolicyDocument: JSON.stringify(identity) }));
  if (!resource) return;
  await new S3Client(options).send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(resource.bucket) }));
  await new KMSClient(options).send(new PutKeyPolicyCommand({ KeyId, Policy: JSON.stringify(resource.key), BypassPolicyLockoutSafetyCheck: true }));
}
