import type { WorkspaceConnectionStatus } from '@aws-sdk/client-workspaces';
import { keyArn } from '../model/key-reference';
import { followed } from '../model/pages';
import { defineService } from '../model/service';

/** Amazon WorkSpaces: https://docs.aws.amazon.com/workspaces/latest/api/ */
export const workspaces = defineService({
  id: 'workspaces',
  title: 'Amazon WorkSpaces',
  scope: 'regional',
  eventSource: 'workspaces.amazonaws.com',
  client: () => import('@aws-sdk/client-workspaces'),
  operations: {
    DescribeWorkspaces: { action: 'workspaces:DescribeWorkspaces' },
    DescribeWorkspacesConnectionStatus: { action: 'workspaces:DescribeWorkspacesConnectionStatus', detail: true },
    DescribeWorkspaceDirectories: { action: 'workspaces:DescribeWorkspaceDirectories', detail: true },
    DescribeTags: { action: 'workspaces:DescribeTags', detail: true },
    DescribeWorkspaceBundles: { action: 'workspaces:DescribeWorkspaceBundles' },
  },
  entities: (entity) => ({
    aws_workspace: entity({
      class: ['Host'],
      reads: ['DescribeWorkspaces', 'DescribeWorkspacesConnectionStatus', 'DescribeWorkspaceDirectories', 'DescribeTags'],
      async *list(read) {
        const connections = new Map<string | undefined, WorkspaceConnectionStatus>();
        for await (const { WorkspacesConnectionStatus = [] } of followed(
          (NextToken?: string) => read.call('DescribeWorkspacesConnectionStatus', { NextToken }), (page) => page.NextToken)) {
          for (const each of WorkspacesConnectionStatus) connections.set(each.WorkspaceId, each);
        }
        const directories = new Map<string | undefined, { WorkspaceSecurityGroupId?: string; SubnetIds?: string[] }>();
        for await (const { DirectoryId, WorkspaceSecurityGroupId, SubnetIds } of read.items('DescribeWorkspaceDirectories', 'Directories', { Limit: 25 })) {
          directories.set(DirectoryId, { WorkspaceSecurityGroupId, SubnetIds });
        }
        for await (const each of read.items('DescribeWorkspaces', 'Workspaces', { Limit: 25 })) {
          const connection = connections.get(each.WorkspaceId);
          yield {
            ...each,
            ConnectionState: connection?.ConnectionState,
            LastKnownUserConnectionTimestamp: connection?.LastKnownUserConnectionTimestamp,
            Directory: directories.get(each.DirectoryId),
          };
        }
      },
      async describe(read, each) {
        return { ...each, TagList: (await read.call('DescribeTags', { ResourceId: each.WorkspaceId }))?.TagList };
      },
      key: (w, at) => at.arn('workspaces', `workspace/${w.WorkspaceId}`),
      name: (w) => w.WorkspaceName ?? w.ComputerName ?? w.WorkspaceId,
      tags: (w) => w.TagList,
      facts: (w) => ({ isEncrypted: w.UserVolumeEncryptionEnabled === true && w.RootVolumeEncryptionEnabled === true }),
      relationships: [
        { verb: 'USES', to: 'aws_workspaces_bundle', key: (w, at) => w.BundleId ? at.arn('workspaces', `workspacebundle/${w.BundleId}`) : undefined },
        { verb: 'USES', to: 'aws_kms_key', key: (w, at) => keyArn(at, w.VolumeEncryptionKey) },
        { from: 'aws_subnet', verb: 'HAS', key: (w, at) => w.SubnetId ? at.arn('ec2', `subnet/${w.SubnetId}`) : undefined },
      ],
      changes: [
        'CreateWorkspaces', 'TerminateWorkspaces', 'ModifyWorkspaceProperties', 'ModifyWorkspaceState', 'RebuildWorkspaces', 'RestoreWorkspace',
        'MigrateWorkspace', 'StartWorkspaces', 'StopWorkspaces', 'CreateTags', 'DeleteTags',
      ],
    }),

    aws_workspaces_bundle: entity({
      class: ['Configuration'],
      reads: ['DescribeWorkspaceBundles'],
      // Without an owner: those of the account.
      list: (read) => read.items('DescribeWorkspaceBundles', 'Bundles', {}),
      key: (b, at) => at.arn('workspaces', `workspacebundle/${b.BundleId}`),
      name: (b) => b.Name ?? b.BundleId,
      changes: ['CreateWorkspaceBundle', 'UpdateWorkspaceBundle', 'DeleteWorkspaceBundle'],
    }),
  }),
});
