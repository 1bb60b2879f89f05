import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { STSClient } from '@aws-sdk/client-sts';
import { callerAccount } from '../../../src/engine/collect/clients';
import { assumeRole, CannotAssume } from '../../../src/engine/collect/credentials';

const ROLE = { roleArn: 'arn:aws:iam::333333333333:role/Scanner', externalId: 'agreed', region: 'us-east-1' };
const caller = async () => ({ accessKeyId: 'A', secretAccessKey: 'S' });
const HOUR = 3_600_000;

let server: Server;
let endpoint: string;
let now: number;
let requests: URLSearchParams[];
let refuse: boolean;

/** AWS STS as its API reference shows it: a session of one hour, or AccessDenied. */
beforeEach(async () => {
  [now, requests, refuse] = [Date.parse('2026-01-01T00:00:00Z'), [], false];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => { body += chunk; }).on('end', () => {
      requests.push(new URLSearchParams(body));
      response.statusCode = refuse ? 403 : 200;
      response.end(refuse
        ? '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized</Message></Error></ErrorResponse>'
        : `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIA${requests.length}</AccessKeyId>
          <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${new Date(now + HOUR).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((closed) => server.close(closed)));

const provider = () => assumeRole(ROLE, caller, { endpoint, maxAttempts: 1 }, () => now);

test('asks with the role, the external id and a session name', async () => {
  await provider()();
  expect(Object.fromEntries(requests[0])).toMatchObject({ Action: 'AssumeRole', RoleArn: ROLE.roleArn, ExternalId: 'agreed', RoleSessionName: 'cdk-security-scanner' });
});

test.each([
  ['eu-west-1', 'sts.eu-west-1.amazonaws.com'], ['us-east-1', 'sts.us-east-1.amazonaws.com'], ['ap-east-1', 'sts.ap-east-1.amazonaws.com'],
  ['cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'], ['us-gov-west-1', 'sts.us-gov-west-1.amazonaws.com'],
])('asks AWS STS in %s at %s, never the global endpoint', async (region, host) => {
  const sender = Object.getPrototypeOf(new STSClient({ region }).config.requestHandler) as { handle(request: { hostname: string }): Promise<never> };
  const handle = jest.spyOn(sender, 'handle').mockRejectedValue(new Error('not sent'));
  try {
    await expect(assumeRole({ ...ROLE, region }, caller, { maxAttempts: 1 })()).rejects.toThrow('not sent');
    await expect(callerAccount(region, caller, {})).rejects.toThrow('not sent');
    expect(handle.mock.calls.map(([{ hostname }]) => hostname).filter((each) => each !== host)).toEqual([]);
    expect(handle.mock.calls.length).toBeGreaterThan(1);
  } finally {
    handle.mockRestore();
  }
});

test('many that ask at once make one call, and it holds until five minutes before its end', async () => {
  const credentials = provider();
  expect(new Set((await Promise.all([credentials(), credentials(), credentials()])).map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['ASIA1']));
  now += HOUR - 6 * 60_000;
  expect((await credentials()).accessKeyId).toBe('ASIA1');
  now += 2 * 60_000;
  expect((await Promise.all([credentials(), credentials()])).map(({ accessKeyId }) => accessKeyId)).toEqual(['ASIA2', 'ASIA2']);
  expect(requests).toHaveLength(2);
});

test('a refusal says what to check, and the next one asks again', async () => {
  const credentials = provider();
  refuse = true;
  const refusal = await credentials().catch((error: unknown) => error) as CannotAssume;
  expect(refusal).toBeInstanceOf(CannotAssume);
  expect(refusal).toMatchObject({ errorCode: 'AccessDenied', roleArn: ROLE.roleArn });
  expect(refusal.message).toMatch(/^Not allowed to assume arn:aws:iam::333333333333:role\/Scanner \(AccessDenied\): not authorized\. Check that .* external id/);
  refuse = false;
  expect((await credentials()).accessKeyId).toBe('ASIA2');
});

test('a caller without credentials is not taken for a refusal', async () => {
  const nobody = () => Promise.reject(Object.assign(new Error('none'), { name: 'CredentialsProviderError' }));
  await expect(assumeRole(ROLE, nobody, { endpoint, maxAttempts: 1 })()).rejects.not.toBeInstanceOf(CannotAssume);
});
