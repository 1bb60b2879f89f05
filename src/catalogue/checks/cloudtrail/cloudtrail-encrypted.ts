import { defineCheck } from '../../model/check';
import { cloudtrail } from '../../services/cloudtrail';

/** CIS "Ensure CloudTrail logs are encrypted at rest using KMS CMKs". */
export const cloudtrailEncrypted = defineCheck(cloudtrail, {
  id: 'cloudtrail-encrypted',
  entity: 'aws_cloudtrail',
  severity: 'medium',
  title: 'Trails encrypt their log files with a KMS key',
  why: 'Whoever may read the bucket may read what everybody did; the key policy is no second lock.',
  needs: [cloudtrail.need('DescribeTrails')],
  remedy: {
    cli: 'aws cloudtrail update-trail --name <trail> --kms-key-id <key-arn>',
    cdk: "new cloudtrail.Trail(this, 'Trail', { encryptionKey: key })",
  },
  prowler: ['cloudtrail_kms_encryption_enabled'],
  fails: ({ KmsKeyId }) => KmsKeyId ? undefined : 'KmsKeyId is not set',
  examples: {
    pass: [{ entity: { KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555' } }],
    fail: [{ entity: { Name: 'trail' } }],
  },
});
