import { defineCheck } from '../../model/check';
import { rds } from '../../services/rds';

/** AWS FSBP RDS.27: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html */
export const rdsClusterEncrypted = defineCheck(rds, {
  id: 'rds-cluster-encrypted',
  entity: 'aws_rds_cluster',
  severity: 'high',
  title: 'RDS clusters are encrypted at rest',
  why: 'The storage, the automated backups and the snapshots are in clear, and such snapshots can be shared with any account.',
  needs: [rds.need('DescribeDBClusters')],
  remedy: {
    cli: 'aws rds restore-db-cluster-from-snapshot --db-cluster-identifier <new cluster> --snapshot-identifier <snapshot> --engine <engine> --kms-key-id <key>',
    cdk: "new rds.DatabaseCluster(this, 'Cluster', { engine, vpc, writer, storageEncrypted: true })",
  },
  prowler: ['rds_cluster_storage_encrypted'],
  applies: (cluster) => cluster.Status !== 'deleting',
  fails: (cluster) => cluster.StorageEncrypted ? undefined : `StorageEncrypted is ${cluster.StorageEncrypted}`,
  examples: {
    pass: [{ entity: { DBClusterIdentifier: 'orders', StorageEncrypted: true } }],
    fail: [{ entity: { DBClusterIdentifier: 'orders', StorageEncrypted: false } }],
  },
});
