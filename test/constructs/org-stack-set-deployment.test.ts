import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { App, CfnParameter, Stack } from 'aws-cdk-lib/core';
import { nag } from './nag';
import { OrgStackSetDeployment, ReadOnlyScannerRole, RegionConcurrency, ScannerExternalId, ScannerGrant, ScannerTrust, type OrgStackSetDeploymentProps } from '../../src';
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

describe('where', () => {
  const groups = (props: Partial<OrgStackSetDeploymentProps>) => stackWith(props).stackSet.StackInstancesGroup;

  test('accounts of the units can be left out, or be the only ones', () => {
    expect(groups({ excludeAccountIds: ['222222222222'] })[0].DeploymentTargets).toEqual({ OrganizationalUnitIds: ['r-abcd'], Accounts: ['222222222222'], AccountFilterType: 'DIFFERENCE' });
    expect(groups({ onlyAccountIds: ['222222222222'] })[0].DeploymentTargets).toEqual({ OrganizationalUnitIds: ['r-abcd'], Accounts: ['222222222222'], AccountFilterType: 'INTERSECTION' });
  });

  test('accounts outside the units come by a group of their own, as CloudFormation does not create by UNION', () => {
    expect(groups({ organizationalUnitIds: ['ou-abcd-12345678'], excludeAccountIds: ['222222222222'], additionalAccountIds: ['333333333333'], organizationRootId: 'r-abcd' })).toEqual([
      { DeploymentTargets: { OrganizationalUnitIds: ['ou-abcd-12345678'], Accounts: ['222222222222'], AccountFilterType: 'DIFFERENCE' }, Regions: ['eu-central-1'] },
      { DeploymentTargets: { OrganizationalUnitIds: ['r-abcd'], Accounts: ['333333333333'], AccountFilterType: 'INTERSECTION' }, Regions: ['eu-central-1'] },
    ]);
  });

  test('a delegated administrator says so, and leaves the management account to another stack', () => {
    const { template, stackSet } = stackWith({ delegatedAdministrator: true });
    expect(stackSet.CallAs).toBe('DELEGATED_ADMIN');
    template.resourceCountIs('AWS::IAM::Role', 0);
    expect(stackWith().stackSet.CallAs).toBeUndefined();
  });

  test('auto-deployment retains when told to, and says nothing of it when it is off', () => {
    expect(stackWith({ retainStacksOnAccountRemoval: true }).stackSet.AutoDeployment).toEqual({ Enabled: true, RetainStacksOnAccountRemoval: true });
    expect(stackWith({ autoDeployment: false }).stackSet.AutoDeployment).toEqual({ Enabled: false });
  });

  test('auto-deployment, which heeds no account filter, is off where only some accounts are meant', () => {
    const enabled = (props: Partial<OrgStackSetDeploymentProps>) => stackWith(props).stackSet.AutoDeployment.Enabled;
    expect(enabled({ onlyAccountIds: ['222222222222'] })).toBe(false);
    expect(enabled({ organizationalUnitIds: ['ou-abcd-12345678'], additionalAccountIds: ['333333333333'], organizationRootId: 'r-abcd' })).toBe(false);
    expect(enabled({ excludeAccountIds: ['222222222222'] })).toBe(true);
  });
});

describe('how', () => {
  test('no failure is tolerated, and accounts do not wait for each other', () => {
    expect(stackWith().stackSet.OperationPreferences).toEqual({
      FailureToleranceCount: 0, MaxConcurrentPercentage: 100, ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE', RegionConcurrencyType: 'SEQUENTIAL',
    });
  });

  test('unless told otherwise', () => {
    const { stackSet } = stackWith({ failureTolerancePercentage: 10, maxConcurrentCount: 5, regionConcurrency: RegionConcurrency.PARALLEL, regions: ['us-east-1', 'eu-central-1'] });
    expect(stackSet.OperationPreferences).toEqual({
      FailureTolerancePercentage: 10, MaxConcurrentCount: 5, ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE', RegionConcurrencyType: 'PARALLEL', RegionOrder: ['eu-central-1', 'us-east-1'],
    });
  });
});

describe('Regions', () => {
  const resources = (member: { Resources: Record<string, { Type: string; Condition?: string }> }) => Object.values(member.Resources);

  test('one: nothing is conditional, and no parameter is needed', () => {
    const { member } = stackWith({ primaryRegion: 'eu-west-1' });
    expect(resources(member).filter(({ Condition }) => Condition !== undefined)).toEqual([]);
    expect(Object.keys(member.Parameters)).not.toContain('PrimaryRegion');
  });

  test('several: the role is made in the primary one only, which comes first, and no stack is empty', () => {
    const { member, stackSet } = stackWith({ regions: ['us-east-1', 'eu-west-1'], primaryRegion: 'eu-west-1' });
    expect(stackSet.StackInstancesGroup[0].Regions).toEqual(['eu-west-1', 'us-east-1']);
    expect(stackSet.OperationPreferences.RegionOrder).toEqual(['eu-west-1', 'us-east-1']);
    expect(stackSet.Parameters).toContainEqual({ ParameterKey: 'PrimaryRegion', ParameterValue: 'eu-west-1' });
    expect(member.Conditions).toEqual({ InPrimaryRegion: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, { Ref: 'PrimaryRegion' }] } });
    expect(resources(member).map(({ Type, Condition }) => `${Type} ${Condition}`).sort()).toEqual([
      'AWS::CloudFormation::WaitConditionHandle undefined', 'AWS::IAM::ManagedPolicy InPrimaryRegion', 'AWS::IAM::Role InPrimaryRegion',
    ]);
  });

  test('the primary one is this stack\'s where that is one of them, the first of them otherwise', () => {
    const primary = (regions: string[]) => stackWith({ regions }).stackSet.StackInstancesGroup[0].Regions[0];
    expect(primary(['us-east-1', 'eu-central-1'])).toBe('eu-central-1');
    expect(primary(['us-east-1', 'us-west-2'])).toBe('us-east-1');
  });

  test('a Region that only the deployment knows is accepted', () => {
    const stack = new Stack(new App(), 'Stack');
    const primaryRegion = new CfnParameter(stack, 'Region').valueAsString;
    new OrgStackSetDeployment(stack, 'Onboarding', { ...required, primaryRegion, regions: [primaryRegion, 'us-east-1'] });
    const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::CloudFormation::StackSet'));
    expect(Properties.StackInstancesGroup[0].Regions).toEqual([{ Ref: 'Region' }, 'us-east-1']);
    expect(Properties.TemplateBody).not.toContain('${Token');
  });

  test.each([
    [['us-east-1', 'me-south-1'], /Opt-in Regions: me-south-1\. The account of the stack set and every account/],
    [['us-east-1', 'eu-west-9'], /No Region that this package knows: eu-west-9\./],
  ])('%j: a warning says what synthesis cannot know', (regions, message) => {
    const { stack } = stackWith({ regions });
    expect(stack.node.findAll().flatMap(({ node }) => node.metadata).map(({ data }) => String(data))).toContainEqual(expect.stringMatching(message));
  });
});

describe('self-managed', () => {
  const selfManaged = { organizationalUnitIds: undefined, accountIds: ['222222222222', '333333333333'] };

  test('deploys to the accounts through roles of its own, and to no other: not to this account', () => {
    const { template, stackSet } = stackWith({ ...selfManaged, regions: ['eu-central-1', 'us-east-1'] });
    expect(stackSet).toMatchObject({
      PermissionModel: 'SELF_MANAGED',
      ExecutionRoleName: 'SecurityScannerStackSetExecution',
      AdministrationRoleARN: { 'Fn::GetAtt': [expect.stringMatching(/^OnboardingAdministration/), 'Arn'] },
      StackInstancesGroup: [{ DeploymentTargets: { Accounts: ['222222222222', '333333333333'] }, Regions: ['eu-central-1', 'us-east-1'] }],
    });
    expect([stackSet.AutoDeployment, stackSet.CallAs]).toEqual([undefined, undefined]);
    expect(Object.values(template.findResources('AWS::IAM::Role')).map(({ Properties }) => Properties.RoleName)).toEqual(['SecurityScannerStackSetAdministration']);
  });

  test('this account can be one more', () => {
    const { template } = stackWith({ ...selfManaged, includeManagementAccount: true });
    expect(Object.values(template.findResources('AWS::IAM::Role')).map(({ Properties }) => Properties.RoleName).sort()).toEqual(['SecurityScanner', 'SecurityScannerStackSetAdministration']);
    expect(() => stackWith({ ...selfManaged, accountIds: ['999999999999'], includeManagementAccount: true }))
      .toThrow("This stack's account '999999999999' is one of accountIds: leave includeManagementAccount out, or the account.");
  });

  test('an administration role that is there already is used', () => {
    const stack = new Stack(new App(), 'Stack');
    const administrationRole = Role.fromRoleArn(stack, 'Existing', 'arn:aws:iam::999999999999:role/AWSCloudFormationStackSetAdministrationRole');
    new OrgStackSetDeployment(stack, 'Onboarding', { scannerRole: required.scannerRole, accountIds: ['222222222222'], administrationRole, executionRoleName: 'AWSCloudFormationStackSetExecutionRole' });
    Template.fromStack(stack).hasResourceProperties('AWS::CloudFormation::StackSet', {
      AdministrationRoleARN: 'arn:aws:iam::999999999999:role/AWSCloudFormationStackSetAdministrationRole', ExecutionRoleName: 'AWSCloudFormationStackSetExecutionRole',
    });
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Role', 0);
  });
});

test('the role of a stack of its own, of a member and of the management account is the same, byte for byte', () => {
  const scannerRole = { ...required.scannerRole, grant: ScannerGrant.EXACT, trustConditions: { principalOrgId: 'o-a1b2c3d4e5' }, tags: { owner: 'security' } };
  const { template, member, stackSet } = stackWith({ scannerRole });
  const local = new Stack(new App(), 'Local');
  new ReadOnlyScannerRole(local, 'Scanner', scannerRole);
  const values = Object.fromEntries(stackSet.Parameters.map(({ ParameterKey, ParameterValue }: Record<string, string>) => [ParameterKey, ParameterValue]));
  const bytes = ({ Resources }: { Resources: Record<string, { Type: string; Properties: object }> }) => JSON.stringify(
    Object.values(Resources).find(({ Type }) => Type === 'AWS::IAM::Role')!.Properties, (_, value) => {
      const found = value?.Ref as string | undefined;
      return found === undefined ? value : values[found] ?? Resources[found]?.Properties ?? value;
    },
    // CDK joins what surrounds a parameter, which is one text here.
  ).replaceAll(/",?"111111111111",?"/g, '111111111111');
  const [own, ofMember, ofManagement] = [Template.fromStack(local).toJSON(), member, template.toJSON()].map((each) => bytes(each as never));
  expect(own).toContain('kms:ListKeys');
  expect(ofMember).toBe(own);
  expect(ofManagement).toBe(own);
});

const NONE_OR_BOTH = 'Give organizationalUnitIds for a service-managed stack set, or accountIds for a self-managed one';
test.each<[Partial<OrgStackSetDeploymentProps>, string]>([
  [{ organizationalUnitIds: [] }, 'organizationalUnitIds must name the root (r-…) or organizational units (ou-…-…), got none.'],
  [{ organizationalUnitIds: ['root'] }, "organizationalUnitIds must name the root (r-…) or organizational units (ou-…-…), got 'root'."],
  [{ organizationalUnitIds: ['ou-abcd-123'] }, "organizationalUnitIds must name the root (r-…) or organizational units (ou-…-…), got 'ou-abcd-123'."],
  [{ organizationalUnitIds: ['r-abcd', 'r-abcd'] }, "organizationalUnitIds must name each only once, got 'r-abcd' twice."],
  [{ organizationalUnitIds: undefined }, `${NONE_OR_BOTH}, got neither.`],
  [{ accountIds: ['222222222222'] }, `${NONE_OR_BOTH}, got both.`],
  [{ organizationalUnitIds: undefined, accountIds: [] }, 'accountIds must hold AWS account ids of 12 digits, got none.'],
  [{ organizationalUnitIds: undefined, accountIds: ['22222222222'] }, "accountIds must hold AWS account ids of 12 digits, got '22222222222'."],
  [{ organizationalUnitIds: undefined, accountIds: ['222222222222', '222222222222'] }, "accountIds must name each only once, got '222222222222' twice."],
  [{ organizationalUnitIds: undefined, accountIds: ['222222222222'], autoDeployment: true }, 'autoDeployment is an option of service-managed stack sets, got it with accountIds.'],
  [{ executionRoleName: 'x' }, 'executionRoleName is an option of self-managed stack sets, got it with organizationalUnitIds.'],
  [{ excludeAccountIds: ['x'] }, "excludeAccountIds must hold AWS account ids of 12 digits, got 'x'."],
  [{ excludeAccountIds: ['222222222222'], onlyAccountIds: ['333333333333'] }, 'Give excludeAccountIds or onlyAccountIds, got both.'],
  [{ additionalAccountIds: ['222222222222'] }, 'additionalAccountIds and organizationRootId go together, got additionalAccountIds alone.'],
  [{ organizationRootId: 'r-abcd' }, 'additionalAccountIds and organizationRootId go together, got organizationRootId alone.'],
  [{ organizationRootId: 'ou-abcd-12345678' }, "organizationRootId must be the id of the root (r-…), got 'ou-abcd-12345678'."],
  [{ additionalAccountIds: ['222222222222'], organizationRootId: 'r-abcd' }, 'additionalAccountIds are accounts outside the units, got the root among organizationalUnitIds'],
  [{ retainStacksOnAccountRemoval: true, autoDeployment: false }, 'retainStacksOnAccountRemoval is about auto-deployment, which is off.'],
  [{ onlyAccountIds: ['222222222222'], autoDeployment: true }, 'Auto-deployment does not heed account filters: every account that joins the units would be deployed to, got autoDeployment with onlyAccountIds.'],
  [{ delegatedAdministrator: true, includeManagementAccount: true }, 'A stack of a delegated administrator cannot reach the management account'],
  [{ regions: [] }, 'regions must name at least one Region, got none.'],
  [{ regions: ['mars-1'] }, "regions must hold names of AWS Regions such as eu-west-1, got 'mars-1'."],
  [{ regions: ['eu-west-1', 'eu-west-1'] }, "regions must name each only once, got 'eu-west-1' twice."],
  [{ regions: ['eu-west-1', 'cn-north-1'] }, "A stack set is deployed in one partition, got 'eu-west-1' of aws and 'cn-north-1' of aws-cn."],
  [{ regions: ['eu-west-1', 'us-east-1'], primaryRegion: 'eu-west-2' }, "primaryRegion must be one of regions (eu-west-1, us-east-1), got 'eu-west-2'."],
  [{ primaryRegion: 'nowhere' }, "regions must hold names of AWS Regions such as eu-west-1, got 'nowhere'."],
  [{ stackSetName: '1st' }, "stackSetName must have 1 to 128 letters, digits and hyphens, a letter first, got '1st'."],
  [{ failureToleranceCount: -1 }, 'failureToleranceCount must be a whole number of at least 0, got -1.'],
  [{ failureTolerancePercentage: 101 }, 'failureTolerancePercentage must be a whole number of 0 to 100, got 101.'],
  [{ maxConcurrentCount: 0 }, 'maxConcurrentCount must be a whole number of at least 1, got 0.'],
  [{ failureToleranceCount: 1, failureTolerancePercentage: 1 }, 'Give failureToleranceCount or failureTolerancePercentage, got both.'],
  [{ maxConcurrentCount: 1, maxConcurrentPercentage: 1 }, 'Give maxConcurrentCount or maxConcurrentPercentage, got both.'],
])('refuses %j', (props, message) => {
  expect(() => stackWith(props)).toThrow(message);
});

test('is clean for cdk-nag in accounts of no organisation too', () => {
  expect(nag(stackWith({ organizationalUnitIds: undefined, accountIds: ['222222222222'] }).stack)).toEqual([]);
});

test.each([ScannerGrant.SECURITY_AUDIT, ScannerGrant.EXACT])('%s is clean for cdk-nag', (grant) => {
  expect(nag(stackWith({ scannerRole: { ...required.scannerRole, grant } }).stack)).toEqual([]);
});
