import { defineCheck } from '../../model/check';
import { account } from '../../services/account';
import { iam } from '../../services/iam';

const policy = ':aws:policy/AWSCloudShellFullAccess';

/** CIS "Ensure access to AWSCloudShellFullAccess is restricted". */
export const iamNoCloudshellFullAccess = defineCheck(account, {
  id: 'iam-no-cloudshell-full-access',
  entity: 'aws_account',
  severity: 'medium',
  title: 'Nobody has AWSCloudShellFullAccess',
  why: 'CloudShell can send files from and to the Internet, past every control of the network.',
  needs: [iam.need('GetAccountAuthorizationDetails')],
  remedy: {
    cli: 'aws iam detach-role-policy --role-name <role> --policy-arn arn:aws:iam::aws:policy/AWSCloudShellFullAccess',
    cdk: "new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['cloudshell:GetFileDownloadUrls', 'cloudshell:GetFileUploadUrls'], resources: ['*'] })",
  },
  prowler: ['iam_policy_cloudshell_admin_not_attached'],
  fails: (_, look) => {
    const principals = [...look.all(iam, 'aws_iam_user'), ...look.all(iam, 'aws_iam_group'), ...look.all(iam, 'aws_iam_role')];
    const holders = principals.filter(({ AttachedManagedPolicies = [] }) => AttachedManagedPolicies.some(({ PolicyArn }) => PolicyArn?.endsWith(policy)));
    return holders.length > 0 ? `attached to ${holders.map(({ Arn }) => Arn).join(', ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: {} },
      { entity: {}, others: { aws_iam_role: [{ Arn: 'r', AttachedManagedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }] }] } },
    ],
    fail: [
      { entity: {}, others: { aws_iam_role: [{ Arn: 'x', AttachedManagedPolicies: [{ PolicyArn: `arn:aws:iam:${policy}` }] }] } },
      { entity: {}, others: { aws_iam_user: [{ Arn: 'x', AttachedManagedPolicies: [{ PolicyArn: `arn:aws:iam:${policy}` }] }] } },
      { entity: {}, others: { aws_iam_group: [{ Arn: 'x', AttachedManagedPolicies: [{ PolicyArn: `arn:aws:iam:${policy}` }] }] } },
    ],
  },
});
