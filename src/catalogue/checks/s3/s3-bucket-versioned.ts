import { defineCheck } from '../../model/check';
import { s3 } from '../../services/s3';

/** AWS FSBP S3.14. */
export const s3BucketVersioned = defineCheck(s3, {
  id: 's3-bucket-versioned',
  entity: 'aws_s3_bucket',
  severity: 'medium',
  title: 'Buckets keep old versions of their objects',
  why: 'What is overwritten or deleted, by mistake or by a blackmailer, is lost.',
  needs: [s3.need('ListBuckets'), s3.need('GetBucketVersioning')],
  remedy: {
    cli: 'aws s3api put-bucket-versioning --bucket <bucket> --versioning-configuration Status=Enabled',
    cdk: "new s3.Bucket(this, 'Bucket', { versioned: true })",
  },
  prowler: ['s3_bucket_object_versioning'],
  fails: ({ Versioning }) => Versioning?.Status === 'Enabled' ? undefined : `Versioning is ${Versioning?.Status ?? 'not set'}`,
  examples: {
    pass: [{ entity: { Versioning: { Status: 'Enabled' } } }],
    fail: [
      { entity: { Versioning: { Status: 'Suspended' } } },
      { entity: {} },
    ],
  },
});
