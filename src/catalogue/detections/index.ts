// ~~ Generated from the folder listing by projenrc/barrels.ts. To modify, add or remove a file and run "npx projen".
import { cloudtrailManagementEventsDisabled } from './cloudtrail-management-events-disabled';
import { eksControlPlaneLoggingDisabled } from './eks-control-plane-logging-disabled';
import { eksSystemAccountFromOutside } from './eks-system-account-from-outside';
import { fsApiForPrincipal } from './fs-api-for-principal';
import { fsBedrockInvoke } from './fs-bedrock-invoke';
import { fsCrossAccountAssume } from './fs-cross-account-assume';
import { fsNetworkForPrincipal } from './fs-network-for-principal';
import { fsRegionForAccount } from './fs-region-for-account';
import { fsRoleAssumptionPair } from './fs-role-assumption-pair';
import { fsServiceForAccount } from './fs-service-for-account';
import { fsStsGetFederationToken } from './fs-sts-get-federation-token';
import { fsUserAgentFamilyForPrincipal } from './fs-user-agent-family-for-principal';
import { iamAccessKeyCreatedForOther } from './iam-access-key-created-for-other';
import { iamInlinePolicyAdmin } from './iam-inline-policy-admin';
import { iamLoginProfileChangedForOther } from './iam-login-profile-changed-for-other';
import { iamTrustPolicyExternal } from './iam-trust-policy-external';
import { instanceCredentialsOutsideAws } from './instance-credentials-outside-aws';
import { lambdaCodeChangedByPerson } from './lambda-code-changed-by-person';
import { lambdaPermissionExternal } from './lambda-permission-external';
import { pipelineTampering } from './pipeline-tampering';
import { rdsSnapshotShared } from './rds-snapshot-shared';
import { s3BucketPolicyExternal } from './s3-bucket-policy-external';
import { s3BucketPolicyPublic } from './s3-bucket-policy-public';
import { s3CopyExternalKms } from './s3-copy-external-kms';
import { secretsBatchReadCatchAll } from './secrets-batch-read-catch-all';
import { secretsPolicyExternal } from './secrets-policy-external';
import { seqCreateAdminUser } from './seq-create-admin-user';
import { seqEc2UserdataSwap } from './seq-ec2-userdata-swap';
import { sesAccountAbuseRecon } from './ses-account-abuse-recon';
import { sgIngressWorldSensitivePort } from './sg-ingress-world-sensitive-port';
import sigma from './sigma.json';
import { ssmDocumentShared } from './ssm-document-shared';
import { stsFederationTokenAdmin } from './sts-federation-token-admin';
import { thrAccessDeniedBurst } from './thr-access-denied-burst';
import { thrConsoleLoginFailures } from './thr-console-login-failures';
import { thrEksForbiddenBurst } from './thr-eks-forbidden-burst';
import { thrKeyManyNetworks } from './thr-key-many-networks';
import { thrMfaFailures } from './thr-mfa-failures';
import { thrMultiRegionSweep } from './thr-multi-region-sweep';
import { thrPasswordDataRead } from './thr-password-data-read';
import { thrReconBurst } from './thr-recon-burst';
import { thrRootLoginFailures } from './thr-root-login-failures';
import { thrS3MassDelete } from './thr-s3-mass-delete';
import { thrS3SsecRewrite } from './thr-s3-ssec-rewrite';
import { thrSecretsBatchRead } from './thr-secrets-batch-read';
import { thrSecretsBulkRead } from './thr-secrets-bulk-read';
import { thrSsmParametersDecrypted } from './thr-ssm-parameters-decrypted';
import { thrUserDataRead } from './thr-user-data-read';
import { sigmaDetection, type SigmaFile } from '../model/sigma-file';

/** Every file of `src/catalogue/detections`, in the order of their names. */
export const detections = [
  cloudtrailManagementEventsDisabled,
  eksControlPlaneLoggingDisabled,
  eksSystemAccountFromOutside,
  fsApiForPrincipal,
  fsBedrockInvoke,
  fsCrossAccountAssume,
  fsNetworkForPrincipal,
  fsRegionForAccount,
  fsRoleAssumptionPair,
  fsServiceForAccount,
  fsStsGetFederationToken,
  fsUserAgentFamilyForPrincipal,
  iamAccessKeyCreatedForOther,
  iamInlinePolicyAdmin,
  iamLoginProfileChangedForOther,
  iamTrustPolicyExternal,
  instanceCredentialsOutsideAws,
  lambdaCodeChangedByPerson,
  lambdaPermissionExternal,
  pipelineTampering,
  rdsSnapshotShared,
  s3BucketPolicyExternal,
  s3BucketPolicyPublic,
  s3CopyExternalKms,
  secretsBatchReadCatchAll,
  secretsPolicyExternal,
  seqCreateAdminUser,
  seqEc2UserdataSwap,
  sesAccountAbuseRecon,
  sgIngressWorldSensitivePort,
  ssmDocumentShared,
  stsFederationTokenAdmin,
  thrAccessDeniedBurst,
  thrConsoleLoginFailures,
  thrEksForbiddenBurst,
  thrKeyManyNetworks,
  thrMfaFailures,
  thrMultiRegionSweep,
  thrPasswordDataRead,
  thrReconBurst,
  thrRootLoginFailures,
  thrS3MassDelete,
  thrS3SsecRewrite,
  thrSecretsBatchRead,
  thrSecretsBulkRead,
  thrSsmParametersDecrypted,
  thrUserDataRead,
  ...(sigma as unknown as SigmaFile[]).map(sigmaDetection),
];