import { defineCheck } from '../../model/check';
import { ec2 } from '../../services/ec2';

/** AWS FSBP EC2.2, CIS "Ensure the default security group of every VPC restricts all traffic": https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html */
export const ec2DefaultSecurityGroupWithoutRules = defineCheck(ec2, {
  id: 'ec2-default-security-group-without-rules',
  entity: 'aws_security_group',
  severity: 'high',
  title: 'The default security group of each VPC has no rules',
  why: 'What is started without a security group gets this one, and can then speak with everything else that got it.',
  needs: [ec2.need('DescribeSecurityGroups')],
  remedy: {
    cli: 'aws ec2 revoke-security-group-ingress --group-id <group-id> --security-group-rule-ids <rule-id> && aws ec2 revoke-security-group-egress --group-id <group-id> --security-group-rule-ids <rule-id>',
    cdk: "new ec2.Vpc(this, 'Vpc', { restrictDefaultSecurityGroup: true })",
  },
  prowler: ['ec2_securitygroup_default_restrict_traffic'],
  applies: (group) => group.GroupName === 'default',
  fails: ({ IpPermissions = [], IpPermissionsEgress = [] }) => IpPermissions.length + IpPermissionsEgress.length > 0
    ? `it has ${IpPermissions.length} permission(s) for incoming and ${IpPermissionsEgress.length} for outgoing traffic` : undefined,
  examples: {
    pass: [{ entity: { GroupName: 'default', IpPermissions: [], IpPermissionsEgress: [] } }],
    fail: [
      { entity: { GroupName: 'default', IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-0a1b2c3d' }] }], IpPermissionsEgress: [] } },
      { entity: { GroupName: 'default', IpPermissions: [], IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] } },
    ],
  },
});
