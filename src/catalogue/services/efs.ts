import { ec2Arn } from '../model/ec2-names';
import { allowsEveryone } from '../model/public-policy';
import { defineService } from '../model/service';

const fileSystem = 'arn:${Partition}:elasticfilesystem:*:${Account}:file-system/*';

/** Amazon Elastic File System: https://docs.aws.amazon.com/efs/latest/ug/api-reference.html */
export const efs = defineService({
  id: 'efs',
  title: 'Amazon EFS',
  scope: 'regional',
  eventSource: 'elasticfilesystem.amazonaws.com',
  node: 'aws_efs',
  client: () => import('@aws-sdk/client-efs'),
  operations: {
    DescribeFileSystems: { action: 'elasticfilesystem:DescribeFileSystems', resource: fileSystem },
    DescribeFileSystemPolicy: { action: 'elasticfilesystem:DescribeFileSystemPolicy', resource: fileSystem, absent: ['PolicyNotFound'], detail: true },
    DescribeBackupPolicy: { action: 'elasticfilesystem:DescribeBackupPolicy', resource: fileSystem, absent: ['PolicyNotFound'], detail: true },
    DescribeMountTargets: { action: 'elasticfilesystem:DescribeMountTargets', resource: fileSystem },
    DescribeMountTargetSecurityGroups: { action: 'elasticfilesystem:DescribeMountTargetSecurityGroups', resource: fileSystem },
  },
  entities: (entity) => {
    const aws_efs_file_system = entity({
      class: ['DataStore'],
      ofNode: true,
      reads: ['DescribeFileSystems', 'DescribeFileSystemPolicy', 'DescribeBackupPolicy'],
      list: (read) => read.items('DescribeFileSystems', 'FileSystems', { MaxItems: 100 }),
      async describe(read, each) {
        const { FileSystemId } = each;
        const [policy, backup] = await Promise.all([
          read.call('DescribeFileSystemPolicy', { FileSystemId }),
          read.call('DescribeBackupPolicy', { FileSystemId }),
        ]);
        return { ...each, Policy: policy?.Policy, BackupPolicy: backup?.BackupPolicy };
      },
      key: (f, at) => f.FileSystemArn ?? at.arn('elasticfilesystem', `file-system/${f.FileSystemId}`),
      name: (f) => f.Name || f.Tags?.find(({ Key }) => Key === 'Name')?.Value || f.FileSystemId,
      tags: (f) => f.Tags,
      facts: (f) => ({ allowsEveryone: allowsEveryone(f.Policy) }),
      relationships: [{ verb: 'USES', to: 'aws_kms_key', key: (f) => f.KmsKeyId }],
      changes: [
        'CreateFileSystem', 'DeleteFileSystem', 'UpdateFileSystem', 'UpdateFileSystemProtection', 'PutFileSystemPolicy', 'DeleteFileSystemPolicy',
        'PutBackupPolicy', 'PutLifecycleConfiguration', 'CreateReplicationConfiguration', 'DeleteReplicationConfiguration', 'TagResource', 'UntagResource',
        'CreateTags', 'DeleteTags',
      ],
    });

    return {
      aws_efs_file_system,

      aws_efs_mount_target: entity({
        class: ['NetworkEndpoint'],
        typeInRelationships: 'aws_efs_mount_point',
        of: aws_efs_file_system,
        reads: ['DescribeMountTargets', 'DescribeMountTargetSecurityGroups'],
        async *list(read, _, { FileSystemId, FileSystemArn, NumberOfMountTargets }) {
          if (NumberOfMountTargets === 0) return;
          for await (const each of read.items('DescribeMountTargets', 'MountTargets', { FileSystemId, MaxItems: 100 })) yield { ...each, FileSystemArn };
        },
        async describe(read, target) {
          const groups = await read.call('DescribeMountTargetSecurityGroups', { MountTargetId: target.MountTargetId });
          return { ...target, SecurityGroups: groups?.SecurityGroups };
        },
        key: (t, at) => at.arn('elasticfilesystem', `file-system/${t.FileSystemId}/mount-target/${t.MountTargetId}`),
        name: (t) => t.MountTargetId,
        relationships: [
          { from: 'aws_efs_file_system', verb: 'HAS', key: (t, at) => t.FileSystemArn ?? at.arn('elasticfilesystem', `file-system/${t.FileSystemId}`) },
          { verb: 'USES', to: 'aws_eni', key: (t, at) => ec2Arn(at, 'network-interface', t.NetworkInterfaceId) },
          { from: 'aws_subnet', verb: 'HAS', key: (t, at) => ec2Arn(at, 'subnet', t.SubnetId) },
          { from: 'aws_security_group', verb: 'PROTECTS', key: (t, at) => t.SecurityGroups?.map((id) => ec2Arn(at, 'security-group', id)) },
        ],
        changes: ['CreateMountTarget', 'DeleteMountTarget', 'ModifyMountTargetSecurityGroups'],
      }),
    };
  },
});
