import { defineCheck } from '../../model/check';
import { eks } from '../../services/eks';

/** AWS FSBP EKS.3: https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html */
export const eksClusterSecretsEncrypted = defineCheck(eks, {
  id: 'eks-cluster-secrets-encrypted',
  entity: 'aws_eks_cluster',
  severity: 'medium',
  title: 'EKS clusters encrypt Kubernetes secrets with a KMS key of the account',
  why: 'Nobody in the account controls, or sees in CloudTrail, who decrypts the secrets of the cluster.',
  needs: [eks.need('DescribeCluster')],
  remedy: {
    cli: 'aws eks associate-encryption-config --cluster-name <cluster> --encryption-config \'[{"resources":["secrets"],"provider":{"keyArn":"<key>"}}]\'',
    cdk: "new eks.Cluster(this, 'Cluster', { version, kubectlLayer, secretsEncryptionKey: key })",
  },
  prowler: ['eks_cluster_kms_cmk_encryption_in_secrets_enabled'],
  applies: (cluster) => !cluster.connectorConfig && cluster.status !== 'DELETING',
  fails: ({ encryptionConfig = [] }) => encryptionConfig.some(({ resources, provider }) => resources?.includes('secrets') && provider?.keyArn) ? undefined
    : 'encryptionConfig names no KMS key for secrets',
  examples: {
    pass: [
      { entity: { name: 'orders', encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555' } }] } },
    ],
    fail: [{ entity: { name: 'orders' } }, { entity: { name: 'orders', encryptionConfig: [] } }],
  },
});
