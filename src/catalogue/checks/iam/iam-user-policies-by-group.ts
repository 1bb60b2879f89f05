import { defineCheck } from '../../model/check';
import { iam } from '../../services/iam';

/** CIS "Ensure IAM users receive permissions only through groups". */
export const iamUserPoliciesByGroup = defineCheck(iam, {
  id: 'iam-user-policies-by-group',
  entity: 'aws_iam_user',
  severity: 'low',
  title: 'IAM users get their rights from groups only',
  why: 'Rights that are given one by one are forgotten one by one.',
  needs: [iam.need('GetAccountAuthorizationDetails')],
  remedy: {
    cli: 'aws iam add-user-to-group --user-name <user> --group-name <group> && aws iam detach-user-policy --user-name <user> --policy-arn <policy-arn>',
    cdk: "new iam.User(this, 'User', { groups: [group] })",
  },
  prowler: ['iam_policy_attached_only_to_group_or_roles'],
  fails: ({ AttachedManagedPolicies = [], UserPolicyList = [] }) => {
    const own = [...AttachedManagedPolicies, ...UserPolicyList].map(({ PolicyName }) => PolicyName);
    return own.length > 0 ? `has the policies ${own.join(', ')} itself` : undefined;
  },
  examples: {
    pass: [{ entity: { UserName: 'ann', AttachedManagedPolicies: [], GroupList: ['ops'] } }],
    fail: [
      { entity: { UserName: 'ann', AttachedManagedPolicies: [{ PolicyName: 'ReadOnlyAccess', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }] } },
      { entity: { UserName: 'ann', UserPolicyList: [{ PolicyName: 'own', PolicyDocument: '{}' }] } },
    ],
  },
});
