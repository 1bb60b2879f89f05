import { defineCheck } from '../../model/check';
import { cloudtrail } from '../../services/cloudtrail';
import { s3 } from '../../services/s3';

/** CIS "Ensure that server access logging is enabled on the CloudTrail S3 bucket". */
export const cloudtrailBucketAccessLogs = defineCheck(cloudtrail, {
  id: 'cloudtrail-bucket-access-logs',
  entity: 'aws_cloudtrail',
  severity: 'medium',
  title: 'The bucket of a trail has server access logging',
  why: 'Nobody can tell who read or deleted log files.',
  needs: [cloudtrail.need('DescribeTrails'), s3.need('ListBuckets'), s3.need('GetBucketLogging')],
  remedy: {
    cli: 'aws s3api put-bucket-logging --bucket <bucket> --bucket-logging-status \'{"LoggingEnabled":{"TargetBucket":"<logs>","TargetPrefix":"trail/"}}\'',
    cdk: "new s3.Bucket(this, 'TrailBucket', { serverAccessLogsBucket: logs, serverAccessLogsPrefix: 'trail/' })",
  },
  prowler: ['cloudtrail_logs_s3_bucket_access_logging_enabled'],
  // A bucket of another account is told by the scan of that account.
  applies: ({ S3BucketName }, look) => look.all(s3, 'aws_s3_bucket').some(({ Name }) => Name === S3BucketName),
  fails: ({ S3BucketName }, look) => look.all(s3, 'aws_s3_bucket').some(({ Name, LoggingEnabled }) => Name === S3BucketName && LoggingEnabled)
    ? undefined : `LoggingEnabled of the bucket ${S3BucketName} is not set`,
  examples: {
    pass: [
      { entity: { S3BucketName: 'trail' }, others: { aws_s3_bucket: [{ Name: 'trail', LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: '' } }] } },
    ],
    fail: [
      { entity: { S3BucketName: 'trail' }, others: { aws_s3_bucket: [{ Name: 'trail' }, { Name: 'other', LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: '' } }] } },
    ],
  },
});
