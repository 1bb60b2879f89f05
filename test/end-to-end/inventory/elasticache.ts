import { CreateCacheClusterCommand, CreateReplicationGroupCommand, DeleteCacheClusterCommand, DescribeCacheClustersCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

/** A Memcached cluster of two nodes, and a replication group of Redis. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new ElastiCacheClient(options);
  const pages = await client.send(new CreateCacheClusterCommand({ CacheClusterId: 'pages', Engine: 'memcached', CacheNodeType: 'cache.t4g.micro', NumCacheNodes: 2 }));
  const sessions = await client.send(new CreateReplicationGroupCommand({
    ReplicationGroupId: 'sessions', ReplicationGroupDescription: 'Sessions', Engine: 'redis', CacheNodeType: 'cache.t4g.micro', NumCacheClusters: 2,
  }));
  const arn = pages.CacheCluster!.ARN!;
  const { CacheClusters = [] } = await client.send(new DescribeCacheClustersCommand({}));
  const members = sessions.ReplicationGroup!.MemberClusters!.map((id) => CacheClusters.find(({ CacheClusterId }) => CacheClusterId === id)!.ARN!);
  return {
    aws_elasticache_memcached_cluster: [arn],
    aws_elasticache_redis_cluster: [sessions.ReplicationGroup!.ARN!],
    aws_elasticache_cluster_node: [`${arn}/0001`, `${arn}/0002`, ...members],
  };
}

/** Deletes the Memcached cluster, and its nodes with it. */
export async function remove(options: ClientOptions, { aws_elasticache_memcached_cluster: [arn] = [] }: Truth): Promise<readonly string[]> {
  await new ElastiCacheClient(options).send(new DeleteCacheClusterCommand({ CacheClusterId: 'pages' }));
  return [arn, `${arn}/0001`, `${arn}/0002`];
}
