import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { CloudFormationClient, CreateStackCommand, DeleteStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CreateRoleCommand, IAMClient, ListPoliciesCommand, ListRolesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { START_TIMEOUT } from './sample';
import { clientOptions, type ClientOptions } from '../../emulator/client';
import { createOrganization, type Organization } from '../../emulator/organization';
import { startEmulator, type Emulator } from '../../emulator/start';
import { presets } from '../../src/catalogue/presets';
import { runGenerate } from '../../src/cli/generate';
import type { GenerateFlags } from '../../src/cli/generate-flags';
import { untilDone } from '../emulator/support';

const [CUSTOMER, PLATFORM, STRANGER, MEMBER] = ['111111111111', '222222222222', '555555555555', '333333333333'];
const EXTERNAL_ID = 'agreed-7f3a';

let emulator: Emulator;
let organization: Organization;
let folder: string;
let said = '';

beforeAll(async () => {
  emulator = await startEmulator({ auth: true });
  folder = mkdtempSync(join(tmpdir(), 'generate-'));
  organization = await createOrganization(emulator, { management: { id: CUSTOMER, name: 'Management' }, accounts: [{ id: MEMBER, name: 'Shop' }] });
}, START_TIMEOUT);
beforeEach(() => {
  said = '';
  for (const stream of [process.stdout, process.stderr]) jest.spyOn(stream, 'write').mockImplementation((text) => { said += String(text); return true; });
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await emulator?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const iam = (accountId = CUSTOMER) => new IAMClient(clientOptions(emulator, accountId));
const cloudFormation = (region = 'us-east-1') => new CloudFormationClient(clientOptions(emulator, CUSTOMER, region));

/** Credentials of the role that the platform enters with. */
async function platform(arn: string): Promise<ClientOptions> {
  const accountId = arn.split(':')[4];
  const RoleName = arn.endsWith(':root') ? 'scanner' : arn.split('/').at(-1)!;
  const allow = { Effect: 'Allow', Action: 'sts:AssumeRole' };
  await iam(accountId).send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ ...allow, Principal: { AWS: `arn:aws:iam::${accountId}:root` } }] }) }))
    .catch((error: Error) => expect(error.name).toMatch(/^EntityAlreadyExists/));
  await iam(accountId).send(new PutRolePolicyCommand({ RoleName, PolicyName: 'assume', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ ...allow, Resource: '*' }] }) }));
  return assume(clientOptions(emulator, accountId), `arn:aws:iam::${accountId}:role/${RoleName}`);
}

async function assume(from: ClientOptions, RoleArn: string, ExternalId?: string): Promise<ClientOptions> {
  const { Credentials: given } = await new STSClient(from).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'scan', ExternalId }));
  return clientOptions(emulator, { accessKeyId: given!.AccessKeyId!, secretAccessKey: given!.SecretAccessKey!, sessionToken: given!.SessionToken! });
}

const enters = (from: ClientOptions, arn: string, externalId?: string) => assume(from, arn, externalId).then(() => true, (error: Error) => { expect(error.name).toBe('AccessDenied'); return false; });

const flagsFor = (id: string, more: Partial<GenerateFlags> = {}): GenerateFlags => ({
  output: join(folder, `${id}-${Object.keys(more).join('-')}`),
  externalId: EXTERNAL_ID,
  interactive: false,
  ...presets.find((preset) => preset.id === id)!.principal ? {} : { trustedAccount: PLATFORM },
  ...more,
});

/** Generates, and creates each stack with the very command that was printed. */
async function createAsTold(id: string, flags: GenerateFlags): Promise<Record<string, Record<string, string>>> {
  expect(await runGenerate(id, flags)).toBe(0);
  const [own] = said.split('Or, in place of the first');
  const outputs: Record<string, Record<string, string>> = {};
  for (const command of own.replaceAll('\\\n', ' ').split('\n').filter((line) => line.startsWith('aws cloudformation create-stack '))) {
    const StackName = /--stack-name (\S+)/.exec(command)![1];
    const file = /file:\/\/(\S+)/.exec(command)![1];
    const Parameters = [...command.matchAll(/ParameterKey=([^,\s]+),ParameterValue=(\S+)/g)].map(([, ParameterKey, value]) => ({ ParameterKey, ParameterValue: value === `"$${ParameterKey}"` ? 'token-of-the-platform' : value }));
    await cloudFormation().send(new CreateStackCommand({
      StackName, TemplateBody: readFileSync(join(flags.output!, file), 'utf8'), Parameters, Capabilities: /CAPABILITY_NAMED_IAM/.test(command) ? ['CAPABILITY_NAMED_IAM'] : [],
    }));
    outputs[StackName] = await untilDone(cloudFormation(), StackName);
  }
  return outputs;
}

async function remove(StackName: string): Promise<void> {
  await cloudFormation().send(new DeleteStackCommand({ StackName }));
  for (;;) {
    const gone = await cloudFormation().send(new DescribeStacksCommand({ StackName })).then(({ Stacks }) => Stacks![0].StackStatus === 'DELETE_COMPLETE', () => true);
    if (gone) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function identities(accountId = CUSTOMER): Promise<string[]> {
  const [{ Roles }, { Policies }] = await Promise.all([iam(accountId).send(new ListRolesCommand({})), iam(accountId).send(new ListPoliciesCommand({ Scope: 'Local' }))]);
  return [...Roles!.map(({ RoleName }) => RoleName!), ...Policies!.map(({ PolicyName }) => PolicyName!)].sort();
}

describe.each(presets.map((preset) => [preset.id, preset] as const))('%s', (id, preset) => {
  const principal = preset.principal?.replace('${Partition}', 'aws') ?? `arn:aws:iam::${PLATFORM}:root`;
  const [roleOutput] = Object.entries(preset.template.outputs).find(([, what]) => what === 'roleArn')!;

  test('its template, deployed as told, lets the platform in with the external id and nobody else, and leaves nothing behind', async () => {
    const before = await identities();
    const { [preset.template.stackName]: outputs } = await createAsTold(id, flagsFor(id));
    expect(Object.keys(outputs).sort()).toEqual(Object.keys(preset.template.outputs).sort());
    const [caller, stranger] = await Promise.all([platform(principal), platform(`arn:aws:iam::${STRANGER}:root`)]);
    const arn = outputs[roleOutput];
    expect(arn).toBe(`arn:aws:iam::${CUSTOMER}:role/${preset.roleName}`);
    expect([await enters(caller, arn, EXTERNAL_ID), await enters(caller, arn), await enters(caller, arn, 'other-id'), await enters(stranger, arn, EXTERNAL_ID)]).toEqual([true, false, false, false]);
    await remove(preset.template.stackName);
    expect(await identities()).toEqual(before);
  });

  test('its template for an organisation puts the role into the member and the management account', async () => {
    const [before, ofMember] = await Promise.all([identities(), identities(MEMBER)]);
    const stacks = await createAsTold(id, flagsFor(id, { org: [organization.rootId] }));
    for (const accountId of [CUSTOMER, MEMBER]) expect([accountId, await identities(accountId)]).toEqual([accountId, expect.arrayContaining([preset.roleName])]);
    const caller = await platform(principal);
    expect(await enters(caller, `arn:aws:iam::${MEMBER}:role/${preset.roleName}`, EXTERNAL_ID)).toBe(true);
    if (preset.accounts) expect(stacks[preset.accounts.stackName][roleOutput]).toContain(`:role/${preset.accounts.roleName}`);
    for (const name of Object.keys(stacks).reverse()) await remove(name);
    expect([await identities(), await identities(MEMBER)]).toEqual([before, ofMember]);
  });
});

test('FortiCNAPP: the log pipeline is deployed from its template, with the outputs to tell; what holds logs stays when the stack goes', async () => {
  const { 'forticnapp-config-cloudtrail': outputs } = await createAsTold('forticnapp', flagsFor('forticnapp', { config: false, cloudtrail: true }));
  expect(Object.keys(outputs)).toEqual(expect.arrayContaining(['BucketName', 'BucketArn', 'SqsName', 'SqsArn', 'SqsUrl', 'SnsArn', 'LogReaderRoleArn', 'LogReaderExternalId']));
  const caller = await platform('arn:aws:iam::434813966438:role/lacework-platform');
  expect([await enters(caller, outputs.LogReaderRoleArn, EXTERNAL_ID), await enters(caller, outputs.LogReaderRoleArn)]).toEqual([true, false]);
  const before = await identities();
  await remove('forticnapp-config-cloudtrail');
  expect((await identities()).length).toBeLessThan(before.length);
});

describe('--apply', () => {
  const environment = { ...process.env };
  beforeEach(() => Object.assign(process.env, { AWS_ENDPOINT_URL: emulator.endpoint, AWS_ACCESS_KEY_ID: CUSTOMER, AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' }));
  afterEach(() => { process.env = { ...environment }; });

  test('shows what changes, deploys it after a yes, and tests the connection; again there is nothing to change', async () => {
    const flags = flagsFor('cyscale', { apply: true, yes: true });
    expect(await runGenerate('cyscale', flags)).toBe(0);
    expect(said).toMatch(/cyscale in us-east-1 \(create\):[\s\S]*Add[\s\S]*CyscaleRole/);
    expect(said).toContain(`RoleArn: arn:aws:iam::${CUSTOMER}:role/CyscaleReadOnly`);
    for (const check of ['platform-gets-in', 'external-id-needed', 'other-external-id-refused', 'other-account-refused']) expect(said).toMatch(new RegExp(`pass +${check}`));
    said = '';
    expect(await runGenerate('cyscale', flags)).toBe(0);
    expect(said).toContain('cyscale in us-east-1: nothing to change.');
    await remove('cyscale');
  });

  test('deploys nothing without a yes', async () => {
    await expect(runGenerate('cyscale', flagsFor('cyscale', { apply: true, overwrite: true }))).rejects.toThrow('--apply asks before it deploys, and there is no terminal: add --yes.');
  });

  test('takes secrets from the environment, never from the command line', async () => {
    const flags = flagsFor('aqtive-guard', { apply: true, yes: true, events: true, endpoint: 'https://example.com/events', regions: ['us-east-1', 'eu-west-1'] });
    await expect(runGenerate('aqtive-guard', flags)).rejects.toThrow('The template needs the secret AQGAPIKeyParameter: set the environment variable AQGAPIKeyParameter.');
    process.env.AQGAPIKeyParameter = 'planted-secret-81f2';
    expect(await runGenerate('aqtive-guard', flags)).toBe(0);
    expect(said).not.toContain('planted-secret-81f2');
    for (const file of readdirSync(flags.output!, { recursive: true, encoding: 'utf8' }).filter((name) => basename(name).includes('.'))) expect(readFileSync(join(flags.output!, file), 'utf8')).not.toContain('planted-secret-81f2');
    const { Stacks } = await cloudFormation('eu-west-1').send(new DescribeStacksCommand({ StackName: 'AQtiveGuard' }));
    expect(Stacks![0].StackStatus).toBe('CREATE_COMPLETE');
  });
});
