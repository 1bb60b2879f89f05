import { defineCheck } from '../../model/check';
import { rds } from '../../services/rds';

/** AWS FSBP RDS.6: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html */
export const rdsInstanceEnhancedMonitoring = defineCheck(rds, {
  id: 'rds-instance-enhanced-monitoring',
  entity: 'aws_db_instance',
  severity: 'low',
  about: 'availability',
  title: 'RDS instances have enhanced monitoring',
  why: 'What happens in the operating system of the database, such as a process that eats its memory, is not seen.',
  needs: [rds.need('DescribeDBInstances')],
  remedy: {
    cli: 'aws rds modify-db-instance --db-instance-identifier <instance> --monitoring-interval 60 --monitoring-role-arn <role>',
    cdk: "new rds.DatabaseInstance(this, 'Database', { engine, vpc, monitoringInterval: Duration.seconds(60) })",
  },
  prowler: ['rds_instance_enhanced_monitoring_enabled'],
  applies: (instance) => instance.DBInstanceStatus !== 'deleting',
  fails: ({ EnhancedMonitoringResourceArn, MonitoringInterval = 0 }) => EnhancedMonitoringResourceArn || MonitoringInterval > 0 ? undefined
    : `MonitoringInterval is ${MonitoringInterval} and EnhancedMonitoringResourceArn is not set`,
  examples: {
    pass: [
      { entity: { EnhancedMonitoringResourceArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:RDSOSMetrics:log-stream:db-A', MonitoringInterval: 60 } },
      { entity: { MonitoringInterval: 1 } },
    ],
    fail: [{ entity: { MonitoringInterval: 0 } }, { entity: { DBInstanceIdentifier: 'orders' } }],
  },
});
