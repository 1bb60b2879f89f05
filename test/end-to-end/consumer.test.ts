import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { CloudWatchLogsClient, CreateLogGroupCommand, DescribeSubscriptionFiltersCommand } from '@aws-sdk/client-cloudwatch-logs';
import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib/core';
import { ASSETS, START_TIMEOUT } from './sample';
import { clientOptions, type ClientOptions } from '../../emulator/client';
import { deployAssembly } from '../../emulator/deploy';
import { startEmulator, type Emulator } from '../../emulator/start';
import { CloudTrailConsumer, CloudTrailIngestPipeline, EksAuditLogPipeline, LogNotification } from '../../src';
import { LocalObjects } from '../../src/engine/store/local';
import { queryLake } from '../../src/engine/store/query';
import { S3Objects } from '../../src/engine/store/s3';
import { event, files, keyOf, shuffled, type GeneratedFile } from '../engine/activity/ingest/generate';

const ACCOUNT = '111111111111';
/** `CONSUMER_FILES=10000 npx jest test/end-to-end/consumer` takes half an hour; in process, 10,000 are always consumed. */
const FILES = Number(process.env.CONSUMER_FILES ?? 150);
let emulator: Emulator;
let folder: string;
let owner: ClientOptions;

beforeAll(async () => {
  emulator = await startEmulator({ auth: true });
  folder = mkdtempSync(join(tmpdir(), 'consumer-'));
  owner = clientOptions(emulator, ACCOUNT);
}, START_TIMEOUT);
afterAll(async () => {
  await emulator?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Does something with each, eight at a time. */
async function each<T>(values: readonly T[], work: (value: T) => Promise<unknown>) {
  const left = [...values];
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) await work(next);
  }));
}

/** A copy of a lake of Amazon S3 on this machine, for DuckDB. */
async function copyOf(bucket: string): Promise<string> {
  const copy = mkdtempSync(join(folder, 'lake-'));
  const [from, to] = [new S3Objects(new S3Client(owner), bucket), new LocalObjects(copy)];
  await each(await from.list(''), async (key) => to.write(key, (await from.read(key))!));
  return copy;
}
const counted = async (bucket: string) => (await queryLake(await copyOf(bucket), 'SELECT count(*)::INT AS rows, count(DISTINCT id)::INT AS ids, count(DISTINCT object)::INT AS objects FROM activity'))[0];

async function upload(bucket: string, objects: readonly Pick<GeneratedFile, 'key' | 'content'>[]) {
  const s3 = new S3Client(owner);
  await each(objects, ({ key, content }) => s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: content })));
}

describe('deployed from its template', () => {
  let made: Record<string, string>;
  beforeAll(async () => {
    const app = new App({ outdir: mkdtempSync(join(folder, 'cdk.out-')), analyticsReporting: false });
    const stack = new Stack(app, 'Consumer');
    const pipeline = new CloudTrailIngestPipeline(stack, 'Pipeline', { notification: LogNotification.S3, consumerTimeout: Duration.seconds(60) });
    const consumer = new CloudTrailConsumer(stack, 'Consumer', { pipeline, maxConcurrency: 2 });
    const audit = new EksAuditLogPipeline(stack, 'Audit', { pipeline, clusterName: 'prod' });
    consumer.addSource(audit);
    consumer.addEvents();
    const alerts = new Queue(stack, 'AlertQueue');
    new Rule(stack, 'AlertRule', {
      eventPattern: { source: ['cdk-security-scanner'], detailType: ['Activity Finding'], detail: { severity: ['critical', 'high'] } }, targets: [new SqsQueue(alerts)],
    });
    const values = {
      Stream: audit.deliveryStreamName,
      Logs: pipeline.bucketName,
      Queue: pipeline.queueUrl,
      DeadLetters: pipeline.deadLetterQueueUrl,
      Lake: consumer.lakeBucketName,
      Compactor: consumer.compactor.functionName,
      Alerts: alerts.queueUrl,
    };
    for (const [id, value] of Object.entries(values)) new CfnOutput(stack, id, { value });
    await new CloudWatchLogsClient(owner).send(new CreateLogGroupCommand({ logGroupName: '/aws/eks/prod/cluster' }));
    made = (await deployAssembly(app.synth().directory, emulator, { accountId: ACCOUNT })).Consumer;
  }, START_TIMEOUT);

  async function untilConsumed() {
    const sqs = new SQSClient(owner);
    for (let quiet = 0; quiet < 5; await sleep(200)) {
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: made.Queue, AttributeNames: ['All'] }));
      quiet = Number(Attributes!.ApproximateNumberOfMessages) + Number(Attributes!.ApproximateNumberOfMessagesNotVisible) === 0 ? quiet + 1 : 0;
    }
  }

  test('what goes in at S3 comes out in the lake: twice delivered, out of order, with a damaged file and one of 50 MB among them', async () => {
    const generated = files(FILES, 20);
    const whole = files(1, 100)[0].content;
    const damaged = { key: keyOf(ACCOUNT, 'us-east-1', 50_000), content: whole.subarray(0, whole.length - 100) };
    const large = Array.from({ length: 49_000 }, (_, number) => JSON.stringify(event(1_000_000 + number, ACCOUNT, 'us-east-1')));
    const json = `{"Records":[${large.join(',')}]}`;
    expect(json.length).toBeGreaterThan(50e6);
    const digest = { key: `AWSLogs/${ACCOUNT}/CloudTrail-Digest/us-east-1/2026/03/02/d.json.gz`, content: gzipSync('{}') };
    const all = [...generated, damaged, digest, { key: keyOf(ACCOUNT, 'us-east-1', 50_001), content: gzipSync(json, { level: 1 }) }];
    await upload(made.Logs, shuffled(all));
    const sqs = new SQSClient(owner);
    for (const { key } of shuffled(generated).slice(0, FILES * 0.4)) await sqs.send(new SendMessageCommand({ QueueUrl: made.Queue, MessageBody: JSON.stringify({ s3Bucket: made.Logs, s3ObjectKey: [key] }) }));
    await untilConsumed();

    const events = FILES * 20 + large.length;
    expect(await counted(made.Lake)).toEqual({ rows: events, ids: events, objects: FILES + 1 });
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: made.DeadLetters, MessageAttributeNames: ['All'], MaxNumberOfMessages: 10 }));
    expect(Messages.map(({ Body, MessageAttributes }) => [JSON.parse(Body!).s3ObjectKey, MessageAttributes!.Key.StringValue, MessageAttributes!.Reason.StringValue]))
      .toEqual([[[damaged.key], damaged.key, 'unexpected end of file']]);

    const { FunctionError, Payload } = await new LambdaClient(owner).send(new InvokeCommand({ FunctionName: made.Compactor, Payload: '{}' }));
    expect([FunctionError, Buffer.from(Payload ?? []).toString()]).toEqual([undefined, 'null']);
    const copy = await copyOf(made.Lake);
    expect(await queryLake(copy, 'SELECT count(*)::INT AS rows, count(DISTINCT id)::INT AS ids, count(DISTINCT object)::INT AS objects FROM activity')).toEqual([{ rows: events, ids: events, objects: FILES + 1 }]);
    const keys = await new LocalObjects(copy).list('activity/');
    expect(keys.length).toBe(new Set(keys.map((key) => key.slice(0, key.lastIndexOf('/')))).size);
  }, 240_000 + FILES * 400);

  test('an event is judged as it happens, long before its log file, and who asked for it is told', async () => {
    const stopped = { ...event(7, ACCOUNT, 'us-east-1'), eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging', errorCode: undefined, errorMessage: undefined, readOnly: false };
    await emulator.serviceEvents({ accountId: ACCOUNT, region: 'us-east-1', entries: [{ Source: 'aws.cloudtrail', DetailType: 'AWS API Call via CloudTrail', Detail: JSON.stringify(stopped) }] });
    const found = () => copyOf(made.Lake).then((copy) => queryLake(copy, `SELECT severity FROM findings WHERE id = 'cloudtrail-logging-stopped|${stopped.eventID}'`)).catch(() => []);
    let rows = await found();
    for (let attempt = 0; attempt < 60 && rows.length === 0; attempt++) rows = await sleep(500).then(found);
    expect(rows).toEqual([{ severity: 'high' }]);
    const { Messages = [] } = await new SQSClient(owner).send(new ReceiveMessageCommand({ QueueUrl: made.Alerts, WaitTimeSeconds: 20 }));
    expect(Messages.map(({ Body }) => (JSON.parse(Body!) as { detail: object }).detail)).toEqual([
      expect.objectContaining({ id: `cloudtrail-logging-stopped|${stopped.eventID}`, severity: 'high', accountId: ACCOUNT }),
    ]);
  }, 120_000);

  test('audit logs of a cluster come out in the lake, too', async () => {
    const logs = new CloudWatchLogsClient(owner);
    const { subscriptionFilters } = await logs.send(new DescribeSubscriptionFiltersCommand({ logGroupName: '/aws/eks/prod/cluster' }));
    expect(subscriptionFilters).toEqual([expect.objectContaining({ destinationArn: expect.stringContaining(made.Stream), filterPattern: expect.stringContaining('audit.k8s.io') })]);
    // The emulator's CloudWatch Logs hands nothing on: these are the records that it would put, gzip with an envelope.
    const audit = (number: number) => JSON.stringify({
      kind: 'Event',
      apiVersion: 'audit.k8s.io/v1',
      auditID: `audit-${number}`,
      stage: 'ResponseComplete',
      verb: 'get',
      requestURI: '/api',
      user: { username: 'system:anonymous' },
      sourceIPs: ['198.51.100.7'],
      objectRef: { resource: 'secrets', namespace: 'default' },
      requestReceivedTimestamp: '2026-03-02T10:00:00.000000Z',
      responseStatus: { code: 200 },
    });
    const envelope = { messageType: 'DATA_MESSAGE', owner: ACCOUNT, logGroup: '/aws/eks/prod/cluster', logStream: 'kube-apiserver-audit-1', subscriptionFilters: ['x'] };
    const Records = [0, 1].map((record) => ({ Data: gzipSync(JSON.stringify({ ...envelope, logEvents: [0, 1, 2].map((at) => ({ id: `${record}${at}`, timestamp: 1, message: audit(record * 3 + at) })) })) }));
    await new FirehoseClient(owner).send(new PutRecordBatchCommand({ DeliveryStreamName: made.Stream, Records }));
    let rows: unknown[] = [];
    for (let attempt = 0; attempt < 60 && rows.length < 6; attempt++) {
      await sleep(500);
      // There is no lake before its first file.
      rows = await queryLake(await copyOf(made.Lake), "SELECT id, account, region, day, object FROM activity WHERE eventSource = 'eks-audit' ORDER BY id").catch(() => []);
    }
    expect(rows).toEqual([0, 1, 2, 3, 4, 5].map((number) => ({
      id: `audit-${number}/ResponseComplete`, account: ACCOUNT, region: 'us-east-1', day: '2026-03-02', object: expect.stringMatching(`^s3://${made.Logs}/AWSLogs/${ACCOUNT}/EKS-Audit/us-east-1/[0-9/]+/prod_`),
    })));
  }, 120_000);
});

test('killed in mid-batch, it loses nothing, and when the batch comes again nothing is double', async () => {
  const [logs, lake] = ['kill-logs', 'kill-lake'];
  for (const Bucket of [logs, lake]) await new S3Client(owner).send(new CreateBucketCommand({ Bucket }));
  const generated = files(40, 50);
  await upload(logs, generated);
  const Records = generated.map(({ key }, at) => ({ messageId: String(at), body: JSON.stringify({ s3Bucket: logs, s3ObjectKey: [key] }) }));
  const script = `
    const { handler } = require(${JSON.stringify(join(ASSETS, 'handlers', 'cloudtrail-consumer', 'index.js'))});
    handler(${JSON.stringify({ Records })}, { getRemainingTimeInMillis: () => 60000 }).then((answer) => console.log('answer ' + JSON.stringify(answer)));`;
  const environment = {
    ...process.env,
    ...emulator.environment(ACCOUNT, 'us-east-1'),
    AWS_ENDPOINT_URL: emulator.endpoint.replace('localhost', '127.0.0.1'),
    LAKE_BUCKET: lake,
    LAKE_PREFIX: '',
    DEAD_LETTER_QUEUE_URL: '',
    DETECTION_SETTINGS: '',
    POWERTOOLS_SERVICE_NAME: 'test',
    POWERTOOLS_METRICS_NAMESPACE: 'Test',
  };
  const run = async (killAfter?: number) => {
    const child = spawn(process.execPath, ['-e', script], { env: environment });
    let output = '';
    let consumed = 0;
    child.stderr.on('data', (chunk) => { output += chunk; });
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
      consumed += chunk.toString().split('"consumed"').length - 1;
      if (killAfter !== undefined && consumed >= killAfter) child.kill('SIGKILL');
    });
    const signal = await new Promise((resolve) => child.on('close', (_, by) => resolve(by)));
    return { signal, answer: /^answer (.*)$/m.exec(output)?.[1], output };
  };
  expect(await run(5)).toMatchObject({ signal: 'SIGKILL', answer: undefined });
  const { objects } = await counted(lake) as { objects: number };
  expect(objects).toBeGreaterThanOrEqual(5);
  expect(objects).toBeLessThan(40);
  const again = await run();
  expect(again).toMatchObject({ signal: null, answer: '{"batchItemFailures":[]}' });
  expect(await counted(lake)).toEqual({ rows: 2000, ids: 2000, objects: 40 });
}, 120_000);
