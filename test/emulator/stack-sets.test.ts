import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloudFormationClient, CreateStackInstancesCommand, CreateStackSetCommand, DeleteStackCommand, DescribeStackSetOperationCommand,
  ListStackInstancesCommand, ListStacksCommand, UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateAccountCommand, ListAccountsCommand, MoveAccountCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { ACCOUNT, createStack, root, START_TIMEOUT, trusts, untilDone } from './support';
import { createOrganization, Organization } from '../../emulator/organization';
import { Emulator, startEmulator } from '../../emulator/start';

const MEMBERS = ['222222222222', '333333333333'];
let emulator: Emulator;
let organization: Organization;
let cloudFormation: CloudFormationClient;

beforeAll(async () => {
  emulator = await startEmulator();
  cloudFormation = new CloudFormationClient(root(emulator));
}, START_TIMEOUT);

beforeEach(async () => {
  await emulator.reset();
  organization = await createOrganization(emulator, {
    management: { id: ACCOUNT, name: 'Management' },
    units: [{ name: 'Workloads', accounts: [{ id: MEMBERS[0], name: 'Shop' }], units: [{ name: 'Test', accounts: [{ id: MEMBERS[1], name: 'Shop test' }] }] }],
  });
});

afterAll(() => emulator?.stop());

function template(description: string): string {
  return JSON.stringify({
    Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'scanner', Description: description, AssumeRolePolicyDocument: trusts(ACCOUNT) } } },
  });
}

function stackSet(description: string): object {
  return {
    Set: {
      Type: 'AWS::CloudFormation::StackSet',
      Properties: {
        StackSetName: 'scanner',
        PermissionModel: 'SERVICE_MANAGED',
        Capabilities: ['CAPABILITY_NAMED_IAM'],
        TemplateBody: template(description),
        AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
        StackInstancesGroup: [{ Regions: ['us-east-1'], DeploymentTargets: { OrganizationalUnitIds: [organization.rootId] } }],
      },
    },
  };
}

async function roleDescription(accountId: string): Promise<string | undefined> {
  try {
    return (await new IAMClient(root(emulator, accountId)).send(new GetRoleCommand({ RoleName: 'scanner' }))).Role!.Description;
  } catch (error) {
    expect((error as Error).name).toBe('NoSuchEntityException');
    return undefined;
  }
}

test('the organisation has its accounts under their ids and names', async () => {
  const { Accounts: accounts } = await new OrganizationsClient(root(emulator)).send(new ListAccountsCommand({}));
  expect(Object.fromEntries(accounts!.map((account) => [account.Id, account.Name])))
    .toEqual({ [ACCOUNT]: 'Management', [MEMBERS[0]]: 'Shop', [MEMBERS[1]]: 'Shop test' });
  await expect(new OrganizationsClient(root(emulator, MEMBERS[0])).send(new ListAccountsCommand({})))
    .rejects.toThrow(expect.objectContaining({ name: 'AccessDeniedException' }));
});

test('a service-managed stack set deploys to every account but the management account', async () => {
  await createStack(root(emulator), 'connect', stackSet('first'));
  expect(await Promise.all([ACCOUNT, ...MEMBERS].map(roleDescription))).toEqual([undefined, 'first', 'first']);
  const { Summaries: instances } = await cloudFormation.send(new ListStackInstancesCommand({ StackSetName: 'scanner' }));
  expect(instances!.map((instance) => [instance.Account, instance.Status])).toEqual(MEMBERS.map((account) => [account, 'CURRENT']));
});

test('an update of the stack redeploys a changed template, a deletion removes it', async () => {
  await createStack(root(emulator), 'connect', stackSet('first'));
  await cloudFormation.send(new UpdateStackCommand({ StackName: 'connect', TemplateBody: JSON.stringify({ Resources: stackSet('second') }), Capabilities: ['CAPABILITY_NAMED_IAM'] }));
  await untilDone(cloudFormation, 'connect');
  expect(await Promise.all(MEMBERS.map(roleDescription))).toEqual(['second', 'second']);
  await cloudFormation.send(new DeleteStackCommand({ StackName: 'connect' }));
  for (let attempt = 0; attempt < 50 && await roleDescription(MEMBERS[0]) !== undefined; attempt++) {
    await sleep(50);
  }
  expect(await Promise.all(MEMBERS.map(roleDescription))).toEqual([undefined, undefined]);
});

test('a new account gets the stack, and loses it when it leaves the unit', async () => {
  const organizations = new OrganizationsClient(root(emulator));
  const onlyUnit = stackSet('first') as { Set: { Properties: { StackInstancesGroup: object[] } } };
  onlyUnit.Set.Properties.StackInstancesGroup = [{ Regions: ['us-east-1'], DeploymentTargets: { OrganizationalUnitIds: [organization.unitIds.Workloads] } }];
  await createStack(root(emulator), 'connect', onlyUnit);
  const { CreateAccountStatus: created } = await organizations.send(new CreateAccountCommand({ AccountName: 'New', Email: 'new@example.com' }));
  const id = created!.AccountId!;
  expect(await roleDescription(id)).toBeUndefined();
  await organizations.send(new MoveAccountCommand({ AccountId: id, SourceParentId: organization.rootId, DestinationParentId: organization.unitIds['Workloads/Test'] }));
  await sleep(300);
  expect(await roleDescription(id)).toBe('first');
  await organizations.send(new MoveAccountCommand({ AccountId: id, SourceParentId: organization.unitIds['Workloads/Test'], DestinationParentId: organization.rootId }));
  await sleep(300);
  expect(await roleDescription(id)).toBeUndefined();
});

test('a stack set that fails in an account fails its stack with the reason', async () => {
  await createStack(root(emulator, MEMBERS[0]), 'taken', JSON.parse(template('taken')).Resources);
  const broken = JSON.stringify({ Resources: { Bucket: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'absent', PolicyDocument: { Statement: [] } } } } });
  const resources = stackSet('first') as { Set: { Properties: { TemplateBody: string } } };
  resources.Set.Properties.TemplateBody = broken;
  await expect(createStack(root(emulator), 'connect', resources)).rejects.toThrow(new RegExp(`${MEMBERS[0]}/us-east-1: .*bucket does not exist`));
});

test('a self-managed stack set names the role an account lacks', async () => {
  await cloudFormation.send(new CreateStackSetCommand({ StackSetName: 'own', TemplateBody: template('own'), Capabilities: ['CAPABILITY_NAMED_IAM'] }));
  await createStack(root(emulator, MEMBERS[0]), 'execution', { Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'AWSCloudFormationStackSetExecutionRole', AssumeRolePolicyDocument: trusts(ACCOUNT) } } });
  const { OperationId } = await cloudFormation.send(new CreateStackInstancesCommand({ StackSetName: 'own', Accounts: MEMBERS, Regions: ['eu-west-1'] }));
  await sleep(300);
  const { StackSetOperation: operation } = await cloudFormation.send(new DescribeStackSetOperationCommand({ StackSetName: 'own', OperationId }));
  expect(operation!.Status).toBe('FAILED');
  const { Summaries: instances } = await cloudFormation.send(new ListStackInstancesCommand({ StackSetName: 'own' }));
  expect(instances!.map((instance) => [instance.Account, instance.Status])).toEqual([[MEMBERS[0], 'CURRENT'], [MEMBERS[1], 'OUTDATED']]);
  expect(instances![1].StatusReason).toContain("should have 'AWSCloudFormationStackSetExecutionRole' role");
});

test('an operation by UNION, and an order that leaves a Region out, are refused as CloudFormation refuses them', async () => {
  type Properties = { StackInstancesGroup: object[]; OperationPreferences?: object };
  const deploy = (change: (properties: Properties) => void, name: string) => {
    const resources = stackSet('first') as { Set: { Properties: Properties } };
    change(resources.Set.Properties);
    return createStack(root(emulator), name, resources);
  };
  await expect(deploy((properties) => {
    properties.StackInstancesGroup = [{ Regions: ['us-east-1'], DeploymentTargets: { OrganizationalUnitIds: [organization.unitIds['Workloads/Test']], Accounts: [MEMBERS[0]], AccountFilterType: 'UNION' } }];
  }, 'union')).rejects.toThrow('UNION is not supported for create operations');
  await expect(deploy((properties) => {
    properties.StackInstancesGroup = [{ Regions: ['us-east-1', 'eu-west-1'], DeploymentTargets: { OrganizationalUnitIds: [organization.rootId] } }];
    properties.OperationPreferences = { RegionOrder: ['eu-west-1'] };
  }, 'order')).rejects.toThrow('RegionOrder must hold every Region of the stack set, got eu-west-1');
  expect(await Promise.all(MEMBERS.map(roleDescription))).toEqual([undefined, undefined]);
});

test('what fails in the first Region is not tried in the next, and leaves nothing', async () => {
  const resources = stackSet('first') as { Set: { Properties: { TemplateBody: string; StackInstancesGroup: object[]; OperationPreferences?: object } } };
  resources.Set.Properties.TemplateBody = JSON.stringify({
    Conditions: { Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } },
    Resources: {
      Wrong: { Type: 'AWS::S3::BucketPolicy', Condition: 'Here', Properties: { Bucket: 'absent', PolicyDocument: { Statement: [] } } },
      Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'scanner', AssumeRolePolicyDocument: trusts(ACCOUNT) } },
    },
  });
  resources.Set.Properties.StackInstancesGroup = [{ Regions: ['eu-west-1', 'us-east-1'], DeploymentTargets: { OrganizationalUnitIds: [organization.unitIds['Workloads/Test']] } }];
  resources.Set.Properties.OperationPreferences = { RegionOrder: ['eu-west-1', 'us-east-1'] };
  await expect(createStack(root(emulator), 'connect', resources)).rejects.toThrow(/eu-west-1: .*bucket does not exist/);
  const { StackSummaries: stacks } = await new CloudFormationClient(root(emulator, MEMBERS[1])).send(new ListStacksCommand({}));
  expect(stacks).toEqual([]);
  expect(await roleDescription(MEMBERS[1])).toBeUndefined();
});
