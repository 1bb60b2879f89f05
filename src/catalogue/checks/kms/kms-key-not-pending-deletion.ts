import { defineCheck } from '../../model/check';
import { kms } from '../../services/kms';

/** AWS FSBP KMS.3. */
export const kmsKeyNotPendingDeletion = defineCheck(kms, {
  id: 'kms-key-not-pending-deletion',
  entity: 'aws_kms_key',
  severity: 'critical',
  title: 'No customer managed KMS key waits to be deleted',
  why: 'What the key encrypted is lost for good once it is gone.',
  needs: [kms.need('ListKeys'), kms.need('DescribeKey')],
  remedy: {
    cli: 'aws kms cancel-key-deletion --key-id <key-id> && aws kms enable-key --key-id <key-id>',
    cdk: "new kms.Key(this, 'Key', { removalPolicy: RemovalPolicy.RETAIN })",
  },
  prowler: ['kms_cmk_not_deleted_unintentionally'],
  applies: ({ isCustomerManaged }) => isCustomerManaged,
  fails: ({ KeyState, DeletionDate }) => KeyState === 'PendingDeletion' || KeyState === 'PendingReplicaDeletion'
    ? `KeyState is ${KeyState}, DeletionDate is ${DeletionDate ?? 'not set'}` : undefined,
  examples: {
    pass: [
      { entity: { isCustomerManaged: true, KeyState: 'Enabled' } },
      { entity: { isCustomerManaged: true, KeyState: 'Disabled' } },
    ],
    fail: [{ entity: { isCustomerManaged: true, KeyState: 'PendingDeletion', DeletionDate: '2026-01-20T00:00:00Z' } }],
  },
});
