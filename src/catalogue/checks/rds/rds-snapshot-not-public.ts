import { defineCheck } from '../../model/check';
import { rds } from '../../services/rds';

/** AWS FSBP RDS.1: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html */
export const rdsSnapshotNotPublic = defineCheck(rds, {
  id: 'rds-snapshot-not-public',
  entity: 'aws_db_snapshot',
  severity: 'critical',
  exposes: true,
  title: 'Snapshots of RDS instances are not public',
  why: 'Everybody with an AWS account can restore the database and read all of it.',
  needs: [rds.need('DescribeDBSnapshots'), rds.need('DescribeDBSnapshotAttributes')],
  remedy: {
    cli: 'aws rds modify-db-snapshot-attribute --db-snapshot-identifier <snapshot> --attribute-name restore --values-to-remove all',
    cdk: "new rds.DatabaseInstance(this, 'Database', { engine, vpc, storageEncrypted: true, storageEncryptionKey: key }) // encrypted snapshots cannot be made public",
  },
  prowler: ['rds_snapshots_public_access'],
  applies: (snapshot) => snapshot.Status !== 'deleting',
  fails: (snapshot) => snapshot.isPublic ? 'the attribute restore has the value all' : undefined,
  examples: {
    pass: [
      { entity: { DBSnapshotIdentifier: 'orders', SnapshotType: 'manual', isPublic: false, sharedWith: ['444455556666'] } },
      { entity: { DBSnapshotIdentifier: 'rds:orders-2026-01-01', SnapshotType: 'automated' } },
    ],
    fail: [{ entity: { DBSnapshotIdentifier: 'orders', SnapshotType: 'manual', isPublic: true, sharedWith: ['all'] } }],
  },
});
