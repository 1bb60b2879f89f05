import { defineCheck } from '../../model/check';
import { worldEntry } from '../../model/network-acl';
import { ec2 } from '../../services/ec2';

/** The entry that decides is the first that covers the traffic: https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html */
export const ec2NetworkAclNoWorldTraffic = defineCheck(ec2, {
  id: 'ec2-network-acl-no-world-traffic',
  entity: 'aws_network_acl',
  severity: 'high',
  title: 'Network ACLs do not let all traffic in from everywhere',
  why: 'Nothing but the security groups stands between the subnet and the Internet.',
  needs: [ec2.need('DescribeNetworkAcls')],
  remedy: {
    cli: 'aws ec2 replace-network-acl-entry --network-acl-id <acl-id> --ingress --rule-number <number> --protocol 6 --port-range From=443,To=443 --cidr-block 0.0.0.0/0 --rule-action allow',
    cdk: "acl.addEntry('Https', { ruleNumber: 100, cidr: ec2.AclCidr.anyIpv4(), traffic: ec2.AclTraffic.tcpPort(443), direction: ec2.TrafficDirection.INGRESS })",
  },
  prowler: ['ec2_networkacl_allow_ingress_any_port'],
  fails: (acl) => {
    const entry = worldEntry(acl.Entries);
    return entry ? `entry ${entry.RuleNumber} allows all traffic from ${entry.CidrBlock ?? entry.Ipv6CidrBlock}` : undefined;
  },
  examples: {
    pass: [
      { entity: { Entries: [{ RuleNumber: 100, Protocol: '-1', RuleAction: 'allow', CidrBlock: '10.0.0.0/8' }] } },
      { entity: { Entries: [{ RuleNumber: 100, Protocol: '-1', RuleAction: 'allow', Egress: true, CidrBlock: '0.0.0.0/0' }] } },
      { entity: { Entries: [{ RuleNumber: 200, Protocol: '-1', RuleAction: 'allow', CidrBlock: '0.0.0.0/0' }, { RuleNumber: 100, Protocol: '-1', RuleAction: 'deny', CidrBlock: '0.0.0.0/0' }] } },
      { entity: { Entries: [{ RuleNumber: 100, Protocol: '6', RuleAction: 'allow', CidrBlock: '0.0.0.0/0', PortRange: { From: 443, To: 443 } }] } },
    ],
    fail: [
      { entity: { Entries: [{ RuleNumber: 100, Protocol: '-1', RuleAction: 'allow', CidrBlock: '0.0.0.0/0' }, { RuleNumber: 32767, Protocol: '-1', RuleAction: 'deny', CidrBlock: '0.0.0.0/0' }] } },
      { entity: { Entries: [{ RuleNumber: 101, Protocol: '-1', RuleAction: 'allow', Ipv6CidrBlock: '::/0' }, { RuleNumber: 90, Protocol: '-1', RuleAction: 'deny', CidrBlock: '0.0.0.0/0' }] } },
      { entity: { Entries: [{ RuleNumber: 90, Protocol: '-1', RuleAction: 'deny', CidrBlock: '203.0.113.0/24' }, { RuleNumber: 100, Protocol: '-1', RuleAction: 'allow', CidrBlock: '0.0.0.0/0' }] } },
    ],
  },
});
