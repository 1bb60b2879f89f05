// ~~ Generated from the folder listing by projenrc/barrels.ts. To modify, add or remove a file and run "npx projen".
import { rootMfaEnabled } from './account/root-mfa-enabled';
import { rootNoAccessKey } from './account/root-no-access-key';
import { cloudtrailMultiRegion } from './cloudtrail/cloudtrail-multi-region';
import { ec2SecurityGroupNoWorldAdminPorts } from './ec2/ec2-security-group-no-world-admin-ports';
import { ec2VolumeEncrypted } from './ec2/ec2-volume-encrypted';
import { iamAccessKeyUsed } from './iam/iam-access-key-used';
import { iamInlinePolicyNoFullAdmin } from './iam/iam-inline-policy-no-full-admin';
import { iamPasswordPolicyStrong } from './iam/iam-password-policy-strong';
import { iamPolicyNoFullAdmin } from './iam/iam-policy-no-full-admin';
import { iamUserConsoleMfa } from './iam/iam-user-console-mfa';
import { kmsKeyRotates } from './kms/kms-key-rotates';
import { s3BucketNotPublic } from './s3/s3-bucket-not-public';

/** Every file of `src/catalogue/checks`, in the order of their names. */
export const checks = [
  rootMfaEnabled,
  rootNoAccessKey,
  cloudtrailMultiRegion,
  ec2SecurityGroupNoWorldAdminPorts,
  ec2VolumeEncrypted,
  iamAccessKeyUsed,
  iamInlinePolicyNoFullAdmin,
  iamPasswordPolicyStrong,
  iamPolicyNoFullAdmin,
  iamUserConsoleMfa,
  kmsKeyRotates,
  s3BucketNotPublic,
];