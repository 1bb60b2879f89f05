import { defineCheck } from '../../model/check';
import { iam } from '../../services/iam';

/** CIS "Ensure IAM policies that allow full '*:*' administrative privileges are not attached". */
export const iamPolicyNoFullAdmin = defineCheck(iam, {
  id: 'iam-policy-no-full-admin',
  entity: 'aws_iam_policy',
  severity: 'high',
  title: 'No attached customer managed policy allows every action on every resource',
  why: 'Everybody with such a policy is an administrator, whatever the name of the policy says.',
  needs: [iam.need('GetAccountAuthorizationDetails')],
  remedy: {
    cli: 'aws iam detach-role-policy --role-name <role> --policy-arn <policy-arn>',
    cdk: "new iam.ManagedPolicy(this, 'Policy', { statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] })] })",
  },
  prowler: ['iam_customer_attached_policy_no_administrative_privileges'],
  applies: (policy) => policy.isCustomerManaged && (policy.AttachmentCount ?? 0) > 0,
  fails: (policy) => policy.isFullAdmin ? `attached ${policy.AttachmentCount} times, and its document allows Action * on Resource *` : undefined,
  examples: {
    pass: [{ entity: { PolicyName: 'reader', isCustomerManaged: true, AttachmentCount: 2, isFullAdmin: false } }],
    fail: [{ entity: { PolicyName: 'ops', isCustomerManaged: true, AttachmentCount: 1, isFullAdmin: true } }],
  },
});
