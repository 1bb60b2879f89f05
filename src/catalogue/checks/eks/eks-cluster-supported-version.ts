import { defineCheck } from '../../model/check';
import { eks } from '../../services/eks';

/** AWS FSBP EKS.2, by what AWS says of the version today: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html */
export const eksClusterSupportedVersion = defineCheck(eks, {
  id: 'eks-cluster-supported-version',
  entity: 'aws_eks_cluster',
  severity: 'high',
  title: 'EKS clusters run a version of Kubernetes in standard support',
  why: 'Flaws that become known are no longer mended by the Kubernetes project; AWS upgrades the cluster in the end, whether the workloads are ready or not.',
  needs: [eks.need('DescribeCluster'), eks.need('DescribeClusterVersions')],
  remedy: {
    cli: 'aws eks update-cluster-version --name <cluster> --kubernetes-version <version>',
    cdk: "new eks.Cluster(this, 'Cluster', { kubectlLayer, version: eks.KubernetesVersion.V1_34 })",
  },
  prowler: ['eks_cluster_uses_a_supported_version'],
  applies: (cluster) => !cluster.connectorConfig && cluster.status !== 'DELETING',
  fails: ({ version, versionStatus, endOfStandardSupportDate: end }, look) => {
    if (versionStatus === 'STANDARD_SUPPORT' && !(end && look.daysSince(end) > 0)) return undefined;
    return `version ${version} is ${versionStatus ?? 'not known to Amazon EKS any more'}${end ? `; its standard support ends on ${end.slice(0, 10)}` : ''}`;
  },
  examples: {
    pass: [{ entity: { version: '1.34', versionStatus: 'STANDARD_SUPPORT', endOfStandardSupportDate: '2026-12-02T00:00:00.000Z' } }],
    fail: [
      { entity: { version: '1.29', versionStatus: 'EXTENDED_SUPPORT', endOfStandardSupportDate: '2025-03-23T00:00:00.000Z' } },
      { entity: { version: '1.21', versionStatus: 'UNSUPPORTED' } },
      { entity: { version: '1.18' } },
    ],
  },
});
