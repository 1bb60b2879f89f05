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
  frameworks: {
    cis: { '3.0': ['1.8', '1.9'], '4.0': ['1.8', '1.9'], '5.0': ['1.7', '1.8'], '6.0': ['2.7', '2.8'], '7.0': ['2.8', '2.9'] },
    fsbp: ['IAM.7', 'IAM.10'],
    nist_800_53_r5: [
      'AC-2(1)', 'AC-2(3)(a)', 'AC-2(3)(b)', 'AC-2(3)(c)', 'AC-2(3)(d)', 'AC-2(3)', 'AC-2(d)(1)', 'AC-3(3)', 'AC-3(3)(a)', 'AC-3(3)(b)(1)',
      'AC-3(3)(b)(2)', 'AC-3(3)(b)(3)', 'AC-3(3)(b)(4)', 'AC-3(3)(b)(5)', 'AC-3(3)(c)', 'AC-3(4)', 'AC-3(4)(a)', 'AC-3(4)(b)', 'AC-3(4)(c)',
      'AC-3(4)(d)', 'AC-3(4)(e)', 'AC-3(8)', 'AC-3(12)(a)', 'AC-3(13)', 'AC-3(15)(a)', 'AC-3(15)(b)', 'AC-4(28)', 'AC-7(4)', 'AC-7(4)(a)', 'AC-24',
      'CM-5(1)(a)', 'CM-6(a)', 'CM-9(b)', 'CM-12(b)', 'IA-4(d)', 'IA-5', 'IA-5(b)', 'IA-5(c)', 'IA-5(d)', 'IA-5(f)', 'IA-5(h)', 'IA-5(1)(f)',
      'IA-5(1)(g)', 'IA-5(1)(h)', 'IA-5(18)(a)', 'IA-5(18)(b)', 'IA-8(2)(b)', 'MA-4(c)', 'SC-23(3)',
    ],
    iso_27001_2022: ['A.5.15'],
  },
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
