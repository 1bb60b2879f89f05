import { defineCheck } from '../../model/check';
import { iam } from '../../services/iam';

const row = { arn: 'arn:aws:iam::111122223333:user/ann', user_creation_time: '2025-01-01T00:00:00Z' };

/** CIS "Do not create access keys during initial setup for IAM users with a console password". */
export const iamUserNoSetupKey = defineCheck(iam, {
  id: 'iam-user-no-setup-key',
  entity: 'aws_iam_user',
  severity: 'medium',
  title: 'Users with a password have no access key that was never used',
  why: 'A key that was made with the user and that nobody needs lies where nobody looks.',
  needs: [iam.need('GetAccountAuthorizationDetails'), iam.need('GenerateCredentialReport'), iam.need('GetCredentialReport')],
  remedy: {
    cli: 'aws iam delete-access-key --user-name <user> --access-key-id <key-id>',
    cdk: "new iam.User(this, 'User', { password }) // without an iam.AccessKey until somebody needs one",
  },
  prowler: ['iam_user_no_setup_initial_access_key'],
  applies: ({ passwordEnabled }) => passwordEnabled === true,
  fails: ({ CredentialReport: report }) => {
    const unused = [
      report?.access_key_1_active === 'true' && !report.access_key_1_last_used_date?.startsWith('2') && `access_key_1 (made ${report.access_key_1_last_rotated})`,
      report?.access_key_2_active === 'true' && !report.access_key_2_last_used_date?.startsWith('2') && `access_key_2 (made ${report.access_key_2_last_rotated})`,
    ].filter(Boolean);
    return unused.length > 0 ? `password_enabled is true, and never used: ${unused.join(', ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: { passwordEnabled: true, CredentialReport: { ...row, access_key_1_active: 'false', access_key_1_last_used_date: 'N/A' } } },
      { entity: { passwordEnabled: true, CredentialReport: { ...row, access_key_1_active: 'true', access_key_1_last_used_date: '2025-06-01T00:00:00Z' } } },
    ],
    fail: [
      { entity: { passwordEnabled: true, CredentialReport: { ...row, access_key_1_active: 'true', access_key_1_last_used_date: 'N/A' } } },
      { entity: { passwordEnabled: true, CredentialReport: { ...row, access_key_2_active: 'true', access_key_2_last_used_date: 'N/A' } } },
    ],
  },
});
