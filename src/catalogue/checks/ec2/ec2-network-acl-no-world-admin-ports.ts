import { defineCheck } from '../../model/check';
import { worldEntry } from '../../model/network-acl';
import { ec2 } from '../../services/ec2';

/** CIS "Ensure no Network ACLs allow ingress from 0.0.0.0/0 (::/0) to remote server administration ports": https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html */
export const ec2NetworkAclNoWorldAdminPorts = defineCheck(ec2, {
  id: 'ec2-network-acl-no-world-admin-ports',
  entity: 'aws_network_acl',
  severity: 'medium',
  title: 'Network ACLs let neither SSH (22) nor RDP (3389) in from everywhere',
  why: 'A security group that is opened by mistake exposes the administration service to everybody at once.',
  needs: [ec2.need('DescribeNetworkAcls')],
  remedy: {
    cli: 'aws ec2 create-network-acl-entry --network-acl-id <acl-id> --ingress --rule-number <lower number> --protocol 6 --port-range From=22,To=22 --cidr-block 0.0.0.0/0 --rule-action deny',
    cdk: "acl.addEntry('NoSsh', { ruleNumber: 10, cidr: ec2.AclCidr.anyIpv4(), traffic: ec2.AclTraffic.tcpPort(22), ruleAction: ec2.Action.DENY })",
  },
  prowler: ['ec2_networkacl_allow_ingress_tcp_port_22', 'ec2_networkacl_allow_ingress_tcp_port_3389'],
  fails: (acl) => {
    const open = [22, 3389].flatMap((port) => {
      const entry = worldEntry(acl.Entries, port);
      return entry ? [`entry ${entry.RuleNumber} allows TCP ${port} from ${entry.CidrBlock ?? entry.Ipv6CidrBlock}`] : [];
    });
    return open.length > 0 ? open.join('; ') : undefined;
  },
  examples: {
    pass: [
      { entity: { Entries: [{ RuleNumber: 100, Protocol: '6', RuleAction: 'allow', CidrBlock: '0.0.0.0/0', PortRange: { From: 443, To: 443 } }] } },
      { entity: { Entries: [{ RuleNumber: 100, Protocol: '17', RuleAction: 'allow', CidrBlock: '0.0.0.0/0', PortRange: { From: 3389, To: 3389 } }] } },
      { entity: { Entries: [10, 11].map((RuleNumber) => ({ RuleNumber, Protocol: '6', RuleAction: 'deny' as const, CidrBlock: '0.0.0.0/0', PortRange: { From: RuleNumber === 10 ? 22 : 3389, To: RuleNumber === 10 ? 22 : 3389 } })).concat([{ RuleNumber: 100, Protocol: '-1', RuleAction: 'allow' as never, CidrBlock: '0.0.0.0/0', PortRange: { From: 0, To: 65535 } }]) } },
    ],
    fail: [
      { entity: { Entries: [{ RuleNumber: 100, Protocol: '6', RuleAction: 'allow', CidrBlock: '0.0.0.0/0', PortRange: { From: 20, To: 30 } }] } },
      { entity: { Entries: [{ RuleNumber: 100, Protocol: '6', RuleAction: 'allow', Ipv6CidrBlock: '::/0', PortRange: { From: 3389, To: 3389 } }] } },
      { entity: { Entries: [{ RuleNumber: 100, Protocol: '-1', RuleAction: 'allow', CidrBlock: '0.0.0.0/0' }] } },
      { entity: { Entries: [{ RuleNumber: 110, Protocol: '6', RuleAction: 'deny', CidrBlock: '0.0.0.0/0', PortRange: { From: 22, To: 22 } }, { RuleNumber: 100, Protocol: '6', RuleAction: 'allow', CidrBlock: '0.0.0.0/0', PortRange: { From: 22, To: 22 } }] } },
    ],
  },
});
