import { spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { ASSETS, START_TIMEOUT, startSample, temporaryFolder, type Sample } from './sample';
import { clientOptions } from '../../emulator/client';
import { addAccount } from '../../src/cli/account';
import { addScan } from '../../src/cli/scan';
import { LocalLake } from '../../src/engine/store/lake';
import { queryLake } from '../../src/engine/store/query';
import { runCommand } from '../cli/run';

const [SHOP, LAB] = ['333333333333', '444444444444'];
const EXTERNAL_ID = 'demo-organisation-7f3a';
const roleArn = (accountId: string, name = 'SecurityScanner') => `arn:aws:iam::${accountId}:role/${name}`;
const folder = temporaryFolder();
const lake = join(folder, 'lake');
const before = { ...process.env };

let sample: Sample;
beforeAll(async () => {
  sample = await startSample();
  Object.assign(process.env, sample.environment);
}, START_TIMEOUT);
afterAll(async () => {
  process.env = before;
  await sample?.stop();
});

const account = (...args: string[]) => runCommand(addAccount, 'account', ...args, '--lake', lake);
const sync = (...args: string[]) => runCommand(addScan, 'sync', '--out', lake, ...args);
const list = async () => JSON.parse((await account('list', '--json')).out) as { accountId: string }[];
const count = async (where: string) => Number((await queryLake(lake, `SELECT count(*) AS n FROM entities WHERE ${where}`))[0].n);

describe('add', () => {
  test.each([
    ['an external id that the role does not ask for', ['--role-arn', roleArn(SHOP), '--external-id', 'wrong-one'], 3, /^Not allowed to assume .* \(AccessDenied\)/],
    ['a role that is not there', ['--role-arn', roleArn(SHOP, 'Nobody'), '--external-id', EXTERNAL_ID], 3, /^Not allowed to assume/],
    ['a Region of another partition', ['--role-arn', roleArn(SHOP), '--external-id', EXTERNAL_ID, '--regions', 'cn-north-1'], 2, /^cn-north-1 belongs to the partition aws-cn/],
    ['a Region that the platform does not support', ['--role-arn', roleArn(SHOP), '--external-id', EXTERNAL_ID, '--preset', 'jupiterone', '--regions', 'me-south-1'], 2, /^me-south-1 is not supported: /],
    ['no role, where one is to be assumed', ['--credentials', 'assume-role'], 2, /needs the role/],
    ['a role that nothing assumes', ['--credentials', 'own', '--role-arn', roleArn(SHOP)], 2, /give one of the two/],
    ['what is no role', ['--role-arn', 'SecurityScanner'], 2, /'SecurityScanner' is not the ARN of an IAM role/],
  ])('refuses %s, and nothing is registered', async (_, args, code, message) => {
    const ran = await account('add', ...args);
    expect(ran.err).toMatch(message);
    expect(ran.code).toBe(code);
    expect(await list()).toEqual([]);
    expect(existsSync(lake)).toBe(false);
  });

  test('tests the connection, registers the account, and scans it', async () => {
    const { code, out } = await account('add', '--role-arn', roleArn(SHOP), '--external-id', EXTERNAL_ID, '--name', 'shop', '--regions', 'us-east-1,eu-west-1');
    expect(code).toBe(0);
    expect(out).toContain('2 Regions');
    expect(await list()).toEqual([{
      accountId: SHOP, name: 'shop', credentials: 'assume-role', roleArn: roleArn(SHOP), externalId: EXTERNAL_ID, regions: ['us-east-1', 'eu-west-1'], enabled: true,
    }]);
    expect(await count(`account = '${SHOP}' AND service = 'kms'`)).toBeGreaterThan(1);
    expect(await account('add', '--role-arn', roleArn(SHOP), '--external-id', EXTERNAL_ID)).toMatchObject({ code: 2, err: expect.stringContaining('is connected already') });
  });

  test('of the account whose credentials are at hand needs no role', async () => {
    expect(await account('add', '--name', 'security', '--regions', 'us-east-1', '--no-scan')).toMatchObject({ code: 0, out: '' });
    expect((await list()).map(({ accountId }) => accountId)).toEqual(['222222222222', SHOP]);
    expect((await account('remove', 'security')).code).toBe(0);
  });
});

test('a scan reads the connected accounts; one that is running refuses another', async () => {
  await account('add', '--role-arn', roleArn(LAB), '--external-id', EXTERNAL_ID, '--name', 'lab', '--regions', 'us-east-1', '--no-scan');
  const { code, out } = await sync('--streams', 'kms', '--json');
  expect(code).toBe(0);
  // Two Regions of the one, one of the other.
  expect(JSON.parse(out).units).toEqual({ complete: 3, partial: 0, failed: 0 });
  await new LocalLake(lake).exclusively(SHOP, async () => {
    expect(await sync('--streams', 'kms', '--accounts', SHOP)).toMatchObject({ code: 2, err: expect.stringMatching(/^Account 333333333333 is being scanned by process/) });
    expect(await account('disable', 'shop')).toMatchObject({ code: 2 });
  });
});

test('a disabled account is not scanned until it is enabled', async () => {
  expect((await account('disable', 'lab')).out).toBe(`Account ${LAB} is disabled.\n`);
  const { out } = await sync('--streams', 'kms', '--json');
  expect(JSON.parse(out).units.complete).toBe(2);
  expect(await sync('--accounts', LAB)).toMatchObject({ code: 2, err: expect.stringContaining('(lab) is disabled and stays as it was last read') });
  expect((await account('enable', LAB)).code).toBe(0);
  expect((await sync('--accounts', LAB, '--streams', 'kms')).code).toBe(0);
});

test('an event of CloudTrail has its unit read again, and nothing else', async () => {
  const keys = () => count(`account = '${SHOP}' AND region = 'eu-west-1' AND service = 'kms' AND _type = 'aws_kms_key'`);
  const known = await keys();
  await new KMSClient(clientOptions(sample.emulator, SHOP, 'eu-west-1')).send(new CreateKeyCommand({}));
  const file = join(folder, 'event.json');
  const detail = { eventVersion: '1.08', eventSource: 'kms.amazonaws.com', eventName: 'CreateKey', awsRegion: 'eu-west-1', recipientAccountId: SHOP };
  writeFileSync(file, JSON.stringify({ 'detail-type': 'AWS API Call via CloudTrail', detail }));
  const { code, out } = await sync('--event', file, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ events: 1, units: [{ accountId: SHOP, region: 'eu-west-1', service: 'kms', status: 'complete' }] });
  expect(await keys()).toBe(known + 1);
  expect(await sync('--event', join(folder, 'none.json'))).toMatchObject({ code: 2, err: expect.stringMatching(/^There is no file/) });
  writeFileSync(file, '{"a": 1}');
  expect(await sync('--event', file)).toMatchObject({ code: 2, err: expect.stringContaining('holds no event of CloudTrail') });
});

test('a Region that is taken off an account loses its assets at the next scan', async () => {
  expect(await count(`account = '${SHOP}' AND region = 'eu-west-1' AND service = 'kms'`)).toBeGreaterThan(0);
  expect((await account('edit', 'shop', '--regions', 'us-east-1')).code).toBe(0);
  expect((await sync('--accounts', SHOP, '--streams', 'kms')).code).toBe(0);
  expect(await count(`account = '${SHOP}' AND region = 'eu-west-1' AND service = 'kms'`)).toBe(0);
});

test('edit refuses what does not work, and keeps what was', async () => {
  const was = await list();
  expect(await account('edit', 'shop', '--external-id', 'wrong-one')).toMatchObject({ code: 3 });
  expect(await account('edit', 'shop', '--role-arn', roleArn(LAB))).toMatchObject({ code: 2, err: expect.stringContaining('is not a role of account 333333333333') });
  expect(await account('edit', 'nobody', '--name', 'x')).toMatchObject({ code: 2, err: `No connected account has the id or name 'nobody'. Connected: ${SHOP} (shop), ${LAB} (lab).` });
  expect(await list()).toEqual(was);
});

test('Ctrl-C leaves whole units, says so, and the same command goes on from there', async () => {
  const out = join(folder, 'broken-off');
  const args = ['--accounts', SHOP, '--external-id', EXTERNAL_ID, '--regions', 'us-east-1,eu-west-1', '--concurrency', '1', '--out', out];
  const units = () => (existsSync(join(out, 'units')) ? readdirSync(join(out, 'units'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.jsonl.gz')) : []);
  const child = spawn(process.execPath, [join(ASSETS, 'cli', 'index.js'), 'scan', ...args], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, NODE_NO_WARNINGS: '1' } });
  let err = '';
  child.stderr.on('data', (chunk) => { err += chunk; });
  const ended = new Promise((resolve) => child.on('close', resolve));
  while (units().length < 2 && child.exitCode === null) await sleep(5);
  child.kill('SIGINT');
  expect(await ended).toBe(3);
  expect(err).toContain('error: Broken off. What was read whole is stored: the same command goes on from there.');
  const read = units().length;
  expect(existsSync(join(out, 'entities'))).toBe(false);
  const { code } = await runCommand(addScan, 'scan', ...args);
  expect(code).toBe(0);
  expect(units().length).toBeGreaterThan(read);
  expect(existsSync(join(out, 'entities'))).toBe(true);
});

test.each(['AssumeRole', 'ListKeys'])('Ctrl-C does not wait for the attempts at %s that are still to come', async (operation) => {
  const token = '<Credentials><AccessKeyId>a</AccessKeyId><SecretAccessKey>b</SecretAccessKey><SessionToken>c</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>';
  let refused = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => { body += chunk; }).on('end', () => {
      const isAssumed = body.includes('Action=AssumeRole');
      if (isAssumed && operation !== 'AssumeRole') {
        response.writeHead(200, { 'content-type': 'text/xml' }).end(`<AssumeRoleResponse><AssumeRoleResult>${token}</AssumeRoleResult></AssumeRoleResponse>`);
        return;
      }
      refused++;
      const error = isAssumed ? '<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>' : JSON.stringify({ __type: 'ThrottlingException' });
      response.writeHead(400, { 'content-type': isAssumed ? 'text/xml' : 'application/x-amz-json-1.1', 'retry-after': '60' }).end(error);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const env = { ...process.env, NODE_NO_WARNINGS: '1', AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  const args = ['--accounts', SHOP, '--external-id', EXTERNAL_ID, '--streams', 'kms', '--regions', 'us-east-1', '--out', join(folder, 'throttled')];
  const child = spawn(process.execPath, [join(ASSETS, 'cli', 'index.js'), 'scan', ...args], { stdio: 'ignore', env });
  const ended = new Promise((resolve) => child.on('close', resolve));
  while (refused === 0 && child.exitCode === null) await sleep(5);
  const began = Date.now();
  child.kill('SIGINT');
  expect(await ended).toBe(3);
  expect(Date.now() - began).toBeLessThan(20_000);
  server.close();
});

test('a removed account is forgotten with everything that was read of it', async () => {
  expect((await account('remove', 'lab')).code).toBe(0);
  expect(await count(`account = '${LAB}'`)).toBe(0);
  expect((await list()).map(({ accountId }) => accountId)).toEqual([SHOP]);
  expect((await account('list')).out).toMatch(/333333333333 .*shop .*enabled .*us-east-1/);
});
