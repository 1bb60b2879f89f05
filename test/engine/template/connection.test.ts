import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { EXTERNAL_ID, PLATFORM, role } from './samples';
import { clientOptions } from '../../../emulator/client';
import { Emulator, startEmulator } from '../../../emulator/start';
import type { Credentials } from '../../../src/engine/collect/clients';
import { decideConnection, readConnection, tryConnection, type Connection } from '../../../src/engine/template/connection';
import { propose } from '../../../src/engine/template/deploy';
import { START_TIMEOUT, trusts } from '../../emulator/support';

const CUSTOMER = '111111111111';
const connection: Connection = { roleArn: `arn:aws:iam::${CUSTOMER}:role/scanners/SecurityScanner`, platform: PLATFORM, externalId: EXTERNAL_ID, region: 'us-east-1' };
const impatient = { attempts: 1, waitMs: 0 };

let emulator: Emulator;
let platform: () => Promise<Credentials>;

beforeAll(async () => {
  emulator = await startEmulator({ auth: true });
  const iam = new IAMClient(clientOptions(emulator, PLATFORM));
  await iam.send(new CreateRoleCommand({ RoleName: 'scanner', AssumeRolePolicyDocument: JSON.stringify(trusts(PLATFORM)) }));
  await iam.send(new PutRolePolicyCommand({ RoleName: 'scanner', PolicyName: 'assume', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }] }) }));
  const { Credentials: given } = await new STSClient(clientOptions(emulator, PLATFORM)).send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${PLATFORM}:role/scanner`, RoleSessionName: 's' }));
  platform = async () => ({ accessKeyId: given!.AccessKeyId!, secretAccessKey: given!.SecretAccessKey!, sessionToken: given!.SessionToken });
  const proposal = await propose(new CloudFormationClient(clientOptions(emulator, CUSTOMER)), role, { changeSetName: 'first', pollMs: 20 });
  expect((await proposal!.execute()).RoleARN).toBe(connection.roleArn);
}, START_TIMEOUT);
afterAll(() => emulator?.stop());

const customer = () => new IAMClient(clientOptions(emulator, CUSTOMER));
const attempt = (more: Partial<Connection> = {}) => tryConnection({ ...connection, ...more }, platform, { endpoint: emulator.endpoint }, impatient);
const statuses = (checks: { check: string; status: string }[]) => Object.fromEntries(checks.map(({ check, status }) => [check, status]));

const ALL_GOOD = { 'platform-gets-in': 'pass', 'external-id-needed': 'pass', 'other-external-id-refused': 'pass' };

test('the platform gets in with the agreed id only, by the call and by the policy', async () => {
  const tried = await attempt();
  expect(statuses(tried)).toEqual(ALL_GOOD);
  expect(tried[0].evidence).toBe(`The platform got in as arn:aws:sts::${CUSTOMER}:assumed-role/SecurityScanner/connection-test.`);
  expect(statuses(await readConnection(connection, customer()))).toEqual({ ...ALL_GOOD, 'other-account-refused': 'pass' });
});

test('a wrong id fails, with what to do', async () => {
  const [tried, ...others] = await attempt({ externalId: 'wrong-id' });
  expect(tried).toMatchObject({ check: 'platform-gets-in', status: 'fail', evidence: expect.stringContaining('Not allowed to assume'), fix: expect.any(String) });
  expect(others).toEqual([]);
  expect(statuses(await readConnection({ ...connection, externalId: 'wrong-id' }, customer()))['platform-gets-in']).toBe('fail');
});

test('a role that is absent, or lies elsewhere, fails', async () => {
  const [absent, elsewhere] = ['Absent', 'SecurityScanner'].map((path) => `arn:aws:iam::${CUSTOMER}:role/${path}`);
  // The emulator's STS looks at the name of a role only.
  expect(statuses(await attempt({ roleArn: absent }))).toEqual({ 'platform-gets-in': 'fail' });
  for (const roleArn of [absent, elsewhere]) {
    expect(await readConnection({ ...connection, roleArn }, customer())).toEqual([{ check: 'platform-gets-in', status: 'fail', evidence: expect.stringContaining(`There is no role ${roleArn}`), fix: 'Deploy the template first.' }]);
  }
});

test('a reader that may not read the role learns nothing, and is told which action it lacks', async () => {
  const { accessKeyId, secretAccessKey, sessionToken } = await platform();
  const iam = new IAMClient(clientOptions(emulator, { accessKeyId, secretAccessKey, sessionToken }));
  expect(await readConnection({ ...connection, roleArn: `arn:aws:iam::${PLATFORM}:role/scanner` }, iam)).toEqual([
    { check: 'platform-gets-in', status: 'unknown', evidence: expect.stringContaining('iam:GetRole'), fix: 'Allow iam:GetRole to the caller.' },
  ]);
});

test('a trust that asks for no external id fails, by the call and by the policy', async () => {
  await customer().send(new CreateRoleCommand({ RoleName: 'Open', AssumeRolePolicyDocument: JSON.stringify(trusts(PLATFORM)) }));
  const open = { ...connection, roleArn: `arn:aws:iam::${CUSTOMER}:role/Open` };
  const expected = { 'platform-gets-in': 'pass', 'external-id-needed': 'fail', 'other-external-id-refused': 'fail' };
  const tried = await tryConnection(open, platform, { endpoint: emulator.endpoint }, impatient);
  expect(statuses(tried)).toEqual(expected);
  expect(tried[1].fix).toContain('sts:ExternalId');
  expect(statuses(await readConnection(open, customer()))).toEqual({ ...expected, 'other-account-refused': 'pass' });
});

test('a new role that is not known everywhere yet is waited for', async () => {
  await customer().send(new CreateRoleCommand({ RoleName: 'Late', AssumeRolePolicyDocument: JSON.stringify(trusts(PLATFORM, 'not-yet')) }));
  const late = { ...connection, roleArn: `arn:aws:iam::${CUSTOMER}:role/Late` };
  const soon = setTimeout(() => customer().send(new UpdateAssumeRolePolicyCommand({ RoleName: 'Late', PolicyDocument: JSON.stringify(trusts(PLATFORM, EXTERNAL_ID)) })), 300);
  expect(statuses(await tryConnection(late, platform, { endpoint: emulator.endpoint }, { attempts: 50, waitMs: 100 }))).toEqual(ALL_GOOD);
  clearTimeout(soon);
});

const trust = (statement: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${PLATFORM}:root` }, ...statement }] });
const withId = { StringEquals: { 'sts:ExternalId': EXTERNAL_ID } };

test.each<[string, object, Partial<Connection>, Record<string, string>]>([
  ['one of two ids, in a rotation', trust({ Condition: { StringEquals: { 'sts:ExternalId': ['old', EXTERNAL_ID] } } }), {}, { ...ALL_GOOD, 'other-account-refused': 'pass' }],
  ['everyone', trust({ Principal: '*', Condition: withId }), {}, { ...ALL_GOOD, 'other-account-refused': 'fail' }],
  ['an id only where there is one', trust({ Condition: { StringEqualsIfExists: withId.StringEquals } }), {}, { ...ALL_GOOD, 'external-id-needed': 'fail', 'other-account-refused': 'pass' }],
  ['any id that begins so', trust({ Condition: { StringLike: { 'sts:ExternalId': 'agreed-*' } } }), {}, { ...ALL_GOOD, 'other-external-id-refused': 'fail', 'other-account-refused': 'pass' }],
  ['a source address', trust({ Condition: { ...withId, IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }), {}, { ...ALL_GOOD, 'platform-gets-in': 'unknown', 'other-account-refused': 'pass' }],
  ['one role of the platform', trust({ Principal: { AWS: `arn:aws:iam::${PLATFORM}:role/scanner` }, Condition: withId }), { platform: `arn:aws:iam::${PLATFORM}:role/scanner` }, { ...ALL_GOOD, 'other-account-refused': 'pass' }],
  ['another role of the platform', trust({ Principal: { AWS: `arn:aws:iam::${PLATFORM}:role/other` }, Condition: withId }), { platform: `arn:aws:iam::${PLATFORM}:role/scanner` }, { ...ALL_GOOD, 'platform-gets-in': 'fail', 'other-account-refused': 'pass' }],
  ['a role, without an external id', trust({}), { externalId: undefined }, { 'platform-gets-in': 'pass', 'other-account-refused': 'pass' }],
])('a policy that trusts %s', (_, document, more, expected) => {
  expect(statuses(decideConnection({ ...connection, ...more }, document))).toEqual(expected);
});

test('conditions that are open are named, and a platform that is none is an error', () => {
  const [check] = decideConnection(connection, trust({ Condition: { ...withId, IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }));
  expect(check.evidence).toBe(`The trust policy lets ${PLATFORM} in if aws:SourceIp IpAddress 192.0.2.0/24.`);
  expect(() => decideConnection({ ...connection, platform: 'acme' }, trust({}))).toThrow("The platform is 'acme'; allowed is an account id of 12 digits or the ARN of a role.");
});
