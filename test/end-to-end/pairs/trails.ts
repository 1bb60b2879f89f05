import { CloudTrailClient, CreateTrailCommand, PutEventSelectorsCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateBucketCommand, DeletePublicAccessBlockCommand, PutBucketLoggingCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { everyone, ofAccount, policy, proof, type Proof, type Site } from '../proof';

const GROUP = 'trail';

/** A bucket for logs: its own are kept, and it is closed, or neither. */
async function bucket(site: Site, Bucket: string): Promise<string> {
  const s3 = new S3Client(site.options);
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
  if (site.isGood) {
    await s3.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: { LoggingEnabled: { TargetBucket: Bucket, TargetPrefix: 'log/' } } }));
  } else {
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy(everyone('s3:GetObject', `arn:aws:s3:::${Bucket}/*`)) }));
  }
  return Bucket;
}

async function trail(site: Site): Promise<string> {
  const [cloudtrail, { isGood }] = [new CloudTrailClient(site.options), site];
  await new CloudWatchLogsClient(site.options).send(new CreateLogGroupCommand({ logGroupName: GROUP }));
  const { TrailARN } = await cloudtrail.send(new CreateTrailCommand({
    Name: 'main',
    S3BucketName: await bucket(site, `trail-${site.name}`),
    IsMultiRegionTrail: isGood,
    EnableLogFileValidation: isGood,
    KmsKeyId: isGood ? site.arn('kms', 'key/11111111-2222-4333-8444-555555555555') : undefined,
    CloudWatchLogsLogGroupArn: isGood ? site.arn('logs', `log-group:${GROUP}:*`) : undefined,
    CloudWatchLogsRoleArn: isGood ? `arn:aws:iam::${site.accountId}:role/trail` : undefined,
  }));
  const DataResources = [{ Type: 'AWS::S3::Object', Values: [isGood ? 'arn:aws:s3' : 'arn:aws:s3:::some-bucket/'] }];
  await cloudtrail.send(new PutEventSelectorsCommand({ TrailName: TrailARN, EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources }] }));
  await cloudtrail.send(new StartLoggingCommand({ Name: TrailARN }));
  return TrailARN!;
}

/** A trail, its bucket and what it records. */
export const trails: readonly Proof[] = [
  proof(trail, 'cloudtrail-log-file-validation', 'cloudtrail-encrypted', 'cloudtrail-cloudwatch-logs', 'cloudtrail-bucket-access-logs', 'cloudtrail-bucket-not-public'),
  ofAccount(async () => undefined, 'cloudtrail-multi-region', 'cloudtrail-s3-read-events', 'cloudtrail-s3-write-events'),
];
