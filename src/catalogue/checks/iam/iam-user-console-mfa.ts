import { defineCheck } from '../../model/check';
import { iam } from '../../services/iam';

/** CIS "Ensure multi-factor authentication (MFA) is enabled for all IAM users that have a console password". */
export const iamUserConsoleMfa = defineCheck(iam, {
  id: 'iam-user-console-mfa',
  entity: 'aws_iam_user',
  severity: 'high',
  title: 'IAM users with a console password have MFA',
  why: 'A password alone can be guessed, reused or phished.',
  needs: [iam.need('GetAccountAuthorizationDetails'), iam.need('GenerateCredentialReport'), iam.need('GetCredentialReport')],
  remedy: {
    cli: 'aws iam enable-mfa-device --user-name <user> --serial-number <arn> --authentication-code1 <code> --authentication-code2 <code>',
    cdk: 'No CloudFormation resource puts a device into the hands of a user; deny everything else while aws:MultiFactorAuthPresent is false.',
  },
  frameworks: {
    cis: { '3.0': ['1.10'], '4.0': ['1.10'], '5.0': ['1.9'], '6.0': ['2.9'], '7.0': ['2.10'] },
    fsbp: ['IAM.5', 'IAM.19'],
    nist_800_53_r5: [
      'AC-2(1)', 'AC-3(2)', 'AC-3(3)', 'AC-3(3)(a)', 'AC-3(3)(b)(1)', 'AC-3(3)(b)(2)', 'AC-3(3)(b)(3)', 'AC-3(3)(b)(4)', 'AC-3(3)(b)(5)',
      'AC-3(3)(c)', 'AC-3(4)', 'AC-3(4)(a)', 'AC-3(4)(b)', 'AC-3(4)(c)', 'AC-3(4)(d)', 'AC-3(4)(e)', 'AC-3(8)', 'AC-3(12)(a)', 'AC-3(13)',
      'AC-3(15)(a)', 'AC-3(15)(b)', 'AC-4(28)', 'AC-7(4)', 'AC-7(4)(a)', 'AC-24', 'CM-5(1)(a)', 'CM-6(a)', 'CM-9(b)', 'IA-2(1)', 'IA-2(2)', 'IA-2(6)',
      'IA-2(6)(a)', 'IA-2(8)', 'SC-23(3)',
    ],
    pci_dss_4_0: ['8.4.1', '8.4.2', '8.4.3'],
    iso_27001_2022: ['A.5.15', 'A.5.17', 'A.8.5'],
  },
  applies: (user) => user.passwordEnabled === true,
  fails: (user) => user.mfaActive ? undefined : `password_enabled is true, mfa_active is ${user.mfaActive}`,
  examples: {
    pass: [{ entity: { UserName: 'console', passwordEnabled: true, mfaActive: true } }],
    fail: [{ entity: { UserName: 'console', passwordEnabled: true, mfaActive: false } }],
  },
});
