import { defineCheck } from '../../model/check';
import { rds } from '../../services/rds';

/** AWS FSBP RDS.4: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-copy-snapshot.html */
export const rdsClusterSnapshotEncrypted = defineCheck(rds, {
  id: 'rds-cluster-snapshot-encrypted',
  entity: 'aws_db_cluster_snapshot',
  severity: 'high',
  title: 'Snapshots of RDS clusters are encrypted',
  why: 'Such a snapshot can be shared with any account, or made public, and is then read in full.',
  needs: [rds.need('DescribeDBClusterSnapshots')],
  remedy: {
    cli: 'aws rds restore-db-cluster-from-snapshot --db-cluster-identifier <new cluster> --snapshot-identifier <snapshot> --engine <engine> --kms-key-id <key> # then delete-db-cluster-snapshot',
    cdk: "new rds.DatabaseCluster(this, 'Cluster', { engine, vpc, writer, storageEncrypted: true }) // its snapshots are encrypted too",
  },
  prowler: ['rds_snapshots_encrypted'],
  applies: (snapshot) => snapshot.Status !== 'deleting',
  fails: (snapshot) => snapshot.StorageEncrypted ? undefined : `StorageEncrypted is ${snapshot.StorageEncrypted}`,
  examples: {
    pass: [{ entity: { DBClusterSnapshotIdentifier: 'orders', StorageEncrypted: true } }],
    fail: [{ entity: { DBClusterSnapshotIdentifier: 'orders', StorageEncrypted: false } }],
  },
});
