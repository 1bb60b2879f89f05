import { Template } from 'aws-cdk-lib/assertions';
import { OidcProviderNative } from 'aws-cdk-lib/aws-iam';
import { App, Aws, CfnParameter, Stack } from 'aws-cdk-lib/core';
import { nag } from './nag';
import { ReadOnlyScannerRole, ScannerExternalId, ScannerTrust, type ReadOnlyScannerRoleProps, type ScannerTrustConditions } from '../../src';
import limits from '../facts/limits.json';

const ACCOUNT = '222222222222';
const ROLES = [`arn:aws:iam::${ACCOUNT}:role/scanner`, `arn:aws:iam::${ACCOUNT}:role/platform/reader`];
const GITHUB = 'arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com';
const WORKFLOW = { audience: 'sts.amazonaws.com', subject: 'repo:acme/scanner:ref:refs/heads/main' };

function stackWith(props: ReadOnlyScannerRoleProps | ((stack: Stack) => ReadOnlyScannerRoleProps)) {
  const stack = new Stack(new App(), 'Stack');
  const role = new ReadOnlyScannerRole(stack, 'Scanner', typeof props === 'function' ? props(stack) : props);
  return { stack, role, template: Template.fromStack(stack) };
}

/** The statements of the trust policy. */
function trusted(props: ReadOnlyScannerRoleProps | ((stack: Stack) => ReadOnlyScannerRoleProps)) {
  const [role] = Object.values(stackWith(props).template.findResources('AWS::IAM::Role', { Properties: { RoleName: 'SecurityScanner' } }));
  return role.Properties.AssumeRolePolicyDocument.Statement;
}

describe('a trust policy has one statement', () => {
  test('for an account, which is that of the short form', () => {
    const short = stackWith({ trustedAccountId: ACCOUNT, externalId: 'agreed-7f3a' }).template.toJSON();
    expect(stackWith({ trust: ScannerTrust.account(ACCOUNT, 'agreed-7f3a') }).template.toJSON()).toEqual(short);
  });

  test('for roles, all of them by name', () => {
    expect(trusted({ trust: ScannerTrust.roles(ROLES, 'agreed-7f3a') })).toEqual([{
      Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: ROLES }, Condition: { StringEquals: { 'sts:ExternalId': 'agreed-7f3a' } },
    }]);
  });

  test.each([
    [{ sourceAccount: ACCOUNT }, { StringEquals: { 'aws:SourceAccount': ACCOUNT } }],
    [{ sourceOrgId: 'o-a1b2c3d4e5' }, { StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } }],
    [{ sourceArn: `arn:aws:states:*:${ACCOUNT}:stateMachine:scan-*` }, { ArnLike: { 'aws:SourceArn': `arn:aws:states:*:${ACCOUNT}:stateMachine:scan-*` } }],
    [{ sourceArn: 'arn:aws:s3:::bucket', sourceAccount: ACCOUNT }, { StringEquals: { 'aws:SourceAccount': ACCOUNT }, ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::bucket' } }],
  ])('for a service with %j', (props, Condition) => {
    expect(trusted({ trust: ScannerTrust.service('states.amazonaws.com', props) })).toEqual([{
      Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'states.amazonaws.com' }, Condition,
    }]);
  });

  test('for one OIDC subject, without an external id', () => {
    expect(trusted({ trust: ScannerTrust.oidc(GITHUB, WORKFLOW) })).toEqual([{
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: GITHUB },
      Condition: { StringEquals: { 'token.actions.githubusercontent.com:aud': WORKFLOW.audience, 'token.actions.githubusercontent.com:sub': WORKFLOW.subject } },
    }]);
  });

  test('for OIDC subjects of one name, by a pattern', () => {
    const [{ Condition }] = trusted({ trust: ScannerTrust.oidc(GITHUB, { ...WORKFLOW, subject: 'repo:acme/scanner:*' }) });
    expect(Condition).toEqual({
      StringEquals: { 'token.actions.githubusercontent.com:aud': WORKFLOW.audience },
      StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/scanner:*' },
    });
  });

  test('for an OIDC provider of the same app, whose issuer is given', () => {
    const [{ Principal, Condition }] = trusted((stack) => {
      const provider = new OidcProviderNative(stack, 'Provider', { url: 'https://issuer.example.com' });
      expect(() => ScannerTrust.oidc(provider.oidcProviderArn, WORKFLOW)).toThrow('The ARN of the OIDC provider is known at deployment only: give its issuer too.');
      return { trust: ScannerTrust.oidc(provider.oidcProviderArn, { ...WORKFLOW, issuer: 'issuer.example.com' }) };
    });
    expect(Principal.Federated).toBeInstanceOf(Object);
    expect(Object.keys(Condition.StringEquals)).toEqual(['issuer.example.com:aud', 'issuer.example.com:sub']);
  });
});

describe('an external id', () => {
  const rotation = (...ids: string[]) => stackWith({ trust: ScannerTrust.account(ACCOUNT, ...ids) }).template.toJSON();
  /** Takes the ids out of a template. */
  const takeIds = (template: ReturnType<typeof rotation>) => {
    const [role] = Object.values(template.Resources).filter((each) => (each as { Type: string }).Type === 'AWS::IAM::Role');
    const { StringEquals } = (role as { Properties: { AssumeRolePolicyDocument: { Statement: { Condition: { StringEquals: Record<string, unknown> } }[] } } })
      .Properties.AssumeRolePolicyDocument.Statement[0].Condition;
    const ids = StringEquals['sts:ExternalId'];
    delete StringEquals['sts:ExternalId'];
    return ids;
  };

  test('is rotated in three steps, each of which changes the condition and nothing else', () => {
    const steps = [rotation('old-id'), rotation('old-id', 'new-id'), rotation('new-id')];
    expect(steps.map(takeIds)).toEqual(['old-id', ['old-id', 'new-id'], 'new-id']);
    expect(steps[1]).toEqual(steps[0]);
    expect(steps[2]).toEqual(steps[0]);
  });

  test('that is generated comes from the stack, is the same in every synthesis, and is an output', () => {
    const make = () => stackWith((stack) => ({ trust: ScannerTrust.account(ACCOUNT, ScannerExternalId.generated(stack)) })).template;
    const value = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };
    make().hasOutput('ScannerExternalId', { Value: value });
    make().hasResourceProperties('AWS::IAM::Role', { AssumeRolePolicyDocument: { Statement: [{ Condition: { StringEquals: { 'sts:ExternalId': value } } }] } });
    expect(make().toJSON()).toEqual(make().toJSON());
  });

  test('that is generated is one for the stack, for any number of roles', () => {
    const stack = new Stack(new App(), 'Stack');
    for (const roleName of ['A', 'B']) new ReadOnlyScannerRole(stack, roleName, { roleName, trust: ScannerTrust.roles(ROLES, ScannerExternalId.generated(stack)) });
    expect(Object.keys(Template.fromStack(stack).findOutputs('*'))).toEqual(['ScannerExternalId']);
  });

  test('may be a parameter', () => {
    const [{ Condition }] = trusted((stack) => ({ trust: ScannerTrust.account(ACCOUNT, new CfnParameter(stack, 'Id').valueAsString) }));
    expect(Condition.StringEquals['sts:ExternalId']).toEqual({ Ref: 'Id' });
  });
});

describe('conditions', () => {
  const conditions: ScannerTrustConditions = { principalArn: `arn:aws:iam::${ACCOUNT}:role/scanner-*`, principalOrgId: 'o-a1b2c3d4e5', sourceIps: ['192.0.2.0/24', '2001:db8::/32', '198.51.100.7'] };

  test('hold beside the external id', () => {
    expect(trusted({ trustedAccountId: ACCOUNT, externalId: 'agreed-7f3a', trustConditions: conditions })).toEqual([{
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${ACCOUNT}:root`]] } },
      Condition: {
        StringEquals: { 'sts:ExternalId': 'agreed-7f3a', 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
        ArnLike: { 'aws:PrincipalArn': conditions.principalArn },
        IpAddress: { 'aws:SourceIp': conditions.sourceIps },
      },
    }]);
  });

  test('of addresses hold for an OIDC subject too', () => {
    expect(trusted({ trust: ScannerTrust.oidc(GITHUB, WORKFLOW), trustConditions: { sourceIps: ['192.0.2.0/24'] } })[0].Condition.IpAddress).toEqual({ 'aws:SourceIp': ['192.0.2.0/24'] });
  });

  const account = ScannerTrust.account(ACCOUNT, 'agreed-7f3a');
  const service = ScannerTrust.service('lambda.amazonaws.com', { sourceAccount: ACCOUNT });
  test.each([
    [account, { principalArn: '*' }, "principalArn must be the ARN of a principal, at most in part a wildcard, got '*'."],
    [account, { principalArn: 'arn:aws:iam::*:role/*' }, /at most in part a wildcard/],
    [account, { principalOrgId: 'acme' }, "principalOrgId must be the id of an organisation such as o-a1b2c3d4e5, got 'acme'."],
    [account, { sourceIps: [] }, 'sourceIps must name at least one range, got none; leave it out to allow every address.'],
    [account, { sourceIps: ['0.0.0.0/0'] }, "sourceIps must hold addresses or CIDR ranges, not the whole Internet, got '0.0.0.0/0'."],
    [account, { sourceIps: ['192.0.2.0/33'] }, /got '192\.0\.2\.0\/33'/],
    [account, { sourceIps: ['scanner.example.com'] }, /got 'scanner\.example\.com'/],
    [service, { principalArn: ROLES[0] }, /principalArn and principalOrgId are conditions of account and role trust/],
    [service, { sourceIps: ['192.0.2.0/24'] }, /sourceIps is no condition of service trust/],
    [ScannerTrust.oidc(GITHUB, WORKFLOW), { principalOrgId: 'o-a1b2c3d4e5' }, /a service or an OIDC identity never meets them/],
  ])('that make no sense are refused: %#', (trust, trustConditions, message) => {
    expect(() => stackWith({ trust, trustConditions })).toThrow(message);
  });
});

describe('what would trust too many is refused', () => {
  test.each<[() => ScannerTrust, string | RegExp]>([
    [() => ScannerTrust.account('*', 'agreed-7f3a'), "trustedAccountId must be an AWS account id of 12 digits, got '*'."],
    [() => ScannerTrust.account(ACCOUNT), 'An account or a role is trusted with one external id, or with two different ones during a rotation, got [].'],
    [() => ScannerTrust.account(ACCOUNT, 'a1', 'b2', 'c3'), /got \[a1, b2, c3\]/],
    [() => ScannerTrust.account(ACCOUNT, 'same', 'same'), /two different ones/],
    [() => ScannerTrust.account(ACCOUNT, 'x'), /externalId must have 2 to 1,224 characters/],
    [() => ScannerTrust.roles([], 'agreed-7f3a'), 'roleArns must hold ARNs of IAM roles, got none.'],
    [() => ScannerTrust.roles(ROLES), /one external id/],
    [() => ScannerTrust.roles(['*'], 'agreed-7f3a'), "roleArns must hold ARNs of IAM roles, without wildcards, got '*'."],
    [() => ScannerTrust.roles([`arn:aws:iam::${ACCOUNT}:role/*`], 'agreed-7f3a'), /without wildcards/],
    [() => ScannerTrust.roles([`arn:${Aws.PARTITION}:iam::${ACCOUNT}:role/*`], 'agreed-7f3a'), /without wildcards/],
    [() => ScannerTrust.roles([`arn:aws:iam::${ACCOUNT}:root`], 'agreed-7f3a'), /ARNs of IAM roles/],
    [() => ScannerTrust.service('*', { sourceAccount: ACCOUNT }), "servicePrincipal must be an AWS service such as lambda.amazonaws.com, got '*'."],
    [() => ScannerTrust.service('lambda.amazonaws.com', {}), 'A service is trusted for a source only: give sourceAccount, sourceArn or sourceOrgId, got none.'],
    [() => ScannerTrust.service('lambda.amazonaws.com', { sourceAccount: '*' }), /sourceAccount must be an AWS account id/],
    [() => ScannerTrust.service('lambda.amazonaws.com', { sourceOrgId: 'o-*' }), /sourceOrgId must be the id of an organisation/],
    [() => ScannerTrust.service('lambda.amazonaws.com', { sourceArn: '*' }), /sourceArn must be the ARN of a resource/],
    [() => ScannerTrust.service('s3.amazonaws.com', { sourceArn: 'arn:aws:s3:::bucket' }), "sourceArn 'arn:aws:s3:::bucket' names no account: give sourceAccount too."],
    [() => ScannerTrust.oidc('token.actions.githubusercontent.com', WORKFLOW), /providerArn must be the ARN of an IAM OIDC provider/],
    [() => ScannerTrust.oidc(GITHUB, { ...WORKFLOW, audience: '*' }), /audience must name one audience/],
    [() => ScannerTrust.oidc(GITHUB, { ...WORKFLOW, audience: '' }), /audience must name one audience/],
    ...['', '*', '**', '?*', '*:main', 'repo:*', 'repo:*/scanner'].map((subject): [() => ScannerTrust, RegExp] =>
      [() => ScannerTrust.oidc(GITHUB, { ...WORKFLOW, subject }), /subject must name who is trusted, not a wildcard/]),
  ])('%#', (make, message) => {
    expect(make).toThrow(message);
  });

  test.each<[ReadOnlyScannerRoleProps, string]>([
    [{}, 'neither'],
    [{ trustedAccountId: ACCOUNT }, 'trustedAccountId alone'],
    [{ externalId: 'agreed-7f3a' }, 'externalId alone'],
    [{ trust: ScannerTrust.account(ACCOUNT, 'agreed-7f3a'), externalId: 'agreed-7f3a' }, 'both'],
  ])('%j', (props, got) => {
    expect(() => stackWith(props)).toThrow(`Give trust, or trustedAccountId and externalId, got ${got}.`);
  });

  test('a trust policy over the quota, with its length', () => {
    const roles = (count: number) => ({ trust: ScannerTrust.roles(Array.from({ length: count }, (_, at) => `arn:aws:iam::${ACCOUNT}:role/platform/scanner-${at}`), 'agreed-7f3a') });
    expect(() => stackWith(roles(20))).not.toThrow();
    expect(() => stackWith(roles(60))).toThrow(new RegExp(`The trust policy would have \\d+ characters, IAM allows ${limits.iam.trustPolicyCharacters.default}: trust fewer roles`));
    expect(() => stackWith({ trust: ScannerTrust.account(ACCOUNT, 'a'.repeat(1224), 'b'.repeat(1224)) })).toThrow('or a shorter external id.');
  });
});

describe.each<[string, ScannerTrust]>([
  ['account', ScannerTrust.account(ACCOUNT, 'old-id', 'new-id')],
  ['roles', ScannerTrust.roles(ROLES, 'agreed-7f3a')],
  ['service', ScannerTrust.service('lambda.amazonaws.com', { sourceAccount: ACCOUNT })],
  ['OIDC', ScannerTrust.oidc(`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:oidc-provider/token.actions.githubusercontent.com`, WORKFLOW)],
])('%s trust', (_, trust) => {
  test('is clean for cdk-nag', () => expect(nag(stackWith({ trust }).stack)).toEqual([]));

  test('never names everybody, and always has a condition', () => {
    for (const { Principal, Condition } of trusted({ trust })) {
      expect(Object.values(Principal).flat()).not.toContain('*');
      expect(Object.keys(Condition)).not.toEqual([]);
    }
  });
});
