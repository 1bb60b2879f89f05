import { defineCheck } from '../../model/check';
import { rds } from '../../services/rds';

/** AWS FSBP RDS.1: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-share-snapshot.html */
export const rdsClusterSnapshotNotPublic = defineCheck(rds, {
  id: 'rds-cluster-snapshot-not-public',
  entity: 'aws_db_cluster_snapshot',
  severity: 'critical',
  exposes: true,
  title: 'Snapshots of RDS clusters are not public',
  why: 'Everybody with an AWS account can restore the cluster and read all of it.',
  needs: [rds.need('DescribeDBClusterSnapshots'), rds.need('DescribeDBClusterSnapshotAttributes')],
  remedy: {
    cli: 'aws rds modify-db-cluster-snapshot-attribute --db-cluster-snapshot-identifier <snapshot> --attribute-name restore --values-to-remove all',
    cdk: "new rds.DatabaseCluster(this, 'Cluster', { engine, vpc, writer, storageEncrypted: true, storageEncryptionKey: key }) // encrypted snapshots cannot be made public",
  },
  prowler: ['rds_snapshots_public_access'],
  applies: (snapshot) => snapshot.Status !== 'deleting',
  fails: (snapshot) => snapshot.isPublic ? 'the attribute restore has the value all' : undefined,
  examples: {
    pass: [{ entity: { DBClusterSnapshotIdentifier: 'orders', SnapshotType: 'manual', isPublic: false, sharedWith: ['444455556666'] } }],
    fail: [{ entity: { DBClusterSnapshotIdentifier: 'orders', SnapshotType: 'manual', isPublic: true, sharedWith: ['444455556666', 'all'] } }],
  },
});
