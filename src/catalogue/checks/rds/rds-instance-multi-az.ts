import { defineCheck } from '../../model/check';
import { clusterOf } from '../../model/rds-cluster';
import { rds } from '../../services/rds';

/** AWS FSBP RDS.5, members of a cluster by its setting: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html */
export const rdsInstanceMultiAz = defineCheck(rds, {
  id: 'rds-instance-multi-az',
  entity: 'aws_db_instance',
  severity: 'medium',
  about: 'availability',
  title: 'RDS instances, or their clusters, span several availability zones',
  why: 'The database is away for long when one zone fails.',
  needs: [rds.need('DescribeDBInstances'), rds.need('DescribeDBClusters')],
  remedy: {
    cli: 'aws rds modify-db-instance --db-instance-identifier <instance> --multi-az --apply-immediately',
    cdk: "new rds.DatabaseInstance(this, 'Database', { engine, vpc, multiAz: true })",
  },
  prowler: ['rds_instance_multi_az'],
  applies: (instance) => instance.DBInstanceStatus !== 'deleting',
  fails: (instance, look) => {
    const cluster = clusterOf(instance, () => look.all(rds, 'aws_rds_cluster'));
    if (instance.MultiAZ || cluster?.MultiAZ) return undefined;
    return `MultiAZ is ${(cluster ?? instance).MultiAZ ?? 'not set'}${cluster ? ` in the cluster ${cluster.DBClusterIdentifier}` : ''}`;
  },
  examples: {
    pass: [
      { entity: { DBInstanceIdentifier: 'orders', MultiAZ: true } },
      { entity: { DBInstanceIdentifier: 'orders-1', DBClusterIdentifier: 'orders', MultiAZ: false, region: 'eu-west-1' }, others: { aws_rds_cluster: [{ DBClusterIdentifier: 'orders', MultiAZ: true, region: 'eu-west-1' }] } },
    ],
    fail: [
      { entity: { DBInstanceIdentifier: 'orders', MultiAZ: false } },
      { entity: { DBInstanceIdentifier: 'orders-1', DBClusterIdentifier: 'orders', MultiAZ: false, region: 'eu-west-1' }, others: { aws_rds_cluster: [{ DBClusterIdentifier: 'orders', MultiAZ: false, region: 'eu-west-1' }] } },
    ],
  },
});
