import { defineCheck } from '../../model/check';
import { rds } from '../../services/rds';

/** AWS FSBP RDS.18: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html */
export const rdsInstanceInVpc = defineCheck(rds, {
  id: 'rds-instance-in-vpc',
  entity: 'aws_db_instance',
  severity: 'high',
  title: 'RDS instances run in a VPC',
  why: 'Neither subnets nor network ACLs nor flow logs limit or show who reaches the database.',
  needs: [rds.need('DescribeDBInstances')],
  remedy: {
    cli: 'aws rds modify-db-instance --db-instance-identifier <instance> --db-subnet-group-name <subnet group> --apply-immediately',
    cdk: "new rds.DatabaseInstance(this, 'Database', { engine, vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } })",
  },
  prowler: ['rds_instance_inside_vpc'],
  applies: (instance) => instance.DBInstanceStatus !== 'deleting',
  fails: (instance) => instance.DBSubnetGroup?.VpcId ? undefined : 'DBSubnetGroup.VpcId is not set',
  examples: {
    pass: [{ entity: { DBSubnetGroup: { VpcId: 'vpc-0a1b2c3d' } } }],
    fail: [{ entity: { DBInstanceIdentifier: 'orders' } }, { entity: { DBSubnetGroup: { DBSubnetGroupName: 'classic' } } }],
  },
});
