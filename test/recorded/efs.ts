import { recorded } from './recorded';

const ARN = 'arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-0a1b2c3d';
const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: { AWS: '*' }, Action: '*', Resource: ARN, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
};

export const efs = recorded<typeof import('@aws-sdk/client-efs')>({
  DescribeFileSystems: {
    FileSystems: [{
      OwnerId: '111122223333',
      CreationToken: 'orders',
      FileSystemId: 'fs-0a1b2c3d',
      FileSystemArn: ARN,
      CreationTime: new Date('2026-02-01T00:00:00Z'),
      LifeCycleState: 'available',
      Name: 'orders',
      NumberOfMountTargets: 1,
      SizeInBytes: { Value: 6144 },
      PerformanceMode: 'generalPurpose',
      ThroughputMode: 'elastic',
      Encrypted: true,
      KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555',
      Tags: [{ Key: 'Name', Value: 'orders' }],
    }],
  },
  DescribeFileSystemPolicy: { FileSystemId: 'fs-0a1b2c3d', Policy: JSON.stringify(policy) },
  DescribeBackupPolicy: { BackupPolicy: { Status: 'ENABLED' } },
  DescribeMountTargets: {
    MountTargets: [{
      OwnerId: '111122223333',
      MountTargetId: 'fsmt-0a1b2c3d',
      FileSystemId: 'fs-0a1b2c3d',
      SubnetId: 'subnet-0a1b2c3d',
      VpcId: 'vpc-0a1b2c3d',
      LifeCycleState: 'available',
      IpAddress: '10.0.1.20',
      NetworkInterfaceId: 'eni-0a1b2c3e',
      AvailabilityZoneName: 'eu-west-1a',
    }],
  },
  DescribeMountTargetSecurityGroups: { SecurityGroups: ['sg-0a1b2c3d'] },
});
