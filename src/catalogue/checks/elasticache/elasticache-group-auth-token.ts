import { defineCheck } from '../../model/check';
import { elasticache } from '../../services/elasticache';

/** AWS FSBP ElastiCache.6; from Redis 6 on users and groups take its place: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html */
export const elasticacheGroupAuthToken = defineCheck(elasticache, {
  id: 'elasticache-group-auth-token',
  entity: 'aws_elasticache_redis_cluster',
  severity: 'medium',
  title: 'Redis groups older than version 6 ask for an auth token',
  why: 'Everything that reaches the port reads and changes the cache without a password.',
  needs: [elasticache.need('DescribeReplicationGroups'), elasticache.need('DescribeCacheClusters')],
  remedy: {
    cli: 'aws elasticache modify-replication-group --replication-group-id <group> --engine-version 7.1 --apply-immediately # then --user-group-ids-to-add <group>',
    cdk: "new elasticache.CfnReplicationGroup(this, 'Cache', { replicationGroupDescription, transitEncryptionEnabled: true, authToken: secret.secretValue.unsafeUnwrap() })",
  },
  prowler: ['elasticache_redis_replication_group_auth_enabled'],
  applies: (group) => group.Status !== 'deleting' && group.EngineVersion !== undefined && Number.parseInt(group.EngineVersion, 10) < 6,
  fails: (group) => group.AuthTokenEnabled ? undefined : `the engine has version ${group.EngineVersion} and AuthTokenEnabled is ${group.AuthTokenEnabled}`,
  examples: {
    pass: [{ entity: { EngineVersion: '5.0.6', AuthTokenEnabled: true } }],
    fail: [{ entity: { EngineVersion: '5.0.6', AuthTokenEnabled: false } }, { entity: { EngineVersion: '3.2.10' } }],
  },
});
