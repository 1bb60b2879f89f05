import { defineCheck } from '../../model/check';
import { inRegions } from '../../model/every-region';
import { account } from '../../services/account';
import { ec2 } from '../../services/ec2';

/** AWS FSBP SSM.2 and SSM.3. */
export const ssmInstancesCompliant = defineCheck(account, {
  id: 'ssm-instances-compliant',
  entity: 'aws_account',
  severity: 'high',
  title: 'Managed instances have their patches and associations',
  why: 'Known holes stay open on the machines.',
  needs: [account.need('ssm.ListResourceComplianceSummaries'), ec2.need('DescribeInstances')],
  remedy: {
    cli: 'aws ssm send-command --document-name AWS-RunPatchBaseline --parameters Operation=Install --targets Key=InstanceIds,Values=<instance-id>',
    cdk: "new ssm.CfnAssociation(this, 'Patch', { name: 'AWS-RunPatchBaseline', scheduleExpression: 'rate(1 day)', targets: [{ key: 'InstanceIds', values: ['*'] }] })",
  },
  prowler: ['ssm_managed_compliant_patching'],
  applies: ({ Regions }) => Regions.some(({ ResourceCompliance }) => ResourceCompliance.length > 0),
  fails: ({ Regions }, look) => {
    // Systems Manager remembers instances for a while after their end.
    const living = new Set(look.all(ec2, 'aws_instance').map(({ InstanceId }) => InstanceId));
    return inRegions(Regions, ({ ResourceCompliance }) => {
      const bad = ResourceCompliance.filter(({ ResourceId = '', Status }) => Status === 'NON_COMPLIANT' && (!ResourceId.startsWith('i-') || living.has(ResourceId)));
      return bad.length > 0 ? bad.map(({ ResourceId, ComplianceType, Status }) => `${ResourceId} (${ComplianceType}) is ${Status}`).join(', ') : undefined;
    });
  },
  examples: {
    pass: [
      { entity: { Regions: [{ Region: 'eu-west-1', ResourceCompliance: [{ ResourceId: 'i-0123456789abcdef0', ComplianceType: 'Patch', Status: 'COMPLIANT' }] }] }, others: { aws_instance: [{ InstanceId: 'i-0123456789abcdef0' }] } },
      { entity: { Regions: [{ Region: 'eu-west-1', ResourceCompliance: [{ ResourceId: 'i-0123456789abcdef0', ComplianceType: 'Patch', Status: 'NON_COMPLIANT' }] }] } },
    ],
    fail: [
      { entity: { Regions: [{ Region: 'eu-west-1', ResourceCompliance: [{ ResourceId: 'i-0123456789abcdef0', ComplianceType: 'Patch', Status: 'NON_COMPLIANT' }] }] }, others: { aws_instance: [{ InstanceId: 'i-0123456789abcdef0' }] } },
      {
        entity: { Regions: [{ Region: 'eu-west-1', ResourceCompliance: [{ ResourceId: 'i-0123456789abcdef0', ComplianceType: 'Association', Status: 'NON_COMPLIANT' }] }] },
        others: { aws_instance: [{ InstanceId: 'i-0123456789abcdef0' }] },
      },
      { entity: { Regions: [{ Region: 'eu-west-1', ResourceCompliance: [{ ResourceId: 'mi-0123456789abcdef0', ComplianceType: 'Patch', Status: 'NON_COMPLIANT' }] }] } },
    ],
  },
});
