import { keyArn } from '../model/key-reference';
import { defineService, type Place } from '../model/service';

const resource = (kind: string) => `arn:\${Partition}:elasticache:*:\${Account}:${kind}`;

const ALL = { ShowCacheNodeInfo: true, MaxRecords: 100 };

const clusterArn = (at: Place, id: string | undefined) => at.arn('elasticache', `cluster:${id}`);

/** Amazon ElastiCache: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/ */
export const elasticache = defineService({
  id: 'elasticache',
  title: 'Amazon ElastiCache',
  scope: 'regional',
  eventSource: 'elasticache.amazonaws.com',
  client: () => import('@aws-sdk/client-elasticache'),
  operations: {
    DescribeCacheClusters: { action: 'elasticache:DescribeCacheClusters', resource: resource('cluster:*'), shared: 'unit' },
    DescribeReplicationGroups: { action: 'elasticache:DescribeReplicationGroups', resource: resource('replicationgroup:*') },
    DescribeCacheSubnetGroups: { action: 'elasticache:DescribeCacheSubnetGroups', resource: resource('subnetgroup:*'), detail: true },
    ListTagsForResource: { action: 'elasticache:ListTagsForResource', resource: resource('*'), detail: true },
  },
  entities: (entity) => ({
    aws_elasticache_memcached_cluster: entity({
      class: ['Database', 'DataStore', 'Cluster'],
      reads: ['DescribeCacheClusters', 'DescribeCacheSubnetGroups', 'ListTagsForResource'],
      async *list(read) {
        const groups = new Map<string | undefined, { VpcId?: string; SubnetIds: string[] }>();
        for await (const { CacheSubnetGroupName, VpcId, Subnets = [] } of read.items('DescribeCacheSubnetGroups', 'CacheSubnetGroups', { MaxRecords: 100 })) {
          groups.set(CacheSubnetGroupName, { VpcId, SubnetIds: Subnets.flatMap(({ SubnetIdentifier }) => SubnetIdentifier ?? []) });
        }
        for await (const { CacheNodes: _, ...cluster } of read.items('DescribeCacheClusters', 'CacheClusters', ALL)) {
          if (cluster.Engine === 'memcached') yield { ...cluster, CacheSubnetGroup: groups.get(cluster.CacheSubnetGroupName) };
        }
      },
      async describe(read, cluster) {
        return { ...cluster, TagList: (await read.call('ListTagsForResource', { ResourceName: cluster.ARN }))?.TagList };
      },
      key: (c, at) => c.ARN ?? clusterArn(at, c.CacheClusterId),
      name: (c) => c.CacheClusterId,
      tags: (c) => c.TagList,
      changes: ['CreateCacheCluster', 'ModifyCacheCluster', 'DeleteCacheCluster', 'ModifyCacheSubnetGroup', 'AddTagsToResource', 'RemoveTagsFromResource'],
    }),

    aws_elasticache_redis_cluster: entity({
      class: ['Database', 'DataStore', 'Cluster'],
      reads: ['DescribeReplicationGroups', 'DescribeCacheClusters', 'ListTagsForResource'],
      async *list(read) {
        // Only the members tell the version of the engine.
        const versions = new Map<string | undefined, string | undefined>();
        for await (const { ReplicationGroupId, EngineVersion } of read.items('DescribeCacheClusters', 'CacheClusters', ALL)) {
          versions.set(ReplicationGroupId, EngineVersion);
        }
        for await (const group of read.items('DescribeReplicationGroups', 'ReplicationGroups', { MaxRecords: 100 })) {
          yield { ...group, EngineVersion: versions.get(group.ReplicationGroupId) };
        }
      },
      async describe(read, group) {
        return { ...group, TagList: (await read.call('ListTagsForResource', { ResourceName: group.ARN }))?.TagList };
      },
      key: (g, at) => g.ARN ?? at.arn('elasticache', `replicationgroup:${g.ReplicationGroupId}`),
      name: (g) => g.ReplicationGroupId,
      tags: (g) => g.TagList,
      relationships: [
        {
          verb: 'HAS',
          to: 'aws_elasticache_cluster_node',
          key: (g, at) => g.NodeGroups?.flatMap(({ NodeGroupId, NodeGroupMembers = [] }) => NodeGroupMembers.map(({ CacheClusterId, CurrentRole }) =>
            ({ key: clusterArn(at, CacheClusterId), NodeGroupId, CurrentRole }))),
        },
        { verb: 'USES', to: 'aws_kms_key', key: (g, at) => keyArn(at, g.KmsKeyId) },
      ],
      changes: [
        'CreateReplicationGroup', 'ModifyReplicationGroup', 'ModifyReplicationGroupShardConfiguration', 'DeleteReplicationGroup', 'IncreaseReplicaCount',
        'DecreaseReplicaCount', 'CreateCacheCluster', 'DeleteCacheCluster', 'AddTagsToResource', 'RemoveTagsFromResource',
      ],
    }),

    aws_elasticache_cluster_node: entity({
      class: ['Database', 'DataStore', 'Host'],
      reads: ['DescribeCacheClusters'],
      async *list(read) {
        for await (const { CacheNodes = [], ...cluster } of read.items('DescribeCacheClusters', 'CacheClusters', ALL)) {
          for (const node of CacheNodes) yield { ...cluster, ...node };
        }
      },
      // Each node of Redis and Valkey is a cluster to the API; those of Memcached have no ARN of their own.
      key: (n, at) => {
        const cluster = n.ARN ?? clusterArn(at, n.CacheClusterId);
        return n.Engine === 'memcached' ? `${cluster}/${n.CacheNodeId}` : cluster;
      },
      name: (n) => n.Engine === 'memcached' ? `${n.CacheClusterId}/${n.CacheNodeId}` : n.CacheClusterId,
      relationships: [{
        from: 'aws_security_group',
        verb: 'PROTECTS',
        key: (n, at) => n.SecurityGroups?.flatMap(({ SecurityGroupId }) => SecurityGroupId ? at.arn('ec2', `security-group/${SecurityGroupId}`) : []),
      }],
      changes: [
        'CreateCacheCluster', 'ModifyCacheCluster', 'DeleteCacheCluster', 'RebootCacheCluster', 'CreateReplicationGroup', 'ModifyReplicationGroup',
        'ModifyReplicationGroupShardConfiguration', 'DeleteReplicationGroup', 'IncreaseReplicaCount', 'DecreaseReplicaCount',
      ],
    }),
  }),
});
