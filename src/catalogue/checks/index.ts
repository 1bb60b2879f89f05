// ~~ Generated from the folder listing by projenrc/barrels.ts. To modify, add or remove a file and run "npx projen".
import { accessanalyzerActive } from './accessanalyzer/accessanalyzer-active';
import { accountSecurityContact } from './account/account-security-contact';
import { rootCredentialsCentral } from './account/root-credentials-central';
import { rootHardwareMfa } from './account/root-hardware-mfa';
import { rootMfaEnabled } from './account/root-mfa-enabled';
import { rootNoAccessKey } from './account/root-no-access-key';
import { rootNotUsed } from './account/root-not-used';
import { acmCertificateNotExpiring } from './acm/acm-certificate-not-expiring';
import { acmCertificateStrongKey } from './acm/acm-certificate-strong-key';
import { apigatewayHttpApiAccessLogs } from './apigateway/apigateway-http-api-access-logs';
import { apigatewayStageClientCertificate } from './apigateway/apigateway-stage-client-certificate';
import { apigatewayStageLogging } from './apigateway/apigateway-stage-logging';
import { apigatewayStageWebAcl } from './apigateway/apigateway-stage-web-acl';
import { cloudfrontDistributionLogging } from './cloudfront/cloudfront-distribution-logging';
import { cloudfrontDistributionOriginBucketExists } from './cloudfront/cloudfront-distribution-origin-bucket-exists';
import { cloudfrontDistributionOriginEncrypted } from './cloudfront/cloudfront-distribution-origin-encrypted';
import { cloudfrontDistributionOriginTls } from './cloudfront/cloudfront-distribution-origin-tls';
import { cloudfrontDistributionRootObject } from './cloudfront/cloudfront-distribution-root-object';
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
import { ec2SecurityGroupNoWorldAdminPorts } from './ec2/ec2-security-group-no-world-admin-ports';
import { ec2VolumeEncrypted } from './ec2/ec2-volume-encrypted';
import { eventBusNotPublic } from './events/event-bus-not-public';
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
import { iamServerCertificatesValid } from './iam/iam-server-certificates-valid';
import { iamSupportRole } from './iam/iam-support-role';
import { iamUserConsoleMfa } from './iam/iam-user-console-mfa';
import { iamUserNoSetupKey } from './iam/iam-user-no-setup-key';
import { iamUserOneActiveKey } from './iam/iam-user-one-active-key';
import { iamUserPasswordUsed } from './iam/iam-user-password-used';
import { iamUserPoliciesByGroup } from './iam/iam-user-policies-by-group';
import { kmsKeyNotPendingDeletion } from './kms/kms-key-not-pending-deletion';
import { kmsKeyNotPublic } from './kms/kms-key-not-public';
import { kmsKeyRotates } from './kms/kms-key-rotates';
import { lambdaFunctionNotPublic } from './lambda/lambda-function-not-public';
import { macieOn } from './macie/macie-on';
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
import { securityhubOn } from './securityhub/securityhub-on';
import { ssmDocumentNotPublic } from './ssm/ssm-document-not-public';
import { ssmInstancesCompliant } from './ssm/ssm-instances-compliant';

/** Every file of `src/catalogue/checks`, in the order of their names. */
export const checks = [
  accessanalyzerActive,
  accountSecurityContact,
  rootCredentialsCentral,
  rootHardwareMfa,
  rootMfaEnabled,
  rootNoAccessKey,
  rootNotUsed,
  acmCertificateNotExpiring,
  acmCertificateStrongKey,
  apigatewayHttpApiAccessLogs,
  apigatewayStageClientCertificate,
  apigatewayStageLogging,
  apigatewayStageWebAcl,
  cloudfrontDistributionLogging,
  cloudfrontDistributionOriginBucketExists,
  cloudfrontDistributionOriginEncrypted,
  cloudfrontDistributionOriginTls,
  cloudfrontDistributionRootObject,
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
  ec2SecurityGroupNoWorldAdminPorts,
  ec2VolumeEncrypted,
  eventBusNotPublic,
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
  iamServerCertificatesValid,
  iamSupportRole,
  iamUserConsoleMfa,
  iamUserNoSetupKey,
  iamUserOneActiveKey,
  iamUserPasswordUsed,
  iamUserPoliciesByGroup,
  kmsKeyNotPendingDeletion,
  kmsKeyNotPublic,
  kmsKeyRotates,
  lambdaFunctionNotPublic,
  macieOn,
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
  securityhubOn,
  ssmDocumentNotPublic,
  ssmInstancesCompliant,
];