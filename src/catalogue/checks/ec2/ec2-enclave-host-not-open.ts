import { defineCheck } from '../../model/check';
import { groupId, permissionText, worldRanges, type Permission } from '../../model/world-rules';
import { ec2 } from '../../services/ec2';

const ALLOWED = [22, 80, 443];

/** Whether a permission opens a port to the world that is none of these; ICMP has no ports. */
const opensMore = (permission: Permission) => {
  const { IpProtocol = '', FromPort, ToPort } = permission;
  if (worldRanges(permission).length === 0 || ['icmp', 'icmpv6', '1', '58'].includes(IpProtocol)) return false;
  return !(['tcp', '6'].includes(IpProtocol) && FromPort === ToPort && ALLOWED.includes(FromPort!));
};

/** The parent instance of AWS Nitro Enclaves; SSH has a check of its own: https://docs.aws.amazon.com/enclaves/latest/user/security.html */
export const ec2EnclaveHostNotOpen = defineCheck(ec2, {
  id: 'ec2-enclave-host-not-open',
  entity: 'aws_instance',
  severity: 'high',
  title: 'Parent instances of Nitro Enclaves open nothing to the world but SSH, HTTP and HTTPS',
  why: 'Each further service on the parent is a way to the machine that feeds the enclave and holds its role.',
  needs: [ec2.need('DescribeInstances'), ec2.need('DescribeSecurityGroups')],
  remedy: {
    cli: 'aws ec2 revoke-security-group-ingress --group-id <group-id> --security-group-rule-ids <rule-id>',
    cdk: "securityGroup.addIngressRule(ec2.Peer.ipv4('203.0.113.0/24'), ec2.Port.tcp(8443))",
  },
  prowler: ['ec2_confidential_workload_host_unrestricted_ingress'],
  applies: ({ EnclaveOptions, State }) => EnclaveOptions?.Enabled === true && !['shutting-down', 'terminated'].includes(State?.Name ?? ''),
  fails: (instance, look) => {
    const ids = instance.SecurityGroups?.map(({ GroupId }) => GroupId) ?? [];
    const open = ids.flatMap((id) => look.by(ec2, 'aws_security_group', groupId).get(id ?? '') ?? [])
      .flatMap(({ GroupId, IpPermissions = [] }) => IpPermissions.filter(opensMore).map((each) => `${GroupId} opens ${permissionText(each)}`));
    return open.length > 0 ? `EnclaveOptions.Enabled is true and ${open.join('; ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: { EnclaveOptions: { Enabled: true }, SecurityGroups: [{ GroupId: 'sg-1' }] }, others: { aws_security_group: [{ GroupId: 'sg-1', IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] }] } },
      { entity: { EnclaveOptions: { Enabled: true }, SecurityGroups: [{ GroupId: 'sg-1' }] }, others: { aws_security_group: [{ GroupId: 'sg-2', IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] }] } },
      { entity: { EnclaveOptions: { Enabled: true }, SecurityGroups: [{ GroupId: 'sg-1' }] }, others: { aws_security_group: [{ GroupId: 'sg-1', IpPermissions: [{ IpProtocol: 'tcp', FromPort: 0, ToPort: 65535, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }] }] } },
    ],
    fail: [
      { entity: { EnclaveOptions: { Enabled: true }, SecurityGroups: [{ GroupId: 'sg-1' }] }, others: { aws_security_group: [{ GroupId: 'sg-1', IpPermissions: [{ IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, Ipv6Ranges: [{ CidrIpv6: '::/0' }] }] }] } },
      { entity: { EnclaveOptions: { Enabled: true }, SecurityGroups: [{ GroupId: 'sg-1' }] }, others: { aws_security_group: [{ GroupId: 'sg-1', IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] }] } },
      { entity: { EnclaveOptions: { Enabled: true }, SecurityGroups: [{ GroupId: 'sg-1' }] }, others: { aws_security_group: [{ GroupId: 'sg-1', IpPermissions: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] }] } },
    ],
  },
});
