import { CreateTableCommand, DynamoDBClient, UpdateContinuousBackupsCommand } from '@aws-sdk/client-dynamodb';
import { CreateFileSystemCommand, EFSClient, PutBackupPolicyCommand } from '@aws-sdk/client-efs';
import {
  CreateBucketCommand, DeletePublicAccessBlockCommand, PutBucketEncryptionCommand, PutBucketLoggingCommand, PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand, PutBucketVersioningCommand, PutPublicAccessBlockCommand, S3Client,
} from '@aws-sdk/client-s3';
import { CreateAccessPointCommand, PutPublicAccessBlockCommand as PutAccountBlockCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { allows, everyone, ofAccount, policy, proof, STRANGER, type Proof, type Site } from '../proof';

const BLOCKED = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };

async function create(s3: S3Client, Bucket: string): Promise<string> {
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
  return `arn:aws:s3:::${Bucket}`;
}

async function bucket({ options, name: Bucket, isGood }: Site): Promise<string> {
  const s3 = new S3Client(options);
  const arn = await create(s3, Bucket);
  await s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls: { Rules: [{ ObjectOwnership: isGood ? 'BucketOwnerEnforced' : 'ObjectWriter' }] } }));
  if (!isGood) {
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy(everyone('s3:GetObject', `${arn}/*`)) }));
    return arn;
  }
  const tls = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arn, `${arn}/*`], Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy(tls) }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled', MFADelete: 'Enabled' }, MFA: 'serial 123456' }));
  await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] } }));
  await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: BLOCKED }));
  await s3.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: { LoggingEnabled: { TargetBucket: Bucket, TargetPrefix: 'log/' } } }));
  return arn;
}

async function shared(site: Site): Promise<string> {
  const { options, name } = site;
  const s3 = new S3Client(options);
  const arn = await create(s3, `shared-${name}`);
  await s3.send(new PutBucketPolicyCommand({ Bucket: `shared-${name}`, Policy: policy(allows(site.either(site.accountId, STRANGER), 's3:GetObject', `${arn}/*`)) }));
  return arn;
}

async function accessPoint({ options, name, accountId: AccountId, isGood }: Site): Promise<string> {
  const Bucket = `shared-by-${name}`;
  const arn = await create(new S3Client(options), Bucket);
  const PublicAccessBlockConfiguration = { ...BLOCKED, RestrictPublicBuckets: isGood };
  await new S3ControlClient(options).send(new CreateAccessPointCommand({ AccountId, Name: 'orders', Bucket, PublicAccessBlockConfiguration }));
  return arn;
}

const block = ({ options, accountId: AccountId, isGood }: Site) =>
  new S3ControlClient(options).send(new PutAccountBlockCommand({ AccountId, PublicAccessBlockConfiguration: { ...BLOCKED, BlockPublicAcls: isGood, RestrictPublicBuckets: isGood } }));

async function files({ options, name, isGood: Encrypted }: Site): Promise<string> {
  const efs = new EFSClient(options);
  const { FileSystemArn, FileSystemId } = await efs.send(new CreateFileSystemCommand({ CreationToken: name, Encrypted }));
  await efs.send(new PutBackupPolicyCommand({ FileSystemId, BackupPolicy: { Status: Encrypted ? 'ENABLED' : 'DISABLED' } }));
  return FileSystemArn!;
}

async function table({ options, isGood }: Site): Promise<string> {
  const dynamodb = new DynamoDBClient(options);
  const { TableDescription } = await dynamodb.send(new CreateTableCommand({
    TableName: 'orders', BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  }));
  await dynamodb.send(new UpdateContinuousBackupsCommand({ TableName: 'orders', PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: isGood } }));
  return TableDescription!.TableArn!;
}

/** Buckets, file systems and tables. */
export const storage: readonly Proof[] = [
  proof(bucket, 's3-bucket-tls-only', 's3-bucket-versioned', 's3-bucket-mfa-delete', 's3-bucket-kms-encrypted', 's3-bucket-public-access-block', 's3-bucket-acls-off',
    's3-bucket-access-logs', 's3-bucket-not-public'),
  proof(shared, 's3-bucket-no-other-accounts'),
  proof(accessPoint, 's3-access-points-block-public-access'),
  ofAccount(block, 's3-account-public-access-block'),
  proof(files, 'efs-file-system-encrypted', 'efs-file-system-backed-up'),
  proof(table, 'dynamodb-table-point-in-time-recovery'),
];
