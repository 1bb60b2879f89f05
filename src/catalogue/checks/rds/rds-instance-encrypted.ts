import { defineCheck } from '../../model/check';
import { rds } from '../../services/rds';

/** AWS FSBP RDS.3, CIS "Ensure that encryption-at-rest is enabled for RDS instances": https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html */
export const rdsInstanceEncrypted = defineCheck(rds, {
  id: 'rds-instance-encrypted',
  entity: 'aws_db_instance',
  severity: 'high',
  title: 'RDS instances are encrypted at rest',
  why: 'The storage, the automated backups, the replicas and the snapshots are in clear.',
  needs: [rds.need('DescribeDBInstances')],
  remedy: {
    cli: 'aws rds copy-db-snapshot --source-db-snapshot-identifier <snapshot> --target-db-snapshot-identifier <copy> --kms-key-id <key> # then restore-db-instance-from-db-snapshot',
    cdk: "new rds.DatabaseInstance(this, 'Database', { engine, vpc, storageEncrypted: true })",
  },
  prowler: ['rds_instance_storage_encrypted'],
  applies: (instance) => instance.DBInstanceStatus !== 'deleting',
  fails: (instance) => instance.StorageEncrypted ? undefined : `StorageEncrypted is ${instance.StorageEncrypted}`,
  examples: {
    pass: [{ entity: { DBInstanceIdentifier: 'orders', StorageEncrypted: true } }],
    fail: [{ entity: { DBInstanceIdentifier: 'orders', StorageEncrypted: false } }],
  },
});
