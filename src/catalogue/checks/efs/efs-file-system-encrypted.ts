import { defineCheck } from '../../model/check';
import { efs } from '../../services/efs';

/** AWS FSBP EFS.1: https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html */
export const efsFileSystemEncrypted = defineCheck(efs, {
  id: 'efs-file-system-encrypted',
  entity: 'aws_efs_file_system',
  severity: 'medium',
  title: 'EFS file systems are encrypted at rest',
  why: 'The files are on the disks of the service in clear; encryption cannot be switched on later.',
  needs: [efs.need('DescribeFileSystems')],
  remedy: {
    cli: 'aws efs create-file-system --encrypted --kms-key-id <key> # then move the files there, with AWS DataSync',
    cdk: "new efs.FileSystem(this, 'Files', { vpc, encrypted: true })",
  },
  prowler: ['efs_encryption_at_rest_enabled'],
  applies: (files) => files.LifeCycleState !== 'deleting' && files.LifeCycleState !== 'deleted',
  fails: (files) => files.Encrypted ? undefined : `Encrypted is ${files.Encrypted}`,
  examples: {
    pass: [{ entity: { FileSystemId: 'fs-0a1b2c3d', Encrypted: true } }],
    fail: [{ entity: { FileSystemId: 'fs-0a1b2c3d', Encrypted: false } }],
  },
});
