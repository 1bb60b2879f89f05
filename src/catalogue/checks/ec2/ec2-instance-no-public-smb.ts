import { defineCheck } from '../../model/check';
import { groupId, leadingOut, openGroups, publicSubnets } from '../../model/world-rules';
import { ec2 } from '../../services/ec2';

const opens = (IpProtocol: string, port?: number) =>
  ({ aws_security_group: [{ GroupId: 'sg-1', IpPermissions: [{ IpProtocol, FromPort: port, ToPort: port, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] }] });
const leads = (leadsToInternet: boolean) => ({ aws_route_table: [{ leadsToInternet, subnetIds: ['subnet-1'] }] });

/** TCP 139 and 445 to the world on an address that the Internet reaches: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html */
export const ec2InstanceNoPublicSmb = defineCheck(ec2, {
  id: 'ec2-instance-no-public-smb',
  entity: 'aws_instance',
  severity: 'critical',
  title: 'EC2 instances do not expose file shares (SMB, CIFS) to the Internet',
  why: 'Worms and ransomware look for this port everywhere, and most flaws of it need no password.',
  needs: [ec2.need('DescribeInstances'), ec2.need('DescribeSecurityGroups'), ec2.need('DescribeRouteTables'), ec2.need('DescribeSubnets')],
  remedy: {
    cli: 'aws ec2 revoke-security-group-ingress --group-id <group-id> --security-group-rule-ids <rule-id>',
    cdk: "securityGroup.addIngressRule(ec2.Peer.ipv4('10.0.0.0/8'), ec2.Port.tcp(445))",
  },
  prowler: ['ec2_instance_port_cifs_exposed_to_internet'],
  applies: (instance) => !['shutting-down', 'terminated'].includes(instance.State?.Name ?? ''),
  fails: (instance, look) => {
    if (!instance.hasPublicAddress) return undefined;
    const open = openGroups(look.by(ec2, 'aws_security_group', groupId), instance.SecurityGroups?.map(({ GroupId }) => GroupId) ?? [], [139, 445]);
    if (open.length === 0 || publicSubnets(look.by(ec2, 'aws_route_table', leadingOut), [instance.SubnetId]).length === 0) return undefined;
    return `the address is ${instance.PublicIpAddress ?? instance.Ipv6Address}, ${instance.SubnetId} leads to the Internet and ${open.join('; ')}`;
  },
  examples: {
    pass: [
      { entity: { hasPublicAddress: true, SubnetId: 'subnet-1', SecurityGroups: [{ GroupId: 'sg-1' }] }, others: { ...opens('tcp', 443), ...leads(true) } },
      { entity: { hasPublicAddress: true, SubnetId: 'subnet-1', SecurityGroups: [{ GroupId: 'sg-1' }] }, others: { ...opens('tcp', 445), ...leads(false) } },
      { entity: { hasPublicAddress: true, SubnetId: 'subnet-1', SecurityGroups: [{ GroupId: 'sg-2' }] }, others: { ...opens('tcp', 445), ...leads(true) } },
      { entity: { hasPublicAddress: true, SubnetId: 'subnet-1', SecurityGroups: [{ GroupId: 'sg-1' }] }, others: { ...opens('udp', 445), ...leads(true) } },
      { entity: { hasPublicAddress: false, SubnetId: 'subnet-1', SecurityGroups: [{ GroupId: 'sg-1' }] }, others: { ...opens('tcp', 445), ...leads(true) } },
    ],
    fail: [
      { entity: { hasPublicAddress: true, SubnetId: 'subnet-1', SecurityGroups: [{ GroupId: 'sg-1' }] }, others: { ...opens('tcp', 445), ...leads(true) } },
      { entity: { hasPublicAddress: true, SubnetId: 'subnet-1', SecurityGroups: [{ GroupId: 'sg-2' }, { GroupId: 'sg-1' }] }, others: { ...opens('tcp', 139), ...leads(true) } },
      { entity: { hasPublicAddress: true, SubnetId: 'subnet-1', SecurityGroups: [{ GroupId: 'sg-1' }] }, others: { ...opens('-1'), ...leads(true) } },
    ],
  },
});
