import { defineCheck } from '../../model/check';
import { worldOpenings } from '../../model/world-rules';
import { ec2 } from '../../services/ec2';

const PORTS = [25, 110, 135, 143, 445, 3000, 4333, 5000, 5500, 8080, 8088];

/** AWS FSBP EC2.19, the ports of services that are not made for the Internet: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html */
export const ec2SecurityGroupNoWorldHighRiskPorts = defineCheck(ec2, {
  id: 'ec2-security-group-no-world-high-risk-ports',
  entity: 'aws_security_group',
  severity: 'high',
  title: 'Security groups open no port of a high-risk service to the world',
  why: 'Mail relays, file shares, databases, debuggers and consoles are searched for all over the Internet and often need no password.',
  needs: [ec2.need('DescribeSecurityGroups')],
  remedy: {
    cli: 'aws ec2 revoke-security-group-ingress --group-id <group-id> --security-group-rule-ids <rule-id>',
    cdk: "securityGroup.addIngressRule(ec2.Peer.ipv4('203.0.113.0/24'), ec2.Port.tcp(8080))",
  },
  prowler: ['ec2_securitygroup_allow_ingress_from_internet_to_high_risk_tcp_ports'],
  fails: (group) => {
    const open = worldOpenings(group.IpPermissions, PORTS);
    return open.length > 0 ? open.join('; ') : undefined;
  },
  examples: {
    pass: [
      { entity: { IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] } },
      { entity: { IpPermissions: [{ IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }] } },
      { entity: { IpPermissions: [{ IpProtocol: 'udp', FromPort: 135, ToPort: 135, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] } },
    ],
    fail: [
      { entity: { IpPermissions: [{ IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] } },
      { entity: { IpPermissions: [{ IpProtocol: 'tcp', FromPort: 1, ToPort: 30, Ipv6Ranges: [{ CidrIpv6: '::/0' }] }] } },
      { entity: { IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] } },
    ],
  },
});
