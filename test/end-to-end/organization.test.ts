import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AccountClient, DisableRegionCommand, EnableRegionCommand } from '@aws-sdk/client-account';
import { CloudFormationClient, DeleteStackCommand, DescribeStackEventsCommand, DescribeStacksCommand, ListStackInstancesCommand, ListStackResourcesCommand, ListStackSetsCommand, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  DeleteRoleCommand, DeleteRolePolicyCommand, GetPolicyCommand, GetPolicyVersionCommand, GetRoleCommand, GetRolePolicyCommand, IAMClient,
  ListAttachedRolePoliciesCommand, ListPoliciesCommand, ListRolePoliciesCommand, ListRolesCommand,
} from '@aws-sdk/client-iam';
import {
  CreateAccountCommand, DescribeOrganizationalUnitCommand, ListAccountsCommand, ListParentsCommand, ListTagsForResourceCommand, MoveAccountCommand, OrganizationsClient,
  RegisterDelegatedAdministratorCommand,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { App, BootstraplessSynthesizer, SecretValue, Stack } from 'aws-cdk-lib/core';
import { START_TIMEOUT } from './sample';
import { clientOptions, type ClientOptions } from '../../emulator/client';
import { deployAssembly } from '../../emulator/deploy';
import { createOrganization, type Organization } from '../../emulator/organization';
import { startEmulator, type Emulator } from '../../emulator/start';
import {
  AccountListingRole, AqtiveGuardConnector, OrgStackSetDeployment, ReadOnlyScannerRole, ScannerGrant, StackSetExecutionPermissions, StackSetExecutionRole, type OrgStackSetDeploymentProps,
  ScannerStream,
} from '../../src';

const [MANAGEMENT, SECURITY, SHOP, LAB] = ['111111111111', '222222222222', '333333333333', '444444444444'];
const EVERYWHERE = [MANAGEMENT, SECURITY, SHOP, LAB];
// With the exact grant of every service the template is too long to be deployed without a bucket.
const { ACCOUNT, CLOUDTRAIL, EC2, IAM, KMS, LAMBDA, S3 } = ScannerStream;
const streams = [ACCOUNT, CLOUDTRAIL, EC2, IAM, KMS, LAMBDA, S3];
const scannerRole = { trustedAccountId: SECURITY, externalId: 'agreed-7f3a', grant: ScannerGrant.EXACT, streams };

let emulator: Emulator;
let folder: string;
let organization: Organization;

beforeAll(async () => {
  emulator = await startEmulator({ auth: true });
  folder = mkdtempSync(join(tmpdir(), 'organization-'));
}, START_TIMEOUT);
beforeEach(async () => {
  await emulator.reset();
  organization = await createOrganization(emulator, {
    management: { id: MANAGEMENT, name: 'management' },
    accounts: [{ id: SECURITY, name: 'security' }],
    units: [{ name: 'Workloads', accounts: [{ id: SHOP, name: 'shop' }, { id: LAB, name: 'lab' }] }],
  });
});
afterAll(async () => {
  await emulator?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Deploys a stack by CloudFormation. */
async function deploy(accountId: string, name: string, build: (stack: Stack) => unknown): Promise<Record<string, string>> {
  const app = new App({ outdir: mkdtempSync(join(folder, 'cdk.out-')), analyticsReporting: false });
  const stack = new Stack(app, name, { synthesizer: new BootstraplessSynthesizer(), env: { account: accountId, region: 'us-east-1' } });
  build(stack);
  return (await deployAssembly(app.synth().directory, emulator, { accountId }))[name];
}
const deployOrganization = (props: Partial<OrgStackSetDeploymentProps>, accountId = MANAGEMENT) =>
  deploy(accountId, 'Onboarding', (stack) => new OrgStackSetDeployment(stack, 'Onboarding', { scannerRole, ...props }));

/** Deletes a stack and waits until it is gone. */
async function remove(accountId: string, StackName: string): Promise<void> {
  const client = new CloudFormationClient(clientOptions(emulator, accountId));
  const id = (await client.send(new DescribeStacksCommand({ StackName }))).Stacks![0].StackId;
  await client.send(new DeleteStackCommand({ StackName }));
  for (;;) {
    const { StackStatus: status } = (await client.send(new DescribeStacksCommand({ StackName: id }))).Stacks![0];
    if (status === 'DELETE_COMPLETE') return;
    if (status !== 'DELETE_IN_PROGRESS') {
      const { StackEvents: events } = await client.send(new DescribeStackEventsCommand({ StackName: id }));
      throw new Error(events!.filter(({ ResourceStatus }) => ResourceStatus === 'DELETE_FAILED').map(({ ResourceStatusReason }) => ResourceStatusReason).join('\n'));
    }
    await sleep(50);
  }
}

const iamOf = (accountId: string) => new IAMClient(clientOptions(emulator, accountId));
const rolesOf = async (accountId: string) => (await iamOf(accountId).send(new ListRolesCommand({}))).Roles!.map(({ RoleName }) => RoleName!).filter((name) => !name.startsWith('OrganizationAccountAccess'));
const withScanner = async () => {
  const found = await Promise.all(EVERYWHERE.map(async (account) => (await rolesOf(account)).includes('SecurityScanner')));
  return EVERYWHERE.filter((_, at) => found[at]);
};

/** What an account holds of ours: roles, policies and stacks that are not deleted. */
async function left(accountId: string, region = 'us-east-1'): Promise<string[]> {
  const { Policies: policies } = await iamOf(accountId).send(new ListPoliciesCommand({ Scope: 'Local' }));
  const cloudFormation = new CloudFormationClient(clientOptions(emulator, accountId, region));
  const { StackSummaries: stacks } = await cloudFormation.send(new ListStacksCommand({}));
  const { Summaries: stackSets } = await cloudFormation.send(new ListStackSetsCommand({}));
  return [
    ...await rolesOf(accountId), ...policies!.map(({ PolicyName }) => PolicyName!),
    ...stacks!.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE').map(({ StackName, StackStatus }) => `${StackName} ${StackStatus}`),
    ...stackSets!.map(({ StackSetName }) => StackSetName!),
  ];
}
const leftAnywhere = async () => (await Promise.all(EVERYWHERE.map((account) => left(account)))).flat();

/** A role with its policies as IAM holds them, the account's id taken out. */
async function bytesOf(accountId: string, RoleName: string): Promise<string> {
  const iam = iamOf(accountId);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  const attached = await Promise.all(AttachedPolicies!.map(async ({ PolicyArn }) => {
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    return (await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy!.DefaultVersionId }))).PolicyVersion!.Document!;
  }));
  const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const inline = await Promise.all(PolicyNames!.map(async (PolicyName) => (await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).PolicyDocument!));
  return [Role!.AssumeRolePolicyDocument!, Role!.Description, Role!.MaxSessionDuration, ...attached.sort(), ...inline].join('\n').replaceAll(accountId, '<account>');
}

describe('a service-managed stack set', () => {
  test('brings the role to every account but those left out, and to the management account; removing it leaves nothing', async () => {
    await deployOrganization({ organizationalUnitIds: [organization.rootId], excludeAccountIds: [LAB] });
    expect(await withScanner()).toEqual([MANAGEMENT, SECURITY, SHOP]);
    await remove(MANAGEMENT, 'Onboarding');
    expect(await leftAnywhere()).toEqual([]);
  });

  test('brings it to the accounts of a unit that are named only, and to named ones outside of it', async () => {
    await deployOrganization({
      organizationalUnitIds: [organization.unitIds.Workloads], onlyAccountIds: [SHOP], additionalAccountIds: [SECURITY], organizationRootId: organization.rootId, includeManagementAccount: false,
    });
    expect(await withScanner()).toEqual([SECURITY, SHOP]);
    // Somebody else joins, which auto-deployment, had it been on, would not have kept out.
    const organizations = new OrganizationsClient(clientOptions(emulator, MANAGEMENT));
    const { CreateAccountStatus } = await organizations.send(new CreateAccountCommand({ AccountName: 'new', Email: 'new@example.com' }));
    await organizations.send(new MoveAccountCommand({ AccountId: CreateAccountStatus!.AccountId, SourceParentId: organization.rootId, DestinationParentId: organization.unitIds.Workloads }));
    await sleep(500);
    expect(await rolesOf(CreateAccountStatus!.AccountId!)).toEqual([]);
  });

  test('leaves an account out until it moves: auto-deployment heeds no filter', async () => {
    await deployOrganization({ organizationalUnitIds: [organization.unitIds.Workloads], excludeAccountIds: [LAB] });
    expect(await withScanner()).toEqual([MANAGEMENT, SHOP]);
    const organizations = new OrganizationsClient(clientOptions(emulator, MANAGEMENT));
    const [unit, root] = [organization.unitIds.Workloads, organization.rootId];
    for (const [SourceParentId, DestinationParentId] of [[unit, root], [root, unit]]) await organizations.send(new MoveAccountCommand({ AccountId: LAB, SourceParentId, DestinationParentId }));
    await sleep(500);
    expect(await withScanner()).toEqual([MANAGEMENT, SHOP, LAB]);
  });

  test('follows accounts into the unit and, unless told to retain, out of it', async () => {
    await deployOrganization({ organizationalUnitIds: [organization.unitIds.Workloads], retainStacksOnAccountRemoval: true });
    const organizations = new OrganizationsClient(clientOptions(emulator, MANAGEMENT));
    const move = (AccountId: string, from: string, to: string) => organizations.send(new MoveAccountCommand({ AccountId, SourceParentId: from, DestinationParentId: to }));
    await move(SECURITY, organization.rootId, organization.unitIds.Workloads);
    await move(LAB, organization.unitIds.Workloads, organization.rootId);
    await sleep(500);
    expect(await withScanner()).toEqual(EVERYWHERE);
    await deployOrganization({ organizationalUnitIds: [organization.unitIds.Workloads], retainStacksOnAccountRemoval: false });
    await move(SECURITY, organization.unitIds.Workloads, organization.rootId);
    await sleep(500);
    expect(await withScanner()).toEqual([MANAGEMENT, SHOP, LAB]);
  });

  test('the role is the same, byte for byte, in a stack of its own, in a member account and in the management account', async () => {
    await deployOrganization({ organizationalUnitIds: [organization.unitIds.Workloads] });
    await deploy(SECURITY, 'Local', (stack) => new ReadOnlyScannerRole(stack, 'Scanner', scannerRole));
    const [local, member, management] = await Promise.all([SECURITY, SHOP, MANAGEMENT].map((account) => bytesOf(account, 'SecurityScanner')));
    expect(local.length).toBeGreaterThan(8000);
    // The scanner's own account is the trusted one: there its id stands for both.
    expect(member.replaceAll(SECURITY, '<account>')).toBe(local);
    expect(management).toBe(member);
  });

  test('a delegated administrator deploys it from its own account, once it is one', async () => {
    const props = { organizationalUnitIds: [organization.rootId], delegatedAdministrator: true };
    await expect(deployOrganization(props, SECURITY)).rejects.toThrow('Account used is not a delegated administrator');
    await remove(SECURITY, 'Onboarding');
    await new OrganizationsClient(clientOptions(emulator, MANAGEMENT)).send(
      new RegisterDelegatedAdministratorCommand({ AccountId: SECURITY, ServicePrincipal: 'member.org.stacksets.cloudformation.amazonaws.com' }));
    await deployOrganization(props, SECURITY);
    expect(await withScanner()).toEqual([SECURITY, SHOP, LAB]);
    await remove(SECURITY, 'Onboarding');
    expect(await leftAnywhere()).toEqual([]);
  });

  test('in several Regions the role is made in the primary one only, and an opt-in Region has to be enabled everywhere', async () => {
    const regions = ['eu-west-1', 'me-south-1', 'us-east-1'];
    const props = { organizationalUnitIds: [organization.unitIds.Workloads], primaryRegion: 'eu-west-1', regions };
    await expect(deployOrganization(props)).rejects.toThrow(`${SHOP}/me-south-1: Region me-south-1 is not enabled for account ${MANAGEMENT}`);
    await remove(MANAGEMENT, 'Onboarding');
    expect(await leftAnywhere()).toEqual([]);
    const account = (id: string) => new AccountClient(clientOptions(emulator, id));
    for (const id of [MANAGEMENT, SHOP]) await account(id).send(new EnableRegionCommand({ RegionName: 'me-south-1' }));
    await expect(deployOrganization(props)).rejects.toThrow(`${LAB}/me-south-1: Region me-south-1 is not enabled for account ${LAB}`);
    await remove(MANAGEMENT, 'Onboarding');
    await account(LAB).send(new EnableRegionCommand({ RegionName: 'me-south-1' }));
    await deployOrganization(props);
    expect(await withScanner()).toEqual([MANAGEMENT, SHOP, LAB]);
    const { Summaries: instances } = await new CloudFormationClient(clientOptions(emulator, MANAGEMENT)).send(new ListStackInstancesCommand({ StackSetName: 'SecurityScanner-onboarding' }));
    expect(instances!.map(({ Account, Region, Status }) => `${Account} ${Region} ${Status}`).sort()).toEqual([SHOP, LAB].flatMap((id) => regions.map((region) => `${id} ${region} CURRENT`)));
    await remove(MANAGEMENT, 'Onboarding');
    for (const region of regions) expect(await left(SHOP, region)).toEqual([]);
    await account(LAB).send(new DisableRegionCommand({ RegionName: 'me-south-1' }));
  });
});

describe('a self-managed stack set', () => {
  const accountIds = [SHOP, LAB];
  const execution = (accountId: string, permissions = StackSetExecutionPermissions.scannerRole(scannerRole), administratorAccountId = MANAGEMENT) =>
    deploy(accountId, 'Execution', (stack) => new StackSetExecutionRole(stack, 'Execution', { administratorAccountId, permissions }));

  test('deploys, updates and deletes with roles that may do just that', async () => {
    await Promise.all(accountIds.map((id) => execution(id)));
    await deployOrganization({ accountIds });
    expect(await withScanner()).toEqual(accountIds);
    const before = await bytesOf(SHOP, 'SecurityScanner');
    await deployOrganization({ accountIds, scannerRole: { ...scannerRole, externalId: 'agreed-8a4b', grant: ScannerGrant.CORE, tags: { owner: 'security' } } });
    const after = await bytesOf(SHOP, 'SecurityScanner');
    expect([before.includes('agreed-7f3a'), after.includes('agreed-8a4b'), after.length < before.length]).toEqual([true, true, true]);
    await remove(MANAGEMENT, 'Onboarding');
    for (const id of accountIds) await remove(id, 'Execution');
    expect(await leftAnywhere()).toEqual([]);
  });

  test('an account without the execution role, or with one that trusts another account, is named with what it lacks, and nothing stays anywhere', async () => {
    await execution(SHOP);
    const lacking = `${LAB}/us-east-1: Account ${LAB} should have 'SecurityScannerStackSetExecution' role with trust relationship to Role 'SecurityScannerStackSetAdministration'.`;
    await expect(deployOrganization({ accountIds })).rejects.toThrow(lacking);
    await remove(MANAGEMENT, 'Onboarding');
    await execution(LAB, undefined, SECURITY);
    await expect(deployOrganization({ accountIds })).rejects.toThrow(lacking);
    await remove(MANAGEMENT, 'Onboarding');
    for (const id of accountIds) await remove(id, 'Execution');
    expect(await leftAnywhere()).toEqual([]);
  });

  test.each([
    ['another role', StackSetExecutionPermissions.scannerRole({ ...scannerRole, roleName: 'Other' }, 'SecurityScanner-onboarding'), `iam:GetRole on resource: arn:aws:iam::${SHOP}:role/SecurityScanner`],
    ['the stacks of another stack set', StackSetExecutionPermissions.scannerRole(scannerRole, 'other'), 'cloudformation:CreateStack on resource: arn:aws:cloudformation:us-east-1:333333333333:stack/StackSet-SecurityScanner-onboarding-'],
    ['a role that SecurityAudit is attached to', StackSetExecutionPermissions.scannerRole({ ...scannerRole, roleName: 'SecurityScanner', grant: ScannerGrant.SECURITY_AUDIT }), undefined],
  ])('what is made for %s deploys that and no other', async (_, permissions, denied) => {
    await execution(SHOP, permissions);
    const deployed = deployOrganization({ accountIds: [SHOP] });
    if (denied === undefined) await deployed;
    else await expect(deployed).rejects.toThrow(`User: arn:aws:sts::${SHOP}:assumed-role/SecurityScannerStackSetExecution/StackSets is not authorized to perform: ${denied}`);
  });

  test('a managed policy that the template does not name is not attached', async () => {
    await execution(SHOP, StackSetExecutionPermissions.scannerRole(scannerRole));
    await expect(deployOrganization({ accountIds: [SHOP], scannerRole: { ...scannerRole, grant: ScannerGrant.SECURITY_AUDIT } }))
      .rejects.toThrow(/is not authorized to perform: iam:AttachRolePolicy on resource: arn:aws:iam::333333333333:role\/SecurityScanner/);
  });

  test('nobody but the administration role gets into an account, and nobody but CloudFormation into that role', async () => {
    await execution(SHOP);
    await deployOrganization({ accountIds: [SHOP] });
    const attempt = (from: ClientOptions, RoleArn: string) => new STSClient(from).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'attempt' })).then(() => 'in', (error: Error) => error.name);
    for (const id of [MANAGEMENT, SECURITY]) {
      expect(await attempt(clientOptions(emulator, id), `arn:aws:iam::${SHOP}:role/SecurityScannerStackSetExecution`)).toBe('AccessDenied');
      expect(await attempt(clientOptions(emulator, id), `arn:aws:iam::${MANAGEMENT}:role/SecurityScannerStackSetAdministration`)).toBe('AccessDenied');
    }
  });

  test('a stack whose execution role is gone is not lost: deleting names it, and works once the role is back', async () => {
    await execution(SHOP);
    await deployOrganization({ accountIds: [SHOP] });
    const iam = iamOf(SHOP);
    await iam.send(new DeleteRolePolicyCommand({ RoleName: 'SecurityScannerStackSetExecution', PolicyName: 'Deploy' }));
    await expect(remove(MANAGEMENT, 'Onboarding')).rejects.toThrow('is not authorized to perform: cloudformation:DeleteStack');
    expect(await withScanner()).toEqual([SHOP]);
    await iam.send(new DeleteRoleCommand({ RoleName: 'SecurityScannerStackSetExecution' }));
    await remove(SHOP, 'Execution');
    await execution(SHOP);
    await remove(MANAGEMENT, 'Onboarding');
    await remove(SHOP, 'Execution');
    expect(await leftAnywhere()).toEqual([]);
  });

  test('AQtive Guard, in two Regions with the primary one named: role and hub there, forwarders in both, by roles that may do just that', async () => {
    const app = new App({ outdir: mkdtempSync(join(folder, 'cdk.out-')), analyticsReporting: false });
    const stackOf = (name: string, account: string) => new Stack(app, name, { synthesizer: new BootstraplessSynthesizer(), env: { account, region: 'us-east-1' } });
    const connector = new AqtiveGuardConnector(stackOf('Onboarding', MANAGEMENT), 'AqtiveGuard', {
      trustedAccountId: SECURITY,
      externalId: 'agreed-7f3a',
      events: { endpoint: 'https://events.aqtiveguard.example/aws', apiKey: SecretValue.unsafePlainText('token-of-a-test') },
      organization: { accountIds: [SHOP], regions: ['us-east-1', 'eu-west-1'], primaryRegion: 'eu-west-1' },
    });
    const member = stackOf('Execution', SHOP);
    new StackSetExecutionRole(member, 'Execution', { administratorAccountId: MANAGEMENT, permissions: connector.executionPermissions! });
    // Nothing else in the app says that the execution role goes first.
    connector.node.addDependency(member);
    await deployAssembly(app.synth().directory, emulator, { accountId: MANAGEMENT });
    expect(await rolesOf(SHOP)).toContain('AQtiveGuardReadOnlyAccessRole');
    const resources = async (region: string) => {
      const client = new CloudFormationClient(clientOptions(emulator, SHOP, region));
      const { StackSummaries: stacks } = await client.send(new ListStacksCommand({ StackStatusFilter: ['CREATE_COMPLETE'] }));
      const { StackName } = stacks!.find(({ StackName: name }) => name!.startsWith('StackSet-'))!;
      return (await client.send(new ListStackResourcesCommand({ StackName }))).StackResourceSummaries!.map(({ ResourceType }) => ResourceType!);
    };
    const [hub, spoke] = [await resources('eu-west-1'), await resources('us-east-1')];
    expect(hub).toEqual(expect.arrayContaining(['AWS::Events::Connection', 'AWS::Events::ApiDestination', 'AWS::Events::EventBus', 'AWS::Events::Rule']));
    expect(spoke).toContain('AWS::Events::Rule');
    expect(spoke.filter((type) => /Connection|ApiDestination|EventBus$|ManagedPolicy/.test(type))).toEqual([]);
    await remove(MANAGEMENT, 'Onboarding');
    await remove(SHOP, 'Execution');
    for (const region of ['us-east-1', 'eu-west-1']) expect(await left(SHOP, region)).toEqual([]);
  });
});

describe('the role that lists accounts', () => {
  const EXTERNAL_ID = 'agreed-7f3a';
  const enter = async (accountId: string, ExternalId?: string) => {
    const { Credentials: given } = await new STSClient(clientOptions(emulator, SECURITY)).send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${accountId}:role/SecurityScannerAccounts`, RoleSessionName: 'list', ExternalId }));
    return new OrganizationsClient(clientOptions(emulator, { accessKeyId: given!.AccessKeyId!, secretAccessKey: given!.SecretAccessKey!, sessionToken: given!.SessionToken! }));
  };
  const deployRole = (accountId: string, enrichment = false) =>
    deploy(accountId, 'Accounts', (stack) => new AccountListingRole(stack, 'Role', { trustedAccountId: SECURITY, externalId: EXTERNAL_ID, enrichment }));
  const tags = () => new ListTagsForResourceCommand({ ResourceId: SHOP });

  test('lists them for whoever has the external id, and tells nothing else', async () => {
    await deployRole(MANAGEMENT);
    await expect(enter(MANAGEMENT, 'wrong-7f3a')).rejects.toThrow('not authorized');
    const listing = await enter(MANAGEMENT, EXTERNAL_ID);
    const { Accounts: accounts } = await listing.send(new ListAccountsCommand({}));
    expect(accounts!.map(({ Id }) => Id).sort()).toEqual(EVERYWHERE);
    expect(accounts!.every(({ Arn, Email, Name, Status, JoinedMethod, JoinedTimestamp }) => Arn && Email && Name && Status && JoinedMethod && JoinedTimestamp)).toBe(true);
    await expect(listing.send(tags())).rejects.toThrow(/not authorized to perform: organizations:ListTagsForResource/);
    await expect(listing.send(new CreateAccountCommand({ AccountName: 'x', Email: 'x@example.com' }))).rejects.toThrow(/not authorized to perform: organizations:CreateAccount/);
  });

  test('enriched, it tells of tags and units too', async () => {
    await deployRole(MANAGEMENT, true);
    const listing = await enter(MANAGEMENT, EXTERNAL_ID);
    expect((await listing.send(tags())).Tags).toBeDefined();
    const { Parents: parents } = await listing.send(new ListParentsCommand({ ChildId: SHOP }));
    const { OrganizationalUnit: unit } = await listing.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: parents![0].Id }));
    expect(unit!.Name).toBe('Workloads');
  });

  test('in a member account it is of no use, as AWS Organizations does not answer there', async () => {
    await deployRole(SHOP);
    await expect((await enter(SHOP, EXTERNAL_ID)).send(new ListAccountsCommand({}))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
