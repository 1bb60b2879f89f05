import { defineCheck } from '../../model/check';
import { redshift } from '../../services/redshift';

/** AWS FSBP Redshift.6: https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-clusters.html#rs-upgrade */
export const redshiftClusterVersionUpgrade = defineCheck(redshift, {
  id: 'redshift-cluster-version-upgrade',
  entity: 'aws_redshift_cluster',
  severity: 'medium',
  title: 'Redshift clusters take version upgrades automatically',
  why: 'Known flaws of the engine stay open until somebody thinks of upgrading.',
  needs: [redshift.need('DescribeClusters')],
  remedy: {
    cli: 'aws redshift modify-cluster --cluster-identifier <cluster> --allow-version-upgrade',
    cdk: "new redshift.CfnCluster(this, 'Cluster', { clusterType, dbName, masterUsername, nodeType, allowVersionUpgrade: true })",
  },
  prowler: ['redshift_cluster_automatic_upgrades'],
  applies: (cluster) => cluster.ClusterStatus !== 'deleting',
  fails: (cluster) => cluster.AllowVersionUpgrade ? undefined : `AllowVersionUpgrade is ${cluster.AllowVersionUpgrade}`,
  examples: {
    pass: [{ entity: { ClusterIdentifier: 'orders', AllowVersionUpgrade: true } }],
    fail: [{ entity: { ClusterIdentifier: 'orders', AllowVersionUpgrade: false } }],
  },
});
