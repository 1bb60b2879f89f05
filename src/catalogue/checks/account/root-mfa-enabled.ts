import { defineCheck } from '../../model/check';
import { account } from '../../services/account';

/** CIS "Ensure MFA is enabled for the 'root' user account"; a root user without a password and keys cannot sign in at all. */
export const rootMfaEnabled = defineCheck(account, {
  id: 'root-mfa-enabled',
  entity: 'aws_account',
  severity: 'critical',
  title: 'The root user signs in with MFA, or not at all',
  why: 'One stolen password, or one mailbox taken over, would be enough to own the account.',
  needs: [account.need('iam.GetAccountSummary')],
  remedy: {
    cli: 'aws iam enable-mfa-device --user-name root … # signed in as the root user; or aws iam enable-organizations-root-credentials-management',
    cdk: 'No CloudFormation resource: register a device as the root user, or remove root credentials centrally.',
  },
  prowler: ['iam_root_mfa_enabled'],
  fails: ({ SummaryMap = {} }) => {
    const { AccountMFAEnabled, AccountPasswordPresent, AccountAccessKeysPresent } = SummaryMap;
    const cannotSignIn = AccountPasswordPresent === 0 && AccountAccessKeysPresent === 0;
    return AccountMFAEnabled === 1 || cannotSignIn ? undefined : `AccountMFAEnabled is ${AccountMFAEnabled}`;
  },
  examples: {
    pass: [
      { entity: { SummaryMap: { AccountMFAEnabled: 1, AccountPasswordPresent: 1 } } },
      { entity: { SummaryMap: { AccountMFAEnabled: 0, AccountPasswordPresent: 0, AccountAccessKeysPresent: 0 } } },
    ],
    fail: [
      { entity: { SummaryMap: { AccountMFAEnabled: 0 } } },
      { entity: { SummaryMap: { AccountMFAEnabled: 0, AccountPasswordPresent: 1, AccountAccessKeysPresent: 0 } } },
      { entity: { SummaryMap: { AccountMFAEnabled: 0, AccountPasswordPresent: 0, AccountAccessKeysPresent: 1 } } },
    ],
  },
});
