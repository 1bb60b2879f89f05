import { defineCheck } from '../../model/check';
import { clusterOf } from '../../model/rds-cluster';
import { rds } from '../../services/rds';

/** AWS FSBP RDS.9, members of a cluster by its setting too: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html */
export const rdsInstanceLogsExported = defineCheck(rds, {
  id: 'rds-instance-logs-exported',
  entity: 'aws_db_instance',
  severity: 'medium',
  title: 'RDS instances, or their clusters, export logs to CloudWatch Logs',
  why: 'The logs go when the database goes, or after a few days, and nothing raises an alarm on them.',
  needs: [rds.need('DescribeDBInstances'), rds.need('DescribeDBClusters')],
  remedy: {
    cli: 'aws rds modify-db-instance --db-instance-identifier <instance> --cloudwatch-logs-export-configuration \'{"EnableLogTypes":["postgresql","upgrade"]}\'',
    cdk: "new rds.DatabaseInstance(this, 'Database', { engine, vpc, cloudwatchLogsExports: ['postgresql', 'upgrade'] })",
  },
  prowler: ['rds_instance_integration_cloudwatch_logs'],
  applies: (instance) => instance.DBInstanceStatus !== 'deleting',
  fails: (instance, look) => {
    const cluster = clusterOf(instance, () => look.all(rds, 'aws_rds_cluster'));
    const exported = [...instance.EnabledCloudwatchLogsExports ?? [], ...cluster?.EnabledCloudwatchLogsExports ?? []];
    return exported.length > 0 ? undefined : `EnabledCloudwatchLogsExports is empty${cluster ? `, in the cluster ${cluster.DBClusterIdentifier} too` : ''}`;
  },
  examples: {
    pass: [
      { entity: { DBInstanceIdentifier: 'orders', EnabledCloudwatchLogsExports: ['postgresql'] } },
      { entity: { DBInstanceIdentifier: 'orders-1', DBClusterIdentifier: 'orders', region: 'eu-west-1' }, others: { aws_rds_cluster: [{ DBClusterIdentifier: 'orders', EnabledCloudwatchLogsExports: ['audit'], region: 'eu-west-1' }] } },
    ],
    fail: [
      { entity: { DBInstanceIdentifier: 'orders' } },
      { entity: { DBInstanceIdentifier: 'orders-1', DBClusterIdentifier: 'orders', region: 'eu-west-1' }, others: { aws_rds_cluster: [{ DBClusterIdentifier: 'orders', EnabledCloudwatchLogsExports: [], region: 'eu-west-1' }] } },
    ],
  },
});
