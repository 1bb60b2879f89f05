import { defineCheck } from '../../model/check';
import { account } from '../../services/account';

/** CIS "Ensure no 'root' user account access key exists". */
export const rootNoAccessKey = defineCheck(account, {
  id: 'root-no-access-key',
  entity: 'aws_account',
  severity: 'critical',
  title: 'The root user has no access key',
  why: 'Whoever holds a key of the root user can do anything in the account; no policy limits it.',
  needs: [account.need('iam.GetAccountSummary')],
  remedy: {
    cli: 'aws iam delete-access-key --access-key-id <key-id> # signed in as the root user',
    cdk: 'No CloudFormation resource: delete the key as the root user, or centrally with aws sts assume-root.',
  },
  frameworks: {
    cis: { '3.0': ['1.4'], '4.0': ['1.4'], '5.0': ['1.3'], '6.0': ['2.3'], '7.0': ['2.4'] },
    fsbp: ['IAM.4'],
    nist_800_53_r5: [
      'AC-2(1)', 'AC-2(6)', 'AC-3(3)', 'AC-3(3)(a)', 'AC-3(3)(b)(1)', 'AC-3(3)(b)(2)', 'AC-3(3)(b)(3)', 'AC-3(3)(b)(4)', 'AC-3(3)(b)(5)',
      'AC-3(3)(c)', 'AC-3(4)', 'AC-3(4)(a)', 'AC-3(4)(b)', 'AC-3(4)(c)', 'AC-3(4)(d)', 'AC-3(4)(e)', 'AC-3(7)', 'AC-3(8)', 'AC-3(12)(a)', 'AC-3(13)',
      'AC-3(15)(a)', 'AC-3(15)(b)', 'AC-4(28)', 'AC-6', 'AC-6(2)', 'AC-6(10)', 'AC-24', 'CM-5(1)(a)', 'CM-6(a)', 'CM-9(b)', 'IA-2', 'IA-4(b)',
      'IA-4(4)', 'IA-4(8)', 'IA-5(8)', 'MP-2', 'SC-23(3)', 'SC-25',
    ],
    pci_dss_4_0: ['7.2.1', '7.2.2', '7.2.3', '8.2.1', '8.2.2', '8.2.4', '8.2.5', '8.3.11'],
    iso_27001_2022: ['A.5.15'],
  },
  fails: ({ SummaryMap }) => SummaryMap?.AccountAccessKeysPresent === 0
    ? undefined : `AccountAccessKeysPresent is ${SummaryMap?.AccountAccessKeysPresent}`,
  examples: {
    pass: [{ entity: { SummaryMap: { AccountAccessKeysPresent: 0, AccountMFAEnabled: 0 } } }],
    fail: [{ entity: { SummaryMap: { AccountAccessKeysPresent: 1 } } }, { entity: { SummaryMap: { AccountAccessKeysPresent: 2, AccountMFAEnabled: 1 } } }],
  },
});
