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
  prowler: ['iam_user_mfa_enabled_console_access'],
  applies: (user) => user.passwordEnabled === true,
  fails: (user) => user.mfaActive ? undefined : `password_enabled is true, mfa_active is ${user.mfaActive}`,
  examples: {
    pass: [{ entity: { UserName: 'console', passwordEnabled: true, mfaActive: true } }],
    fail: [{ entity: { UserName: 'console', passwordEnabled: true, mfaActive: false } }],
  },
});
