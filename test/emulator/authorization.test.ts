import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { callsOf, contextOf, EXPLAINED, identitySamples, inForce, resourceSamples, type Called, type Sample } from './agreement';
import { invoke } from './invoke';
import { createLandscape, Landscape } from './landscape';
import { actionOf, Operation, operations } from './operations';
import { ACCOUNT, createStack, root, START_TIMEOUT, trusts } from './support';
import { ClientOptions, clientOptions } from '../../emulator/client';
import { Emulator, startEmulator } from '../../emulator/start';
import { evaluate } from '../../src/engine/access/evaluate';
import { compilePolicy } from '../../src/engine/access/statement';

const DENIED = /^(AccessDenied|AccessDeniedException|UnauthorizedOperation)$/;
const ENFORCED = operations({} as Landscape).map((operation, index) => [operation.client, operation.operation, index] as const)
  .filter(([, operation]) => operation !== 'GetCallerIdentity');
let emulator: Emulator;
let table: Operation[];
let powerless: ClientOptions;
let granted: ClientOptions;
let auditor: ClientOptions;

beforeAll(async () => {
  emulator = await startEmulator({ auth: true });
  table = operations(await createLandscape(emulator));
  powerless = await roleWith('powerless');
  granted = await roleWith('granted', [...new Set(table.map(actionOf))]);
  auditor = await assume('auditor');
}, START_TIMEOUT);

afterAll(() => emulator?.stop());

async function roleWith(name: string, actions?: string[]): Promise<ClientOptions> {
  const iam = new IAMClient(root(emulator));
  await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trusts(ACCOUNT)) }));
  if (actions) {
    const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] };
    await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'grant', PolicyDocument: JSON.stringify(document) }));
  }
  return assume(name);
}

async function assume(name: string, externalId?: string): Promise<ClientOptions> {
  const { Credentials: given } = await new STSClient(root(emulator)).send(new AssumeRoleCommand({
    RoleArn: `arn:aws:iam::${ACCOUNT}:role/${name}`, RoleSessionName: 'test', ExternalId: externalId,
  }));
  return clientOptions(emulator, { accessKeyId: given!.AccessKeyId!, secretAccessKey: given!.SecretAccessKey!, sessionToken: given!.SessionToken! });
}

async function outcome(operation: Operation, options: ClientOptions): Promise<{ error?: string; message: string }> {
  return invoke(operation, options).then(() => ({ message: '' }), (error: Error) => ({ error: error.name, message: error.message }));
}

describe('without a policy', () => {
  test.each(ENFORCED)('%s %s is denied under its IAM action', async (_client, _operation, index) => {
    const { error, message } = await outcome(table[index], powerless);
    expect(error).toMatch(DENIED);
    expect(message).toContain(actionOf(table[index]));
  });

  test('sts GetCallerIdentity is allowed, as on AWS', async () => {
    expect(await invoke(table.find((entry) => entry.client === 'sts')!, powerless)).toMatchObject({ Account: ACCOUNT });
  });
});

test.each(ENFORCED)('%s %s is allowed by its IAM action', async (_client, _operation, index) => {
  expect((await outcome(table[index], granted)).error).toBe(table[index].error);
});

test('the managed policy SecurityAudit grants what AWS says it grants', async () => {
  const call = async (client: string, operation: string) => {
    const called = table.find((entry) => entry.client === client && entry.operation === operation)!;
    return (await outcome(called, auditor)).error;
  };
  expect(await call('ec2', 'DescribeInstances')).toBeUndefined();
  expect(await call('s3', 'GetBucketEncryption')).toBeUndefined();
  expect(await call('account', 'ListRegions')).toMatch(DENIED);
});

test('a bucket that accepts TLS only accepts the emulator, which stands for it', async () => {
  const Bucket = 'tls-only';
  const statement = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: ['arn:aws:s3:::tls-only', 'arn:aws:s3:::tls-only/*'], Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
  await createStack(root(emulator), 'tls-only', {
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: Bucket } },
    Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement: [statement] } } },
  });
  expect(await invoke({ client: 's3', operation: 'GetBucketPolicyStatus', input: { Bucket } }, granted)).toMatchObject({ PolicyStatus: { IsPublic: false } });
  expect(await invoke({ client: 's3', operation: 'GetBucketEncryption', input: { Bucket } }, auditor)).toBeDefined();
});

test('a role that asks for an external id refuses a wrong one and none', async () => {
  await new IAMClient(root(emulator)).send(new CreateRoleCommand({ RoleName: 'vendor', AssumeRolePolicyDocument: JSON.stringify(trusts(ACCOUNT, 'secret-id')) }));
  const caller = await roleWith('caller', ['sts:AssumeRole']);
  const attempt = (ExternalId?: string) => new STSClient(caller).send(new AssumeRoleCommand({
    RoleArn: `arn:aws:iam::${ACCOUNT}:role/vendor`, RoleSessionName: 'test', ExternalId,
  }));
  await expect(attempt('wrong')).rejects.toThrow(expect.objectContaining({ name: 'AccessDenied' }));
  await expect(attempt()).rejects.toThrow(expect.objectContaining({ name: 'AccessDenied' }));
  expect((await attempt('secret-id')).Credentials).toBeDefined();
});

test('aws:PrincipalArn of a session is the ARN of its role', async () => {
  const iam = new IAMClient(root(emulator));
  const caller = await roleWith('named', ['sts:AssumeRole']);
  const trust = (arn: string) => JSON.stringify({
    Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Condition: { ArnEquals: { 'aws:PrincipalArn': arn } } },
  });
  const enters = async (RoleName: string, arn: string) => {
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(arn) }));
    const request = new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${ACCOUNT}:role/${RoleName}`, RoleSessionName: 'test' });
    return new STSClient(caller).send(request).then(() => true, () => false);
  };
  expect(await enters('for-named', `arn:aws:iam::${ACCOUNT}:role/named`)).toBe(true);
  expect(await enters('for-other', `arn:aws:iam::${ACCOUNT}:role/other`)).toBe(false);
});

describe('the enforcement and the evaluator agree on a random sample', () => {
  const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/sampled/test`;
  const principal = { type: 'role-session' as const, arn: SESSION, account: ACCOUNT };
  let caller: ClientOptions;
  let calls: Called[];

  beforeAll(async () => {
    caller = await roleWith('sampled', ['sts:GetCallerIdentity']);
    // AWS, too, refuses a policy for everybody until this is gone: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
    await invoke({ client: 's3', operation: 'DeletePublicAccessBlock', input: { Bucket: 'landscape-logs' } }, root(emulator));
    calls = callsOf(table.find(({ operation }) => operation === 'DescribeKey')!.input as { KeyId: string });
  });

  const compiledResource = ({ on, usual }: Called, { resource }: Sample) => {
    const document = (on && resource?.[on]) ?? usual;
    return document && compilePolicy(document, 'resource', 'resource');
  };

  /** Puts each sample into force and makes the calls; tells where the two answers differ with no reason of the table, and which reasons were met. */
  async function compare(samples: readonly Sample[]) {
    const [differences, reasons, decided] = [[] as object[], new Set<string>(), { Allow: 0, Deny: 0 }];
    for (const sample of samples) {
      await inForce(emulator, sample, calls);
      for (const call of calls.filter(({ on }) => !sample.resource || on)) {
        const policies = {
          identity: [compilePolicy(sample.identity, 'identity', 'identity[0]')],
          resource: compiledResource(call, sample),
        };
        const request = { principal, action: actionOf(call), resource: { arn: call.resource, account: ACCOUNT }, context: contextOf(new Date()) };
        const { decision } = evaluate(request, policies);
        const allowed = !DENIED.test((await outcome(call, caller)).error ?? '');
        decided[allowed ? 'Allow' : 'Deny'] += 1;
        if (allowed === (decision === 'Allow')) continue;
        const reason = EXPLAINED.find(({ applies }) => applies(sample, call));
        if (reason) reasons.add(reason.why); else differences.push({ call: call.operation, allowed, decision, sample });
      }
    }
    return { differences, reasons, decided };
  }

  test('of policies, of conditions and of resource policies, but for what the table explains', async () => {
    const [alone, beside] = [await compare(identitySamples), await compare(resourceSamples)];
    expect([...alone.differences, ...beside.differences]).toEqual([]);
    for (const { decided } of [alone, beside]) expect(Math.min(decided.Allow, decided.Deny)).toBeGreaterThan(60);
    expect(new Set([...alone.reasons, ...beside.reasons])).toEqual(new Set(EXPLAINED.map(({ why }) => why)));
  });
});
