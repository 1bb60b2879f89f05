import { defineCheck } from '../../model/check';
import { efs } from '../../services/efs';

/** AWS FSBP EFS.2: https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html */
export const efsFileSystemBackedUp = defineCheck(efs, {
  id: 'efs-file-system-backed-up',
  entity: 'aws_efs_file_system',
  severity: 'medium',
  about: 'availability',
  title: 'EFS file systems have automatic backups',
  why: 'Files that are deleted or encrypted by an attacker cannot be brought back.',
  needs: [efs.need('DescribeFileSystems'), efs.need('DescribeBackupPolicy')],
  remedy: {
    cli: 'aws efs put-backup-policy --file-system-id <file-system-id> --backup-policy Status=ENABLED',
    cdk: "new efs.FileSystem(this, 'Files', { vpc, enableAutomaticBackups: true })",
  },
  prowler: ['efs_have_backup_enabled'],
  applies: (files) => files.LifeCycleState !== 'deleting' && files.LifeCycleState !== 'deleted',
  fails: ({ BackupPolicy }) => ['ENABLED', 'ENABLING'].includes(BackupPolicy?.Status ?? '') ? undefined : `the backup policy is ${BackupPolicy?.Status ?? 'not set'}`,
  examples: {
    pass: [
      { entity: { FileSystemId: 'fs-0a1b2c3d', BackupPolicy: { Status: 'ENABLED' } } },
      { entity: { FileSystemId: 'fs-0a1b2c3d', BackupPolicy: { Status: 'ENABLING' } } },
    ],
    fail: [
      { entity: { FileSystemId: 'fs-0a1b2c3d', BackupPolicy: { Status: 'DISABLED' } } },
      { entity: { FileSystemId: 'fs-0a1b2c3d', BackupPolicy: { Status: 'DISABLING' } } },
      { entity: { FileSystemId: 'fs-0a1b2c3d' } },
    ],
  },
});
