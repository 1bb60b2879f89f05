import { Match, Template } from 'aws-cdk-lib/assertions';
import { AccountRootPrincipal, ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { App, Stack, type Environment } from 'aws-cdk-lib/core';
import { nag } from './nag';
import { ReadOnlyScannerRole, ScannerGrant, ScannerStream, type ReadOnlyScannerRoleProps } from '../../src';
import deny from '../facts/data-access-deny.json';
import limits from '../facts/limits.json';

const required: ReadOnlyScannerRoleProps = { trustedAccountId: '111111111111', externalId: 'agreed-7f3a' };

function stackWith(props: Partial<ReadOnlyScannerRoleProps> = {}, env?: Environment) {
  const stack = new Stack(new App(), 'Stack', { env });
  const role = new ReadOnlyScannerRole(stack, 'Scanner', { ...required, ...props });
  return { stack, role, template: Template.fromStack(stack) };
}

type Document = { Statement: { Effect: string; Action: string | string[]; Resource: unknown; Sid?: string }[] };
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const documents = (template: Template): Document[] => [
  ...Object.values(template.findResources('AWS::IAM::ManagedPolicy')).map(({ Properties }) => Properties.PolicyDocument),
  ...Object.values(template.findResources('AWS::IAM::Role')).flatMap(({ Properties }) => (Properties.Policies ?? []).map((each: { PolicyDocument: Document }) => each.PolicyDocument)),
];
const actions = (template: Template, effect: string) =>
  documents(template).flatMap(({ Statement }) => Statement).filter(({ Effect }) => Effect === effect).flatMap(({ Action }) => list(Action));

/** Characters as IAM counts them, in the partition with the longest name. */
const counted = (document: Document) => JSON.stringify(document)
  .replace(/\{"Fn::Join":\["",\[(.*?)\]\]\}/g, (_, parts: string) =>
    `"${parts.replace(/\{"Ref":"AWS::Partition"\}/g, 'aws-us-gov').replace(/\{"Ref":"AWS::AccountId"\}/g, '123456789012').replace(/[",]/g, '')}"`).length;

test('trusts the account, and only with the external id', () => {
  stackWith().template.hasResourceProperties('AWS::IAM::Role', {
    RoleName: 'SecurityScanner',
    AssumeRolePolicyDocument: {
      Statement: [{
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:root']] } },
        Condition: { StringEquals: { 'sts:ExternalId': 'agreed-7f3a' } },
      }],
    },
  });
});

test('attaches SecurityAudit of the partition and adds only what it lacks', () => {
  const { template, role } = stackWith();
  template.hasResourceProperties('AWS::IAM::Role', {
    ManagedPolicyArns: Match.arrayWith([{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/SecurityAudit']] }]),
  });
  expect(role.grantedActions).toEqual(['account:ListRegions']);
  expect(actions(template, 'Allow')).toEqual(role.grantedActions);
});

test('EXACT attaches no AWS managed policy', () => {
  const { template, role } = stackWith({ grant: ScannerGrant.EXACT });
  expect(JSON.stringify(template.toJSON())).not.toContain('SecurityAudit');
  expect(actions(template, 'Allow').sort()).toEqual(role.grantedActions);
  expect(role.grantedActions).toEqual(expect.arrayContaining(['ec2:DescribeInstances', 's3:GetBucketPublicAccessBlock', 'kms:GetKeyRotationStatus']));
});

test('denies every read of customer data of the facts, unless told not to', () => {
  const denied = deny.actions.filter(({ mode }) => mode === 'deny').map(({ action }) => action);
  expect(actions(stackWith().template, 'Deny')).toEqual(expect.arrayContaining(denied));
  expect(actions(stackWith({ denyDataAccess: false }).template, 'Deny')).toEqual([]);
});

test.each([ScannerGrant.SECURITY_AUDIT, ScannerGrant.EXACT])('%s stays within the quotas of IAM', (grant) => {
  const { template } = stackWith({ grant });
  const [role] = Object.values(template.findResources('AWS::IAM::Role'));
  const managed = Object.values(template.findResources('AWS::IAM::ManagedPolicy')).map(({ Properties }) => counted(Properties.PolicyDocument));
  const inline = role.Properties.Policies.map((each: { PolicyDocument: Document }) => counted(each.PolicyDocument));
  expect(Math.max(...managed)).toBeLessThanOrEqual(limits.iam.managedPolicyCharacters);
  expect(inline.reduce((sum: number, each: number) => sum + each, 0)).toBeLessThanOrEqual(limits.iam.rolePoliciesInlineCharacters);
  expect(role.Properties.ManagedPolicyArns.length).toBeLessThanOrEqual(limits.iam.managedPoliciesPerRole.default);
});

test('a stream limits the grant to its own calls', () => {
  const { role } = stackWith({ grant: ScannerGrant.EXACT, streams: [ScannerStream.KMS] });
  expect(new Set(role.grantedActions.map((action) => action.split(':')[0]))).toEqual(new Set(['kms']));
});

test('the same app gives the same template', () => {
  expect(stackWith({ grant: ScannerGrant.EXACT }).template.toJSON()).toEqual(stackWith({ grant: ScannerGrant.EXACT }).template.toJSON());
});

test('two streams in another order give the same grant', () => {
  const [a, b] = [[ScannerStream.KMS, ScannerStream.S3], [ScannerStream.S3, ScannerStream.KMS]];
  expect(stackWith({ grant: ScannerGrant.EXACT, streams: a }).template.toJSON()).toEqual(stackWith({ grant: ScannerGrant.EXACT, streams: b }).template.toJSON());
});

test.each([
  [{ trustedAccountId: '1234' }, "trustedAccountId must be an AWS account id of 12 digits, got '1234'."],
  [{ trustedAccountId: '*' }, "trustedAccountId must be an AWS account id of 12 digits, got '*'."],
  [{ externalId: 'x' }, /externalId must have 2 to 1,224 characters .* got 1 characters: 'x'\./],
  [{ externalId: 'with blank' }, /externalId must have 2 to 1,224 characters/],
  [{ externalId: 'a'.repeat(1225) }, /got 1225 characters/],
  [{ roleName: 'no/slash' }, /roleName must have 1 to 64 characters/],
  [{ streams: [] }, /streams must name at least one stream/],
])('refuses %j', (props, message) => {
  expect(() => stackWith(props)).toThrow(message);
});

test('an unknown stream is refused with the streams there are', () => {
  expect(() => ScannerStream.of('kmss')).toThrow(/Unknown stream 'kmss'\. Streams: account, .*kms/);
  expect(ScannerStream.of('kms').id).toBe('kms');
});

test.each([ScannerGrant.SECURITY_AUDIT, ScannerGrant.EXACT])('%s is clean for cdk-nag, each acknowledgement with a reason', (grant) => {
  expect(nag(stackWith({ grant }).stack)).toEqual([]);
});

test('cdk-nag does find what is not acknowledged', () => {
  const { stack } = stackWith();
  new Role(stack, 'Other', { assumedBy: new AccountRootPrincipal(), managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')] });
  expect(nag(stack)).toHaveLength(1);
});
