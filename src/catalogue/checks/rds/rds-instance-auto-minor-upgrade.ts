import { defineCheck } from '../../model/check';
import { rds } from '../../services/rds';

/** AWS FSBP RDS.13: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html */
export const rdsInstanceAutoMinorUpgrade = defineCheck(rds, {
  id: 'rds-instance-auto-minor-upgrade',
  entity: 'aws_db_instance',
  severity: 'medium',
  title: 'RDS instances take minor upgrades automatically',
  why: 'Known flaws of the engine stay open until somebody thinks of upgrading.',
  needs: [rds.need('DescribeDBInstances')],
  remedy: {
    cli: 'aws rds modify-db-instance --db-instance-identifier <instance> --auto-minor-version-upgrade --apply-immediately',
    cdk: "new rds.DatabaseInstance(this, 'Database', { engine, vpc, autoMinorVersionUpgrade: true })",
  },
  prowler: ['rds_instance_minor_version_upgrade_enabled'],
  applies: (instance) => instance.DBInstanceStatus !== 'deleting',
  fails: (instance) => instance.AutoMinorVersionUpgrade ? undefined : `AutoMinorVersionUpgrade is ${instance.AutoMinorVersionUpgrade}`,
  examples: {
    pass: [{ entity: { DBInstanceIdentifier: 'orders', AutoMinorVersionUpgrade: true } }],
    fail: [{ entity: { DBInstanceIdentifier: 'orders', AutoMinorVersionUpgrade: false } }],
  },
});
