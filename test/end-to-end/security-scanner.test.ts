import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GlueClient, GetTableCommand } from '@aws-sdk/client-glue';
import { IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, ListQueuesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib/core';
import { cli, START_TIMEOUT, startSample, temporaryFolder, type Sample } from './sample';
import { clientOptions, type ClientOptions } from '../../emulator/client';
import { deployAssembly } from '../../emulator/deploy';
import { histories } from '../../examples/organization/history';
import { CloudTrailIngestPipeline, EventBridgeForwarder, ForwarderEvents, LogNotification, ScannerStream, SecurityScanner } from '../../src';
import type { ScanSummary } from '../../src/engine/contracts';
import { Lake, LocalLake } from '../../src/engine/store/lake';
import { fromParquet } from '../../src/engine/store/parquet';
import { S3Objects } from '../../src/engine/store/s3';
import { files as logFiles } from '../engine/activity/ingest/generate';

const SECURITY = '222222222222';
const STREAMS = ['account', 'iam', 'kms', 's3'];
const REGIONS = ['us-east-1', 'eu-west-1', 'eu-central-1'];
const ACCOUNTS = histories.map(({ accountId }) => accountId).sort();

const changed = ACCOUNTS.find((each) => each !== SECURITY)!;

const folder = temporaryFolder();
let sample: Sample;
let owner: ClientOptions;
let made: Record<string, string>;

beforeAll(async () => {
  sample = await startSample();
  owner = clientOptions(sample.emulator, SECURITY);
  const app = new App({ outdir: mkdtempSync(join(folder, 'cdk.out-')), analyticsReporting: false });
  const stack = new Stack(app, 'Scanner', { env: { account: SECURITY, region: 'us-east-1' } });
  const pipeline = new CloudTrailIngestPipeline(stack, 'Pipeline', { notification: LogNotification.S3 });
  // What create-custom-log-source makes: a folder of a bucket, and a role that may write there alone.
  const securityLake = new Bucket(stack, 'Source');
  const writer = new Role(stack, 'Writer', { assumedBy: new AccountPrincipal(SECURITY), externalIds: ['of-the-source'] });
  securityLake.grantPut(writer, 'ext/scanner/*');
  const scanner = new SecurityScanner(stack, 'Scanner', {
    externalId: sample.externalId,
    accountListingRoleArn: `arn:aws:iam::${sample.managementAccountId}:role/${sample.roleName}`,
    regions: REGIONS,
    streams: STREAMS.map((id) => ScannerStream.of(id)),
    accountsAtOnce: 2,
    regionsAtOnce: 2,
    changes: { memberAccountIds: ACCOUNTS, debounce: Duration.seconds(10) },
    activity: { pipeline },
    securityLake: { location: `s3://${securityLake.bucketName}/ext/scanner/1.0/`, roleArn: writer.roleArn, externalId: 'of-the-source' },
  });
  const values = { Lake: scanner.lakeBucket.bucketName, Machine: scanner.stateMachine.stateMachineArn, Database: scanner.databaseName, Logs: pipeline.bucketName, SecurityLake: securityLake.bucketName };
  for (const [id, value] of Object.entries(values)) new CfnOutput(stack, id, { value });
  const spoke = new Stack(app, 'Spoke', { env: { account: changed, region: 'eu-west-1' } });
  new EventBridgeForwarder(spoke, 'Forwarder', { primaryRegion: 'us-east-1', hubAccountId: SECURITY, events: ForwarderEvents.changes(ScannerStream.of('kms')), hello: false, alarms: false });
  spoke.addDependency(stack);
  made = (await deployAssembly(app.synth().directory, sample.emulator, { accountId: SECURITY })).Scanner;
}, START_TIMEOUT);
afterAll(() => sample?.stop());

const start = async () => (await new SFNClient(owner).send(new StartExecutionCommand({ stateMachineArn: made.Machine }))).executionArn!;

async function ended(executionArn: string) {
  const client = new SFNClient(owner);
  for (;;) {
    const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (execution.status !== 'RUNNING') return execution;
    await sleep(250);
  }
}

const lake = () => new Lake(new S3Objects(new S3Client(owner), made.Lake));

/** Rows of each Parquet file of a lake by its key, without what differs from one moment to the next. */
async function contents({ objects }: Lake) {
  const moments = new Set(['firstSeen', 'lastSeen']);
  const keys = (await Promise.all(['entities/', 'relationships/', 'findings/'].map((table) => objects.list(table)))).flat();
  const files = await Promise.all(keys.map(async (key) => {
    const rows = (await fromParquet((await objects.read(key))!)).map((row) => JSON.stringify(Object.fromEntries(Object.entries(row).filter(([name]) => !moments.has(name)))));
    return [key, rows.sort()] as const;
  }));
  return Object.fromEntries(files);
}
/** Each unit as it was last read. */
const unitsOf = async ({ objects }: Lake) =>
  Object.fromEntries(await Promise.all((await objects.list('units/')).map(async (key) => [key, Buffer.from((await objects.read(key))!).toString('base64')] as const)));

// How often the credential report is asked for depends on how fast it is made.
const ledgerOf = ({ ledger }: ScanSummary) => ledger.map(({ milliseconds, calls, ...unit }) => JSON.stringify(unit)).sort();

test('the deployed state machine leaves the lake that the scan command makes', async () => {
  const execution = await ended(await start());
  expect([execution.status, execution.error, execution.cause]).toEqual(['SUCCEEDED', undefined, undefined]);
  const out = join(folder, 'lake');
  const args = ['scan', '--org', sample.managementAccountId, '--external-id', sample.externalId, '--regions', REGIONS.join(','), '--streams', STREAMS.join(','), '--out', out, '--json'];
  expect(JSON.parse((await cli(args, sample.environment)).stdout)).toMatchObject({ units: { failed: 0 } });
  const [summary, told] = [(await lake().latestRun())!, (await new LocalLake(out).latestRun())!];
  expect(ledgerOf(summary)).toEqual(ledgerOf(told));
  const [theirs, ours] = [await contents(new LocalLake(out)), await contents(lake())];
  expect(Object.keys(ours).length).toBeGreaterThan(20);
  expect(Object.keys(ours)).toEqual(Object.keys(theirs));
  for (const [key, rows] of Object.entries(theirs)) expect([key, ours[key]]).toEqual([key, rows]);
  expect(summary).toMatchObject({ entities: told.entities, relationships: told.relationships, inventory: told.inventory, findings: told.findings, denied: told.denied, refused: [] });
  expect([...summary.scores].map((each) => JSON.stringify(each)).sort()).toEqual([...told.scores].map((each) => JSON.stringify(each)).sort());
  const { Contents = [] } = await new S3Client(owner).send(new ListObjectsV2Command({ Bucket: made.Lake, Prefix: 'reports/' }));
  expect(Contents.map(({ Key }) => Key)).toEqual([`reports/${summary.run}.html`]);
  const { Table } = await new GlueClient(owner).send(new GetTableCommand({ DatabaseName: made.Database, Name: 'entities' }));
  expect(Table!.Parameters!['projection.account.values']).toBe(ACCOUNTS.join(','));
}, 180_000);

test('what fails is in the custom source of Security Lake, in the partition of its Region, account and day', async () => {
  const failed = [];
  for await (const { status, accountId } of lake().findings('posture')) if (status === 'fail') failed.push(accountId);
  const source = new S3Objects(new S3Client(owner), made.SecurityLake, 'ext/scanner/1.0/');
  const [today] = (await lake().latestRun())!.startedAt.split('T');
  const written: unknown[] = [];
  for (const key of await source.list('')) {
    const [, account] = /^region=[a-z0-9-]+\/accountId=(\d{12})\/eventDay=(\d{8})\/[^/]+\.parquet$/.exec(key)!;
    expect(key).toContain(`/eventDay=${today.replaceAll('-', '')}/`);
    for (const { status_id: status, compliance, cloud } of await fromParquet((await source.read(key))!) as { status_id: bigint; compliance: { status: string }; cloud: { account: { uid: string } } }[]) {
      if (status === 1n && compliance.status === 'Fail') written.push(cloud.account.uid);
      expect(cloud.account.uid).toBe(account);
    }
  }
  expect(failed.length).toBeGreaterThan(0);
  expect(written.sort()).toEqual(failed.sort());
});

test('what CloudTrail logs comes into the same lake', async () => {
  const [{ key, content }] = logFiles(1, 20, SECURITY);
  await new S3Client(owner).send(new PutObjectCommand({ Bucket: made.Logs, Key: key, Body: content }));
  const { objects } = lake();
  const there = () => objects.list('activity/');
  for (const until = Date.now() + 60_000; (await there()).length === 0 && Date.now() < until;) await sleep(500);
  const rows = await Promise.all((await there()).map(async (each) => fromParquet((await objects.read(each))!)));
  expect(rows.flat()).toHaveLength(20);
}, 90_000);

const account = (...args: string[]) => cli(['account', ...args, '--lake', `s3://${made.Lake}`], sample.environment);
const disabled = ACCOUNTS.find((each) => ![SECURITY, changed, '444444444444'].includes(each))!;

test('the commands of the registry work on the lake of the deployed scanner', async () => {
  const roleArn = `arn:aws:iam::${disabled}:role/${sample.roleName}`;
  const added = await account('add', '--role-arn', roleArn, '--external-id', sample.externalId, '--name', 'off', '--no-scan');
  expect([added.code, added.stderr]).toEqual([0, `Account ${disabled} is connected.\n`]);
  expect(await account('disable', 'off')).toMatchObject({ code: 0, stdout: `Account ${disabled} is disabled.\n` });
  expect(JSON.parse((await account('list', '--json')).stdout)).toEqual([expect.objectContaining({ accountId: disabled, name: 'off', roleArn, enabled: false })]);
}, 60_000);

test('an account that refuses the role, or is disabled, is told of and keeps what was read, while a second start is refused', async () => {
  const refusing = '444444444444';
  const before = await contents(lake());
  await new IAMClient(clientOptions(sample.emulator, refusing)).send(new UpdateAssumeRolePolicyCommand({
    RoleName: sample.roleName,
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: { AWS: SECURITY }, Action: 'sts:AssumeRole' }] }),
  }));
  const executions = await Promise.all([await start(), await start()].map(ended));
  const [done, refused] = executions.sort((a, b) => (a.status! < b.status! ? 1 : -1));
  // The emulator names no error of a function: that of ScanRunning is tested with the interpreter.
  expect([done.status, refused.status]).toEqual(['SUCCEEDED', 'FAILED']);
  expect(refused.cause).toContain('is scanning: wait for it to end');
  expect(refused.cause).toContain(done.executionArn);
  const told = JSON.parse(done.output!);
  expect(told).toMatchObject({ accounts: ACCOUNTS.length, newFindings: 0, refused: expect.any(Array) });
  expect(told.refused).toHaveLength(2);
  expect(told.refused).toEqual(expect.arrayContaining([
    { accountId: refusing, reason: expect.stringContaining('AccessDenied') }, { accountId: disabled, reason: expect.stringContaining('is disabled') },
  ]));
  expect(told.units.failed).toBeGreaterThan(0);
  const after = await contents(lake());
  expect(after).toEqual(before);
  // The scan tells Athena of the activity, too.
  const { Table } = await new GlueClient(owner).send(new GetTableCommand({ DatabaseName: made.Database, Name: 'activity' }));
  const [key] = await lake().objects.list('activity/');
  expect(key).toContain(`activity/account=${Table!.Parameters!['projection.account.values']}/region=${Table!.Parameters!['projection.region.values']}/day=`);
}, 180_000);

const queueOf = async (name: RegExp) => (await new SQSClient(owner).send(new ListQueuesCommand({}))).QueueUrls!.find((url) => name.test(url))!;
/** Units that wait to be read again, or are being read. */
async function waiting() {
  const { Attributes } = await new SQSClient(owner).send(new GetQueueAttributesCommand({ QueueUrl: await queueOf(/ChangesUnits(?!DeadLetters)/), AttributeNames: ['All'] }));
  return ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'].reduce((sum, name) => sum + Number(Attributes![name as 'All']), 0);
}

test('a change in another account is read again, and nothing else is', async () => {
  const before = await unitsOf(lake());
  const { KeyMetadata } = await new KMSClient(clientOptions(sample.emulator, changed, 'eu-west-1')).send(new CreateKeyCommand({ Description: 'made after the scan' }));
  // The emulator's trail delivers nothing: the event is as CloudTrail writes it.
  const detail = { eventSource: 'kms.amazonaws.com', eventName: 'CreateKey', awsRegion: 'eu-west-1', recipientAccountId: changed };
  const entry = { Source: 'aws.kms', DetailType: 'AWS API Call via CloudTrail', Detail: JSON.stringify(detail) };
  await sample.emulator.serviceEvents({ accountId: changed, region: 'eu-west-1', entries: [entry, entry, entry] });
  const partition = `entities/account=${changed}/region=eu-west-1/service=kms/complete.parquet`;
  const arrived = async () => ((await contents(lake()))[partition] ?? []).some((row) => row.includes(KeyMetadata!.KeyId!));
  for (const until = Date.now() + 120_000; !await arrived() && Date.now() < until;) await sleep(1000);
  expect(await arrived()).toBe(true);
  const after = await unitsOf(lake());
  expect(Object.keys(after).filter((key) => after[key] !== before[key])).toEqual([`units/account=${changed}/region=eu-west-1/service=kms.jsonl.gz`]);
  // The function came to its end: what it fails on stays in the queue.
  for (const until = Date.now() + 60_000; await waiting() > 0 && Date.now() < until;) await sleep(1000);
  expect(await waiting()).toBe(0);
}, 180_000);

test('an event that is none waits with its reason in the dead letters, and those beside it are read', async () => {
  const before = await unitsOf(lake());
  const [good, poisoned] = [changed, 'nobody'].map((recipientAccountId) => ({
    Source: 'aws.kms', DetailType: 'AWS API Call via CloudTrail', Detail: JSON.stringify({ eventSource: 'kms.amazonaws.com', eventName: 'CreateKey', awsRegion: 'eu-central-1', recipientAccountId }),
  }));
  await sample.emulator.serviceEvents({ accountId: SECURITY, region: 'us-east-1', entries: [poisoned, good] });
  const sqs = new SQSClient(owner);
  const QueueUrl = await queueOf(/EventsDeadLetters/);
  const received = [];
  const read = async () => { const after = await unitsOf(lake()); return Object.keys(after).filter((key) => after[key] !== before[key]); };
  for (const until = Date.now() + 120_000; (received.length === 0 || (await read()).length === 0) && Date.now() < until;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1, VisibilityTimeout: 600, MessageAttributeNames: ['All'] }));
    received.push(...Messages);
  }
  expect(received.map(({ Body, MessageAttributes }) => [JSON.parse(Body!).detail.recipientAccountId, MessageAttributes!.Reason.StringValue])).toEqual([['nobody', expect.stringContaining('no event of CloudTrail')]]);
  expect(await read()).toEqual([`units/account=${changed}/region=eu-central-1/service=kms.jsonl.gz`]);
}, 180_000);
