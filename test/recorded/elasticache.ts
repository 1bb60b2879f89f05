import type { CacheCluster } from '@aws-sdk/client-elasticache';
import { recorded } from './recorded';

const arn = (resource: string) => `arn:aws:elasticache:eu-west-1:111122223333:${resource}`;
const SecurityGroups = [{ SecurityGroupId: 'sg-0a1b2c3d', Status: 'active' }];

const memcached: CacheCluster = {
  CacheClusterId: 'pages',
  ARN: arn('cluster:pages'),
  Engine: 'memcached',
  EngineVersion: '1.6.22',
  CacheClusterStatus: 'available',
  CacheNodeType: 'cache.t4g.micro',
  NumCacheNodes: 2,
  ConfigurationEndpoint: { Address: 'pages.a1b2c3.cfg.euw1.cache.amazonaws.com', Port: 11211 },
  CacheSubnetGroupName: 'caches',
  SecurityGroups,
  AutoMinorVersionUpgrade: true,
  TransitEncryptionEnabled: false,
  AtRestEncryptionEnabled: false,
};

const nodes = (ids: readonly string[]) => ids.map((CacheNodeId) => ({
  CacheNodeId, CacheNodeStatus: 'available', Endpoint: { Address: `${CacheNodeId}.a1b2c3.euw1.cache.amazonaws.com`, Port: 11211 }, CustomerAvailabilityZone: 'eu-west-1a',
}));

const member: CacheCluster = {
  CacheClusterId: 'sessions-001',
  ARN: arn('cluster:sessions-001'),
  ReplicationGroupId: 'sessions',
  Engine: 'redis',
  EngineVersion: '7.1.0',
  CacheClusterStatus: 'available',
  CacheNodeType: 'cache.t4g.micro',
  NumCacheNodes: 1,
  SecurityGroups,
  CacheNodes: nodes(['0001']),
};

export const elasticache = recorded<typeof import('@aws-sdk/client-elasticache')>({
  DescribeCacheClusters: { CacheClusters: [{ ...memcached, CacheNodes: nodes(['0001', '0002']) }, member] },
  DescribeCacheSubnetGroups: {
    CacheSubnetGroups: [{ CacheSubnetGroupName: 'caches', VpcId: 'vpc-0a1b2c3d', Subnets: [{ SubnetIdentifier: 'subnet-0a1b2c3d' }], ARN: arn('subnetgroup:caches') }],
  },
  DescribeReplicationGroups: {
    ReplicationGroups: [{
      ReplicationGroupId: 'sessions',
      ARN: arn('replicationgroup:sessions'),
      Description: 'Sessions of the shop',
      Engine: 'redis',
      Status: 'available',
      MemberClusters: ['sessions-001'],
      NodeGroups: [{
        NodeGroupId: '0001',
        Status: 'available',
        PrimaryEndpoint: { Address: 'sessions.a1b2c3.ng.0001.euw1.cache.amazonaws.com', Port: 6379 },
        NodeGroupMembers: [{ CacheClusterId: 'sessions-001', CacheNodeId: '0001', CurrentRole: 'primary' }],
      }],
      AutomaticFailover: 'disabled',
      MultiAZ: 'disabled',
      SnapshotRetentionLimit: 7,
      ClusterEnabled: false,
      CacheNodeType: 'cache.t4g.micro',
      AuthTokenEnabled: true,
      TransitEncryptionEnabled: true,
      AtRestEncryptionEnabled: true,
      KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555',
      AutoMinorVersionUpgrade: true,
    }],
  },
  ListTagsForResource: { TagList: [{ Key: 'team', Value: 'orders' }] },
});
