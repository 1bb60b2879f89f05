import { defineCheck } from '../../model/check';
import { account } from '../../services/account';

const root = { arn: 'arn:aws:iam::111122223333:root', user_creation_time: '2020-01-01T00:00:00Z' };

/** CIS "Eliminate use of the 'root' user for administrative and daily tasks". */
export const rootNotUsed = defineCheck(account, {
  id: 'root-not-used',
  entity: 'aws_account',
  severity: 'high',
  title: 'The root user was not used in the last day',
  why: 'Nothing limits the root user: a mistake or a thief can do everything.',
  needs: [account.need('iam.GenerateCredentialReport'), account.need('iam.GetCredentialReport')],
  remedy: {
    cli: 'aws iam create-user --user-name <name> # or better a role: use it instead of the root user',
    cdk: 'Give people roles (IAM Identity Center, or iam.Role with a SAML provider) instead of the root user.',
  },
  prowler: ['iam_avoid_root_usage'],
  fails: ({ RootCredentialReport: report }, look) => {
    const uses = {
      password_last_used: report?.password_last_used,
      access_key_1_last_used_date: report?.access_key_1_last_used_date,
      access_key_2_last_used_date: report?.access_key_2_last_used_date,
    };
    const recent = Object.entries(uses).filter(([, date]) => date?.startsWith('2') && look.daysSince(date) <= 1);
    return recent.length > 0 ? recent.map(([column, date]) => `${column} is ${date}`).join(', ') : undefined;
  },
  examples: {
    pass: [
      { entity: { RootCredentialReport: { ...root, password_last_used: '2025-12-01T00:00:00Z', access_key_1_last_used_date: 'N/A' } } },
      { entity: { RootCredentialReport: { ...root, password_last_used: 'no_information' } } },
    ],
    fail: [
      { entity: { RootCredentialReport: { ...root, password_last_used: '2025-12-31T10:00:00Z' } } },
      { entity: { RootCredentialReport: { ...root, password_last_used: 'no_information', access_key_2_last_used_date: '2025-12-31T22:00:00Z' } } },
    ],
  },
});
