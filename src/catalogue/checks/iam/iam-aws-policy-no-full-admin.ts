import { defineCheck } from '../../model/check';
import { iam } from '../../services/iam';

/** AWS FSBP IAM.1 for the policies that AWS manages. */
export const iamAwsPolicyNoFullAdmin = defineCheck(iam, {
  id: 'iam-aws-policy-no-full-admin',
  entity: 'aws_iam_policy',
  severity: 'critical',
  title: 'No AWS managed policy that allows everything is attached',
  why: 'Everybody with AdministratorAccess can do anything in the account, and so can whoever takes over one of them.',
  needs: [iam.need('GetAccountAuthorizationDetails')],
  remedy: {
    cli: 'aws iam detach-role-policy --role-name <role> --policy-arn arn:aws:iam::aws:policy/AdministratorAccess',
    cdk: "role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')) // what the role needs, not AdministratorAccess",
  },
  prowler: ['iam_aws_attached_policy_no_administrative_privileges'],
  applies: ({ isCustomerManaged, AttachmentCount = 0 }) => !isCustomerManaged && AttachmentCount > 0,
  fails: ({ PolicyName, AttachmentCount, isFullAdmin }) => isFullAdmin ? `${PolicyName} allows Action * on Resource *, and is attached ${AttachmentCount} times` : undefined,
  examples: {
    pass: [{ entity: { PolicyName: 'ReadOnlyAccess', isCustomerManaged: false, AttachmentCount: 2, isFullAdmin: false } }],
    fail: [{ entity: { PolicyName: 'AdministratorAccess', isCustomerManaged: false, AttachmentCount: 1, isFullAdmin: true } }],
  },
});
