import { defineCheck } from '../../model/check';
import { kms } from '../../services/kms';

/** CIS "Ensure rotation for customer-created symmetric CMKs is enabled". */
export const kmsKeyRotates = defineCheck(kms, {
  id: 'kms-key-rotates',
  entity: 'aws_kms_key',
  severity: 'high',
  title: 'Customer managed KMS keys rotate automatically',
  why: 'A key that never rotates widens what one leak of its material exposes.',
  needs: [kms.need('ListKeys'), kms.need('DescribeKey'), kms.need('GetKeyRotationStatus')],
  remedy: {
    cli: 'aws kms enable-key-rotation --key-id <key-id>',
    cdk: "new kms.Key(this, 'Key', { enableKeyRotation: true })",
  },
  prowler: ['kms_cmk_rotation_enabled'],
  applies: (key) => key.isCustomerManaged && key.KeyState === 'Enabled' && key.KeySpec === 'SYMMETRIC_DEFAULT' && key.Origin === 'AWS_KMS',
  fails: (key) => key.KeyRotationEnabled ? undefined : `KeyRotationEnabled is ${key.KeyRotationEnabled}`,
  examples: {
    pass: [{ entity: { isCustomerManaged: true, KeyState: 'Enabled', KeySpec: 'SYMMETRIC_DEFAULT', Origin: 'AWS_KMS', KeyRotationEnabled: true } }],
    fail: [{ entity: { isCustomerManaged: true, KeyState: 'Enabled', KeySpec: 'SYMMETRIC_DEFAULT', Origin: 'AWS_KMS', KeyRotationEnabled: false } }],
  },
});
