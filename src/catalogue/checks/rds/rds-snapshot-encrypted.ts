import { defineCheck } from '../../model/check';
import { rds } from '../../services/rds';

/** AWS FSBP RDS.4: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CopySnapshot.html */
export const rdsSnapshotEncrypted = defineCheck(rds, {
  id: 'rds-snapshot-encrypted',
  entity: 'aws_db_snapshot',
  severity: 'high',
  title: 'Snapshots of RDS instances are encrypted',
  why: 'Such a snapshot can be shared with any account, or made public, and is then read in full.',
  needs: [rds.need('DescribeDBSnapshots')],
  remedy: {
    cli: 'aws rds copy-db-snapshot --source-db-snapshot-identifier <snapshot> --target-db-snapshot-identifier <copy> --kms-key-id <key> # then delete-db-snapshot',
    cdk: "new rds.DatabaseInstance(this, 'Database', { engine, vpc, storageEncrypted: true }) // its snapshots are encrypted too",
  },
  prowler: ['rds_snapshots_encrypted'],
  applies: (snapshot) => snapshot.Status !== 'deleting',
  fails: (snapshot) => snapshot.Encrypted ? undefined : `Encrypted is ${snapshot.Encrypted}`,
  examples: {
    pass: [{ entity: { DBSnapshotIdentifier: 'orders', Encrypted: true } }],
    fail: [{ entity: { DBSnapshotIdentifier: 'orders', Encrypted: false } }],
  },
});
