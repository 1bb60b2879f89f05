import { recorded } from './recorded';

export const redshift = recorded<typeof import('@aws-sdk/client-redshift')>({
  DescribeClusters: {
    Clusters: [{
      ClusterIdentifier: 'reports',
      ClusterNamespaceArn: 'arn:aws:redshift:eu-west-1:111122223333:namespace:0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
      ClusterStatus: 'available',
      NodeType: 'ra3.large',
      NumberOfNodes: 1,
      MasterUsername: 'admin',
      DBName: 'reports',
      Endpoint: { Address: 'reports.c1a2b3c4d5e6.eu-west-1.redshift.amazonaws.com', Port: 5439 },
      ClusterCreateTime: new Date('2025-06-01T09:00:00Z'),
      AutomatedSnapshotRetentionPeriod: 7,
      VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-0a1b2c3d', Status: 'active' }],
      ClusterParameterGroups: [{ ParameterGroupName: 'reports', ParameterApplyStatus: 'in-sync' }],
      ClusterSubnetGroupName: 'reports',
      VpcId: 'vpc-0a1b2c3d',
      PubliclyAccessible: false,
      Encrypted: true,
      KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555',
      AllowVersionUpgrade: true,
      EnhancedVpcRouting: true,
      IamRoles: [{ IamRoleArn: 'arn:aws:iam::111122223333:role/orders', ApplyStatus: 'in-sync' }],
      PendingModifiedValues: { MasterUserPassword: 'hush' },
      Tags: [{ Key: 'team', Value: 'orders' }],
    }],
  },
  DescribeLoggingStatus: { LoggingEnabled: true, BucketName: 'example-audit', S3KeyPrefix: 'redshift/' },
  DescribeClusterParameters: { Parameters: [{ ParameterName: 'require_ssl', ParameterValue: 'true', Source: 'user', ApplyType: 'static' }] },
  DescribeClusterSnapshots: {
    Snapshots: [{
      SnapshotIdentifier: 'rs:reports-2026-10-31-03-00-00', ClusterIdentifier: 'reports', SnapshotType: 'automated', SnapshotCreateTime: new Date('2026-10-31T03:00:00Z'), Status: 'available',
    }],
  },
  DescribeClusterSubnetGroups: {
    ClusterSubnetGroups: [{ ClusterSubnetGroupName: 'reports', VpcId: 'vpc-0a1b2c3d', Subnets: [{ SubnetIdentifier: 'subnet-0a1b2c3d', SubnetStatus: 'Active' }] }],
  },
});
