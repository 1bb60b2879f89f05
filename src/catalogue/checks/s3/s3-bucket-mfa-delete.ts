import { defineCheck } from '../../model/check';
import { s3 } from '../../services/s3';

/** CIS "Ensure MFA Delete is enabled on S3 buckets". */
export const s3BucketMfaDelete = defineCheck(s3, {
  id: 's3-bucket-mfa-delete',
  entity: 'aws_s3_bucket',
  severity: 'medium',
  title: 'Buckets ask for MFA before a version is deleted for good',
  why: 'Whoever has the keys of an administrator can delete every version of every object.',
  needs: [s3.need('ListBuckets'), s3.need('GetBucketVersioning')],
  remedy: {
    cli: "aws s3api put-bucket-versioning --bucket <bucket> --versioning-configuration Status=Enabled,MFADelete=Enabled --mfa '<serial> <code>' # as the root user",
    cdk: 'No CloudFormation property: the root user sets it; Object Lock (objectLockEnabled) protects without it.',
  },
  prowler: ['s3_bucket_no_mfa_delete'],
  fails: ({ Versioning }) => Versioning?.MFADelete === 'Enabled' ? undefined : `MFADelete is ${Versioning?.MFADelete ?? 'not set'}`,
  examples: {
    pass: [{ entity: { Versioning: { Status: 'Enabled', MFADelete: 'Enabled' } } }],
    fail: [
      { entity: { Versioning: { Status: 'Enabled', MFADelete: 'Disabled' } } },
      { entity: {} },
    ],
  },
});
