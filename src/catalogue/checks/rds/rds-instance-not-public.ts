import { defineCheck } from '../../model/check';
import { groupId, leadingOut, openGroups, publicSubnets } from '../../model/world-rules';
import { ec2 } from '../../services/ec2';
import { rds } from '../../services/rds';

const others = (port: number, block: string, leadsToInternet = true) => ({
  aws_security_group: [{ GroupId: 'sg-1', IpPermissions: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: block }] }] }],
  aws_route_table: [{ leadsToInternet, subnetIds: ['subnet-1'] }],
});
const instance = {
  PubliclyAccessible: true, VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-1' }], DBSubnetGroup: { Subnets: [{ SubnetIdentifier: 'subnet-1' }] }, Endpoint: { Port: 5432 },
};

/** AWS FSBP RDS.2, CIS "Ensure that RDS instances are not publicly accessible", as far as subnets and security groups let the Internet in: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html */
export const rdsInstanceNotPublic = defineCheck(rds, {
  id: 'rds-instance-not-public',
  entity: 'aws_db_instance',
  severity: 'critical',
  exposes: true,
  title: 'RDS instances are not reachable from the Internet',
  why: 'Everybody can try passwords and exploits against the database.',
  needs: [rds.need('DescribeDBInstances'), ec2.need('DescribeSecurityGroups'), ec2.need('DescribeRouteTables'), ec2.need('DescribeSubnets')],
  remedy: {
    cli: 'aws rds modify-db-instance --db-instance-identifier <instance> --no-publicly-accessible --apply-immediately',
    cdk: "new rds.DatabaseInstance(this, 'Database', { engine, vpc, publiclyAccessible: false, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } })",
  },
  prowler: ['rds_instance_no_public_access'],
  applies: (database) => database.DBInstanceStatus !== 'deleting',
  fails: (database, look) => {
    if (!database.PubliclyAccessible) return undefined;
    const groups = database.VpcSecurityGroups?.map(({ VpcSecurityGroupId }) => VpcSecurityGroupId) ?? [];
    const port = database.Endpoint?.Port ?? database.DbInstancePort;
    const open = openGroups(look.by(ec2, 'aws_security_group', groupId), groups, port ? [port] : []);
    if (open.length === 0) return undefined;
    const subnets = publicSubnets(look.by(ec2, 'aws_route_table', leadingOut), database.DBSubnetGroup?.Subnets?.map(({ SubnetIdentifier }) => SubnetIdentifier) ?? []);
    return subnets.length > 0 ? `PubliclyAccessible is true, ${subnets.join(' and ')} lead to the Internet and ${open.join('; ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: { ...instance, PubliclyAccessible: false }, others: others(5432, '0.0.0.0/0') },
      { entity: instance, others: others(5432, '203.0.113.0/24') },
      { entity: instance, others: others(443, '0.0.0.0/0') },
      { entity: instance, others: others(5432, '0.0.0.0/0', false) },
      { entity: { ...instance, VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-2' }] }, others: others(5432, '0.0.0.0/0') },
    ],
    fail: [
      { entity: instance, others: others(5432, '0.0.0.0/0') },
      { entity: { ...instance, Endpoint: { Port: 15432 } }, others: others(15432, '0.0.0.0/0') },
    ],
  },
});
