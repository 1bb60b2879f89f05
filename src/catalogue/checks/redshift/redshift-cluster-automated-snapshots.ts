import { defineCheck } from '../../model/check';
import { redshift } from '../../services/redshift';

/** AWS FSBP Redshift.3; a cluster of less than a day may still wait for its first one: https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-snapshots.html */
export const redshiftClusterAutomatedSnapshots = defineCheck(redshift, {
  id: 'redshift-cluster-automated-snapshots',
  entity: 'aws_redshift_cluster',
  severity: 'high',
  about: 'availability',
  title: 'Redshift clusters have automated snapshots',
  why: 'Tables that are dropped or spoilt cannot be brought back.',
  needs: [redshift.need('DescribeClusters'), redshift.need('DescribeClusterSnapshots')],
  remedy: {
    cli: 'aws redshift modify-cluster --cluster-identifier <cluster> --automated-snapshot-retention-period 7',
    cdk: "new redshift.CfnCluster(this, 'Cluster', { clusterType, dbName, masterUsername, nodeType, automatedSnapshotRetentionPeriod: 7 })",
  },
  prowler: ['redshift_cluster_automated_snapshot'],
  applies: (cluster) => cluster.ClusterStatus !== 'deleting',
  fails: ({ AutomatedSnapshotRetentionPeriod: days, AutomatedSnapshots: { count }, ClusterCreateTime }, look) => {
    if (days === 0) return 'AutomatedSnapshotRetentionPeriod is 0 day(s)';
    const isNew = ClusterCreateTime !== undefined && look.daysSince(ClusterCreateTime) < 1;
    return count > 0 || isNew ? undefined : 'no automated snapshot of the cluster exists';
  },
  examples: {
    pass: [
      { entity: { AutomatedSnapshotRetentionPeriod: 7, AutomatedSnapshots: { count: 3, latest: '2025-12-31T20:00:00.000Z' }, ClusterCreateTime: '2025-01-01T00:00:00.000Z' } },
      { entity: { AutomatedSnapshotRetentionPeriod: 1, AutomatedSnapshots: { count: 0, latest: undefined }, ClusterCreateTime: '2025-12-31T20:00:00.000Z' } },
    ],
    fail: [
      { entity: { AutomatedSnapshotRetentionPeriod: 0, AutomatedSnapshots: { count: 0, latest: undefined }, ClusterCreateTime: '2025-12-31T20:00:00.000Z' } },
      { entity: { AutomatedSnapshotRetentionPeriod: 1, AutomatedSnapshots: { count: 0, latest: undefined }, ClusterCreateTime: '2025-01-01T00:00:00.000Z' } },
    ],
  },
});
