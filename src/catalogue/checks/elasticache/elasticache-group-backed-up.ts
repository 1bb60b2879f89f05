import { defineCheck } from '../../model/check';
import { elasticache } from '../../services/elasticache';

const DAYS = 7;

/** AWS FSBP ElastiCache.1: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html */
export const elasticacheGroupBackedUp = defineCheck(elasticache, {
  id: 'elasticache-group-backed-up',
  entity: 'aws_elasticache_redis_cluster',
  severity: 'high',
  about: 'availability',
  title: 'Redis and Valkey groups keep automatic backups for a week at least',
  why: 'Data that is lost or spoilt is noticed when no backup from before is left.',
  needs: [elasticache.need('DescribeReplicationGroups')],
  remedy: {
    cli: 'aws elasticache modify-replication-group --replication-group-id <group> --snapshot-retention-limit 7 --apply-immediately',
    cdk: "new elasticache.CfnReplicationGroup(this, 'Cache', { replicationGroupDescription, snapshotRetentionLimit: 7 })",
  },
  prowler: ['elasticache_redis_cluster_backup_enabled'],
  applies: (group) => group.Status !== 'deleting',
  fails: ({ SnapshotRetentionLimit: days = 0 }) => days >= DAYS ? undefined : `SnapshotRetentionLimit is ${days} day(s), less than ${DAYS}`,
  examples: {
    pass: [{ entity: { ReplicationGroupId: 'orders', SnapshotRetentionLimit: 7 } }],
    fail: [
      { entity: { ReplicationGroupId: 'orders', SnapshotRetentionLimit: 0 } },
      { entity: { ReplicationGroupId: 'orders', SnapshotRetentionLimit: 6 } },
      { entity: { ReplicationGroupId: 'orders' } },
    ],
  },
});
