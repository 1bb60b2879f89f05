import { defineCheck } from '../../model/check';
import { redshift } from '../../services/redshift';

/** AWS FSBP Redshift.4: https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html */
export const redshiftClusterAuditLogs = defineCheck(redshift, {
  id: 'redshift-cluster-audit-logs',
  entity: 'aws_redshift_cluster',
  severity: 'medium',
  title: 'Redshift clusters write audit logs',
  why: 'Who connected, and what was asked, cannot be looked into after data was taken.',
  needs: [redshift.need('DescribeLoggingStatus')],
  remedy: {
    cli: 'aws redshift enable-logging --cluster-identifier <cluster> --log-destination-type cloudwatch --log-exports connectionlog useractivitylog userlog',
    cdk: "new redshift.Cluster(this, 'Cluster', { vpc, masterUser, loggingProperties: { loggingBucket: bucket, loggingKeyPrefix: 'redshift/' } })",
  },
  prowler: ['redshift_cluster_audit_logging'],
  applies: (cluster) => cluster.ClusterStatus !== 'deleting',
  fails: ({ LoggingStatus: logging }) => logging?.LoggingEnabled ? undefined : `LoggingEnabled is ${logging?.LoggingEnabled ?? 'not set'}`,
  examples: {
    pass: [{ entity: { ClusterIdentifier: 'orders', LoggingStatus: { LoggingEnabled: true, LogDestinationType: 'cloudwatch' } } }],
    fail: [{ entity: { ClusterIdentifier: 'orders', LoggingStatus: { LoggingEnabled: false } } }],
  },
});
