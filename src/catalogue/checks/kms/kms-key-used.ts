import { defineCheck } from '../../model/check';
import { kms } from '../../services/kms';

const days = 90;

/** AWS tells of uses since a day of its own: before that day is far enough, nothing can be said. https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html */
export const kmsKeyUsed = defineCheck(kms, {
  id: 'kms-key-used',
  entity: 'aws_kms_key',
  severity: 'low',
  title: `Customer managed KMS keys were used within ${days} days`,
  why: 'A key that nobody needs costs money, and is one more that can be misused without being missed.',
  needs: [kms.need('ListKeys'), kms.need('DescribeKey'), kms.need('GetKeyLastUsage')],
  remedy: {
    cli: 'aws kms disable-key --key-id <key-id> # then look in CloudTrail for DisabledException before scheduling its deletion',
    cdk: "new kms.Key(this, 'Key', { enabled: false })",
  },
  applies: ({ isCustomerManaged, KeyState, CreationDate, TrackingStartDate }, look) => isCustomerManaged && KeyState === 'Enabled'
    && CreationDate !== undefined && look.daysSince(CreationDate) >= days && TrackingStartDate !== undefined && look.daysSince(TrackingStartDate) >= days,
  fails: ({ KeyLastUsage, TrackingStartDate }, look) => {
    const { Timestamp } = KeyLastUsage ?? {};
    if (Timestamp === undefined) return `no use since ${TrackingStartDate}, when AWS began to note it`;
    return look.daysSince(Timestamp) > days ? `last used on ${Timestamp}, ${look.daysSince(Timestamp)} days ago` : undefined;
  },
  examples: {
    pass: [{
      entity: {
        isCustomerManaged: true, KeyState: 'Enabled', CreationDate: '2024-01-01T00:00:00Z', TrackingStartDate: '2025-06-01T00:00:00Z', KeyLastUsage: { Operation: 'Decrypt', Timestamp: '2025-12-24T00:00:00Z' },
      },
    }],
    fail: [
      {
        entity: {
          isCustomerManaged: true, KeyState: 'Enabled', CreationDate: '2024-01-01T00:00:00Z', TrackingStartDate: '2025-06-01T00:00:00Z', KeyLastUsage: { Operation: 'Decrypt', Timestamp: '2025-08-01T00:00:00Z' },
        },
      },
      { entity: { isCustomerManaged: true, KeyState: 'Enabled', CreationDate: '2024-01-01T00:00:00Z', TrackingStartDate: '2025-06-01T00:00:00Z' } },
    ],
  },
});
