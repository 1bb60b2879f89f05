import { keySpec } from '../../crypto/algorithms';
import { quantumRisk } from '../../crypto/weakness';
import { defineCheck } from '../../model/check';
import { kms } from '../../services/kms';

/** What has to be migrated until NIST disallows it: IR 8547, Tables 2 and 4. */
export const kmsKeyQuantumSafe = defineCheck(kms, {
  id: 'kms-key-quantum-safe',
  entity: 'aws_kms_key',
  severity: 'informational',
  title: 'Customer managed KMS keys have specs that quantum computers do not break',
  why: 'A quantum computer will forge the signatures of such a key, and read what was encrypted with it and kept.',
  needs: [kms.need('ListKeys'), kms.need('DescribeKey')],
  remedy: {
    cli: 'aws kms create-key --key-spec ML_DSA_65 --key-usage SIGN_VERIFY',
    cdk: "new kms.Key(this, 'Key', { keySpec: kms.KeySpec.ML_DSA_65, keyUsage: kms.KeyUsage.SIGN_VERIFY })",
  },
  applies: ({ isCustomerManaged, KeyState, KeySpec }) => isCustomerManaged && KeyState === 'Enabled' && KeySpec !== undefined,
  fails: ({ KeySpec, KeyUsage }) => quantumRisk(keySpec(KeySpec!, KeyUsage)),
  examples: {
    pass: [
      { entity: { isCustomerManaged: true, KeyState: 'Enabled', KeySpec: 'SYMMETRIC_DEFAULT', KeyUsage: 'ENCRYPT_DECRYPT' } },
      { entity: { isCustomerManaged: true, KeyState: 'Enabled', KeySpec: 'ML_DSA_65', KeyUsage: 'SIGN_VERIFY' } },
    ],
    fail: [
      { entity: { isCustomerManaged: true, KeyState: 'Enabled', KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' } },
      { entity: { isCustomerManaged: true, KeyState: 'Enabled', KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' } },
    ],
  },
});
