import { defineCheck } from '../../model/check';
import { account } from '../../services/account';

/** CIS "Ensure centralized root access in AWS Organizations". */
export const rootCredentialsCentral = defineCheck(account, {
  id: 'root-credentials-central',
  entity: 'aws_account',
  severity: 'high',
  title: 'The organisation manages root credentials of its members centrally',
  why: 'Each member account has a root user of its own whose password nobody watches.',
  needs: [account.need('organizations.DescribeOrganization'), account.need('iam.ListOrganizationsFeatures')],
  remedy: {
    cli: 'aws iam enable-organizations-root-credentials-management',
    cdk: 'No CloudFormation resource: call iam:EnableOrganizationsRootCredentialsManagement from a custom resource (AwsCustomResource).',
  },
  prowler: ['iam_root_credentials_management_enabled'],
  // Only the management account can be asked.
  applies: ({ isManagementAccount }) => isManagementAccount === true,
  fails: ({ OrganizationsFeatures = [] }) => OrganizationsFeatures.includes('RootCredentialsManagement')
    ? undefined : `the enabled features are ${OrganizationsFeatures.join(', ') || 'none'}`,
  examples: {
    pass: [{ entity: { isManagementAccount: true, OrganizationsFeatures: ['RootCredentialsManagement', 'RootSessions'] } }],
    fail: [
      { entity: { isManagementAccount: true, OrganizationsFeatures: ['RootSessions'] } },
      { entity: { isManagementAccount: true } },
    ],
  },
});
