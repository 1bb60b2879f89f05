import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AccountRootPrincipal, CfnManagedPolicy, Effect as PolicyEffect, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { App, Duration, Stack, type Environment } from 'aws-cdk-lib/core';
import { nag } from './nag';
import { ReadOnlyScannerRole, ScannerGrant, ScannerStream, type ReadOnlyScannerRoleProps } from '../../src';
import { matchesAction } from '../../src/derive/policy';
import deny from '../facts/data-access-deny.json';
import limits from '../facts/limits.json';
import audit from '../facts/security-audit-policy.json';

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

/** What SecurityAudit grants on every resource. */
const granted = audit.document.Statement.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => list<string>(Action));

test('attaches SecurityAudit of the partition and adds only what it lacks', () => {
  const { template, role } = stackWith();
  template.hasResourceProperties('AWS::IAM::Role', {
    ManagedPolicyArns: Match.arrayWith([{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/SecurityAudit']] }]),
  });
  const exact = stackWith({ grant: ScannerGrant.EXACT }).role.grantedActions;
  expect(role.grantedActions).toEqual(exact.filter((action) => !granted.some((pattern) => matchesAction(pattern, action))));
  expect(role.grantedActions).toContain('account:ListRegions');
  expect(actions(template, 'Allow').sort()).toEqual(role.grantedActions);
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

test.each(Object.values(ScannerGrant))('%s stays within the quotas of IAM', (grant) => {
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
  [{ roleNamePrefix: 'a'.repeat(60) }, /roleName must have 1 to 64 characters/],
  [{ path: 'scanner' }, "path must begin and end with /, got 'scanner'."],
  [{ maxSessionDuration: Duration.minutes(30) }, 'maxSessionDuration must be 1 to 12 hours, got 30 minutes.'],
  [{ maxSessionDuration: Duration.hours(13) }, 'maxSessionDuration must be 1 to 12 hours, got 13 hours.'],
  [{ streams: [] }, /streams must name at least one stream/],
])('refuses %j', (props, message) => {
  expect(() => stackWith(props)).toThrow(message);
});

test('an unknown stream is refused with the streams there are', () => {
  expect(() => ScannerStream.of('kmss')).toThrow(/Unknown stream 'kmss'\. Streams: .*account, .*kms/);
  expect(ScannerStream.of('kms').id).toBe('kms');
});

test.each(Object.values(ScannerGrant))('%s is clean for cdk-nag, each acknowledgement with a reason', (grant) => {
  expect(nag(stackWith({ grant }).stack)).toEqual([]);
});

test('cdk-nag does find what is not acknowledged', () => {
  const { stack } = stackWith();
  new Role(stack, 'Other', { assumedBy: new AccountRootPrincipal(), managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')] });
  expect(nag(stack)).toHaveLength(1);
});

test('CORE grants a part of EXACT: no tags, no details', () => {
  const [core, exact] = [ScannerGrant.CORE, ScannerGrant.EXACT].map((grant) => stackWith({ grant }).role.grantedActions);
  expect(core.filter((action) => !exact.includes(action))).toEqual([]);
  expect(core).toEqual(expect.arrayContaining(['ec2:DescribeInstances', 's3:GetEncryptionConfiguration', 'kms:GetKeyPolicy']));
  for (const detail of ['kms:ListGrants', 's3:GetBucketTagging', 'lambda:GetPolicy', 'account:ListRegions']) expect(core).not.toContain(detail);
  expect(JSON.stringify(stackWith({ grant: ScannerGrant.CORE }).template.toJSON())).not.toContain('SecurityAudit');
});

test('the deny says how many characters it takes, and the documentation says the same', () => {
  const { role, template } = stackWith();
  const [{ Properties }] = Object.values(template.findResources('AWS::IAM::Role'));
  expect(role.dataAccessDenyCharacters).toBe(counted(Properties.Policies[0].PolicyDocument));
  const said = role.dataAccessDenyCharacters.toLocaleString('en');
  for (const file of ['src/constructs/scanner-grant.ts', 'docs/guides/role.md']) expect(readFileSync(join(__dirname, '..', '..', file), 'utf8')).toContain(said);
  expect(stackWith({ denyDataAccess: false }).role.dataAccessDenyCharacters).toBe(0);
});

test('path, prefix, session, boundary and tags are those asked for', () => {
  const stack = new Stack(new App(), 'Stack');
  const boundary = new CfnManagedPolicy(stack, 'Boundary', { policyDocument: { Version: '2012-10-17', Statement: [] } });
  const role = new ReadOnlyScannerRole(stack, 'Scanner', {
    ...required, path: '/security/', roleNamePrefix: 'acme-', maxSessionDuration: Duration.hours(12), permissionsBoundary: boundary, tags: { owner: 'security' },
  });
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
    RoleName: 'acme-SecurityScanner', Path: '/security/', MaxSessionDuration: 43_200, PermissionsBoundary: { Ref: 'Boundary' }, Tags: [{ Key: 'owner', Value: 'security' }],
  });
  expect(role.roleRef).toEqual({ roleArn: role.roleArn, roleName: role.roleName });
  expect(nag(stack)).toEqual([]);
});

test.each(['eu-west-1', 'cn-north-1', 'us-gov-west-1'])('no ARN names a partition, in %s either', (region) => {
  const { template, stack } = stackWith({ grant: ScannerGrant.EXACT }, { account: '333333333333', region });
  const beside = stackWith({}, { account: '333333333333', region }).template;
  for (const each of [template, beside]) expect(JSON.stringify(each.toJSON())).not.toMatch(/arn:aws/);
  expect(nag(stack)).toEqual([]);
});

describe('what the app adds', () => {
  const statement = (props: ConstructorParameters<typeof PolicyStatement>[0]) => new PolicyStatement({ resources: ['*'], ...props });

  test('gets a policy of its own', () => {
    const table = 'arn:${AWS::Partition}:dynamodb:eu-west-1:111111111111:table/t';
    const { template, stack, role } = stackWith({ additionalStatements: [statement({ actions: ['dynamodb:DescribeTable'], resources: [table] })] });
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'dynamodb:DescribeTable', Resource: table }] } });
    template.hasResourceProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.arrayWith([{ Ref: Match.stringLikeRegexp('^ScannerAdditional') }]) });
    expect(role.grantedActions).toEqual(stackWith().role.grantedActions);
    expect(nag(stack)).toEqual([]);
  });

  test.each([
    [{ actions: ['s3:Get*'] }, /^The grant must not let in s3:Get\w+ \(returns .*\), but 's3:Get\*' allows it\.$/],
    [{ actions: ['*'] }, /but '\*' allows it/],
    [{ actions: ['ssm:getparameter'] }, /must not let in ssm:GetParameter/],
    [{ notActions: ['iam:*'] }, /but '\*' allows it/],
    [{ actions: ['apigateway:GET'] }, /must not let in apigateway:GET \(returns API keys\)/],
    [{ actions: ['kms:Describe*'], resources: Array.from({ length: 100 }, (_, at) => `arn:aws:kms:eu-west-1:111111111111:key/${String(at).padStart(36, '0')}`) },
      /^additionalStatements have \d+ characters, IAM allows 6144 for one policy\.$/],
  ])('is refused where data could get in, or where it is too long: %#', (props, message) => {
    expect(() => stackWith({ additionalStatements: [statement(props)] })).toThrow(message);
  });

  test('may deny data reads', () => {
    expect(() => stackWith({ additionalStatements: [statement({ effect: PolicyEffect.DENY, actions: ['s3:*'] })] })).not.toThrow();
  });

  test('later, by a grant of another construct, is checked at synthesis', () => {
    const synthesized = (grant: (bucket: Bucket, role: ReadOnlyScannerRole) => void) => () => {
      const app = new App();
      const stack = new Stack(app, 'Stack');
      grant(new Bucket(stack, 'Bucket'), new ReadOnlyScannerRole(stack, 'Scanner', required));
      return app.synth();
    };
    expect(synthesized((bucket, role) => bucket.grantRead(role))).toThrow(/The grant must not let in s3:GetObject .*but 's3:GetObject\*' allows it/);
    expect(synthesized((bucket, role) => bucket.grantRead(role.role))).toThrow(/must not let in s3:GetObject/);
    expect(synthesized((bucket, role) => role.grantPrincipal.addToPrincipalPolicy!(statement({ actions: ['s3:GetBucketLocation'], resources: [bucket.bucketArn] })))).not.toThrow();
    expect(synthesized((_, role) => Array.from({ length: 100 }, (__, at) => role.grantPrincipal.addToPrincipalPolicy!(statement({
      actions: ['ecs:DescribeClusters'], resources: [`arn:aws:ecs:eu-west-1:111111111111:cluster/${'c'.repeat(60)}${at}`],
    }))))).toThrow(/The inline policies of the role have \d+ characters, IAM allows 10240\./);
  });
});

test('what CDK moves out of the inline policy is checked too', () => {
  const app = new App();
  const role = new ReadOnlyScannerRole(new Stack(app, 'Stack'), 'Scanner', required);
  for (const at of Array.from({ length: 200 }).keys()) {
    role.grantPrincipal.addToPrincipalPolicy!(new PolicyStatement({ actions: ['s3:GetObject'], resources: [`arn:aws:s3:::${'b'.repeat(40)}${at}/*`] }));
  }
  expect(() => app.synth()).toThrow(/must not let in s3:GetObject/);
});

test('grantAssume lets a principal of the app assume the role', () => {
  const stack = new Stack(new App(), 'Stack');
  const role = new ReadOnlyScannerRole(stack, 'Scanner', required);
  role.grantAssume(new Role(stack, 'Function', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Scanner'), 'Arn'] } }] },
  });
});

test('the documentation names the characters of the deny as they are', () => {
  const characters = stackWith().role.dataAccessDenyCharacters.toLocaleString('en');
  for (const file of ['docs/guides/role.md', 'src/constructs/scanner-grant.ts']) {
    expect(readFileSync(join(__dirname, '..', '..', file), 'utf8')).toContain(characters);
  }
});
