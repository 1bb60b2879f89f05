import { defineCheck } from '../../model/check';
import { s3 } from '../../services/s3';

/** AWS FSBP S3.12. */
export const s3BucketAclsOff = defineCheck(s3, {
  id: 's3-bucket-acls-off',
  entity: 'aws_s3_bucket',
  severity: 'medium',
  title: 'Buckets have their ACLs switched off',
  why: 'Access by ACL shows in no policy, and objects can belong to other accounts.',
  needs: [s3.need('ListBuckets'), s3.need('GetBucketOwnershipControls')],
  remedy: {
    cli: "aws s3api put-bucket-ownership-controls --bucket <bucket> --ownership-controls 'Rules=[{ObjectOwnership=BucketOwnerEnforced}]'",
    cdk: "new s3.Bucket(this, 'Bucket', { objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED })",
  },
  prowler: ['s3_bucket_acl_prohibited'],
  fails: ({ objectOwnership }) => objectOwnership === 'BucketOwnerEnforced' ? undefined : `ObjectOwnership is ${objectOwnership ?? 'not set (ObjectWriter)'}`,
  examples: {
    pass: [{ entity: { objectOwnership: 'BucketOwnerEnforced' } }],
    fail: [
      { entity: { objectOwnership: 'BucketOwnerPreferred' } },
      { entity: {} },
    ],
  },
});
