import { recorded } from './recorded';

export const workspaces = recorded<typeof import('@aws-sdk/client-workspaces')>({
  DescribeWorkspaces: {
    Workspaces: [{
      WorkspaceId: 'ws-0a1b2c3d4',
      DirectoryId: 'd-0a1b2c3d4e',
      UserName: 'ann',
      IpAddress: '10.0.1.20',
      State: 'AVAILABLE',
      BundleId: 'wsb-0a1b2c3d4',
      SubnetId: 'subnet-0a1b2c3d',
      ComputerName: 'IP-0A000114',
      VolumeEncryptionKey: 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555',
      UserVolumeEncryptionEnabled: true,
      RootVolumeEncryptionEnabled: true,
      WorkspaceProperties: { RunningMode: 'AUTO_STOP', ComputeTypeName: 'STANDARD', OperatingSystemName: 'AMAZON_LINUX_2' },
    }],
  },
  DescribeWorkspacesConnectionStatus: ({ NextToken }) => NextToken
    ? { WorkspacesConnectionStatus: [{ WorkspaceId: 'ws-0a1b2c3d4', ConnectionState: 'DISCONNECTED', LastKnownUserConnectionTimestamp: new Date('2026-10-30T16:00:00Z') }] }
    : { WorkspacesConnectionStatus: [], NextToken: 'more' },
  DescribeWorkspaceDirectories: { Directories: [{ DirectoryId: 'd-0a1b2c3d4e', WorkspaceSecurityGroupId: 'sg-0a1b2c3d', SubnetIds: ['subnet-0a1b2c3d'] }] },
  DescribeTags: { TagList: [{ Key: 'team', Value: 'orders' }] },
  DescribeWorkspaceBundles: {
    Bundles: [{ BundleId: 'wsb-0a1b2c3d4', Name: 'Office', Owner: '111122223333', ImageId: 'wsi-0a1b2c3d4', ComputeType: { Name: 'STANDARD' }, RootStorage: { Capacity: '80' }, UserStorage: { Capacity: '50' } }],
  },
});
