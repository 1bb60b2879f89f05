// ~~ Generated from the folder listing by projenrc/barrels.ts. To modify, add or remove a file and run "npx projen".
import { accessanalyzerActive } from './accessanalyzer/accessanalyzer-active';
import { accountSecurityContact } from './account/account-security-contact';
import { ebsEncryptionByDefault } from './account/ebs-encryption-by-default';
import { rootCredentialsCentral } from './account/root-credentials-central';
import { rootHardwareMfa } from './account/root-hardware-mfa';
import { rootMfaEnabled } from './account/root-mfa-enabled';
import { rootNoAccessKey } from './account/root-no-access-key';
import { rootNotUsed } from './account/root-not-used';
import { transitGatewayNoAutoAccept } from './account/transit-gateway-no-auto-accept';
import { acmCertificateNotExpiring } from './acm/acm-certificate-not-expiring';
import { acmCertificateQuantumSafe } from './acm/acm-certificate-quantum-safe';
import { acmCertificateStrongKey } from './acm/acm-certificate-strong-key';
import { acmCertificateUsed } from './acm/acm-certificate-used';
import { acmpcaAuthorityNotSharedOutside } from './acmpca/acmpca-authority-not-shared-outside';
import { apigatewayDomainTls } from './apigateway/apigateway-domain-tls';
import { apigatewayHttpApiAccessLogs } from './apigateway/apigateway-http-api-access-logs';
import { apigatewayStageClientCertificate } from './apigateway/apigateway-stage-client-certificate';
import { apigatewayStageLogging } from './apigateway/apigateway-stage-logging';
import { apigatewayStageWebAcl } from './apigateway/apigateway-stage-web-acl';
import { cloudfrontDistributionLogging } from './cloudfront/cloudfront-distribution-logging';
import { cloudfrontDistributionOriginBucketExists } from './cloudfront/cloudfront-distribution-origin-bucket-exists';
import { cloudfrontDistributionOriginEncrypted } from './cloudfront/cloudfront-distribution-origin-encrypted';
import { cloudfrontDistributionOriginTls } from './cloudfront/cloudfront-distribution-origin-tls';
import { cloudfrontDistributionRootObject } from './cloudfront/cloudfront-distribution-root-object';
import { cloudfrontDistributionViewerTls } from './cloudfront/cloudfront-distribution-viewer-tls';
import { cloudtrailBucketAccessLogs } from './cloudtrail/cloudtrail-bucket-access-logs';
import { cloudtrailBucketNotPublic } from './cloudtrail/cloudtrail-bucket-not-public';
import { cloudtrailCloudwatchLogs } from './cloudtrail/cloudtrail-cloudwatch-logs';
import { cloudtrailEncrypted } from './cloudtrail/cloudtrail-encrypted';
import { cloudtrailLogFileValidation } from './cloudtrail/cloudtrail-log-file-validation';
import { cloudtrailMultiRegion } from './cloudtrail/cloudtrail-multi-region';
import { cloudtrailS3ReadEvents } from './cloudtrail/cloudtrail-s3-read-events';
import { cloudtrailS3WriteEvents } from './cloudtrail/cloudtrail-s3-write-events';
import { cloudwatchAlarmBucketPolicyChanges } from './cloudwatch/cloudwatch-alarm-bucket-policy-changes';
import { cloudwatchAlarmConfigChanges } from './cloudwatch/cloudwatch-alarm-config-changes';
import { cloudwatchAlarmFailedLogins } from './cloudwatch/cloudwatch-alarm-failed-logins';
import { cloudwatchAlarmGatewayChanges } from './cloudwatch/cloudwatch-alarm-gateway-changes';
import { cloudwatchAlarmIamPolicyChanges } from './cloudwatch/cloudwatch-alarm-iam-policy-changes';
import { cloudwatchAlarmKmsKeyLoss } from './cloudwatch/cloudwatch-alarm-kms-key-loss';
import { cloudwatchAlarmLoginWithoutMfa } from './cloudwatch/cloudwatch-alarm-login-without-mfa';
import { cloudwatchAlarmNetworkAclChanges } from './cloudwatch/cloudwatch-alarm-network-acl-changes';
import { cloudwatchAlarmOrganizationChanges } from './cloudwatch/cloudwatch-alarm-organization-changes';
import { cloudwatchAlarmRootUsed } from './cloudwatch/cloudwatch-alarm-root-used';
import { cloudwatchAlarmRouteTableChanges } from './cloudwatch/cloudwatch-alarm-route-table-changes';
import { cloudwatchAlarmSecurityGroupChanges } from './cloudwatch/cloudwatch-alarm-security-group-changes';
import { cloudwatchAlarmTrailChanges } from './cloudwatch/cloudwatch-alarm-trail-changes';
import { cloudwatchAlarmUnauthorizedCalls } from './cloudwatch/cloudwatch-alarm-unauthorized-calls';
import { cloudwatchAlarmVpcChanges } from './cloudwatch/cloudwatch-alarm-vpc-changes';
import { configRecorderOn } from './config/config-recorder-on';
import { dynamodbTablePointInTimeRecovery } from './dynamodb/dynamodb-table-point-in-time-recovery';
import { ec2DefaultSecurityGroupWithoutRules } from './ec2/ec2-default-security-group-without-rules';
import { ec2EnclaveHostImdsv2 } from './ec2/ec2-enclave-host-imdsv2';
import { ec2EnclaveHostNotOpen } from './ec2/ec2-enclave-host-not-open';
import { ec2InstanceImdsv2 } from './ec2/ec2-instance-imdsv2';
import { ec2InstanceManaged } from './ec2/ec2-instance-managed';
import { ec2InstanceNoPublicIp } from './ec2/ec2-instance-no-public-ip';
import { ec2InstanceNoPublicSmb } from './ec2/ec2-instance-no-public-smb';
import { ec2InstanceNotOld } from './ec2/ec2-instance-not-old';
import { ec2InstanceProfileAttached } from './ec2/ec2-instance-profile-attached';
import { ec2KeyPairStrong } from './ec2/ec2-key-pair-strong';
import { ec2NetworkAclNoWorldAdminPorts } from './ec2/ec2-network-acl-no-world-admin-ports';
import { ec2NetworkAclNoWorldTraffic } from './ec2/ec2-network-acl-no-world-traffic';
import { ec2SecurityGroupNoWorldAdminPorts } from './ec2/ec2-security-group-no-world-admin-ports';
import { ec2SecurityGroupNoWorldHighRiskPorts } from './ec2/ec2-security-group-no-world-high-risk-ports';
import { ec2SnapshotNotPublic } from './ec2/ec2-snapshot-not-public';
import { ec2VolumeEncrypted } from './ec2/ec2-volume-encrypted';
import { vpcFlowLogs } from './ec2/vpc-flow-logs';
import { vpcPeeringRoutesNarrow } from './ec2/vpc-peering-routes-narrow';
import { vpcSubnetNoPublicIp } from './ec2/vpc-subnet-no-public-ip';
import { ecrRepositoryScansOnPush } from './ecr/ecr-repository-scans-on-push';
import { ecsServiceNoPublicIp } from './ecs/ecs-service-no-public-ip';
import { ecsTaskDefinitionHostNetworkNoRoot } from './ecs/ecs-task-definition-host-network-no-root';
import { ecsTaskDefinitionLogging } from './ecs/ecs-task-definition-logging';
import { ecsTaskDefinitionNoEnvironmentSecrets } from './ecs/ecs-task-definition-no-environment-secrets';
import { ecsTaskDefinitionNoPrivilegedContainers } from './ecs/ecs-task-definition-no-privileged-containers';
import { ecsTaskDefinitionOwnProcessNamespace } from './ecs/ecs-task-definition-own-process-namespace';
import { ecsTaskDefinitionReadonlyRoot } from './ecs/ecs-task-definition-readonly-root';
import { efsFileSystemBackedUp } from './efs/efs-file-system-backed-up';
import { efsFileSystemEncrypted } from './efs/efs-file-system-encrypted';
import { eksClusterNotPublic } from './eks/eks-cluster-not-public';
import { eksClusterSecretsEncrypted } from './eks/eks-cluster-secrets-encrypted';
import { eksClusterSupportedVersion } from './eks/eks-cluster-supported-version';
import { elasticacheGroupAuthToken } from './elasticache/elasticache-group-auth-token';
import { elasticacheGroupAutoMinorUpgrade } from './elasticache/elasticache-group-auto-minor-upgrade';
import { elasticacheGroupBackedUp } from './elasticache/elasticache-group-backed-up';
import { albAccessLogs } from './elasticloadbalancing/alb-access-logs';
import { albDeletionProtection } from './elasticloadbalancing/alb-deletion-protection';
import { albTlsListeners } from './elasticloadbalancing/alb-tls-listeners';
import { albTlsVersion } from './elasticloadbalancing/alb-tls-version';
import { albWebAcl } from './elasticloadbalancing/alb-web-acl';
import { elbAccessLogs } from './elasticloadbalancing/elb-access-logs';
import { elbTlsListeners } from './elasticloadbalancing/elb-tls-listeners';
import { elbTlsVersion } from './elasticloadbalancing/elb-tls-version';
import { nlbAccessLogs } from './elasticloadbalancing/nlb-access-logs';
import { nlbDeletionProtection } from './elasticloadbalancing/nlb-deletion-protection';
import { nlbTlsVersion } from './elasticloadbalancing/nlb-tls-version';
import { eventBusNotPublic } from './events/event-bus-not-public';
import { glacierVaultNotPublic } from './glacier/glacier-vault-not-public';
import { guarddutyOn } from './guardduty/guardduty-on';
import { guarddutyRdsProtection } from './guardduty/guardduty-rds-protection';
import { guarddutyS3Protection } from './guardduty/guardduty-s3-protection';
import { iamAccessKeyRotated } from './iam/iam-access-key-rotated';
import { iamAccessKeyUsed } from './iam/iam-access-key-used';
import { iamAwsPolicyNoFullAdmin } from './iam/iam-aws-policy-no-full-admin';
import { iamFederation } from './iam/iam-federation';
import { iamInlinePolicyNoFullAdmin } from './iam/iam-inline-policy-no-full-admin';
import { iamNoCloudshellFullAccess } from './iam/iam-no-cloudshell-full-access';
import { iamPasswordPolicyStrong } from './iam/iam-password-policy-strong';
import { iamPolicyNoFullAdmin } from './iam/iam-policy-no-full-admin';
import { iamServerCertificatesNotExpiring } from './iam/iam-server-certificates-not-expiring';
import { iamServerCertificatesStrong } from './iam/iam-server-certificates-strong';
import { iamServerCertificatesValid } from './iam/iam-server-certificates-valid';
import { iamSupportRole } from './iam/iam-support-role';
import { iamUserConsoleMfa } from './iam/iam-user-console-mfa';
import { iamUserNoSetupKey } from './iam/iam-user-no-setup-key';
import { iamUserOneActiveKey } from './iam/iam-user-one-active-key';
import { iamUserPasswordUsed } from './iam/iam-user-password-used';
import { iamUserPoliciesByGroup } from './iam/iam-user-policies-by-group';
import { kmsImportedMaterialNotExpiring } from './kms/kms-imported-material-not-expiring';
import { kmsKeyNotPendingDeletion } from './kms/kms-key-not-pending-deletion';
import { kmsKeyNotPublic } from './kms/kms-key-not-public';
import { kmsKeyNotSharedOutside } from './kms/kms-key-not-shared-outside';
import { kmsKeyQuantumSafe } from './kms/kms-key-quantum-safe';
import { kmsKeyRotates } from './kms/kms-key-rotates';
import { kmsKeyUsed } from './kms/kms-key-used';
import { lambdaFunctionNotPublic } from './lambda/lambda-function-not-public';
import { macieOn } from './macie/macie-on';
import { opensearchDomainAccessControl } from './opensearch/opensearch-domain-access-control';
import { opensearchDomainAuditLogs } from './opensearch/opensearch-domain-audit-logs';
import { opensearchDomainEncrypted } from './opensearch/opensearch-domain-encrypted';
import { opensearchDomainEncryptedBetweenNodes } from './opensearch/opensearch-domain-encrypted-between-nodes';
import { opensearchDomainNotPublic } from './opensearch/opensearch-domain-not-public';
import { opensearchDomainSlowLogs } from './opensearch/opensearch-domain-slow-logs';
import { opensearchDomainTls } from './opensearch/opensearch-domain-tls';
import { opensearchDomainUpdated } from './opensearch/opensearch-domain-updated';
import { rdsClusterEncrypted } from './rds/rds-cluster-encrypted';
import { rdsClusterForcesTls } from './rds/rds-cluster-forces-tls';
import { rdsClusterMultiAz } from './rds/rds-cluster-multi-az';
import { rdsClusterSnapshotEncrypted } from './rds/rds-cluster-snapshot-encrypted';
import { rdsClusterSnapshotNotPublic } from './rds/rds-cluster-snapshot-not-public';
import { rdsInstanceAutoMinorUpgrade } from './rds/rds-instance-auto-minor-upgrade';
import { rdsInstanceBackedUp } from './rds/rds-instance-backed-up';
import { rdsInstanceDeletionProtection } from './rds/rds-instance-deletion-protection';
import { rdsInstanceEncrypted } from './rds/rds-instance-encrypted';
import { rdsInstanceEnhancedMonitoring } from './rds/rds-instance-enhanced-monitoring';
import { rdsInstanceForcesTls } from './rds/rds-instance-forces-tls';
import { rdsInstanceInVpc } from './rds/rds-instance-in-vpc';
import { rdsInstanceLogsExported } from './rds/rds-instance-logs-exported';
import { rdsInstanceMultiAz } from './rds/rds-instance-multi-az';
import { rdsInstanceNotPublic } from './rds/rds-instance-not-public';
import { rdsSnapshotEncrypted } from './rds/rds-snapshot-encrypted';
import { rdsSnapshotNotPublic } from './rds/rds-snapshot-not-public';
import { redshiftClusterAuditLogs } from './redshift/redshift-cluster-audit-logs';
import { redshiftClusterAutomatedSnapshots } from './redshift/redshift-cluster-automated-snapshots';
import { redshiftClusterNotPublic } from './redshift/redshift-cluster-not-public';
import { redshiftClusterVersionUpgrade } from './redshift/redshift-cluster-version-upgrade';
import { s3AccessPointsBlockPublicAccess } from './s3/s3-access-points-block-public-access';
import { s3AccountPublicAccessBlock } from './s3/s3-account-public-access-block';
import { s3BucketAccessLogs } from './s3/s3-bucket-access-logs';
import { s3BucketAclsOff } from './s3/s3-bucket-acls-off';
import { s3BucketKmsEncrypted } from './s3/s3-bucket-kms-encrypted';
import { s3BucketMfaDelete } from './s3/s3-bucket-mfa-delete';
import { s3BucketNoOtherAccounts } from './s3/s3-bucket-no-other-accounts';
import { s3BucketNotPublic } from './s3/s3-bucket-not-public';
import { s3BucketPublicAccessBlock } from './s3/s3-bucket-public-access-block';
import { s3BucketTlsOnly } from './s3/s3-bucket-tls-only';
import { s3BucketVersioned } from './s3/s3-bucket-versioned';
import { secretNotPublic } from './secretsmanager/secret-not-public';
import { secretNotSharedOutside } from './secretsmanager/secret-not-shared-outside';
import { secretRotated } from './secretsmanager/secret-rotated';
import { secretRotates } from './secretsmanager/secret-rotates';
import { secretUsed } from './secretsmanager/secret-used';
import { securityhubOn } from './securityhub/securityhub-on';
import { snsTopicEncrypted } from './sns/sns-topic-encrypted';
import { snsTopicNotPublic } from './sns/sns-topic-not-public';
import { sqsQueueEncrypted } from './sqs/sqs-queue-encrypted';
import { sqsQueueNotPublic } from './sqs/sqs-queue-not-public';
import { ssmDocumentNotPublic } from './ssm/ssm-document-not-public';
import { ssmInstancesCompliant } from './ssm/ssm-instances-compliant';
import { ssmSecretParameterChanged } from './ssm/ssm-secret-parameter-changed';

/** Every file of `src/catalogue/checks`, in the order of their names. */
export const checks = [
  accessanalyzerActive,
  accountSecurityContact,
  ebsEncryptionByDefault,
  rootCredentialsCentral,
  rootHardwareMfa,
  rootMfaEnabled,
  rootNoAccessKey,
  rootNotUsed,
  transitGatewayNoAutoAccept,
  acmCertificateNotExpiring,
  acmCertificateQuantumSafe,
  acmCertificateStrongKey,
  acmCertificateUsed,
  acmpcaAuthorityNotSharedOutside,
  apigatewayDomainTls,
  apigatewayHttpApiAccessLogs,
  apigatewayStageClientCertificate,
  apigatewayStageLogging,
  apigatewayStageWebAcl,
  cloudfrontDistributionLogging,
  cloudfrontDistributionOriginBucketExists,
  cloudfrontDistributionOriginEncrypted,
  cloudfrontDistributionOriginTls,
  cloudfrontDistributionRootObject,
  cloudfrontDistributionViewerTls,
  cloudtrailBucketAccessLogs,
  cloudtrailBucketNotPublic,
  cloudtrailCloudwatchLogs,
  cloudtrailEncrypted,
  cloudtrailLogFileValidation,
  cloudtrailMultiRegion,
  cloudtrailS3ReadEvents,
  cloudtrailS3WriteEvents,
  cloudwatchAlarmBucketPolicyChanges,
  cloudwatchAlarmConfigChanges,
  cloudwatchAlarmFailedLogins,
  cloudwatchAlarmGatewayChanges,
  cloudwatchAlarmIamPolicyChanges,
  cloudwatchAlarmKmsKeyLoss,
  cloudwatchAlarmLoginWithoutMfa,
  cloudwatchAlarmNetworkAclChanges,
  cloudwatchAlarmOrganizationChanges,
  cloudwatchAlarmRootUsed,
  cloudwatchAlarmRouteTableChanges,
  cloudwatchAlarmSecurityGroupChanges,
  cloudwatchAlarmTrailChanges,
  cloudwatchAlarmUnauthorizedCalls,
  cloudwatchAlarmVpcChanges,
  configRecorderOn,
  dynamodbTablePointInTimeRecovery,
  ec2DefaultSecurityGroupWithoutRules,
  ec2EnclaveHostImdsv2,
  ec2EnclaveHostNotOpen,
  ec2InstanceImdsv2,
  ec2InstanceManaged,
  ec2InstanceNoPublicIp,
  ec2InstanceNoPublicSmb,
  ec2InstanceNotOld,
  ec2InstanceProfileAttached,
  ec2KeyPairStrong,
  ec2NetworkAclNoWorldAdminPorts,
  ec2NetworkAclNoWorldTraffic,
  ec2SecurityGroupNoWorldAdminPorts,
  ec2SecurityGroupNoWorldHighRiskPorts,
  ec2SnapshotNotPublic,
  ec2VolumeEncrypted,
  vpcFlowLogs,
  vpcPeeringRoutesNarrow,
  vpcSubnetNoPublicIp,
  ecrRepositoryScansOnPush,
  ecsServiceNoPublicIp,
  ecsTaskDefinitionHostNetworkNoRoot,
  ecsTaskDefinitionLogging,
  ecsTaskDefinitionNoEnvironmentSecrets,
  ecsTaskDefinitionNoPrivilegedContainers,
  ecsTaskDefinitionOwnProcessNamespace,
  ecsTaskDefinitionReadonlyRoot,
  efsFileSystemBackedUp,
  efsFileSystemEncrypted,
  eksClusterNotPublic,
  eksClusterSecretsEncrypted,
  eksClusterSupportedVersion,
  elasticacheGroupAuthToken,
  elasticacheGroupAutoMinorUpgrade,
  elasticacheGroupBackedUp,
  albAccessLogs,
  albDeletionProtection,
  albTlsListeners,
  albTlsVersion,
  albWebAcl,
  elbAccessLogs,
  elbTlsListeners,
  elbTlsVersion,
  nlbAccessLogs,
  nlbDeletionProtection,
  nlbTlsVersion,
  eventBusNotPublic,
  glacierVaultNotPublic,
  guarddutyOn,
  guarddutyRdsProtection,
  guarddutyS3Protection,
  iamAccessKeyRotated,
  iamAccessKeyUsed,
  iamAwsPolicyNoFullAdmin,
  iamFederation,
  iamInlinePolicyNoFullAdmin,
  iamNoCloudshellFullAccess,
  iamPasswordPolicyStrong,
  iamPolicyNoFullAdmin,
  iamServerCertificatesNotExpiring,
  iamServerCertificatesStrong,
  iamServerCertificatesValid,
  iamSupportRole,
  iamUserConsoleMfa,
  iamUserNoSetupKey,
  iamUserOneActiveKey,
  iamUserPasswordUsed,
  iamUserPoliciesByGroup,
  kmsImportedMaterialNotExpiring,
  kmsKeyNotPendingDeletion,
  kmsKeyNotPublic,
  kmsKeyNotSharedOutside,
  kmsKeyQuantumSafe,
  kmsKeyRotates,
  kmsKeyUsed,
  lambdaFunctionNotPublic,
  macieOn,
  opensearchDomainAccessControl,
  opensearchDomainAuditLogs,
  opensearchDomainEncrypted,
  opensearchDomainEncryptedBetweenNodes,
  opensearchDomainNotPublic,
  opensearchDomainSlowLogs,
  opensearchDomainTls,
  opensearchDomainUpdated,
  rdsClusterEncrypted,
  rdsClusterForcesTls,
  rdsClusterMultiAz,
  rdsClusterSnapshotEncrypted,
  rdsClusterSnapshotNotPublic,
  rdsInstanceAutoMinorUpgrade,
  rdsInstanceBackedUp,
  rdsInstanceDeletionProtection,
  rdsInstanceEncrypted,
  rdsInstanceEnhancedMonitoring,
  rdsInstanceForcesTls,
  rdsInstanceInVpc,
  rdsInstanceLogsExported,
  rdsInstanceMultiAz,
  rdsInstanceNotPublic,
  rdsSnapshotEncrypted,
  rdsSnapshotNotPublic,
  redshiftClusterAuditLogs,
  redshiftClusterAutomatedSnapshots,
  redshiftClusterNotPublic,
  redshiftClusterVersionUpgrade,
  s3AccessPointsBlockPublicAccess,
  s3AccountPublicAccessBlock,
  s3BucketAccessLogs,
  s3BucketAclsOff,
  s3BucketKmsEncrypted,
  s3BucketMfaDelete,
  s3BucketNoOtherAccounts,
  s3BucketNotPublic,
  s3BucketPublicAccessBlock,
  s3BucketTlsOnly,
  s3BucketVersioned,
  secretNotPublic,
  secretNotSharedOutside,
  secretRotated,
  secretRotates,
  secretUsed,
  securityhubOn,
  snsTopicEncrypted,
  snsTopicNotPublic,
  sqsQueueEncrypted,
  sqsQueueNotPublic,
  ssmDocumentNotPublic,
  ssmInstancesCompliant,
  ssmSecretParameterChanged,
];