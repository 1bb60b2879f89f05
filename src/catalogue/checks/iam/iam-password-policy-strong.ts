import { defineCheck } from '../../model/check';
import { account } from '../../services/account';
import { iam } from '../../services/iam';

const length = 14;
const reuse = 24;

/** CIS "Ensure IAM password policy requires minimum length of 14 or greater" and "… prevents password reuse". */
export const iamPasswordPolicyStrong = defineCheck(account, {
  id: 'iam-password-policy-strong',
  entity: 'aws_account',
  severity: 'medium',
  title: `The password policy asks for ${length} characters and refuses the last ${reuse} passwords`,
  why: 'Short and reused passwords are the ones that are guessed, or already known from elsewhere.',
  needs: [iam.need('GetAccountPasswordPolicy')],
  remedy: {
    cli: `aws iam update-account-password-policy --minimum-password-length ${length} --password-reuse-prevention ${reuse}`,
    cdk: 'No CloudFormation resource: call iam:UpdateAccountPasswordPolicy from a custom resource (AwsCustomResource).',
  },
  prowler: ['iam_password_policy_minimum_length_14', 'iam_password_policy_reuse_24'],
  fails: (_, look) => {
    const policy = look.all(iam, 'aws_iam_account_password_policy')[0];
    if (!policy) return 'the account has no password policy: AWS then asks for 8 characters and lets passwords be reused';
    const { MinimumPasswordLength, PasswordReusePrevention } = policy;
    const weak = [
      (MinimumPasswordLength ?? 0) < length && `MinimumPasswordLength is ${MinimumPasswordLength}`,
      (PasswordReusePrevention ?? 0) < reuse && `PasswordReusePrevention is ${PasswordReusePrevention ?? 'not set'}`,
    ].filter(Boolean);
    return weak.length > 0 ? weak.join(', ') : undefined;
  },
  examples: {
    pass: [
      { entity: {}, others: { aws_iam_account_password_policy: [{ MinimumPasswordLength: 14, PasswordReusePrevention: 24 }] } },
      { entity: {}, others: { aws_iam_account_password_policy: [{ MinimumPasswordLength: 32, PasswordReusePrevention: 24, RequireSymbols: false }] } },
    ],
    fail: [
      { entity: {} },
      { entity: {}, others: { aws_iam_account_password_policy: [{ MinimumPasswordLength: 13, PasswordReusePrevention: 24 }] } },
      { entity: {}, others: { aws_iam_account_password_policy: [{ MinimumPasswordLength: 14, PasswordReusePrevention: 5 }] } },
      { entity: {}, others: { aws_iam_account_password_policy: [{ MinimumPasswordLength: 14 }] } },
    ],
  },
});
