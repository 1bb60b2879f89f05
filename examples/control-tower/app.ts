import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { ArnPrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { App, CfnParameter, Stack } from 'aws-cdk-lib/core';
import { CloudTrailIngestPipeline, LogReaderRole, ScannerTrust } from 'cdk-security-scanner';

/**
 * An organisation of AWS Control Tower: the trail belongs to the management account, the bucket to Log Archive, the topic to Audit. Nothing of
 * AWS Control Tower is changed. The queue is in Audit, beside the topic; the reader in Log Archive, beside the bucket, whose policy AWS Control
 * Tower protects. Deploy Audit first and give its outputs to LogArchive.
 */
const [management, logArchive, audit, region] = ['111111111111', '222222222222', '333333333333', 'eu-central-1'];
const trailArn = `arn:aws:cloudtrail:${region}:${management}:trail/aws-controltower-BaselineCloudTrail`;
const bucketArn = `arn:aws:s3:::aws-controltower-logs-${logArchive}-${region}`;
const organizationId = 'o-a1b2c3d4e5';
const [platform, externalId, roleName] = ['444444444444', 'agreed-7f3a', 'security-platform-log-reader'];

const app = new App();

const auditStack = new Stack(app, 'Audit', { env: { account: audit, region } });
const pipeline = new CloudTrailIngestPipeline(auditStack, 'Pipeline', {
  trail: CfnTrail.fromTrailArn(auditStack, 'Trail', trailArn),
  bucket: Bucket.fromBucketAttributes(auditStack, 'Bucket', { bucketArn, account: logArchive, region }),
  topic: Topic.fromTopicArn(auditStack, 'Topic', `arn:aws:sns:${region}:${audit}:aws-controltower-AllConfigNotifications`),
  organizationId,
  logPrefix: organizationId,
});
pipeline.grantRead(new ArnPrincipal(`arn:aws:iam::${logArchive}:role/${roleName}`));

const logArchiveStack = new Stack(app, 'LogArchive', { env: { account: logArchive, region } });
const output = (name: string) => new CfnParameter(logArchiveStack, name).valueAsString;
new LogReaderRole(logArchiveStack, 'Reader', {
  roleName,
  trust: ScannerTrust.account(platform, externalId),
  source: CloudTrailIngestPipeline.fromAttributes(logArchiveStack, 'Logs', {
    trailArn, bucketArn, organizationId, logPrefix: organizationId, queueArn: output('QueueArn'), messageKeyArn: output('MessageKeyArn'),
  }),
});

app.synth();
