import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { App, CfnParameter, Stack } from 'aws-cdk-lib/core';
import { nag } from './nag';
import { OrgStackSetDeployment, ScannerExternalId, ScannerGrant, ScannerTrust, type OrgStackSetDeploymentProps } from '../../src';
import limits from '../facts/limits.json';

const required: OrgStackSetDeploymentProps = {
  organizationalUnitIds: ['r-abcd'],
  scannerRole: { trustedAccountId: '111111111111', externalId: 'agreed-7f3a' },
};

function stackWith(props: Partial<OrgStackSetDeploymentProps> = {}) {
  const stack = new Stack(new App(), 'Stack', { env: { account: '999999999999', region: 'eu-central-1' } });
  const deployment = new OrgStackSetDeployment(stack, 'Onboarding', { ...required, ...props });
  const template = Template.fromStack(stack);
  const [stackSet] = Object.values(template.findResources('AWS::CloudFormation::StackSet'));
  return { stack, deployment, template, stackSet: stackSet.Properties, member: JSON.parse(stackSet.Properties.TemplateBody) };
}

test('deploys by a service-managed stack set to the units, accounts that join later included', () => {
  const { template } = stackWith();
  template.hasResourceProperties('AWS::CloudFormation::StackSet', {
    PermissionModel: 'SERVICE_MANAGED',
    AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    StackInstancesGroup: [{ DeploymentTargets: { OrganizationalUnitIds: ['r-abcd'] }, Regions: ['eu-central-1'] }],
    Parameters: [
      { ParameterKey: 'TrustedAccountId', ParameterValue: '111111111111' },
      { ParameterKey: 'ExternalId', ParameterValue: 'agreed-7f3a' },
    ],
  });
});

test('the member template needs no bootstrap and grants what the role of the management account is granted', () => {
  const { template, member, deployment } = stackWith();
  expect(Object.keys(member).sort()).toEqual(['Parameters', 'Resources']);
  expect(Object.keys(member.Parameters).sort()).toEqual(['ExternalId', 'TrustedAccountId']);
  expect(deployment.templateBytes).toBeLessThanOrEqual(limits.cloudFormation.templateBodyBytes);
  const policies = (resources: Record<string, { Type: string; Properties: { PolicyDocument: object } }>) =>
    Object.values(resources).filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy').map(({ Properties }) => Properties.PolicyDocument);
  expect(policies(member.Resources)).toEqual(policies(template.toJSON().Resources));
});

test('the management account, which stack sets leave out, gets the role from this stack, unless told not to', () => {
  stackWith().template.resourceCountIs('AWS::IAM::Role', 1);
  stackWith({ includeManagementAccount: false }).template.resourceCountIs('AWS::IAM::Role', 0);
});

test('parameters of the outer app do not cross into the member template', () => {
  const stack = new Stack(new App(), 'Stack');
  const externalId = new CfnParameter(stack, 'Id').valueAsString;
  new OrgStackSetDeployment(stack, 'Onboarding', { ...required, scannerRole: { ...required.scannerRole, externalId } });
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::CloudFormation::StackSet'));
  expect(Properties.TemplateBody).not.toContain('${Token');
  expect(Properties.Parameters).toContainEqual({ ParameterKey: 'ExternalId', ParameterValue: { Ref: 'Id' } });
});

test('another trust than the short form is part of the member template, and needs no parameters', () => {
  const trust = ScannerTrust.roles(['arn:aws:iam::222222222222:role/scanner'], 'old-id', 'new-id');
  const { template, member, stackSet } = stackWith({ scannerRole: { trust } });
  expect([stackSet.Parameters, member.Parameters]).toEqual([undefined, undefined]);
  type Resources = Record<string, { Type: string; Properties: { AssumeRolePolicyDocument: object } }>;
  const trusted = (resources: Resources) => Object.values(resources).filter(({ Type }) => Type === 'AWS::IAM::Role').map(({ Properties }) => Properties.AssumeRolePolicyDocument);
  expect(trusted(member.Resources)).toEqual(trusted(template.toJSON().Resources));
});

test('what is asked of the role holds in both places, its name too', () => {
  const { deployment, template, member } = stackWith({
    scannerRole: {
      ...required.scannerRole, roleNamePrefix: 'acme-', additionalStatements: [new PolicyStatement({ actions: ['dynamodb:DescribeTable'], resources: ['*'] })],
    },
  });
  expect([deployment.roleName, deployment.stackSetName]).toEqual(['acme-SecurityScanner', 'acme-SecurityScanner-onboarding']);
  for (const { Resources } of [member, template.toJSON()]) {
    expect(Object.values(Resources)).toContainEqual(expect.objectContaining({ Type: 'AWS::IAM::Role', Properties: expect.objectContaining({ RoleName: 'acme-SecurityScanner' }) }));
    expect(JSON.stringify(Resources)).toContain('"Action":"dynamodb:DescribeTable"');
  }
});

test('what only the outer app knows is refused in a trust, and a generated external id is that of each member', () => {
  const stack = new Stack(new App(), 'Stack');
  const deploy = (id: string, externalId: string) =>
    new OrgStackSetDeployment(stack, id, { ...required, scannerRole: { trust: ScannerTrust.account('222222222222', externalId) } });
  expect(() => deploy('Outer', new CfnParameter(stack, 'Id').valueAsString)).toThrow();
  deploy('Onboarding', ScannerExternalId.generated(stack));
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::CloudFormation::StackSet'));
  expect(Properties.TemplateBody).toContain('AWS::StackId');
});

test.each([
  [{ organizationalUnitIds: [] }, 'organizationalUnitIds must name the root (r-…) or organizational units (ou-…-…), got none.'],
  [{ organizationalUnitIds: ['root'] }, "organizationalUnitIds must name the root (r-…) or organizational units (ou-…-…), got 'root'."],
])('refuses %j', (props, message) => {
  expect(() => stackWith(props)).toThrow(message);
});

test.each([ScannerGrant.SECURITY_AUDIT, ScannerGrant.EXACT])('%s is clean for cdk-nag', (grant) => {
  expect(nag(stackWith({ scannerRole: { ...required.scannerRole, grant } }).stack)).toEqual([]);
});
