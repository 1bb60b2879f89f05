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
  frameworks: {
    fsbp: ['IAM.1'],
    nist_800_53_r5: [
      'AC-2(1)', 'AC-2(6)', 'AC-2(i)(2)', 'AC-3', 'AC-3(3)', 'AC-3(3)(a)', 'AC-3(3)(b)(1)', 'AC-3(3)(b)(2)', 'AC-3(3)(b)(3)', 'AC-3(3)(b)(4)',
      'AC-3(3)(b)(5)', 'AC-3(3)(c)', 'AC-3(4)', 'AC-3(4)(a)', 'AC-3(4)(b)', 'AC-3(4)(c)', 'AC-3(4)(d)', 'AC-3(4)(e)', 'AC-3(7)', 'AC-3(8)',
      'AC-3(12)(a)', 'AC-3(13)', 'AC-3(15)(a)', 'AC-3(15)(b)', 'AC-4(28)', 'AC-5(b)', 'AC-6', 'AC-6(2)', 'AC-6(3)', 'AC-6(10)', 'AC-24', 'CM-5(1)(a)',
      'CM-6(a)', 'CM-9(b)', 'MP-2', 'SC-23(3)', 'SC-25',
    ],
    iso_27001_2022: ['A.5.18', 'A.8.2'],
  },
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
