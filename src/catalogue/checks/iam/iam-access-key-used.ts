import { defineCheck } from '../../model/check';
import { iam } from '../../services/iam';

const days = 45;

/** CIS "Ensure credentials unused for 45 days or more are disabled", for access keys. */
export const iamAccessKeyUsed = defineCheck(iam, {
  id: 'iam-access-key-used',
  entity: 'aws_iam_access_key',
  severity: 'medium',
  title: `Active access keys were used within ${days} days`,
  why: 'A forgotten key is watched by nobody, and works for whoever finds it.',
  needs: [iam.need('GetAccountAuthorizationDetails'), iam.need('ListAccessKeys'), iam.need('GetAccessKeyLastUsed')],
  remedy: {
    cli: 'aws iam update-access-key --user-name <user> --access-key-id <key-id> --status Inactive',
    cdk: "new iam.AccessKey(this, 'Key', { user, status: iam.AccessKeyStatus.INACTIVE }) // better: a role instead of a user",
  },
  prowler: ['iam_user_accesskey_unused'],
  applies: (key) => key.Status === 'Active',
  fails: (key, look) => {
    const used = key.AccessKeyLastUsed?.LastUsedDate;
    const age = look.daysSince(used ?? key.CreateDate!);
    if (age < days) return undefined;
    return used ? `last used ${age} days ago (${used})` : `never used since it was created ${age} days ago (${key.CreateDate})`;
  },
  examples: {
    pass: [
      {
        entity: {
          Status: 'Active',
          CreateDate: '2020-01-01T00:00:00Z',
          AccessKeyLastUsed: { LastUsedDate: '2025-12-01T00:00:00Z', ServiceName: 's3', Region: 'eu-west-1' },
        },
      },
      { entity: { Status: 'Active', CreateDate: '2025-12-20T00:00:00Z', AccessKeyLastUsed: { LastUsedDate: undefined, ServiceName: 'N/A', Region: 'N/A' } } },
      { entity: { Status: 'Active', CreateDate: '2025-11-18T00:00:00Z' }, now: '2026-01-01T00:00:00Z' },
    ],
    fail: [
      {
        entity: {
          Status: 'Active',
          CreateDate: '2020-01-01T00:00:00Z',
          AccessKeyLastUsed: { LastUsedDate: '2025-11-17T00:00:00Z', ServiceName: 's3', Region: 'eu-west-1' },
        },
      },
      { entity: { Status: 'Active', CreateDate: '2025-11-01T00:00:00Z', AccessKeyLastUsed: { LastUsedDate: undefined, ServiceName: 'N/A', Region: 'N/A' } } },
      { entity: { Status: 'Active', CreateDate: '2025-11-17T00:00:00Z' } },
    ],
  },
});
