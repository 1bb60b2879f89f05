import { CloudTrailClient, CreateTrailCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CreateTableCommand, DynamoDBClient, UpdateContinuousBackupsCommand } from '@aws-sdk/client-dynamodb';
import {
  AuthorizeSecurityGroupIngressCommand, CreateFlowLogsCommand, CreateSecurityGroupCommand, CreateVolumeCommand, CreateVpcCommand, EC2Client,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient, RegisterTaskDefinitionCommand, type ContainerDefinition } from '@aws-sdk/client-ecs';
import { CreateFileSystemCommand, EFSClient } from '@aws-sdk/client-efs';
import { CreateLoadBalancerCommand, ElasticLoadBalancingV2Client, ModifyLoadBalancerAttributesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AttachUserPolicyCommand, CreatePolicyCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { CreateKeyCommand, EnableKeyRotationCommand, KMSClient, PutKeyPolicyCommand, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { CreateDBInstanceCommand, CreateDBParameterGroupCommand, RDSClient } from '@aws-sdk/client-rds';
import {
  CreateBucketCommand, DeletePublicAccessBlockCommand, PutBucketEncryptionCommand, PutBucketLoggingCommand, PutBucketOwnershipControlsCommand, PutBucketPolicyCommand, PutBucketVersioningCommand,
  PutPublicAccessBlockCommand, S3Client,
} from '@aws-sdk/client-s3';
import { CreateSecretCommand, PutResourcePolicyCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateTopicCommand, SetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createNetwork } from './network';
import type { ClientOptions } from '../../emulator/client';

/** A check with the keys of a resource that is as it should be and of one that is not. */
export interface Pair { readonly check: string; readonly good: string; readonly bad: string }

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const everyone = (Action: string, Resource: string) => ({ Effect: 'Allow', Principal: '*', Action, Resource });
const root = (account: string) => ({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' });

/** The same two resources for several checks. */
const pairs = (good: string, bad: string, ...checks: readonly string[]): Pair[] => checks.map((check) => ({ check, good, bad }));

async function buckets(options: ClientOptions): Promise<Pair[]> {
  const s3 = new S3Client(options);
  const [good, bad] = ['pairs-good', 'pairs-bad'];
  for (const Bucket of [good, bad]) await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
  const tls = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [`arn:aws:s3:::${good}`, `arn:aws:s3:::${good}/*`], Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
  await s3.send(new PutBucketPolicyCommand({ Bucket: good, Policy: policy(tls) }));
  await s3.send(new PutBucketVersioningCommand({ Bucket: good, VersioningConfiguration: { Status: 'Enabled' } }));
  await s3.send(new PutBucketEncryptionCommand({ Bucket: good, ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] } }));
  await s3.send(new PutPublicAccessBlockCommand({ Bucket: good, PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true } }));
  await s3.send(new PutBucketOwnershipControlsCommand({ Bucket: good, OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } }));
  await s3.send(new PutBucketLoggingCommand({ Bucket: good, BucketLoggingStatus: { LoggingEnabled: { TargetBucket: good, TargetPrefix: 'log/' } } }));
  await s3.send(new PutBucketOwnershipControlsCommand({ Bucket: bad, OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } }));
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket: bad }));
  await s3.send(new PutBucketPolicyCommand({ Bucket: bad, Policy: policy(everyone('s3:GetObject', `arn:aws:s3:::${bad}/*`)) }));
  return pairs(`arn:aws:s3:::${good}`, `arn:aws:s3:::${bad}`, 's3-bucket-tls-only', 's3-bucket-versioned', 's3-bucket-kms-encrypted', 's3-bucket-public-access-block',
    's3-bucket-acls-off', 's3-bucket-access-logs', 's3-bucket-not-public');
}

async function keys(options: ClientOptions): Promise<Pair[]> {
  const kms = new KMSClient(options);
  const account = options.credentials.accessKeyId;
  const create = async () => (await kms.send(new CreateKeyCommand({ Policy: policy(root(account)) }))).KeyMetadata!.Arn!;
  const [good, bad, going] = [await create(), await create(), await create()];
  await kms.send(new EnableKeyRotationCommand({ KeyId: good }));
  await kms.send(new PutKeyPolicyCommand({ KeyId: bad, PolicyName: 'default', Policy: policy(root(account), everyone('kms:Decrypt', '*')) }));
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId: going, PendingWindowInDays: 7 }));
  return [...pairs(good, bad, 'kms-key-rotates', 'kms-key-not-public'), ...pairs(good, going, 'kms-key-not-pending-deletion')];
}

async function machines(options: ClientOptions): Promise<Pair[]> {
  const ec2 = new EC2Client(options);
  const arn = (resource: string) => `arn:aws:ec2:eu-west-1:${options.credentials.accessKeyId}:${resource}`;
  const { vpcId, subnetIds: [SubnetId] } = await createNetwork(options);
  const group = async (GroupName: string, CidrIp: string, ports: readonly number[]) => {
    const { GroupId } = await ec2.send(new CreateSecurityGroupCommand({ GroupName, Description: GroupName, VpcId: vpcId }));
    const IpPermissions = ports.map((port) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp }] }));
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
    return arn(`security-group/${GroupId}`);
  };
  const groups = [await group('inside', '10.0.0.0/8', [22, 3389, 8080]), await group('outside', '0.0.0.0/0', [22, 3389, 8080])] as const;
  const run = async (HttpTokens: 'required' | 'optional') => (await ec2.send(new RunInstancesCommand({
    ImageId: 'ami-0123456789abcdef0', InstanceType: 't3.micro', MinCount: 1, MaxCount: 1, SubnetId, MetadataOptions: { HttpTokens, HttpEndpoint: 'enabled' },
  }))).Instances![0].InstanceId!;
  const instances = [arn(`instance/${await run('required')}`), arn(`instance/${await run('optional')}`)] as const;
  const volume = async (Encrypted: boolean) => (await ec2.send(new CreateVolumeCommand({ AvailabilityZone: 'eu-west-1a', Size: 8, Encrypted }))).VolumeId!;
  const volumes = [await volume(true), await volume(false)] as const;
  const [watched, unwatched] = [await ec2.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' })), await ec2.send(new CreateVpcCommand({ CidrBlock: '10.8.0.0/16' }))]
    .map(({ Vpc }) => Vpc!.VpcId!);
  await ec2.send(new CreateFlowLogsCommand({ ResourceIds: [watched], ResourceType: 'VPC', TrafficType: 'ALL', LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::pairs-good' }));
  return [
    ...pairs(...groups, 'ec2-security-group-no-world-admin-ports', 'ec2-security-group-no-world-high-risk-ports'), ...pairs(...instances, 'ec2-instance-imdsv2'),
    ...pairs(arn(`volume/${volumes[0]}`), arn(`volume/${volumes[1]}`), 'ec2-volume-encrypted'),
    ...pairs(arn(`vpc/${watched}`), arn(`vpc/${unwatched}`), 'vpc-flow-logs'),
  ];
}

async function messages(options: ClientOptions): Promise<Pair[]> {
  const [sns, sqs] = [new SNSClient(options), new SQSClient(options)];
  const topic = async (Name: string, Attributes: Record<string, string>) => (await sns.send(new CreateTopicCommand({ Name, Attributes }))).TopicArn!;
  const topics = [await topic('good', { KmsMasterKeyId: 'alias/aws/sns' }), await topic('bad', {})] as const;
  await sns.send(new SetTopicAttributesCommand({ TopicArn: topics[1], AttributeName: 'Policy', AttributeValue: policy(everyone('sns:Publish', topics[1])) }));
  const queue = async (QueueName: string, Attributes: Record<string, string>) => {
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
    return (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }))).Attributes!.QueueArn!;
  };
  const queues = [await queue('good', { KmsMasterKeyId: 'alias/aws/sqs' }), await queue('bad', { SqsManagedSseEnabled: 'false', Policy: policy(everyone('sqs:*', '*')) })] as const;
  return [...pairs(...topics, 'sns-topic-encrypted', 'sns-topic-not-public'), ...pairs(...queues, 'sqs-queue-encrypted', 'sqs-queue-not-public')];
}

async function stores(options: ClientOptions): Promise<Pair[]> {
  const [rds, dynamodb, efs, secrets] = [new RDSClient(options), new DynamoDBClient(options), new EFSClient(options), new SecretsManagerClient(options)];
  await rds.send(new CreateDBParameterGroupCommand({ DBParameterGroupName: 'pairs', DBParameterGroupFamily: 'postgres16', Description: 'pairs' }));
  const database = async (DBInstanceIdentifier: string, more: object) => (await rds.send(new CreateDBInstanceCommand({
    DBInstanceIdentifier, Engine: 'postgres', DBInstanceClass: 'db.t4g.micro', AllocatedStorage: 20, MasterUsername: 'pairs', MasterUserPassword: 'not-a-real-one', DBParameterGroupName: 'pairs', ...more,
  }))).DBInstance!.DBInstanceArn!;
  const databases = [
    await database('good', { StorageEncrypted: true, MultiAZ: true, DeletionProtection: true, BackupRetentionPeriod: 7, AutoMinorVersionUpgrade: true }),
    await database('bad', { StorageEncrypted: false, MultiAZ: false, DeletionProtection: false, BackupRetentionPeriod: 0, AutoMinorVersionUpgrade: false }),
  ] as const;
  const table = async (TableName: string) => (await dynamodb.send(new CreateTableCommand({
    TableName, BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  }))).TableDescription!.TableArn!;
  const tables = [await table('good'), await table('bad')] as const;
  await dynamodb.send(new UpdateContinuousBackupsCommand({ TableName: 'good', PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }));
  const files = async (CreationToken: string, Encrypted: boolean) => (await efs.send(new CreateFileSystemCommand({ CreationToken, Encrypted }))).FileSystemArn!;
  const secret = async (Name: string) => (await secrets.send(new CreateSecretCommand({ Name, SecretString: 'x' }))).ARN!;
  const hidden = [await secret('good'), await secret('bad')] as const;
  const own = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${options.credentials.accessKeyId}:root` }, Action: 'secretsmanager:GetSecretValue', Resource: '*' };
  await secrets.send(new PutResourcePolicyCommand({ SecretId: hidden[0], ResourcePolicy: policy(own) }));
  await secrets.send(new PutResourcePolicyCommand({ SecretId: hidden[1], ResourcePolicy: policy(everyone('secretsmanager:GetSecretValue', '*')) }));
  return [
    ...pairs(...databases, 'rds-instance-encrypted', 'rds-instance-multi-az', 'rds-instance-deletion-protection', 'rds-instance-backed-up', 'rds-instance-auto-minor-upgrade'),
    ...pairs(...tables, 'dynamodb-table-point-in-time-recovery'), ...pairs(await files('good', true), await files('bad', false), 'efs-file-system-encrypted'),
    ...pairs(...hidden, 'secret-not-public'),
  ];
}

async function containers(options: ClientOptions): Promise<Pair[]> {
  const [ecr, ecs, elb] = [new ECRClient(options), new ECSClient(options), new ElasticLoadBalancingV2Client(options)];
  const repository = async (repositoryName: string, scanOnPush: boolean) =>
    (await ecr.send(new CreateRepositoryCommand({ repositoryName, imageScanningConfiguration: { scanOnPush } }))).repository!.repositoryArn!;
  const definition = async (family: string, container: Partial<ContainerDefinition>, more: object = {}) => (await ecs.send(new RegisterTaskDefinitionCommand({
    family, networkMode: 'awsvpc', ...more, containerDefinitions: [{ name: 'app', image: 'app:1', memory: 128, ...container }],
  }))).taskDefinition!.taskDefinitionArn!;
  const logConfiguration = { logDriver: 'awslogs' as const, options: { 'awslogs-group': 'app', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'app' } };
  const definitions = [
    await definition('good', { privileged: false, readonlyRootFilesystem: true, logConfiguration }),
    await definition('bad', { privileged: true, readonlyRootFilesystem: false, environment: [{ name: 'DB_PASSWORD', value: 'hunter2-hunter2' }] }, { pidMode: 'host' }),
  ] as const;
  const { subnetIds: Subnets } = await createNetwork(options);
  const balancer = async (Name: string, Value: string) => {
    const LoadBalancerArn = (await elb.send(new CreateLoadBalancerCommand({ Name, Type: 'application', Subnets }))).LoadBalancers![0].LoadBalancerArn!;
    await elb.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes: [{ Key: 'deletion_protection.enabled', Value }, { Key: 'access_logs.s3.enabled', Value }] }));
    return LoadBalancerArn;
  };
  return [
    ...pairs(await repository('good', true), await repository('bad', false), 'ecr-repository-scans-on-push'),
    ...pairs(...definitions, 'ecs-task-definition-no-privileged-containers', 'ecs-task-definition-readonly-root', 'ecs-task-definition-logging',
      'ecs-task-definition-no-environment-secrets', 'ecs-task-definition-own-process-namespace'),
    ...pairs(await balancer('good', 'true'), await balancer('bad', 'false'), 'alb-deletion-protection', 'alb-access-logs'),
  ];
}

async function people(options: ClientOptions): Promise<Pair[]> {
  const [iam, cloudtrail] = [new IAMClient(options), new CloudTrailClient(options)];
  const allow = (Action: string) => policy({ Effect: 'Allow', Action, Resource: '*' });
  const create = async (PolicyName: string, Action: string) => (await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: allow(Action) }))).Policy!.Arn!;
  const users = [(await iam.send(new CreateUserCommand({ UserName: 'good' }))).User!.Arn!, (await iam.send(new CreateUserCommand({ UserName: 'bad' }))).User!.Arn!] as const;
  const policies = [await create('good', 's3:ListAllMyBuckets'), await create('bad', '*')] as const;
  // A policy that nobody has does no harm.
  for (const PolicyArn of policies) await iam.send(new AttachUserPolicyCommand({ UserName: 'bad', PolicyArn }));
  await iam.send(new PutUserPolicyCommand({ UserName: 'bad', PolicyName: 'all', PolicyDocument: allow('s3:ListAllMyBuckets') }));
  const trail = async (Name: string, EnableLogFileValidation: boolean) => {
    const { TrailARN } = await cloudtrail.send(new CreateTrailCommand({ Name, S3BucketName: 'pairs-good', EnableLogFileValidation, IsMultiRegionTrail: true }));
    await cloudtrail.send(new StartLoggingCommand({ Name: TrailARN }));
    return TrailARN!;
  };
  return [
    ...pairs(...policies, 'iam-policy-no-full-admin'), ...pairs(...users, 'iam-user-policies-by-group'),
    ...pairs(await trail('good', true), await trail('bad', false), 'cloudtrail-log-file-validation'),
  ];
}

/** Creates known-good and known-bad resources in an account of the emulator; answers what the checks must say of them. */
export async function createPairs(options: ClientOptions): Promise<Pair[]> {
  const all: Pair[] = [];
  for (const make of [buckets, keys, machines, messages, stores, containers, people]) all.push(...await make(options));
  return all;
}
