import { defineCheck } from '../../model/check';
import { strangersIn } from '../../model/strangers';
import { kms } from '../../services/kms';

const policy = (statement: object) => JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*', ...statement }] });
const grant = (GranteePrincipal: string) => ({ KeyId: 'k', GrantId: 'g', GranteePrincipal, Operations: ['Decrypt' as const] });

const accountOf = (principal: string | undefined) => /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(principal ?? '')?.[1];

/** By the policy of the key and its grants: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html */
export const kmsKeyNotSharedOutside = defineCheck(kms, {
  id: 'kms-key-not-shared-outside',
  entity: 'aws_kms_key',
  severity: 'medium',
  title: 'KMS keys are used by accounts of the scan only',
  why: 'Whoever may use the key reads what it encrypts, and is outside of what the scan can see.',
  needs: [kms.need('ListKeys'), kms.need('DescribeKey'), kms.need('GetKeyPolicy'), kms.need('ListGrants')],
  remedy: {
    cli: 'aws kms put-key-policy --key-id <key-id> --policy-name default --policy file://policy.json && aws kms revoke-grant --key-id <key-id> --grant-id <grant-id>',
    cdk: "key.addToResourcePolicy(new iam.PolicyStatement({ principals: [new iam.OrganizationPrincipal('o-example')], actions, resources: ['*'] }))",
  },
  applies: (key) => key.isCustomerManaged && key.KeyState !== 'PendingDeletion',
  fails: ({ Policy, Grants = [], accountId }, look) => {
    const isOutside = (account: string) => account !== accountId && !look.accounts.includes(account);
    const granted = Grants.flatMap(({ GranteePrincipal }) => accountOf(GranteePrincipal) ?? []).filter(isOutside);
    const [byPolicy, byGrant] = [strangersIn(Policy, accountId, look), [...new Set(granted)]];
    const reasons = [byPolicy.length > 0 && `the policy lets in ${byPolicy.join(', ')}`, byGrant.length > 0 && `a grant lets in ${byGrant.join(', ')}`].filter(Boolean);
    return reasons.join('; ') || undefined;
  },
  examples: {
    pass: [
      { entity: { accountId: '111122223333', isCustomerManaged: true, KeyState: 'Enabled', Policy: policy({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }) } },
      { entity: { accountId: '111122223333', isCustomerManaged: true, KeyState: 'Enabled', Policy: policy({ Principal: { AWS: '444455556666' } }) }, accounts: ['111122223333', '444455556666'] },
      {
        entity: {
          accountId: '111122223333', isCustomerManaged: true, KeyState: 'Enabled', Policy: policy({ Principal: { AWS: '444455556666' }, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-example' } } }),
        },
      },
    ],
    fail: [
      { entity: { accountId: '111122223333', isCustomerManaged: true, KeyState: 'Enabled', Policy: policy({ Principal: { AWS: 'arn:aws:iam::999999999999:root' } }) }, accounts: ['111122223333'] },
      { entity: { accountId: '111122223333', isCustomerManaged: true, KeyState: 'Enabled', Grants: [grant('arn:aws:iam::999999999999:role/x')] } },
    ],
  },
});
