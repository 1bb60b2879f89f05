import { defineService } from '../model/service';
import { without } from '../model/without';

/** Amazon Elastic Kubernetes Service: https://docs.aws.amazon.com/eks/latest/APIReference/ */
export const eks = defineService({
  id: 'eks',
  title: 'Amazon EKS',
  scope: 'regional',
  eventSource: 'eks.amazonaws.com',
  node: 'aws_eks',
  client: () => import('@aws-sdk/client-eks'),
  operations: {
    ListClusters: { action: 'eks:ListClusters' },
    DescribeClusterVersions: { action: 'eks:DescribeClusterVersions', detail: true },
    DescribeCluster: { action: 'eks:DescribeCluster', resource: 'arn:${Partition}:eks:*:${Account}:cluster/*' },
  },
  entities: (entity) => ({
    aws_eks_cluster: entity({
      class: ['Cluster'],
      ofNode: true,
      reads: ['ListClusters', 'DescribeCluster', 'DescribeClusterVersions'],
      async *list(read, at) {
        for await (const name of read.items('ListClusters', 'clusters', { maxResults: 100 })) yield { name, arn: at.arn('eks', `cluster/${name}`) };
      },
      async describe(read, { name, arn }) {
        const cluster = (await read.call('DescribeCluster', { name }))?.cluster;
        const versions = cluster?.version ? await read.call('DescribeClusterVersions', { clusterVersions: [cluster.version] }) : undefined;
        const { versionStatus, endOfStandardSupportDate } = versions?.clusterVersions?.find(({ clusterVersion }) => clusterVersion === cluster?.version) ?? {};
        return { ...without(cluster ?? {}, 'certificateAuthority'), name, arn, versionStatus, endOfStandardSupportDate };
      },
      key: (c) => c.arn,
      name: (c) => c.name,
      tags: (c) => c.tags,
      facts: ({ resourcesVpcConfig: network }) => ({
        isOpenToInternet: network && network.endpointPublicAccess === true && ['0.0.0.0/0', '::/0'].some((all) => network.publicAccessCidrs?.includes(all)),
      }),
      relationships: [{ verb: 'USES', to: 'aws_kms_key', key: (c) => c.encryptionConfig?.map(({ provider }) => provider?.keyArn) }],
      changes: [
        'CreateCluster', 'DeleteCluster', 'UpdateClusterConfig', 'UpdateClusterVersion', 'AssociateEncryptionConfig', 'RegisterCluster', 'DeregisterCluster',
        'TagResource', 'UntagResource',
      ],
    }),
  }),
});
