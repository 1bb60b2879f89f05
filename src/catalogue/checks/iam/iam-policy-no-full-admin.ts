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
  frameworks: {
    cis: { '3.0': ['1.16'], '4.0': ['1.16'], '5.0': ['1.15'], '6.0': ['2.15'], '7.0': ['2.14'] },
    fsbp: ['IAM.1'],
    nist_800_53_r5: [
      'AC-2(1)', 'AC-2(6)', 'AC-2(i)(2)', 'AC-3', 'AC-3(3)', 'AC-3(3)(a)', 'AC-3(3)(b)(1)', 'AC-3(3)(b)(2)', 'AC-3(3)(b)(3)', 'AC-3(3)(b)(4)',
      'AC-3(3)(b)(5)', 'AC-3(3)(c)', 'AC-3(4)', 'AC-3(4)(a)', 'AC-3(4)(b)', 'AC-3(4)(c)', 'AC-3(4)(d)', 'AC-3(4)(e)', 'AC-3(7)', 'AC-3(8)',
      'AC-3(12)(a)', 'AC-3(13)', 'AC-3(15)(a)', 'AC-3(15)(b)', 'AC-4(28)', 'AC-5(b)', 'AC-6', 'AC-6(2)', 'AC-6(3)', 'AC-6(10)', 'AC-24', 'CM-5(1)(a)',
      'CM-6(a)', 'CM-9(b)', 'MP-2', 'SC-23(3)', 'SC-25',
    ],
    iso_27001_2022: ['A.5.18', 'A.8.2'],
  },
  applies: (policy) => policy.isCustomerManaged && (policy.AttachmentCount ?? 0) > 0,
  fails: (policy) => policy.isFullAdmin ? `attached ${policy.AttachmentCount} times, and its document allows Action * on Resource *` : undefined,
  examples: {
    pass: [{ entity: { PolicyName: 'reader', isCustomerManaged: true, AttachmentCount: 2, isFullAdmin: false } }],
    fail: [{ entity: { PolicyName: 'ops', isCustomerManaged: true, AttachmentCount: 1, isFullAdmin: true } }],
  },
});
