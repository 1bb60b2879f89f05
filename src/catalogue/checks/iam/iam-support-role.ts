import { defineCheck } from '../../model/check';
import { account } from '../../services/account';
import { iam } from '../../services/iam';

const policy = ':aws:policy/AWSSupportAccess';

/** CIS "Ensure a support role has been created to manage incidents with AWS Support". */
export const iamSupportRole = defineCheck(account, {
  id: 'iam-support-role',
  entity: 'aws_account',
  severity: 'low',
  title: 'A role may manage cases with AWS Support',
  why: 'In an incident nobody may ask AWS for help, or somebody has to be given too much in a hurry.',
  needs: [iam.need('GetAccountAuthorizationDetails')],
  remedy: {
    cli: 'aws iam attach-role-policy --role-name <role> --policy-arn arn:aws:iam::aws:policy/AWSSupportAccess',
    cdk: "role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AWSSupportAccess'))",
  },
  prowler: ['iam_support_role_created'],
  fails: (_, look) => look.all(iam, 'aws_iam_role').some(({ AttachedManagedPolicies = [] }) => AttachedManagedPolicies.some(({ PolicyArn }) => PolicyArn?.endsWith(policy)))
    ? undefined : 'AWSSupportAccess is attached to no role',
  examples: {
    pass: [{ entity: {}, others: { aws_iam_role: [{ AttachedManagedPolicies: [{ PolicyArn: `arn:aws:iam:${policy}` }] }] } }],
    fail: [
      { entity: {} },
      { entity: {}, others: { aws_iam_role: [{ AttachedManagedPolicies: [{ PolicyArn: 'arn:aws:iam::111122223333:policy/AWSSupportAccess' }] }] } },
      { entity: {}, others: { aws_iam_user: [{ AttachedManagedPolicies: [{ PolicyArn: `arn:aws:iam:${policy}` }] }] } },
    ],
  },
});
