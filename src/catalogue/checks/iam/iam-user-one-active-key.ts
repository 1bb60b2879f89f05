import { defineCheck } from '../../model/check';
import { iam } from '../../services/iam';

const row = { arn: 'arn:aws:iam::111122223333:user/ann', user_creation_time: '2025-01-01T00:00:00Z' };

/** CIS "Ensure there is only one active access key for any single IAM user". */
export const iamUserOneActiveKey = defineCheck(iam, {
  id: 'iam-user-one-active-key',
  entity: 'aws_iam_user',
  severity: 'medium',
  title: 'Users have at most one active access key',
  why: 'Of two keys one is forgotten.',
  needs: [iam.need('GetAccountAuthorizationDetails'), iam.need('GenerateCredentialReport'), iam.need('GetCredentialReport')],
  remedy: {
    cli: 'aws iam update-access-key --user-name <user> --access-key-id <key-id> --status Inactive',
    cdk: "new iam.AccessKey(this, 'Key', { user, status: iam.AccessKeyStatus.INACTIVE })",
  },
  prowler: ['iam_user_two_active_access_key'],
  fails: ({ CredentialReport: report }) => report?.access_key_1_active === 'true' && report.access_key_2_active === 'true'
    ? 'access_key_1_active and access_key_2_active are true' : undefined,
  examples: {
    pass: [{ entity: { CredentialReport: { ...row, access_key_1_active: 'true', access_key_2_active: 'false' } } }],
    fail: [{ entity: { CredentialReport: { ...row, access_key_1_active: 'true', access_key_2_active: 'true' } } }],
  },
});
