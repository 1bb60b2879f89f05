import { defineCheck } from '../../model/check';
import { worldOpenings } from '../../model/world-rules';
import { ec2 } from '../../services/ec2';

const PORTS = [22, 3389];

/** CIS "Ensure no security groups allow ingress from 0.0.0.0/0 (::/0) to remote server administration ports". */
export const ec2SecurityGroupNoWorldAdminPorts = defineCheck(ec2, {
  id: 'ec2-security-group-no-world-admin-ports',
  entity: 'aws_security_group',
  severity: 'high',
  title: 'Security groups open neither SSH (22) nor RDP (3389) to the world, nor every port',
  why: 'Everybody on the Internet can try passwords, keys and exploits against the administration service.',
  needs: [ec2.need('DescribeSecurityGroups')],
  remedy: {
    cli: 'aws ec2 revoke-security-group-ingress --group-id <group-id> --security-group-rule-ids <rule-id>',
    cdk: "securityGroup.addIngressRule(ec2.Peer.ipv4('203.0.113.0/24'), ec2.Port.tcp(22)) // or Session Manager, without any rule",
  },
  prowler: [
    'ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22',
    'ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_3389',
    'ec2_securitygroup_allow_ingress_from_internet_to_all_ports',
  ],
  fails: (group) => {
    const open = worldOpenings(group.IpPermissions, PORTS);
    return open.length > 0 ? open.join('; ') : undefined;
  },
  examples: {
    pass: [
      { entity: { IpPermissions: [] } },
      { entity: { IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] } },
      { entity: { IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }] } },
      { entity: { IpPermissions: [{ IpProtocol: 'tcp', FromPort: 23, ToPort: 3388, Ipv6Ranges: [{ CidrIpv6: '::/0' }] }] } },
      { entity: { IpPermissions: [{ IpProtocol: 'udp', FromPort: 3389, ToPort: 3389, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] } },
      { entity: { IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-0123456789abcdef0' }] }] } },
    ],
    fail: [
      { entity: { IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] } },
      { entity: { IpPermissions: [{ IpProtocol: 'tcp', FromPort: 3389, ToPort: 3389, Ipv6Ranges: [{ CidrIpv6: '::/0' }] }] } },
      { entity: { IpPermissions: [{ IpProtocol: 'tcp', FromPort: 20, ToPort: 30, IpRanges: [{ CidrIp: '10.0.0.0/8' }, { CidrIp: '0.0.0.0/0' }] }] } },
      { entity: { IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] } },
      { entity: { IpPermissions: [{ IpProtocol: '6', FromPort: 0, ToPort: 65535, Ipv6Ranges: [{ CidrIpv6: '::/0' }] }] } },
    ],
  },
});
