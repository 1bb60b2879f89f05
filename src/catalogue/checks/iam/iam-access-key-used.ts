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
  frameworks: {
    cis: { '3.0': ['1.12'], '4.0': ['1.12'], '5.0': ['1.11'], '6.0': ['2.11'], '7.0': ['2.11'] },
    fsbp: ['IAM.8', 'IAM.22', 'IAM.26'],
    nist_800_53_r5: [
      'AC-2(1)', 'AC-2(3)(a)', 'AC-2(3)(b)', 'AC-2(3)(c)', 'AC-2(3)(d)', 'AC-2(3)', 'AC-2(6)', 'AC-2(g)', 'AC-2(j)', 'AC-3', 'AC-3(3)', 'AC-3(3)(a)',
      'AC-3(3)(b)(1)', 'AC-3(3)(b)(2)', 'AC-3(3)(b)(3)', 'AC-3(3)(b)(4)', 'AC-3(3)(b)(5)', 'AC-3(3)(c)', 'AC-3(4)', 'AC-3(4)(a)', 'AC-3(4)(b)',
      'AC-3(4)(c)', 'AC-3(4)(d)', 'AC-3(4)(e)', 'AC-3(7)', 'AC-3(8)', 'AC-3(12)(a)', 'AC-3(13)', 'AC-3(15)(a)', 'AC-3(15)(b)', 'AC-4(28)', 'AC-6',
      'AC-24', 'CM-5(1)(a)', 'CM-6(a)', 'CM-9(b)', 'MP-2', 'SC-23(3)',
    ],
    pci_dss_4_0: ['7.2.4', '7.2.5.1', '8.2.6', 'A3.4.1'],
    iso_27001_2022: ['A.5.15'],
  },
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
