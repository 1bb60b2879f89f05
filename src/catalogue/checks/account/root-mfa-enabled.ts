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
  frameworks: {
    cis: { '3.0': ['1.5'], '4.0': ['1.5'], '5.0': ['1.4'], '6.0': ['2.4'], '7.0': ['2.5'] },
    fsbp: ['IAM.9'],
    nist_800_53_r5: [
      'AC-2(1)', 'AC-3(2)', 'AC-3(3)', 'AC-3(3)(a)', 'AC-3(3)(b)(1)', 'AC-3(3)(b)(2)', 'AC-3(3)(b)(3)', 'AC-3(3)(b)(4)', 'AC-3(3)(b)(5)',
      'AC-3(3)(c)', 'AC-3(4)', 'AC-3(4)(a)', 'AC-3(4)(b)', 'AC-3(4)(c)', 'AC-3(4)(d)', 'AC-3(4)(e)', 'AC-3(8)', 'AC-3(12)(a)', 'AC-3(13)',
      'AC-3(15)(a)', 'AC-3(15)(b)', 'AC-4(28)', 'AC-7(4)', 'AC-7(4)(a)', 'AC-24', 'CM-6(a)', 'CM-9(b)', 'IA-2(1)', 'IA-2(2)', 'IA-2(6)', 'IA-2(6)(a)',
      'IA-2(8)', 'SC-23(3)',
    ],
    pci_dss_4_0: ['8.4.1', '8.4.2', '8.4.3'],
    iso_27001_2022: ['A.5.15', 'A.5.17', 'A.8.5'],
  },
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
