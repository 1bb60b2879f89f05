import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateBucketCommand, HeadBucketCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { ClientOptions } from './client';
import { prepareEnvironment } from './virtual-environment';

const run = promisify(execFile);
const BOOTSTRAP_VERSION = '30';

/** The asset manifest that `cdk synth` writes, as far as files go. */
interface AssetManifest {
  readonly files?: Record<string, {
    readonly source: { readonly path?: string; readonly packaging?: string; readonly executable?: string[] };
    readonly destinations: Record<string, { readonly bucketName: string; readonly objectKey: string }>;
  }>;
  readonly dockerImages?: Record<string, unknown>;
}

/** Puts what `cdk bootstrap` leaves behind for stacks to look at: the version parameter. */
export async function bootstrap(options: ClientOptions): Promise<void> {
  await new SSMClient(options).send(new PutParameterCommand({
    Name: '/cdk-bootstrap/hnb659fds/version', Type: 'String', Value: BOOTSTRAP_VERSION, Overwrite: true,
  }));
}

/** Uploads the files of an asset manifest; answers where each asset went, as an URL CloudFormation reads. */
export async function uploadAssets(manifestFile: string, directory: string, accountId: string, options: ClientOptions): Promise<Record<string, string>> {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as AssetManifest;
  if (Object.keys(manifest.dockerImages ?? {}).length) {
    throw new Error(`${manifestFile}: the emulator does not take Docker image assets.`);
  }
  const s3 = new S3Client(options);
  const urls: Record<string, string> = {};
  for (const [id, { source, destinations }] of Object.entries(manifest.files ?? {})) {
    for (const destination of Object.values(destinations)) {
      const bucket = resolve(destination.bucketName, accountId, options.region);
      const key = resolve(destination.objectKey, accountId, options.region);
      await ensureBucket(s3, bucket, options.region);
      if (!await exists(s3, bucket, key)) {
        await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: await content(source, directory, id) }));
      }
      urls[id] = `${options.endpoint}/${bucket}/${key}`;
    }
  }
  return urls;
}

async function content(source: { path?: string; packaging?: string; executable?: string[] }, directory: string, id: string): Promise<Buffer> {
  if (!source.path) {
    throw new Error(`Asset ${id} is made by a command, which the emulator does not run.`);
  }
  const path = join(directory, source.path);
  if (source.packaging !== 'zip') {
    return readFileSync(path);
  }
  const archive = join(tmpdir(), `emulator-${process.pid}-${id}.zip`);
  try {
    const entries = statSync(path).isDirectory() ? readdirSync(path) : [];
    await run(await prepareEnvironment(), ['-m', 'zipfile', '-c', archive, ...entries], { cwd: path });
    return readFileSync(archive);
  } finally {
    rmSync(archive, { force: true });
  }
}

function resolve(text: string, accountId: string, region: string): string {
  return text.replaceAll('${AWS::AccountId}', accountId).replaceAll('${AWS::Region}', region).replaceAll('${AWS::Partition}', 'aws');
}

async function ensureBucket(s3: S3Client, bucket: string, region: string): Promise<void> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: bucket }));
  } catch {
    const configuration = region === 'us-east-1' ? undefined : { LocationConstraint: region as never };
    await s3.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: configuration }));
  }
}

async function exists(s3: S3Client, bucket: string, key: string): Promise<boolean> {
  return s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key })).then(() => true, () => false);
}
