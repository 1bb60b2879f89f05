import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, CreateStackInstancesCommand, CreateStackSetCommand, ListStackInstancesCommand } from '@aws-sdk/client-cloudformation';
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { App, BootstraplessSynthesizer, CfnOutput, CfnParameter, SecretValue, Stack } from 'aws-cdk-lib/core';
import { startEndpoint, type Endpoint } from './endpoint';
import { clientOptions, type ClientOptions } from '../../emulator/client';
import { deployAssembly } from '../../emulator/deploy';
import { createOrganization } from '../../emulator/organization';
import { startEmulator, type Emulator } from '../../emulator/start';
import {
  CloudTrailIngestPipeline, EventBridgeForwarder, ForwarderAuthorization, ForwarderEvents, LogReaderRole, OrgStackSetDeployment, ReadOnlyScannerRole, ScannerGrant,
  ScannerTrust, StackSetExecutionPermissions, StackSetExecutionRole,
} from '../../src';
import { createStack } from '../emulator/support';

/** The customer's account, one that its stack sets deploy to, and the platform's. */
export const [CUSTOMER, MEMBER, PLATFORM] = ['111111111111', '222222222222', '333333333333'];
/** The Region of the hub, and one that sends to it. */
export const [PRIMARY, OTHER] = ['us-east-1', 'eu-west-1'];
/** What the platform presents. */
export const EXTERNAL_ID = 'agreed-7f3a';

const scannerRole = { trustedAccountId: PLATFORM, externalId: EXTERNAL_ID, grant: ScannerGrant.CORE };

/** A whole integration, healthy, in an emulator that enforces IAM. */
export interface DeployedIntegration {
  readonly emulator: Emulator;
  readonly endpoint: Endpoint;
  /** outputs of the stacks: hub, spoke and logs */
  readonly outputs: Readonly<Record<'hub' | 'spoke' | 'logs', Readonly<Record<string, string>>>>;
  options(accountId?: string, region?: string): ClientOptions;
  /** Deploys a stack of constructs; answers its outputs. */
  deploy(accountId: string, region: string, name: string, build: (stack: Stack) => unknown): Promise<Record<string, string>>;
  stop(): Promise<void>;
}

/** Deploys everything that a doctor may look at. */
export async function deployIntegration(): Promise<DeployedIntegration> {
  const endpoint = await startEndpoint();
  // The server reads it when it starts.
  process.env.SSL_CERT_FILE = endpoint.certificate;
  const emulator = await startEmulator({ auth: true });
  delete process.env.SSL_CERT_FILE;
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  const options = (accountId = CUSTOMER, region = PRIMARY) => clientOptions(emulator, accountId, region);
  const { id: organizationId, rootId } = await createOrganization(emulator, { management: { id: CUSTOMER, name: 'Management' }, accounts: [{ id: MEMBER, name: 'Member' }] });
  const deploy = async (accountId: string, region: string, name: string, build: (stack: Stack) => unknown, parameters: Record<string, string> = {}) => {
    const app = new App({ outdir: mkdtempSync(join(folder, 'cdk.out-')), analyticsReporting: false });
    build(new Stack(app, name, { synthesizer: new BootstraplessSynthesizer() }));
    return (await deployAssembly(app.synth().directory, emulator, { accountId, region, parameters }))[name];
  };
  const forwarder = (stack: Stack) => {
    const { deadLetterQueue, role } = new EventBridgeForwarder(stack, 'Forwarder', {
      endpoint: endpoint.url,
      authorization: ForwarderAuthorization.apiKey(SecretValue.secretsManager('platform-key')),
      ruleName: 'Events',
      readOnlyEvents: true,
      events: ForwarderEvents.services('kms.amazonaws.com'),
      primaryRegion: new CfnParameter(stack, 'PrimaryRegion').valueAsString,
      organizationId,
    });
    new CfnOutput(stack, 'Queue', { value: deadLetterQueue.queueUrl });
    new CfnOutput(stack, 'Role', { value: role.roleName });
  };
  const logs = await deploy(CUSTOMER, PRIMARY, 'Logs', (stack) => {
    const pipeline = new CloudTrailIngestPipeline(stack, 'Pipeline', { dashboard: false });
    new LogReaderRole(stack, 'Reader', { source: pipeline, trust: ScannerTrust.account(PLATFORM, EXTERNAL_ID) });
    const { trailArn: Trail, bucketName: Bucket, topicArn: Topic, queueUrl: Queue, logKeyArn: LogKey } = pipeline;
    for (const [id, value] of Object.entries({ Trail, Bucket, Topic, Queue, LogKey })) new CfnOutput(stack, id, { value: value! });
  });
  const KEY = { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'platform-key', SecretString: 'key-1' } };
  for (const region of [PRIMARY, OTHER]) await createStack(options(CUSTOMER, region), 'key', { Key: KEY });
  const hub = await deploy(CUSTOMER, PRIMARY, 'Events', forwarder, { PrimaryRegion: PRIMARY });
  const spoke = await deploy(CUSTOMER, OTHER, 'Events', forwarder, { PrimaryRegion: PRIMARY });
  await deploy(CUSTOMER, PRIMARY, 'Scanner', (stack) => new ReadOnlyScannerRole(stack, 'Role', { ...scannerRole, roleName: 'Scanner' }));
  await deploy(MEMBER, PRIMARY, 'Execution', (stack) => new StackSetExecutionRole(stack, 'Execution', {
    administratorAccountId: CUSTOMER, permissions: StackSetExecutionPermissions.scannerRole(scannerRole),
  }));
  await deploy(CUSTOMER, PRIMARY, 'Onboarding', (stack) => new OrgStackSetDeployment(stack, 'Onboarding', { accountIds: [MEMBER], scannerRole }));
  await regionalStackSet(new CloudFormationClient(options()), rootId);
  await consoleStackSet(options);
  await createStack(options(), 'Small', { Queue: { Type: 'AWS::SQS::Queue' } });
  return {
    emulator,
    endpoint,
    options,
    deploy,
    outputs: { hub, spoke, logs },
    async stop() {
      await emulator.stop();
      await endpoint.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A stack set of the customer's own, with a primary Region, as the document of a platform has somebody make one in the console. */
async function regionalStackSet(client: CloudFormationClient, rootId: string): Promise<void> {
  const StackSetName = 'regional';
  await client.send(new CreateStackSetCommand({
    StackSetName,
    PermissionModel: 'SERVICE_MANAGED',
    AutoDeployment: { Enabled: false },
    TemplateBody: JSON.stringify({ Parameters: { PrimaryRegion: { Type: 'String' } }, Resources: { Queue: { Type: 'AWS::SQS::Queue' } } }),
    Parameters: [{ ParameterKey: 'PrimaryRegion', ParameterValue: PRIMARY }],
  }));
  await client.send(new CreateStackInstancesCommand({ StackSetName, Regions: [PRIMARY, OTHER], DeploymentTargets: { OrganizationalUnitIds: [rootId] } }));
  await untilCurrent(client, StackSetName, 2);
}

async function untilCurrent(client: CloudFormationClient, StackSetName: string, count: number): Promise<void> {
  for (;;) {
    const { Summaries } = await client.send(new ListStackInstancesCommand({ StackSetName }));
    if (Summaries!.length === count && Summaries!.every(({ Status }) => Status === 'CURRENT')) return;
    await sleep(50);
  }
}

/** A stack set with roles made by hand, as the document of a platform has them. */
async function consoleStackSet(options: DeployedIntegration['options']): Promise<void> {
  const [admin, member] = [new IAMClient(options()), new IAMClient(options(MEMBER))];
  const policy = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
  const assumedBy = (Principal: object) => policy({ Principal, Action: 'sts:AssumeRole' });
  const { Role } = await admin.send(new CreateRoleCommand({ RoleName: 'ConsoleAdmin', AssumeRolePolicyDocument: assumedBy({ Service: 'cloudformation.amazonaws.com' }) }));
  await admin.send(new PutRolePolicyCommand({
    RoleName: 'ConsoleAdmin', PolicyName: 'StackSetAdminInlinePolicy', PolicyDocument: policy({ Action: ['cloudformation:*StackSet*', 'iam:PassRole', 'sts:AssumeRole'], Resource: '*' }),
  }));
  await member.send(new CreateRoleCommand({ RoleName: 'ConsoleExecution', AssumeRolePolicyDocument: assumedBy({ AWS: Role!.Arn }) }));
  await member.send(new AttachRolePolicyCommand({ RoleName: 'ConsoleExecution', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }));
  const [client, StackSetName] = [new CloudFormationClient(options()), 'console'];
  await client.send(new CreateStackSetCommand({
    StackSetName, PermissionModel: 'SELF_MANAGED', AdministrationRoleARN: Role!.Arn, ExecutionRoleName: 'ConsoleExecution', TemplateBody: JSON.stringify({ Resources: { Queue: { Type: 'AWS::SQS::Queue' } } }),
  }));
  await client.send(new CreateStackInstancesCommand({ StackSetName, Accounts: [MEMBER], Regions: [PRIMARY, OTHER] }));
  await untilCurrent(client, StackSetName, 2);
}
