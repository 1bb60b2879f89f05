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
  frameworks: {
    cis: { '3.0': ['3.6'], '4.0': ['3.6'], '5.0': ['3.6'], '6.0': ['4.6'], '7.0': ['4.6'] },
    fsbp: ['KMS.4'],
    nist_800_53_r5: ['CM-6(a)', 'CM-9(b)', 'SA-9(6)', 'SC-12', 'SC-12(2)', 'SC-12(6)'],
    pci_dss_4_0: ['3.7.4', '3.7.5'],
    iso_27001_2022: ['A.8.5', 'A.8.11', 'A.8.24'],
  },
  applies: (key) => key.isCustomerManaged && key.KeyState === 'Enabled' && key.KeySpec === 'SYMMETRIC_DEFAULT' && key.Origin === 'AWS_KMS',
  fails: (key) => key.KeyRotationEnabled ? undefined : `KeyRotationEnabled is ${key.KeyRotationEnabled}`,
  examples: {
    pass: [{ entity: { isCustomerManaged: true, KeyState: 'Enabled', KeySpec: 'SYMMETRIC_DEFAULT', Origin: 'AWS_KMS', KeyRotationEnabled: true } }],
    fail: [{ entity: { isCustomerManaged: true, KeyState: 'Enabled', KeySpec: 'SYMMETRIC_DEFAULT', Origin: 'AWS_KMS', KeyRotationEnabled: false } }],
  },
});
