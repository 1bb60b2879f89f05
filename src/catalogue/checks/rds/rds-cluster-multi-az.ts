import { defineCheck } from '../../model/check';
import { rds } from '../../services/rds';

/** AWS FSBP RDS.15: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html */
export const rdsClusterMultiAz = defineCheck(rds, {
  id: 'rds-cluster-multi-az',
  entity: 'aws_rds_cluster',
  severity: 'medium',
  about: 'availability',
  title: 'RDS clusters span several availability zones',
  why: 'The database is away for long when one zone fails.',
  needs: [rds.need('DescribeDBClusters')],
  remedy: {
    cli: 'aws rds create-db-instance --db-cluster-identifier <cluster> --db-instance-identifier <reader> --db-instance-class <class> --engine <engine> --availability-zone <other zone>',
    cdk: "new rds.DatabaseCluster(this, 'Cluster', { engine, vpc, writer: rds.ClusterInstance.provisioned('w'), readers: [rds.ClusterInstance.provisioned('r')] })",
  },
  prowler: ['rds_cluster_multi_az'],
  applies: (cluster) => cluster.Status !== 'deleting',
  fails: (cluster) => cluster.MultiAZ ? undefined : `MultiAZ is ${cluster.MultiAZ}`,
  examples: {
    pass: [{ entity: { DBClusterIdentifier: 'orders', MultiAZ: true } }],
    fail: [{ entity: { DBClusterIdentifier: 'orders', MultiAZ: false } }],
  },
});
