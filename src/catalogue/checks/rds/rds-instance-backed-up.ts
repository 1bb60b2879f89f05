import { defineCheck } from '../../model/check';
import { rds } from '../../services/rds';

/** AWS FSBP RDS.11, which leaves read replicas out: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html */
export const rdsInstanceBackedUp = defineCheck(rds, {
  id: 'rds-instance-backed-up',
  entity: 'aws_db_instance',
  severity: 'medium',
  about: 'availability',
  title: 'RDS instances have automated backups',
  why: 'Data that is deleted, spoilt or encrypted by an attacker cannot be brought back.',
  needs: [rds.need('DescribeDBInstances')],
  remedy: {
    cli: 'aws rds modify-db-instance --db-instance-identifier <instance> --backup-retention-period 7 --apply-immediately',
    cdk: "new rds.DatabaseInstance(this, 'Database', { engine, vpc, backupRetention: Duration.days(7) })",
  },
  prowler: ['rds_instance_backup_enabled'],
  applies: (instance) => instance.DBInstanceStatus !== 'deleting' && !instance.ReadReplicaSourceDBInstanceIdentifier,
  fails: ({ BackupRetentionPeriod: days = 0 }) => days > 0 ? undefined : 'BackupRetentionPeriod is 0 days',
  examples: {
    pass: [{ entity: { DBInstanceIdentifier: 'orders', BackupRetentionPeriod: 1 } }],
    fail: [{ entity: { DBInstanceIdentifier: 'orders', BackupRetentionPeriod: 0 } }],
  },
});
