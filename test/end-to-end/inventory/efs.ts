import { CreateFileSystemCommand, CreateMountTargetCommand, DeleteMountTargetCommand, EFSClient, PutBackupPolicyCommand } from '@aws-sdk/client-efs';
import type { ClientOptions } from '../../../emulator/client';
import { createNetwork } from '../network';
import type { Truth } from '../seeded';

/** A file system with a mount target, and one without. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const efs = new EFSClient(options);
  const { subnetIds } = await createNetwork(options);
  const orders = await efs.send(new CreateFileSystemCommand({ CreationToken: 'orders', Encrypted: true, Tags: [{ Key: 'Name', Value: 'orders' }] }));
  const unused = await efs.send(new CreateFileSystemCommand({ CreationToken: 'unused' }));
  await efs.send(new PutBackupPolicyCommand({ FileSystemId: orders.FileSystemId, BackupPolicy: { Status: 'ENABLED' } }));
  const target = await efs.send(new CreateMountTargetCommand({ FileSystemId: orders.FileSystemId, SubnetId: subnetIds[0] }));
  return {
    aws_efs_file_system: [orders.FileSystemArn!, unused.FileSystemArn!],
    aws_efs_mount_target: [`${orders.FileSystemArn}/mount-target/${target.MountTargetId}`],
  };
}

/** Deletes the mount target. */
export async function remove(options: ClientOptions, { aws_efs_mount_target: targets = [] }: Truth): Promise<readonly string[]> {
  await new EFSClient(options).send(new DeleteMountTargetCommand({ MountTargetId: targets[0].split('/').pop() }));
  return targets;
}
