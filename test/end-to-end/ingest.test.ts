import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { CloudFormationClient, DeleteStackCommand, DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient, DescribeTrailsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient, DescribeAlarmsCommand, GetDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { CreateRoleCommand, GetRoleCommand, GetRolePolicyCommand, IAMClient, ListRolePoliciesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, GetKeyPolicyCommand, GetKeyRotationStatusCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand, GetBucketEncryptionCommand, GetBucketLifecycleConfigurationCommand, GetBucketNotificationConfigurationCommand, GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand, GetBucketVersioningCommand, GetObjectCommand, GetPublicAccessBlockCommand, ListObjectsV2Command, PutObjectCommand, S3Client,
} from '@aws-sdk/client-s3';
import { CreateTopicCommand, GetSubscriptionAttributesCommand, GetTopicAttributesCommand, ListSubscriptionsByTopicCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ChangeMessageVisibilityCommand, DeleteMessageCommand, GetQueueAttributesCommand, ListQueuesCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { ArnPrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket as CdkBucket } from 'aws-cdk-lib/aws-s3';
import { Topic as CdkTopic } from 'aws-cdk-lib/aws-sns';
import { App, BootstraplessSynthesizer, CfnOutput, Stack } from 'aws-cdk-lib/core';
import { START_TIMEOUT } from './sample';
import { clientOptions, type ClientOptions } from '../../emulator/client';
import { deployAssembly } from '../../emulator/deploy';
import { startEmulator, type Emulator } from '../../emulator/start';
import { CloudTrailIngestPipeline, LogNotification, LogReaderRole, ScannerTrust, type CloudTrailIngestPipelineProps } from '../../src';

const [CUSTOMER, PLATFORM] = ['111111111111', '222222222222'];
const LOG = `AWSLogs/${CUSTOMER}/CloudTrail/us-east-1/2026/11/25/${CUSTOMER}_CloudTrail_us-east-1_20261125T1200Z_abcdefghijklmnop.json.gz`;
const DIGEST = `AWSLogs/${CUSTOMER}/CloudTrail-Digest/us-east-1/2026/11/25/${CUSTOMER}_CloudTrail-Digest_us-east-1_trail_us-east-1_20261125T120000Z.json.gz`;
const records = gzipSync(JSON.stringify({ Records: [{ eventName: 'CreateUser', eventID: '1' }] }));

let emulator: Emulator;
let folder: string;
let owner: ClientOptions;

beforeAll(async () => {
  emulator = await startEmulator({ auth: true });
  folder = mkdtempSync(join(tmpdir(), 'ingest-'));
  owner = clientOptions(emulator, CUSTOMER);
}, START_TIMEOUT);
afterAll(async () => {
  await emulator?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Deploys a pipeline with a reader by CloudFormation; answers what the pipeline is called. */
async function deploy(name: string, props: CloudTrailIngestPipelineProps): Promise<Record<string, string>> {
  const app = new App({ outdir: mkdtempSync(join(folder, 'cdk.out-')), analyticsReporting: false });
  const stack = new Stack(app, name, { synthesizer: new BootstraplessSynthesizer() });
  const pipeline = new CloudTrailIngestPipeline(stack, 'Pipeline', props);
  const reader = new LogReaderRole(stack, 'Reader', { source: pipeline, trust: ScannerTrust.account(PLATFORM, 'agreed-7f3a') });
  const values = {
    Trail: pipeline.trailArn,
    Bucket: pipeline.bucketName,
    Topic: pipeline.topicArn,
    Queue: pipeline.queueUrl,
    QueueArn: pipeline.queueArn,
    DeadLetters: pipeline.deadLetterQueueArn,
    LogKey: pipeline.logKeyArn,
    MessageKey: pipeline.messageKeyArn,
    ReaderArn: reader.roleArn,
    ReaderName: reader.roleName,
  };
  for (const [id, value] of Object.entries(values)) if (value) new CfnOutput(stack, id, { value });
  return (await deployAssembly(app.synth().directory, emulator, { accountId: CUSTOMER }))[name];
}

/** A session of the platform in the reader role. */
async function reading(roleArn: string, ExternalId: string): Promise<ClientOptions> {
  const iam = new IAMClient(clientOptions(emulator, PLATFORM));
  const assume = { Effect: 'Allow', Action: 'sts:AssumeRole' };
  const RoleName = 'collector';
  if (!await iam.send(new GetRoleCommand({ RoleName })).catch(() => undefined)) {
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ ...assume, Principal: { AWS: `arn:aws:iam::${PLATFORM}:root` } }] }) }));
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'assume', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ ...assume, Resource: '*' }] }) }));
  }
  const step = async (from: ClientOptions, RoleArn: string, id?: string) => {
    const { Credentials: given } = await new STSClient(from).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'read', ExternalId: id }));
    return clientOptions(emulator, { accessKeyId: given!.AccessKeyId!, secretAccessKey: given!.SecretAccessKey!, sessionToken: given!.SessionToken! });
  };
  return step(await step(clientOptions(emulator, PLATFORM), `arn:aws:iam::${PLATFORM}:role/${RoleName}`), roleArn, ExternalId);
}

/** The next message of a queue, waited for. */
async function next(sqs: SQSClient, QueueUrl: string) {
  for (let attempt = 0; attempt < 50; attempt++) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    if (Messages.length > 0) return Messages[0];
    await sleep(100);
  }
  throw new Error('No message arrived within 5 seconds.');
}

const denied = expect.objectContaining({ name: expect.stringMatching(/^(AccessDenied|AccessDeniedException)$/) });
type Statement = { Sid?: string; Effect: string; Principal: unknown; Action: string | string[]; Resource: string | string[]; Condition?: Record<string, Record<string, string>> };
const parsed = (text?: string) => (JSON.parse(text!) as { Statement: Statement[] }).Statement;
const bySid = (text: string | undefined, sid: string) => parsed(text).find(({ Sid }) => Sid === sid)!;

describe('told by the bucket', () => {
  let made: Record<string, string>;
  beforeAll(async () => {
    made = await deploy('Told', { notification: LogNotification.S3 });
  });

  test('the bucket is what the template says', async () => {
    const s3 = new S3Client(owner);
    const { Bucket, LogKey, Trail, Topic } = made;
    expect(Bucket).toMatch(/^cloudtrail-111111111111-[0-9a-f]{8}-[0-9a-f]{6}$/);
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
    expect((await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration)
      .toEqual({ BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true });
    expect((await s3.send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration!.Rules![0])
      .toMatchObject({ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: LogKey }, BucketKeyEnabled: true });
    expect((await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }))).OwnershipControls!.Rules![0].ObjectOwnership).toBe('BucketOwnerEnforced');
    const { Rules } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(Rules![0]).toMatchObject({ Status: 'Enabled', Expiration: { Days: 913 }, Transitions: [{ Days: 365, StorageClass: 'GLACIER' }], NoncurrentVersionExpiration: { NoncurrentDays: 365 } });
    const { TopicConfigurations } = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    expect(TopicConfigurations).toHaveLength(1);
    expect(TopicConfigurations![0]).toMatchObject({ TopicArn: Topic, Events: ['s3:ObjectCreated:*'] });
    const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
    expect(parsed(Policy).find(({ Effect }) => Effect === 'Deny')).toMatchObject({ Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
    expect(bySid(Policy, 'TrailWrites')).toMatchObject({
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Resource: `arn:aws:s3:::${Bucket}/AWSLogs/${CUSTOMER}/*`,
      Condition: { StringEquals: { 'aws:SourceArn': Trail, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    });
    expect(bySid(Policy, 'TrailChecksAcl').Condition).toEqual({ StringEquals: { 'aws:SourceArn': Trail } });
  });

  test('the trail records every Region, is validated, encrypted and logging', async () => {
    const cloudTrail = new CloudTrailClient(owner);
    const { trailList } = await cloudTrail.send(new DescribeTrailsCommand({ trailNameList: [made.Trail] }));
    expect(trailList).toHaveLength(1);
    expect(trailList![0]).toMatchObject({
      TrailARN: made.Trail, S3BucketName: made.Bucket, KmsKeyId: made.LogKey, IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true, LogFileValidationEnabled: true,
    });
    expect((await cloudTrail.send(new GetTrailStatusCommand({ Name: made.Trail }))).IsLogging).toBe(true);
  });

  test('the keys rotate, and let in who needs them for what they are for', async () => {
    const kms = new KMSClient(owner);
    const policy = async (KeyId: string) => {
      expect((await kms.send(new GetKeyRotationStatusCommand({ KeyId }))).KeyRotationEnabled).toBe(true);
      return (await kms.send(new GetKeyPolicyCommand({ KeyId }))).Policy;
    };
    expect(bySid(await policy(made.LogKey), 'TrailEncrypts').Condition).toEqual({
      StringEquals: { 'aws:SourceArn': made.Trail }, StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:*:${CUSTOMER}:trail/*` },
    });
    const messages = await policy(made.MessageKey);
    expect(bySid(messages, 'NoticePublished')).toMatchObject({
      Principal: { Service: 's3.amazonaws.com' }, Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:s3:::${made.Bucket}` }, StringEquals: { 'aws:SourceAccount': CUSTOMER } },
    });
    expect(bySid(messages, 'NoticeSent')).toMatchObject({ Principal: { Service: 'sns.amazonaws.com' }, Condition: { ArnEquals: { 'aws:SourceArn': made.Topic } } });
  });

  test('the queues keep what they get, and give up after five attempts', async () => {
    const sqs = new SQSClient(owner);
    const attributes = async (QueueUrl: string) => (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes!;
    const queue = await attributes(made.Queue);
    expect(queue).toMatchObject({ QueueArn: made.QueueArn, KmsMasterKeyId: made.MessageKey, VisibilityTimeout: '360', MessageRetentionPeriod: '1209600' });
    expect(JSON.parse(queue.RedrivePolicy!)).toMatchObject({ deadLetterTargetArn: made.DeadLetters, maxReceiveCount: 5 });
    const { QueueUrls } = await sqs.send(new ListQueuesCommand({}));
    const deadLetters = await attributes(QueueUrls!.find((url) => url.endsWith(`/${made.DeadLetters.split(':').at(-1)}`))!);
    expect(deadLetters).toMatchObject({ KmsMasterKeyId: made.MessageKey, MessageRetentionPeriod: '1209600' });
    for (const { Policy, QueueArn } of [queue, deadLetters]) {
      expect(bySid(Policy, 'NoticeSent')).toMatchObject({
        Principal: { Service: 'sns.amazonaws.com' }, Resource: QueueArn, Condition: { ArnEquals: { 'aws:SourceArn': made.Topic } },
      });
      expect(parsed(Policy).filter(({ Effect }) => Effect === 'Allow')).toHaveLength(1);
    }
  });

  test('the topic is encrypted, only the bucket publishes, and the queue is subscribed with its dead letters', async () => {
    const sns = new SNSClient(owner);
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn: made.Topic }));
    expect(Attributes!.KmsMasterKeyId).toBe(made.MessageKey);
    expect(parsed(Attributes!.Policy).filter(({ Effect }) => Effect === 'Allow')).toEqual([expect.objectContaining({
      Principal: { Service: 's3.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: made.Topic,
      Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:s3:::${made.Bucket}` }, StringEquals: { 'aws:SourceAccount': CUSTOMER } },
    })]);
    const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: made.Topic }));
    expect(Subscriptions).toEqual([expect.objectContaining({ Protocol: 'sqs', Endpoint: made.QueueArn })]);
    const subscription = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: Subscriptions![0].SubscriptionArn }));
    expect(JSON.parse(subscription.Attributes!.RedrivePolicy)).toEqual({ deadLetterTargetArn: made.DeadLetters });
  });

  test('the alarms watch the queues that were made, and the dashboard shows them', async () => {
    const cloudWatch = new CloudWatchClient(owner);
    const alarms = (await cloudWatch.send(new DescribeAlarmsCommand({}))).MetricAlarms!.filter(({ AlarmName }) => AlarmName!.startsWith('Told-'));
    expect(alarms.map(({ MetricName, Dimensions }) => `${MetricName} ${Dimensions![0].Value}`).sort()).toEqual([
      `ApproximateAgeOfOldestMessage ${made.QueueArn.split(':').at(-1)}`, `ApproximateNumberOfMessagesVisible ${made.DeadLetters.split(':').at(-1)}`,
      `NumberOfMessagesSent ${made.QueueArn.split(':').at(-1)}`, `NumberOfNotificationsFailed ${made.Topic.split(':').at(-1)}`,
    ]);
    const { StackResourceSummaries } = await new CloudFormationClient(owner).send(new ListStackResourcesCommand({ StackName: 'Told' }));
    const { PhysicalResourceId: DashboardName } = StackResourceSummaries!.find(({ ResourceType }) => ResourceType === 'AWS::CloudWatch::Dashboard')!;
    const { DashboardBody } = await cloudWatch.send(new GetDashboardCommand({ DashboardName }));
    for (const { AlarmArn } of alarms) expect(DashboardBody).toContain(AlarmArn);
  });

  test('a log file put into the bucket arrives in the queue, and the reader reads it, and nothing else', async () => {
    const s3 = new S3Client(owner);
    const { Bucket } = made;
    await s3.send(new PutObjectCommand({ Bucket, Key: DIGEST, Body: records }));
    await s3.send(new PutObjectCommand({ Bucket, Key: LOG, Body: records }));
    await s3.send(new CreateBucketCommand({ Bucket: 'letters' }));
    await s3.send(new PutObjectCommand({ Bucket: 'letters', Key: LOG, Body: records }));

    await expect(reading(made.ReaderArn, 'wrong')).rejects.toThrow(denied);
    const session = await reading(made.ReaderArn, 'agreed-7f3a');
    const [queue, objects] = [new SQSClient(session), new S3Client(session)];
    const keys: string[] = [];
    for (let seen = ''; seen !== LOG; keys.push(seen)) {
      const message = await next(queue, made.Queue);
      const notice = JSON.parse(JSON.parse(message.Body!).Message);
      // Amazon S3 says in a message of its own that the notification was set up.
      seen = notice.Records ? decodeURIComponent(notice.Records[0].s3.object.key) : notice.Event;
      if (notice.Records) expect(notice.Records[0].s3.bucket.name).toBe(Bucket);
      await queue.send(new DeleteMessageCommand({ QueueUrl: made.Queue, ReceiptHandle: message.ReceiptHandle }));
    }
    expect(keys.filter((key) => key !== 's3:TestEvent')).toEqual([LOG]);
    const { Body } = await objects.send(new GetObjectCommand({ Bucket, Key: LOG }));
    expect(Buffer.from(await Body!.transformToByteArray())).toEqual(records);

    await expect(objects.send(new GetObjectCommand({ Bucket, Key: DIGEST }))).rejects.toThrow(denied);
    await expect(objects.send(new GetObjectCommand({ Bucket: 'letters', Key: LOG }))).rejects.toThrow(denied);
    await expect(objects.send(new ListObjectsV2Command({ Bucket }))).rejects.toThrow(denied);
    await expect(objects.send(new PutObjectCommand({ Bucket, Key: LOG, Body: 'forged' }))).rejects.toThrow(denied);
    await expect(queue.send(new SendMessageCommand({ QueueUrl: made.Queue, MessageBody: 'forged' }))).rejects.toThrow(denied);
    await expect(new SNSClient(session).send(new PublishCommand({ TopicArn: made.Topic, Message: 'forged' }))).rejects.toThrow(expect.objectContaining({ name: expect.stringMatching(/Authorization|AccessDenied/) }));
  });

  test('a message that nobody can consume is among the dead letters after five attempts', async () => {
    const sqs = new SQSClient(owner);
    await sqs.send(new SendMessageCommand({ QueueUrl: made.Queue, MessageBody: 'poison' }));
    for (let attempt = 0; attempt < 5; attempt++) {
      const { Body, ReceiptHandle } = await next(sqs, made.Queue);
      expect(Body).toBe('poison');
      await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: made.Queue, ReceiptHandle, VisibilityTimeout: 0 }));
    }
    expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl: made.Queue }))).Messages ?? []).toEqual([]);
    const { QueueUrls } = await sqs.send(new ListQueuesCommand({}));
    const deadLetters = QueueUrls!.find((url) => url.endsWith(`/${made.DeadLetters.split(':').at(-1)}`))!;
    expect((await next(sqs, deadLetters)).Body).toBe('poison');
  });

  test('the role has one policy, that of its template', async () => {
    const iam = new IAMClient(owner);
    const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName: made.ReaderName }));
    expect(PolicyNames).toHaveLength(1);
    const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName: made.ReaderName, PolicyName: PolicyNames![0] }));
    expect(bySid(decodeURIComponent(PolicyDocument!), 'ReadLogs').Resource).toBe(`arn:aws:s3:::${made.Bucket}/AWSLogs/${CUSTOMER}/CloudTrail/*`);
    expect(bySid(decodeURIComponent(PolicyDocument!), 'DecryptLogs')).toMatchObject({ Resource: made.LogKey, Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } } });
    expect(bySid(decodeURIComponent(PolicyDocument!), 'DecryptNotices')).toMatchObject({ Resource: made.MessageKey, Condition: { StringEquals: { 'kms:ViaService': 'sqs.us-east-1.amazonaws.com' } } });
  });

  test('a deleted stack leaves the bucket with its files, policy and key, and nothing else', async () => {
    const cloudFormation = new CloudFormationClient(owner);
    await cloudFormation.send(new DeleteStackCommand({ StackName: 'Told' }));
    for (let attempt = 0; attempt < 100; attempt++) {
      const status = await cloudFormation.send(new DescribeStacksCommand({ StackName: 'Told' })).then(({ Stacks }) => Stacks![0].StackStatus, () => 'DELETE_COMPLETE');
      if (status === 'DELETE_COMPLETE') break;
      expect(status).toBe('DELETE_IN_PROGRESS');
      await sleep(100);
    }
    const s3 = new S3Client(owner);
    const { Bucket } = made;
    expect((await s3.send(new ListObjectsV2Command({ Bucket }))).Contents!.map(({ Key }) => Key).sort()).toEqual([DIGEST, LOG].sort());
    expect(parsed((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).some(({ Effect }) => Effect === 'Deny')).toBe(true);
    const kms = new KMSClient(owner);
    expect((await kms.send(new DescribeKeyCommand({ KeyId: made.LogKey }))).KeyMetadata!.KeyState).toBe('Enabled');
    expect((await kms.send(new DescribeKeyCommand({ KeyId: made.MessageKey }))).KeyMetadata!.KeyState).toBe('PendingDeletion');
    expect((await new SQSClient(owner).send(new ListQueuesCommand({}))).QueueUrls ?? []).toEqual([]);
    expect((await new CloudTrailClient(owner).send(new DescribeTrailsCommand({}))).trailList).toEqual([]);
    await expect(new SNSClient(owner).send(new GetTopicAttributesCommand({ TopicArn: made.Topic }))).rejects.toThrow(expect.objectContaining({ name: expect.stringMatching(/^NotFound/) }));
    await expect(new IAMClient(owner).send(new GetRoleCommand({ RoleName: made.ReaderName }))).rejects.toThrow(expect.objectContaining({ name: expect.stringMatching(/^NoSuchEntity/) }));
    expect((await new CloudWatchClient(owner).send(new DescribeAlarmsCommand({}))).MetricAlarms).toEqual([]);
  });
});

test('told by Amazon EventBridge: a log file arrives, a digest file does not', async () => {
  const { Bucket, Queue, Topic } = await deploy('Bus', { notification: LogNotification.EVENT_BRIDGE });
  expect(Topic).toBeUndefined();
  const s3 = new S3Client(owner);
  await s3.send(new PutObjectCommand({ Bucket, Key: DIGEST, Body: records }));
  await s3.send(new PutObjectCommand({ Bucket, Key: LOG, Body: records }));
  const sqs = new SQSClient(owner);
  expect(JSON.parse((await next(sqs, Queue)).Body!)).toMatchObject({ 'source': 'aws.s3', 'detail-type': 'Object Created', 'detail': { bucket: { name: Bucket }, object: { key: LOG } } });
  await expect(next(sqs, Queue)).rejects.toThrow('No message');
});

test('told by CloudTrail: the trail knows the topic by its ARN, and what is published there arrives', async () => {
  const { Trail, Topic, Queue, Bucket } = await deploy('Trail', {});
  const { trailList } = await new CloudTrailClient(owner).send(new DescribeTrailsCommand({ trailNameList: [Trail] }));
  expect(trailList![0].SnsTopicARN).toBe(Topic);
  // The emulator's trail delivers nothing: this is the message that CloudTrail would publish.
  const notice = JSON.stringify({ s3Bucket: Bucket, s3ObjectKey: [LOG] });
  await new SNSClient(owner).send(new PublishCommand({ TopicArn: Topic, Message: notice }));
  expect(JSON.parse((await next(new SQSClient(owner), Queue)).Body!)).toMatchObject({ Type: 'Notification', TopicArn: Topic, Message: notice });
});

test('AWS Control Tower: the queue is in Audit, the reader in Log Archive, and nothing that exists is changed', async () => {
  const [MANAGEMENT, ARCHIVE, AUDIT, ORGANIZATION] = ['999999999999', '333333333333', '444444444444', 'o-a1b2c3d4e5'];
  const [Bucket, trailArn] = [`aws-controltower-logs-${ARCHIVE}-us-east-1`, `arn:aws:cloudtrail:us-east-1:${MANAGEMENT}:trail/aws-controltower-BaselineCloudTrail`];
  const [archive, audit] = [ARCHIVE, AUDIT].map((accountId) => clientOptions(emulator, accountId));
  await new S3Client(archive).send(new CreateBucketCommand({ Bucket }));
  const { TopicArn } = await new SNSClient(audit).send(new CreateTopicCommand({ Name: 'aws-controltower-notices' }));
  const layout = { organizationId: ORGANIZATION, logPrefix: ORGANIZATION };
  const stackIn = async (accountId: string, name: string, fill: (stack: Stack) => Record<string, string>) => {
    const app = new App({ outdir: mkdtempSync(join(folder, 'cdk.out-')), analyticsReporting: false });
    const stack = new Stack(app, name, { synthesizer: new BootstraplessSynthesizer(), env: { account: accountId, region: 'us-east-1' } });
    for (const [id, value] of Object.entries(fill(stack))) new CfnOutput(stack, id, { value });
    return (await deployAssembly(app.synth().directory, emulator, { accountId }))[name];
  };
  const made = await stackIn(AUDIT, 'Audit', (stack) => {
    const pipeline = new CloudTrailIngestPipeline(stack, 'Pipeline', {
      ...layout,
      trail: CfnTrail.fromTrailArn(stack, 'Trail', trailArn),
      bucket: CdkBucket.fromBucketAttributes(stack, 'Bucket', { bucketName: Bucket, account: ARCHIVE }),
      topic: CdkTopic.fromTopicArn(stack, 'Topic', TopicArn!),
    });
    pipeline.grantRead(new ArnPrincipal(`arn:aws:iam::${ARCHIVE}:role/reader`));
    return { Queue: pipeline.queueUrl, QueueArn: pipeline.queueArn, MessageKey: pipeline.messageKeyArn };
  });
  const { ReaderArn } = await stackIn(ARCHIVE, 'LogArchive', (stack) => {
    const source = CloudTrailIngestPipeline.fromAttributes(stack, 'Logs', { ...layout, trailArn, bucketArn: `arn:aws:s3:::${Bucket}`, queueArn: made.QueueArn, messageKeyArn: made.MessageKey });
    return { ReaderArn: new LogReaderRole(stack, 'Reader', { source, roleName: 'reader', trust: ScannerTrust.account(PLATFORM, 'agreed-7f3a') }).roleArn };
  });

  const key = (part: string) => `${ORGANIZATION}/AWSLogs/${ORGANIZATION}/${CUSTOMER}/${part}/us-east-1/2026/11/25/file.json.gz`;
  for (const each of ['CloudTrail', 'CloudTrail-Digest']) await new S3Client(archive).send(new PutObjectCommand({ Bucket, Key: key(each), Body: records }));
  await new SNSClient(audit).send(new PublishCommand({ TopicArn, Message: JSON.stringify({ s3Bucket: Bucket, s3ObjectKey: [key('CloudTrail')] }) }));
  const session = await reading(ReaderArn, 'agreed-7f3a');
  const { s3Bucket, s3ObjectKey } = JSON.parse(JSON.parse((await next(new SQSClient(session), made.Queue)).Body!).Message);
  const { Body } = await new S3Client(session).send(new GetObjectCommand({ Bucket: s3Bucket, Key: s3ObjectKey[0] }));
  expect(Buffer.from(await Body!.transformToByteArray())).toEqual(records);
  await expect(new S3Client(session).send(new GetObjectCommand({ Bucket, Key: key('CloudTrail-Digest') }))).rejects.toThrow(denied);

  // Another role of Log Archive, whatever it is granted there.
  const iam = new IAMClient(archive);
  await iam.send(new CreateRoleCommand({ RoleName: 'other', AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${PLATFORM}:root` } }] }) }));
  await iam.send(new PutRolePolicyCommand({ RoleName: 'other', PolicyName: 'all', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }) }));
  const other = new SQSClient(await reading(`arn:aws:iam::${ARCHIVE}:role/other`, 'agreed-7f3a'));
  await expect(other.send(new ReceiveMessageCommand({ QueueUrl: made.Queue }))).rejects.toThrow(denied);
});
