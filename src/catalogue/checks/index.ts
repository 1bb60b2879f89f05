// ~~ Generated from the folder listing by projenrc/barrels.ts. To modify, add or remove a file and run "npx projen".
import { ebsEncryptionByDefault } from './account/ebs-encryption-by-default';
import { rootMfaEnabled } from './account/root-mfa-enabled';
import { rootNoAccessKey } from './account/root-no-access-key';
import { transitGatewayNoAutoAccept } from './account/transit-gateway-no-auto-accept';
import { cloudtrailMultiRegion } from './cloudtrail/cloudtrail-multi-region';
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
import { albWebAcl } from './elasticloadbalancing/alb-web-acl';
import { elbAccessLogs } from './elasticloadbalancing/elb-access-logs';
import { elbTlsListeners } from './elasticloadbalancing/elb-tls-listeners';
import { nlbAccessLogs } from './elasticloadbalancing/nlb-access-logs';
import { nlbDeletionProtection } from './elasticloadbalancing/nlb-deletion-protection';
import { iamAccessKeyUsed } from './iam/iam-access-key-used';
import { iamInlinePolicyNoFullAdmin } from './iam/iam-inline-policy-no-full-admin';
import { iamPasswordPolicyStrong } from './iam/iam-password-policy-strong';
import { iamPolicyNoFullAdmin } from './iam/iam-policy-no-full-admin';
import { iamUserConsoleMfa } from './iam/iam-user-console-mfa';
import { kmsKeyRotates } from './kms/kms-key-rotates';
import { opensearchDomainAccessControl } from './opensearch/opensearch-domain-access-control';
import { opensearchDomainAuditLogs } from './opensearch/opensearch-domain-audit-logs';
import { opensearchDomainEncrypted } from './opensearch/opensearch-domain-encrypted';
import { opensearchDomainEncryptedBetweenNodes } from './opensearch/opensearch-domain-encrypted-between-nodes';
import { opensearchDomainNotPublic } from './opensearch/opensearch-domain-not-public';
import { opensearchDomainSlowLogs } from './opensearch/opensearch-domain-slow-logs';
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
import { s3BucketNotPublic } from './s3/s3-bucket-not-public';
import { secretNotPublic } from './secretsmanager/secret-not-public';
import { secretRotates } from './secretsmanager/secret-rotates';
import { snsTopicEncrypted } from './sns/sns-topic-encrypted';
import { snsTopicNotPublic } from './sns/sns-topic-not-public';
import { sqsQueueEncrypted } from './sqs/sqs-queue-encrypted';
import { sqsQueueNotPublic } from './sqs/sqs-queue-not-public';

/** Every file of `src/catalogue/checks`, in the order of their names. */
export const checks = [
  ebsEncryptionByDefault,
  rootMfaEnabled,
  rootNoAccessKey,
  transitGatewayNoAutoAccept,
  cloudtrailMultiRegion,
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
  albWebAcl,
  elbAccessLogs,
  elbTlsListeners,
  nlbAccessLogs,
  nlbDeletionProtection,
  iamAccessKeyUsed,
  iamInlinePolicyNoFullAdmin,
  iamPasswordPolicyStrong,
  iamPolicyNoFullAdmin,
  iamUserConsoleMfa,
  kmsKeyRotates,
  opensearchDomainAccessControl,
  opensearchDomainAuditLogs,
  opensearchDomainEncrypted,
  opensearchDomainEncryptedBetweenNodes,
  opensearchDomainNotPublic,
  opensearchDomainSlowLogs,
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
  s3BucketNotPublic,
  secretNotPublic,
  secretRotates,
  snsTopicEncrypted,
  snsTopicNotPublic,
  sqsQueueEncrypted,
  sqsQueueNotPublic,
];