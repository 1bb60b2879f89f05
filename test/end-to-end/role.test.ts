import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateRoleCommand, IAMClient, ListAttachedRolePoliciesCommand, ListRolePoliciesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, GetBucketAclCommand, GetBucketTaggingCommand, GetObjectCommand, ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { App, BootstraplessSynthesizer, Stack } from 'aws-cdk-lib/core';
import { START_TIMEOUT } from './sample';
import { clientOptions, type ClientOptions } from '../../emulator/client';
import { deployAssembly } from '../../emulator/deploy';
import { startEmulator, type Emulator } from '../../emulator/start';
import { ReadOnlyScannerRole, ScannerExternalId, ScannerGrant, ScannerTrust, type ReadOnlyScannerRoleProps } from '../../src';

const [CUSTOMER, PLATFORM, STRANGER] = ['111111111111', '222222222222', '555555555555'];
const Bucket = 'customer-letters';

let emulator: Emulator;
let folder: string;
const callers = new Map<string, ClientOptions>();

beforeAll(async () => {
  emulator = await startEmulator({ auth: true });
  folder = mkdtempSync(join(tmpdir(), 'role-'));
  for (const [accountId, roleName] of [[PLATFORM, 'scanner'], [PLATFORM, 'other'], [STRANGER, 'scanner']]) callers.set(`${accountId} ${roleName}`, await caller(accountId, roleName));
}, START_TIMEOUT);
afterAll(async () => {
  await emulator?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A role that may assume every role that trusts it. */
async function caller(accountId: string, RoleName: string): Promise<ClientOptions> {
  const iam = new IAMClient(clientOptions(emulator, accountId));
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole' };
  await iam.send(new CreateRoleCommand({
    RoleName, AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, Principal: { AWS: `arn:aws:iam::${accountId}:root` } }] }),
  }));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'assume', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, Resource: '*' }] }) }));
  return assume(clientOptions(emulator, accountId), `arn:aws:iam::${accountId}:role/${RoleName}`);
}

async function assume(from: ClientOptions, RoleArn: string, ExternalId?: string): Promise<ClientOptions> {
  const { Credentials: given } = await new STSClient(from).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'scan', ExternalId }));
  return clientOptions(emulator, { accessKeyId: given!.AccessKeyId!, secretAccessKey: given!.SecretAccessKey!, sessionToken: given!.SessionToken! });
}

/** Deploys a role by CloudFormation; answers the outputs of its stack. */
async function deploy(roleName: string, props: (stack: Stack) => ReadOnlyScannerRoleProps): Promise<Record<string, string>> {
  const app = new App({ outdir: mkdtempSync(join(folder, 'cdk.out-')), analyticsReporting: false });
  const stack = new Stack(app, roleName, { synthesizer: new BootstraplessSynthesizer(), env: { account: CUSTOMER, region: 'us-east-1' } });
  new ReadOnlyScannerRole(stack, 'Scanner', { roleName, ...props(stack) });
  return (await deployAssembly(app.synth().directory, emulator, { accountId: CUSTOMER }))[roleName];
}

/** Whether a caller gets in. */
async function enters(who: string, roleName: string, externalId?: string, path = '/'): Promise<boolean> {
  try {
    await assume(callers.get(who)!, `arn:aws:iam::${CUSTOMER}:role${path}${roleName}`, externalId);
    return true;
  } catch (error) {
    expect((error as Error).name).toBe('AccessDenied');
    return false;
  }
}

test('an account gets in with its external id only, and no other account with it', async () => {
  await deploy('ByAccount', () => ({ trustedAccountId: PLATFORM, externalId: 'agreed-7f3a' }));
  expect(await enters(`${PLATFORM} scanner`, 'ByAccount', 'agreed-7f3a')).toBe(true);
  expect(await enters(`${PLATFORM} scanner`, 'ByAccount', 'wrong-7f3a')).toBe(false);
  expect(await enters(`${PLATFORM} scanner`, 'ByAccount')).toBe(false);
  expect(await enters(`${STRANGER} scanner`, 'ByAccount', 'agreed-7f3a')).toBe(false);
});

test('a role gets in, another of its account does not', async () => {
  await deploy('ByRole', () => ({ trust: ScannerTrust.roles([`arn:aws:iam::${PLATFORM}:role/scanner`], 'agreed-7f3a'), path: '/security/' }));
  expect(await enters(`${PLATFORM} scanner`, 'ByRole', 'agreed-7f3a', '/security/')).toBe(true);
  expect(await enters(`${PLATFORM} scanner`, 'ByRole', 'wrong-7f3a', '/security/')).toBe(false);
  expect(await enters(`${PLATFORM} other`, 'ByRole', 'agreed-7f3a', '/security/')).toBe(false);
  expect(await enters(`${STRANGER} scanner`, 'ByRole', 'agreed-7f3a', '/security/')).toBe(false);
});

test('a rotation never locks the platform out: the old id, both, then the new one', async () => {
  const step = async (...ids: string[]) => {
    await deploy('Rotated', () => ({ trust: ScannerTrust.account(PLATFORM, ...ids) }));
    return [await enters(`${PLATFORM} scanner`, 'Rotated', 'old-id'), await enters(`${PLATFORM} scanner`, 'Rotated', 'new-id')];
  };
  expect(await step('old-id')).toEqual([true, false]);
  expect(await step('old-id', 'new-id')).toEqual([true, true]);
  expect(await enters(`${STRANGER} scanner`, 'Rotated', 'new-id')).toBe(false);
  expect(await step('new-id')).toEqual([false, true]);
});

test('a generated external id is that of the output, and outlives another deployment', async () => {
  const make = (description: string) => deploy('Generated', (stack) => ({ trust: ScannerTrust.account(PLATFORM, ScannerExternalId.generated(stack)), tags: { description } }));
  const { ScannerExternalId: id } = await make('first');
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(await make('second')).toEqual({ ScannerExternalId: id });
  expect(await enters(`${PLATFORM} scanner`, 'Generated', id)).toBe(true);
  expect(await enters(`${PLATFORM} scanner`, 'Generated', id.replace(/.$/, (last) => (last === '0' ? '1' : '0')))).toBe(false);
});

test('a token gets in with the audience and a subject of the pattern, of that provider only', async () => {
  const providerArn = `arn:aws:iam::${CUSTOMER}:oidc-provider/token.actions.githubusercontent.com`;
  await deploy('ByToken', () => ({ trust: ScannerTrust.oidc(providerArn, { audience: 'sts.amazonaws.com', subject: 'repo:acme/scanner:*' }) }));
  const genuine = { iss: 'https://token.actions.githubusercontent.com', aud: 'sts.amazonaws.com', sub: 'repo:acme/scanner:ref:refs/heads/main' };
  const attempt = async (claims: object) => {
    // The emulator does not verify signatures.
    const WebIdentityToken = [{ alg: 'none' }, claims, {}].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const sts = new STSClient(clientOptions(emulator, STRANGER));
    const request = new AssumeRoleWithWebIdentityCommand({ RoleArn: `arn:aws:iam::${CUSTOMER}:role/ByToken`, RoleSessionName: 'scan', WebIdentityToken });
    return sts.send(request).then(() => 'in', (error: Error) => error.name);
  };
  expect(await attempt(genuine)).toBe('in');
  expect(await attempt({ ...genuine, sub: 'repo:acme/other:ref:refs/heads/main' })).toBe('AccessDenied');
  expect(await attempt({ ...genuine, aud: 'another' })).toBe('AccessDenied');
  expect(await attempt({ ...genuine, iss: 'https://issuer.example.com' })).toBe('AccessDenied');
});

test('conditions are asked beside the external id', async () => {
  const within = (sourceIps: string[]) => ({ trustedAccountId: PLATFORM, externalId: 'agreed-7f3a', trustConditions: { sourceIps } });
  await deploy('Near', () => within(['127.0.0.0/8']));
  await deploy('Far', () => within(['192.0.2.0/24']));
  expect(await enters(`${PLATFORM} scanner`, 'Near', 'agreed-7f3a')).toBe(true);
  expect(await enters(`${PLATFORM} scanner`, 'Far', 'agreed-7f3a')).toBe(false);
});

test('the core role has the policies of its template, reads what is core, and neither details nor data', async () => {
  await deploy('Core', () => ({ trustedAccountId: PLATFORM, externalId: 'agreed-7f3a', grant: ScannerGrant.CORE }));
  const iam = new IAMClient(clientOptions(emulator, CUSTOMER));
  expect((await iam.send(new ListRolePoliciesCommand({ RoleName: 'Core' }))).PolicyNames).toEqual(['DataAccessDeny']);
  expect((await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'Core' }))).AttachedPolicies!.map(({ PolicyName }) => PolicyName)).not.toContain('SecurityAudit');
  const owner = new S3Client(clientOptions(emulator, CUSTOMER));
  await owner.send(new CreateBucketCommand({ Bucket }));
  await owner.send(new PutObjectCommand({ Bucket, Key: 'letter', Body: 'private' }));
  const s3 = new S3Client(await assume(callers.get(`${PLATFORM} scanner`)!, `arn:aws:iam::${CUSTOMER}:role/Core`, 'agreed-7f3a'));
  expect((await s3.send(new ListBucketsCommand({}))).Buckets!.map(({ Name }) => Name)).toEqual([Bucket]);
  expect((await s3.send(new GetBucketAclCommand({ Bucket }))).Grants).toBeDefined();
  await expect(s3.send(new GetBucketTaggingCommand({ Bucket }))).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'letter' }))).rejects.toMatchObject({ name: 'AccessDenied' });
});
