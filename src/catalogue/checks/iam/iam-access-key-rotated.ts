import { defineCheck } from '../../model/check';
import { iam } from '../../services/iam';

const days = 90;

/** CIS "Ensure access keys are rotated every 90 days or less". */
export const iamAccessKeyRotated = defineCheck(iam, {
  id: 'iam-access-key-rotated',
  entity: 'aws_iam_access_key',
  severity: 'medium',
  title: `Active access keys are at most ${days} days old`,
  why: 'The longer a key lives, the more copies of it lie around.',
  needs: [iam.need('GetAccountAuthorizationDetails'), iam.need('ListAccessKeys')],
  remedy: {
    cli: 'aws iam create-access-key --user-name <user> && aws iam update-access-key --user-name <user> --access-key-id <old-key-id> --status Inactive',
    cdk: "new iam.AccessKey(this, 'Key', { user, serial: 2 }) // a higher serial makes a new key; better: a role instead of a user",
  },
  prowler: ['iam_rotate_access_key_90_days'],
  applies: ({ Status }) => Status === 'Active',
  fails: ({ CreateDate }, look) => look.daysSince(CreateDate!) > days ? `created ${look.daysSince(CreateDate!)} days ago (${CreateDate})` : undefined,
  examples: {
    pass: [
      { entity: { Status: 'Active', CreateDate: '2025-12-01T00:00:00Z' } },
      { entity: { Status: 'Active', CreateDate: '2025-10-03T00:00:00Z' } },
    ],
    fail: [{ entity: { Status: 'Active', CreateDate: '2025-10-02T00:00:00Z' } }],
  },
});
