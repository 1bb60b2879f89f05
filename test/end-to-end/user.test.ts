import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { App, BootstraplessSynthesizer, Stack } from 'aws-cdk-lib/core';
import { START_TIMEOUT } from './sample';
import { clientOptions, type ClientOptions } from '../../emulator/client';
import { deployAssembly } from '../../emulator/deploy';
import { startEmulator, type Emulator } from '../../emulator/start';
import { ReadOnlyScannerUser, ScannerGrant, ScannerPreset } from '../../src';

const CUSTOMER = '111111111111';
let emulator: Emulator;
let folder: string;

beforeAll(async () => {
  emulator = await startEmulator({ auth: true });
  folder = mkdtempSync(join(tmpdir(), 'user-'));
}, START_TIMEOUT);
afterAll(async () => {
  await emulator?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Deploys the user with these keys; answers its name and the credentials in each secret. */
async function deploy(accessKeys: string[]): Promise<{ userName: string; keys: ClientOptions[] }> {
  const app = new App({ outdir: mkdtempSync(join(folder, 'cdk.out-')), analyticsReporting: false });
  const stack = new Stack(app, 'User', { synthesizer: new BootstraplessSynthesizer(), env: { account: CUSTOMER, region: 'us-east-1' } });
  new ReadOnlyScannerUser(stack, 'User', { userName: 'platform', grant: ScannerGrant.EXACT, streams: ScannerPreset.ZSCALER_UVM.streams(), accessKeys });
  const { User: outputs } = await deployAssembly(app.synth().directory, emulator, { accountId: CUSTOMER });
  const secrets = new SecretsManagerClient(clientOptions(emulator, CUSTOMER));
  const keys = await Promise.all(accessKeys.map(async (name) => {
    const [, SecretId] = Object.entries(outputs).find(([output]) => output.includes(`${name}SecretArn`))!;
    const { AccessKeyId, SecretAccessKey } = JSON.parse((await secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString!) as Record<string, string>;
    return clientOptions(emulator, { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey });
  }));
  expect(JSON.stringify(outputs)).not.toContain('SecretAccessKey');
  return { userName: 'platform', keys };
}

const reads = (key: ClientOptions) => new EC2Client(key).send(new DescribeVpcsCommand({})).then(() => true, (error: Error) => error.name);

test('a platform reads with the key from Secrets Manager, reads no data, and keeps reading through a rotation', async () => {
  const owner = new S3Client({ ...clientOptions(emulator, CUSTOMER), forcePathStyle: true });
  await owner.send(new CreateBucketCommand({ Bucket: 'letters' }));
  await owner.send(new PutObjectCommand({ Bucket: 'letters', Key: 'a', Body: 'dear' }));

  const { keys: [spring], userName } = await deploy(['Spring']);
  expect(await reads(spring)).toBe(true);
  await expect(new S3Client({ ...spring, forcePathStyle: true }).send(new GetObjectCommand({ Bucket: 'letters', Key: 'a' }))).rejects.toThrow(expect.objectContaining({ name: 'AccessDenied' }));

  const { keys: both } = await deploy(['Spring', 'Autumn']);
  expect(await Promise.all([spring, ...both].map(reads))).toEqual([true, true, true]);

  const { keys: [autumn] } = await deploy(['Autumn']);
  expect(await reads(autumn)).toBe(true);
  expect(await reads(spring)).not.toBe(true);
  const { AccessKeyMetadata } = await new IAMClient(clientOptions(emulator, CUSTOMER)).send(new ListAccessKeysCommand({ UserName: userName }));
  expect(AccessKeyMetadata).toHaveLength(1);
});
