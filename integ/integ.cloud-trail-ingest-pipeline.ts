import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { App, Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { CloudTrailIngestPipeline, LogNotification, LogReaderRole, ScannerTrust } from '../src';

const app = new App();
const stack = new Stack(app, 'CloudTrailIngestPipeline');

const source = new CloudTrailIngestPipeline(stack, 'Pipeline');
new LogReaderRole(stack, 'Reader', { source, diagnostics: true, trust: ScannerTrust.account('111111111111', 'agreed-7f3a') });
new CloudTrailIngestPipeline(stack, 'ToldByBucket', {
  notification: LogNotification.S3,
  multiRegion: false,
  logPrefix: 'audit',
  consumerTimeout: Duration.minutes(5),
  removalPolicy: RemovalPolicy.DESTROY,
  dashboard: false,
});
new CloudTrailIngestPipeline(stack, 'Existing', {
  trail: CfnTrail.fromTrailArn(stack, 'Trail', `arn:${Aws.PARTITION}:cloudtrail:us-east-1:111111111111:trail/existing`),
  bucket: Bucket.fromBucketName(stack, 'Bucket', 'existing-trail-logs'),
  dashboard: false,
});

new IntegTest(app, 'Integ', { testCases: [stack] });
