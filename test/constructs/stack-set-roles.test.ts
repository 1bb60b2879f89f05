import { Match, Template } from 'aws-cdk-lib/assertions';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { App, Stack } from 'aws-cdk-lib/core';
import { nag } from './nag';
import {
  OrgStackSetDeployment, ScannerGrant, StackSetAdministrationRole, StackSetExecutionPermissions, StackSetExecutionRole,
  type ReadOnlyScannerRoleProps, type StackSetAdministrationRoleProps, type StackSetExecutionRoleProps,
} from '../../src';
import { evaluate } from '../../src/engine/access/evaluate';
import { compilePolicy } from '../../src/engine/access/statement';
import handlers from '../facts/resource-handler-permissions.json';

const [ADMINISTRATOR, MEMBER] = ['111111111111', '333333333333'];
const scannerRole: ReadOnlyScannerRoleProps = { trustedAccountId: '222222222222', externalId: 'agreed-7f3a' };

function administration(props: Partial<StackSetAdministrationRoleProps> = {}) {
  const stack = new Stack(new App(), 'Stack');
  new StackSetAdministrationRole(stack, 'Role', { accountIds: [MEMBER, '444444444444'], ...props });
  return { stack, template: Template.fromStack(stack) };
}

function execution(permissions: StackSetExecutionPermissions, props: Partial<StackSetExecutionRoleProps> = {}) {
  const stack = new Stack(new App(), 'Stack');
  new StackSetExecutionRole(stack, 'Role', { administratorAccountId: ADMINISTRATOR, permissions, ...props });
  return { stack, template: Template.fromStack(stack) };
}

type Statement = { Effect: string; Action: string | string[]; Resource: string | string[]; Condition?: object };
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** The policy of the execution role as IAM holds it in the member account. */
function policyOf(permissions: StackSetExecutionPermissions): { Statement: Statement[] } {
  const [{ Properties }] = Object.values(execution(permissions).template.findResources('AWS::IAM::Role'));
  return JSON.parse(JSON.stringify(Properties.Policies[0].PolicyDocument, (_, value) => {
    const join = value?.['Fn::Join'] as [string, unknown[]] | undefined;
    return join ? join[1].map((part) => ({ 'AWS::Partition': 'aws', 'AWS::AccountId': MEMBER })[(part as { Ref?: string }).Ref ?? ''] ?? part).join(join[0]) : value;
  }));
}

describe('the administration role', () => {
  test('is CloudFormation\'s, for the stack set of this account, and may enter the named accounts and nothing else', () => {
    const { template } = administration({ stackSetName: 'onboarding' });
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'SecurityScannerStackSetAdministration',
      ManagedPolicyArns: Match.absent(),
      AssumeRolePolicyDocument: {
        Statement: [{
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Service: 'cloudformation.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
            ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudformation:*:', { Ref: 'AWS::AccountId' }, ':stackset/onboarding:*']] } },
          },
        }],
      },
      Policies: [{
        PolicyDocument: {
          Statement: [{
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Resource: [MEMBER, '444444444444'].map((account) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${account}:role/SecurityScannerStackSetExecution`]] })),
          }],
        },
      }],
    });
  });

  test('is trusted by the principals of opt-in Regions too, where there are such', () => {
    const services = ({ template }: { template: Template }) => Object.values(template.findResources('AWS::IAM::Role'))
      .flatMap(({ Properties }) => Properties.AssumeRolePolicyDocument.Statement.flatMap(({ Principal }: { Principal: { Service: string | string[] } }) => Principal.Service));
    expect(services(administration({ regions: ['us-east-1', 'me-south-1'] }))).toEqual(['cloudformation.amazonaws.com', 'cloudformation.me-south-1.amazonaws.com']);
    expect(services(administration({ regions: ['us-east-1', 'cn-north-1'] }))).toEqual(['cloudformation.amazonaws.com']);
  });

  test.each<[Partial<StackSetAdministrationRoleProps>, string]>([
    [{ accountIds: [] }, 'accountIds must hold AWS account ids of 12 digits, got none.'],
    [{ accountIds: ['*'] }, "accountIds must hold AWS account ids of 12 digits, got '*'."],
    [{ executionRoleName: '*' }, "executionRoleName must have 1 to 64 characters of A-Z a-z 0-9 _ + = , . @ -, got '*'."],
    [{ roleName: 'a/b' }, "roleName must have 1 to 64 characters of A-Z a-z 0-9 _ + = , . @ -, got 'a/b'."],
    [{ stackSetName: 'a*' }, "stackSetName must have 1 to 128 letters, digits and hyphens, a letter first, got 'a*'."],
    [{ accountIds: Array.from({ length: 200 }, (_, at) => String(100_000_000_000 + at)) }, 'The policy that names 200 accounts has'],
  ])('refuses %#', (props, message) => {
    expect(() => administration(props)).toThrow(message);
  });

  test('is clean for cdk-nag', () => {
    expect(nag(administration().stack)).toEqual([]);
  });
});

describe('the execution role', () => {
  test('is the administration role\'s, whether that exists yet or not', () => {
    execution(StackSetExecutionPermissions.scannerRole(scannerRole)).template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'SecurityScannerStackSetExecution',
      ManagedPolicyArns: Match.absent(),
      AssumeRolePolicyDocument: {
        Statement: [{
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${ADMINISTRATOR}:root`]] } },
          Condition: { ArnEquals: { 'aws:PrincipalArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${ADMINISTRATOR}:role/SecurityScannerStackSetAdministration`]] } } },
        }],
      },
    });
  });

  test('may call what the handlers of CloudFormation call for the types of the template, on its role and its policies, and no other IAM action', () => {
    const ofUsers = /User|Group/;
    const needed = [handlers['AWS::IAM::Role'], handlers['AWS::IAM::ManagedPolicy']].flatMap((operations) => Object.values(operations).flat());
    const granted = policyOf(StackSetExecutionPermissions.scannerRole(scannerRole)).Statement.flatMap(({ Action }) => list(Action)).filter((action) => action.startsWith('iam:'));
    expect([...new Set(granted)].sort()).toEqual([...new Set(needed)].filter((action) => !ofUsers.test(action)).sort());
  });

  describe.each([ScannerGrant.SECURITY_AUDIT, ScannerGrant.EXACT])('for %s', (grant) => {
    const identity = [compilePolicy(policyOf(StackSetExecutionPermissions.scannerRole({ ...scannerRole, grant, path: '/security/' })), 'identity', 'identity[0]')];
    const principal = { type: 'role-session' as const, arn: `arn:aws:sts::${MEMBER}:assumed-role/Execution/s`, roleArn: `arn:aws:iam::${MEMBER}:role/Execution`, account: MEMBER };
    const allows = (action: string, arn: string, context: Record<string, string> = {}) => evaluate({ principal, action, resource: { arn, account: MEMBER }, context }, { identity }).decision === 'Allow';
    const iam = (resource: string) => `arn:aws:iam::${MEMBER}:${resource}`;
    const stack = (name: string) => `arn:aws:cloudformation:eu-west-1:${MEMBER}:stack/${name}/0a1b`;
    const role = iam('role/security/SecurityScanner');
    const policy = iam('policy/StackSet-SecurityScanner-onboarding-0a1b-ScannerPolicy0-1ABC');

    test('it deploys the scanner', () => {
      expect(allows('cloudformation:CreateStack', stack('StackSet-SecurityScanner-onboarding-0a1b'))).toBe(true);
      expect(['iam:CreateRole', 'iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy', 'iam:DeleteRole', 'iam:TagRole'].filter((action) => !allows(action, role))).toEqual([]);
      expect(['iam:CreatePolicy', 'iam:CreatePolicyVersion', 'iam:DeletePolicy'].filter((action) => !allows(action, policy))).toEqual([]);
      expect(allows('iam:AttachRolePolicy', role, { 'iam:PolicyARN': policy })).toBe(true);
      expect(allows('iam:AttachRolePolicy', role, { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/SecurityAudit' })).toBe(grant === ScannerGrant.SECURITY_AUDIT);
    });

    test('it cannot become more than that', () => {
      const wanted: [string, string, Record<string, string>?][] = [
        ['iam:AttachRolePolicy', role, { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess' }],
        ['iam:CreateRole', iam('role/SecurityScanner')],
        ['iam:PutRolePolicy', iam('role/SecurityScannerStackSetExecution')],
        ['iam:AttachRolePolicy', iam('role/SecurityScannerStackSetExecution'), { 'iam:PolicyARN': policy }],
        ['iam:CreatePolicyVersion', iam('policy/Team')],
        ['iam:PassRole', role, { 'iam:PassedToService': 'lambda.amazonaws.com' }],
        ['iam:CreateUser', iam('user/x')],
        ['sts:AssumeRole', role],
        ['cloudformation:CreateStack', stack('StackSet-other-0a1b')],
        ['cloudformation:DeleteStack', stack('production')],
        ['s3:GetObject', 'arn:aws:s3:::bucket/key'],
      ];
      expect(wanted.filter(([action, arn, context]) => allows(action, arn, context)).map(([action, arn]) => `${action} ${arn}`)).toEqual([]);
    });
  });

  test('where the scanner has a permissions boundary, it makes no role without, and takes none off', () => {
    const stack = new Stack(new App(), 'Boundary');
    const permissionsBoundary = ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', `arn:aws:iam::${MEMBER}:policy/boundary`);
    const { Statement: statements } = policyOf(StackSetExecutionPermissions.scannerRole({ ...scannerRole, permissionsBoundary }));
    const of = (action: string) => statements.filter(({ Action }) => list(Action).includes(action));
    expect(of('iam:PutRolePolicy')).toEqual([expect.objectContaining({ Condition: { ArnLike: { 'iam:PermissionsBoundary': `arn:aws:iam::${MEMBER}:policy/boundary` } } })]);
    expect(of('iam:CreateRole')).toEqual(of('iam:PutRolePolicy'));
    expect(of('iam:DeleteRolePermissionsBoundary')).toEqual([]);
  });

  test('a deployment tells what it needs', () => {
    const stack = new Stack(new App(), 'Stack');
    const deployment = new OrgStackSetDeployment(stack, 'Onboarding', { accountIds: [MEMBER], scannerRole, stackSetName: 'connect' });
    expect(policyOf(deployment.executionPermissions)).toEqual(policyOf(StackSetExecutionPermissions.scannerRole(scannerRole, 'connect')));
    expect(JSON.stringify(policyOf(deployment.executionPermissions))).toContain(':stack/StackSet-connect-*');
  });

  test('the wide form is there for whoever says so, and cdk-nag reports it', () => {
    const { stack, template } = execution(StackSetExecutionPermissions.ADMINISTRATOR_ACCESS, { roleName: 'AWSCloudFormationStackSetExecutionRole' });
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'AWSCloudFormationStackSetExecutionRole', ManagedPolicyArns: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/AdministratorAccess']] }],
    });
    expect(nag(stack)).toEqual([expect.stringMatching(/^AwsSolutions-IAM4/)]);
  });

  test('is clean for cdk-nag', () => {
    expect(nag(execution(StackSetExecutionPermissions.scannerRole(scannerRole)).stack)).toEqual([]);
  });

  test.each<[Partial<StackSetExecutionRoleProps>, string]>([
    [{ administratorAccountId: '*' }, "administratorAccountId must be an AWS account id of 12 digits, got '*'."],
    [{ administrationRoleName: '*' }, "administrationRoleName must have 1 to 64 characters of A-Z a-z 0-9 _ + = , . @ -, got '*'."],
    [{ roleName: '' }, "roleName must have 1 to 64 characters of A-Z a-z 0-9 _ + = , . @ -, got ''."],
  ])('refuses %j', (props, message) => {
    expect(() => execution(StackSetExecutionPermissions.ADMINISTRATOR_ACCESS, props)).toThrow(message);
  });
});
