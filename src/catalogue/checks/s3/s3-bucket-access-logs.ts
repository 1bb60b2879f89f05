import { defineCheck } from '../../model/check';
import { s3 } from '../../services/s3';

/** AWS FSBP S3.9. */
export const s3BucketAccessLogs = defineCheck(s3, {
  id: 's3-bucket-access-logs',
  entity: 'aws_s3_bucket',
  severity: 'medium',
  title: 'Buckets write server access logs',
  why: 'Nobody can tell who read or deleted an object.',
  needs: [s3.need('ListBuckets'), s3.need('GetBucketLogging')],
  remedy: {
    cli: 'aws s3api put-bucket-logging --bucket <bucket> --bucket-logging-status \'{"LoggingEnabled":{"TargetBucket":"<logs>","TargetPrefix":"<bucket>/"}}\'',
    cdk: "new s3.Bucket(this, 'Bucket', { serverAccessLogsBucket: logs, serverAccessLogsPrefix: 'bucket/' })",
  },
  prowler: ['s3_bucket_server_access_logging_enabled'],
  fails: ({ LoggingEnabled }) => LoggingEnabled ? undefined : 'LoggingEnabled is not set',
  examples: {
    pass: [{ entity: { LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: '' } } }],
    fail: [{ entity: { Name: 'b' } }],
  },
});
