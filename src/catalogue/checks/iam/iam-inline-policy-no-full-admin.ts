import { defineCheck } from '../../model/check';
import { account } from '../../services/account';
import { iam } from '../../services/iam';

/** AWS FSBP IAM.1 for the inline policies of users, groups and roles. */
export const iamInlinePolicyNoFullAdmin = defineCheck(account, {
  id: 'iam-inline-policy-no-full-admin',
  entity: 'aws_account',
  severity: 'critical',
  title: 'No inline policy of a user, group or role allows every action on every resource',
  why: 'Inline policies show in no list of policies, so nobody notices the administrators they make.',
  needs: [iam.need('GetAccountAuthorizationDetails')],
  remedy: {
    cli: 'aws iam delete-role-policy --role-name <role> --policy-name <policy> # delete-user-policy, delete-group-policy',
    cdk: 'role.addToPolicy(new iam.PolicyStatement({ actions: [\'s3:GetObject\'], resources: [bucket.arnForObjects(\'*\')] }))',
  },
  prowler: ['iam_inline_policy_no_administrative_privileges'],
  fails: (_, look) => {
    const inline = [...look.all(iam, 'aws_iam_user_policy'), ...look.all(iam, 'aws_iam_group_policy'), ...look.all(iam, 'aws_iam_role_policy')];
    const admin = inline.filter(({ isFullAdmin }) => isFullAdmin).map(({ PolicyName, principalArn }) => `${PolicyName} of ${principalArn}`);
    return admin.length > 0 ? `Action * on Resource * is allowed by ${admin.join(', ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: {} },
      { entity: {}, others: { aws_iam_role_policy: [{ PolicyName: 'read', principalArn: 'arn:aws:iam::111122223333:role/app', isFullAdmin: false }] } },
      { entity: {}, others: { aws_iam_policy: [{ PolicyName: 'managed', isFullAdmin: true }] } },
    ],
    fail: [
      { entity: {}, others: { aws_iam_role_policy: [{ PolicyName: 'all', principalArn: 'arn:aws:iam::111122223333:role/app', isFullAdmin: true }] } },
      { entity: {}, others: { aws_iam_user_policy: [{ PolicyName: 'all', principalArn: 'arn:aws:iam::111122223333:user/ann', isFullAdmin: true }] } },
      { entity: {}, others: { aws_iam_group_policy: [{ PolicyName: 'all', principalArn: 'arn:aws:iam::111122223333:group/ops', isFullAdmin: true }] } },
    ],
  },
});
