import { recorded } from './recorded';

export const eks = recorded<typeof import('@aws-sdk/client-eks')>({
  DescribeClusterVersions: { clusterVersions: [{ clusterVersion: '1.34', versionStatus: 'STANDARD_SUPPORT', endOfStandardSupportDate: new Date('2027-01-01T00:00:00Z') }] },
  ListClusters: { clusters: ['orders'] },
  DescribeCluster: {
    cluster: {
      name: 'orders',
      arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/orders',
      createdAt: new Date('2026-03-01T00:00:00Z'),
      version: '1.34',
      endpoint: 'https://0123456789ABCDEF0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com',
      roleArn: 'arn:aws:iam::111122223333:role/orders',
      resourcesVpcConfig: {
        vpcId: 'vpc-0a1b2c3d',
        subnetIds: ['subnet-0a1b2c3d', 'subnet-0f0e0d0c'],
        securityGroupIds: [],
        clusterSecurityGroupId: 'sg-0a1b2c3d',
        endpointPublicAccess: true,
        endpointPrivateAccess: true,
        publicAccessCidrs: ['203.0.113.0/24'],
      },
      logging: { clusterLogging: [{ types: ['api', 'audit'], enabled: true }, { types: ['authenticator'], enabled: false }] },
      identity: { oidc: { issuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF' } },
      encryptionConfig: [{
        resources: ['secrets'], provider: { keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555' },
      }],
      accessConfig: { authenticationMode: 'API' },
      certificateAuthority: { data: 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t' },
      status: 'ACTIVE',
      platformVersion: 'eks.5',
      deletionProtection: true,
      tags: { team: 'orders' },
    },
  },
});
