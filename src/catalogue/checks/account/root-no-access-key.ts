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
  prowler: ['iam_no_root_access_key'],
  fails: ({ SummaryMap }) => SummaryMap?.AccountAccessKeysPresent === 0
    ? undefined : `AccountAccessKeysPresent is ${SummaryMap?.AccountAccessKeysPresent}`,
  examples: {
    pass: [{ entity: { SummaryMap: { AccountAccessKeysPresent: 0, AccountMFAEnabled: 0 } } }],
    fail: [{ entity: { SummaryMap: { AccountAccessKeysPresent: 1 } } }, { entity: { SummaryMap: { AccountAccessKeysPresent: 2, AccountMFAEnabled: 1 } } }],
  },
});
