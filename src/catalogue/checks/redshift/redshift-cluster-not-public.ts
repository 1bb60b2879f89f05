import { defineCheck } from '../../model/check';
import { groupId, leadingOut, openGroups, publicSubnets } from '../../model/world-rules';
import { ec2 } from '../../services/ec2';
import { redshift } from '../../services/redshift';

const others = (port: number, block: string, leadsToInternet = true) => ({
  aws_security_group: [{ GroupId: 'sg-1', IpPermissions: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: block }] }] }],
  aws_route_table: [{ leadsToInternet, subnetIds: ['subnet-1'] }],
});
const example = { PubliclyAccessible: true, VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-1' }], SubnetIds: ['subnet-1'], Endpoint: { Port: 5439 } };

/** AWS FSBP Redshift.1, as far as subnets and security groups let the Internet in: https://docs.aws.amazon.com/redshift/latest/mgmt/rs-security-group-public-private.html */
export const redshiftClusterNotPublic = defineCheck(redshift, {
  id: 'redshift-cluster-not-public',
  entity: 'aws_redshift_cluster',
  severity: 'critical',
  exposes: true,
  title: 'Redshift clusters are not reachable from the Internet',
  why: 'Everybody can try passwords and exploits against the data warehouse.',
  needs: [
    redshift.need('DescribeClusters'),
    redshift.need('DescribeClusterSubnetGroups'),
    ec2.need('DescribeSecurityGroups'),
    ec2.need('DescribeRouteTables'),
    ec2.need('DescribeSubnets'),
  ],
  remedy: {
    cli: 'aws redshift modify-cluster --cluster-identifier <cluster> --no-publicly-accessible',
    cdk: "new redshift.Cluster(this, 'Cluster', { vpc, masterUser, publiclyAccessible: false })",
  },
  prowler: ['redshift_cluster_public_access'],
  applies: (cluster) => cluster.ClusterStatus !== 'deleting',
  fails: (cluster, look) => {
    if (!cluster.PubliclyAccessible) return undefined;
    const groups = cluster.VpcSecurityGroups?.map(({ VpcSecurityGroupId }) => VpcSecurityGroupId) ?? [];
    const open = openGroups(look.by(ec2, 'aws_security_group', groupId), groups, [cluster.Endpoint?.Port ?? 5439]);
    if (open.length === 0) return undefined;
    const subnets = publicSubnets(look.by(ec2, 'aws_route_table', leadingOut), cluster.SubnetIds);
    return subnets.length > 0 ? `PubliclyAccessible is true, ${subnets.join(' and ')} lead to the Internet and ${open.join('; ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: { ...example, PubliclyAccessible: false }, others: others(5439, '0.0.0.0/0') },
      { entity: example, others: others(5439, '203.0.113.0/24') },
      { entity: example, others: others(443, '0.0.0.0/0') },
      { entity: example, others: others(5439, '0.0.0.0/0', false) },
      { entity: { ...example, VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-2' }] }, others: others(5439, '0.0.0.0/0') },
    ],
    fail: [
      { entity: example, others: others(5439, '0.0.0.0/0') },
      { entity: { ...example, Endpoint: { Port: 8192 } }, others: others(8192, '0.0.0.0/0') },
    ],
  },
});
