import { defineCheck } from '../../model/check';
import { iam } from '../../services/iam';

const days = 45;
const row = { arn: 'arn:aws:iam::111122223333:user/ann', user_creation_time: '2025-01-01T00:00:00Z' };

/** CIS "Ensure credentials unused for 45 days or more are disabled", for passwords. */
export const iamUserPasswordUsed = defineCheck(iam, {
  id: 'iam-user-password-used',
  entity: 'aws_iam_user',
  severity: 'medium',
  title: `Console passwords were used within ${days} days`,
  why: 'A forgotten password is watched by nobody, and works for whoever guesses it.',
  needs: [iam.need('GetAccountAuthorizationDetails'), iam.need('ListUsers'), iam.need('GenerateCredentialReport'), iam.need('GetCredentialReport')],
  remedy: {
    cli: 'aws iam delete-login-profile --user-name <user>',
    cdk: "new iam.User(this, 'User') // without a password: people come through a role",
  },
  prowler: ['iam_user_console_access_unused'],
  applies: ({ passwordEnabled }) => passwordEnabled === true,
  fails: ({ PasswordLastUsed, CredentialReport, CreateDate }, look) => {
    const changed = CredentialReport?.password_last_changed;
    const since = PasswordLastUsed ?? (changed?.startsWith('2') ? changed : CreateDate!);
    const age = look.daysSince(since);
    if (age < days) return undefined;
    return PasswordLastUsed ? `last used ${age} days ago (${since})` : `never used since it was set ${age} days ago (${since})`;
  },
  examples: {
    pass: [
      { entity: { passwordEnabled: true, PasswordLastUsed: '2025-12-01T00:00:00Z' } },
      { entity: { passwordEnabled: true, CredentialReport: { ...row, password_last_changed: '2025-12-20T00:00:00Z' } } },
    ],
    fail: [
      { entity: { passwordEnabled: true, PasswordLastUsed: '2025-11-01T00:00:00Z' } },
      { entity: { passwordEnabled: true, CredentialReport: { ...row, password_last_changed: '2025-02-01T00:00:00Z' } } },
      { entity: { passwordEnabled: true, CreateDate: '2025-01-01T00:00:00Z' } },
    ],
  },
});
