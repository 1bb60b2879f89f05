import { defineCheck } from '../../model/check';
import { inRegions } from '../../model/every-region';
import { account } from '../../services/account';

/** CIS "Ensure AWS Security Hub is enabled". */
export const securityhubOn = defineCheck(account, {
  id: 'securityhub-on',
  entity: 'aws_account',
  severity: 'high',
  title: 'Security Hub is on with a standard in every Region',
  why: 'Findings of the services of AWS come together nowhere, and nobody compares the account with a standard.',
  needs: [account.need('securityhub.DescribeHub'), account.need('securityhub.GetEnabledStandards')],
  remedy: {
    cli: 'aws securityhub enable-security-hub --enable-default-standards --region <region>',
    cdk: "new securityhub.CfnHub(this, 'Hub', { enableDefaultStandards: true }) // in each Region",
  },
  prowler: ['securityhub_enabled'],
  fails: ({ Regions }) => inRegions(Regions, ({ HubArn, SecurityStandards = [] }) => {
    if (!HubArn) return 'Security Hub is off';
    const states = SecurityStandards.map(({ StandardsArn, StandardsStatus }) => `${StandardsArn} is ${StandardsStatus}`);
    return SecurityStandards.some(({ StandardsStatus = '' }) => ['READY', 'PENDING', 'INCOMPLETE'].includes(StandardsStatus)) ? undefined : states.join(', ') || 'no standard is enabled';
  }),
  examples: {
    pass: [
      { entity: { Regions: [{ Region: 'eu-west-1', HubArn: 'arn:aws:securityhub:eu-west-1:111122223333:hub/default', SecurityStandards: [{ StandardsArn: 's', StandardsStatus: 'READY' }] }] } },
    ],
    fail: [
      { entity: { Regions: [{ Region: 'eu-west-1' }] } },
      { entity: { Regions: [{ Region: 'eu-west-1', HubArn: 'arn:aws:securityhub:eu-west-1:111122223333:hub/default', SecurityStandards: [] }] } },
    ],
  },
});
