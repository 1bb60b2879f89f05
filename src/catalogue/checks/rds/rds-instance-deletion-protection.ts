import { defineCheck } from '../../model/check';
import { clusterOf } from '../../model/rds-cluster';
import { rds } from '../../services/rds';

/** AWS FSBP RDS.8 and RDS.7, members of a cluster by its setting: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html */
export const rdsInstanceDeletionProtection = defineCheck(rds, {
  id: 'rds-instance-deletion-protection',
  entity: 'aws_db_instance',
  severity: 'medium',
  about: 'availability',
  title: 'RDS instances, or their clusters, have deletion protection',
  why: 'One mistaken or hostile call deletes the database.',
  needs: [rds.need('DescribeDBInstances'), rds.need('DescribeDBClusters')],
  remedy: {
    cli: 'aws rds modify-db-instance --db-instance-identifier <instance> --deletion-protection # or modify-db-cluster for its cluster',
    cdk: "new rds.DatabaseInstance(this, 'Database', { engine, vpc, deletionProtection: true })",
  },
  prowler: ['rds_instance_deletion_protection'],
  applies: (instance) => instance.DBInstanceStatus !== 'deleting',
  fails: (instance, look) => {
    const cluster = clusterOf(instance, () => look.all(rds, 'aws_rds_cluster'));
    if (instance.DeletionProtection || cluster?.DeletionProtection) return undefined;
    return `DeletionProtection is ${(cluster ?? instance).DeletionProtection ?? 'not set'}${cluster ? ` in the cluster ${cluster.DBClusterIdentifier}` : ''}`;
  },
  examples: {
    pass: [
      { entity: { DBInstanceIdentifier: 'orders', DeletionProtection: true } },
      { entity: { DBInstanceIdentifier: 'orders-1', DBClusterIdentifier: 'orders', DeletionProtection: false, region: 'eu-west-1' }, others: { aws_rds_cluster: [{ DBClusterIdentifier: 'orders', DeletionProtection: true, region: 'eu-west-1' }] } },
    ],
    fail: [
      { entity: { DBInstanceIdentifier: 'orders', DeletionProtection: false } },
      { entity: { DBInstanceIdentifier: 'orders-1', DBClusterIdentifier: 'orders', DeletionProtection: false, region: 'eu-west-1' }, others: { aws_rds_cluster: [{ DBClusterIdentifier: 'orders', DeletionProtection: false, region: 'eu-west-1' }, { DBClusterIdentifier: 'orders', DeletionProtection: true, region: 'us-east-1' }] } },
    ],
  },
});
