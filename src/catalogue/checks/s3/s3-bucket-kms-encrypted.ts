import { defineCheck } from '../../model/check';
import { s3 } from '../../services/s3';

/** AWS FSBP S3.17. */
export const s3BucketKmsEncrypted = defineCheck(s3, {
  id: 's3-bucket-kms-encrypted',
  entity: 'aws_s3_bucket',
  severity: 'medium',
  title: 'Buckets encrypt with KMS keys by default',
  why: 'Whoever may read the bucket may read the objects: no key policy is a second lock, and no record tells who decrypted.',
  needs: [s3.need('ListBuckets'), s3.need('GetBucketEncryption')],
  remedy: {
    cli: 'aws s3api put-bucket-encryption --bucket <bucket> --server-side-encryption-configuration \'{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"<key-arn>"},"BucketKeyEnabled":true}]}\'',
    cdk: "new s3.Bucket(this, 'Bucket', { encryption: s3.BucketEncryption.KMS, bucketKeyEnabled: true })",
  },
  prowler: ['s3_bucket_kms_encryption'],
  fails: ({ ServerSideEncryptionConfiguration: of }) => {
    const algorithms = of?.Rules?.map(({ ApplyServerSideEncryptionByDefault: rule }) => rule?.SSEAlgorithm) ?? [];
    return algorithms.some((algorithm) => algorithm?.startsWith('aws:kms')) ? undefined : `SSEAlgorithm is ${algorithms.join(', ') || 'not set'}`;
  },
  examples: {
    pass: [
      { entity: { ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] } } },
      { entity: { ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms:dsse' } }] } } },
    ],
    fail: [
      { entity: { ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] } } },
      { entity: {} },
    ],
  },
});
