import { defineCheck } from '../../model/check';
import { elasticache } from '../../services/elasticache';

/** AWS FSBP ElastiCache.2: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html */
export const elasticacheGroupAutoMinorUpgrade = defineCheck(elasticache, {
  id: 'elasticache-group-auto-minor-upgrade',
  entity: 'aws_elasticache_redis_cluster',
  severity: 'high',
  title: 'Redis and Valkey groups take minor upgrades automatically',
  why: 'Known flaws of the engine stay open until somebody thinks of upgrading.',
  needs: [elasticache.need('DescribeReplicationGroups')],
  remedy: {
    cli: 'aws elasticache modify-replication-group --replication-group-id <group> --auto-minor-version-upgrade --apply-immediately',
    cdk: "new elasticache.CfnReplicationGroup(this, 'Cache', { replicationGroupDescription, autoMinorVersionUpgrade: true })",
  },
  prowler: ['elasticache_redis_cluster_auto_minor_version_upgrades'],
  applies: (group) => group.Status !== 'deleting',
  fails: (group) => group.AutoMinorVersionUpgrade ? undefined : `AutoMinorVersionUpgrade is ${group.AutoMinorVersionUpgrade}`,
  examples: {
    pass: [{ entity: { ReplicationGroupId: 'orders', AutoMinorVersionUpgrade: true } }],
    fail: [{ entity: { ReplicationGroupId: 'orders', AutoMinorVersionUpgrade: false } }],
  },
});
