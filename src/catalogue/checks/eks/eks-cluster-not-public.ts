import { defineCheck } from '../../model/check';
import { isWorld } from '../../model/world-rules';
import { eks } from '../../services/eks';

/** AWS FSBP EKS.1, open to known addresses allowed: https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html */
export const eksClusterNotPublic = defineCheck(eks, {
  id: 'eks-cluster-not-public',
  entity: 'aws_eks_cluster',
  severity: 'high',
  title: 'The API of EKS clusters is not open to the whole Internet',
  why: 'Everybody can try stolen tokens, and any flaw of the Kubernetes API, against the cluster.',
  needs: [eks.need('DescribeCluster')],
  remedy: {
    cli: 'aws eks update-cluster-config --name <cluster> --resources-vpc-config endpointPublicAccess=false,endpointPrivateAccess=true',
    cdk: "new eks.Cluster(this, 'Cluster', { version, kubectlLayer, endpointAccess: eks.EndpointAccess.PRIVATE })",
  },
  prowler: ['eks_cluster_not_publicly_accessible'],
  applies: (cluster) => !cluster.connectorConfig && cluster.status !== 'DELETING',
  fails: ({ resourcesVpcConfig: network }) => network?.endpointPublicAccess && network.publicAccessCidrs?.some(isWorld)
    ? `endpointPublicAccess is true for ${network.publicAccessCidrs.filter(isWorld).join(' and ')}` : undefined,
  examples: {
    pass: [
      { entity: { name: 'orders', resourcesVpcConfig: { endpointPublicAccess: false, publicAccessCidrs: ['0.0.0.0/0'] } } },
      { entity: { name: 'orders', resourcesVpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ['203.0.113.0/24'] } } },
    ],
    fail: [
      { entity: { name: 'orders', resourcesVpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ['0.0.0.0/0'] } } },
      { entity: { name: 'orders', resourcesVpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ['203.0.113.0/24', '::/0'] } } },
    ],
  },
});
