import { keyArn } from '../model/key-reference';
import { gather } from '../model/reader';
import { defineService } from '../model/service';

const clusters = 'arn:${Partition}:redshift:*:${Account}:cluster:*';

/** Amazon Redshift: https://docs.aws.amazon.com/redshift/latest/APIReference/ (never GetClusterCredentials). */
export const redshift = defineService({
  id: 'redshift',
  title: 'Amazon Redshift',
  scope: 'regional',
  eventSource: 'redshift.amazonaws.com',
  node: 'aws_redshift',
  client: () => import('@aws-sdk/client-redshift'),
  operations: {
    DescribeClusters: { action: 'redshift:DescribeClusters', resource: clusters },
    DescribeLoggingStatus: { action: 'redshift:DescribeLoggingStatus', resource: clusters, detail: true },
    DescribeClusterParameters: {
      action: 'redshift:DescribeClusterParameters', resource: 'arn:${Partition}:redshift:*:${Account}:parametergroup:*', detail: true,
    },
    DescribeClusterSnapshots: { action: 'redshift:DescribeClusterSnapshots', resource: clusters, detail: true },
    DescribeClusterSubnetGroups: { action: 'redshift:DescribeClusterSubnetGroups', detail: true },
  },
  entities: (entity) => ({
    aws_redshift_cluster: entity({
      class: ['DataStore', 'Database', 'Cluster'],
      ofNode: true,
      reads: ['DescribeClusters', 'DescribeLoggingStatus', 'DescribeClusterParameters', 'DescribeClusterSnapshots', 'DescribeClusterSubnetGroups'],
      async *list(read) {
        const found = await gather(read.items('DescribeClusters', 'Clusters', { MaxRecords: 100 }));
        if (found.length === 0) return;
        const groups = new Set(found.flatMap(({ ClusterParameterGroups = [] }) => ClusterParameterGroups.flatMap((each) => each.ParameterGroupName ?? [])));
        const parameters = new Map<string | undefined, { ParameterName?: string; ParameterValue?: string; Source?: string }[]>();
        for (const ParameterGroupName of groups) {
          const all = await gather(read.items('DescribeClusterParameters', 'Parameters', { ParameterGroupName, MaxRecords: 100 }));
          parameters.set(ParameterGroupName, all.map(({ ParameterName, ParameterValue, Source }) => ({ ParameterName, ParameterValue, Source })));
        }
        const snapshots = new Map<string | undefined, { count: number; latest?: Date }>();
        const automated = { SnapshotType: 'automated', ClusterExists: true, MaxRecords: 100 };
        for await (const { ClusterIdentifier, SnapshotCreateTime: time } of read.items('DescribeClusterSnapshots', 'Snapshots', automated)) {
          const { count, latest } = snapshots.get(ClusterIdentifier) ?? { count: 0 };
          snapshots.set(ClusterIdentifier, { count: count + 1, latest: !latest || time && time > latest ? time : latest });
        }
        const subnets = await gather(read.items('DescribeClusterSubnetGroups', 'ClusterSubnetGroups', { MaxRecords: 100 }));
        for (const { PendingModifiedValues: { MasterUserPassword: _, ...pending } = {}, ...cluster } of found) {
          yield {
            ...cluster,
            PendingModifiedValues: pending,
            Parameters: cluster.ClusterParameterGroups?.flatMap(({ ParameterGroupName }) => parameters.get(ParameterGroupName) ?? []) ?? [],
            SubnetIds: subnets.find((each) => each.ClusterSubnetGroupName === cluster.ClusterSubnetGroupName)?.Subnets
              ?.map(({ SubnetIdentifier }) => SubnetIdentifier) ?? [],
            AutomatedSnapshots: snapshots.get(cluster.ClusterIdentifier) ?? { count: 0, latest: undefined },
          };
        }
      },
      async describe(read, cluster) {
        return { ...cluster, LoggingStatus: await read.call('DescribeLoggingStatus', { ClusterIdentifier: cluster.ClusterIdentifier }) };
      },
      key: (c, at) => at.arn('redshift', `cluster:${c.ClusterIdentifier}`),
      name: (c) => c.ClusterIdentifier,
      tags: (c) => c.Tags,
      facts: (c) => ({
        requiresTls: c.Parameters.some(({ ParameterName, ParameterValue }) => ParameterName === 'require_ssl' && ParameterValue === 'true'),
        hasAutomatedSnapshot: c.AutomatedSnapshots.count > 0,
      }),
      relationships: [
        { from: 'aws_vpc', verb: 'HAS', key: (c, at) => c.VpcId ? at.arn('ec2', `vpc/${c.VpcId}`) : undefined },
        { verb: 'USES', to: 'aws_kms_key', key: (c, at) => keyArn(at, c.KmsKeyId) },
      ],
      changes: [
        'CreateCluster', 'DeleteCluster', 'ModifyCluster', 'ModifyClusterIamRoles', 'ModifyClusterSubnetGroup', 'RestoreFromClusterSnapshot', 'ResizeCluster',
        'PauseCluster', 'ResumeCluster', 'EnableLogging', 'DisableLogging', 'RotateEncryptionKey', 'ModifyClusterParameterGroup',
        'ResetClusterParameterGroup', 'CreateTags', 'DeleteTags',
      ],
    }),
  }),
});
