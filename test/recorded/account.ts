import { acm } from './acm';
import { awsError, recordedWith } from './recorded';

const root = 'arn:aws:iam::111122223333:root';
const organization = { Id: 'o-exampleorgid', MasterAccountId: '111122223333' };
const accounts = ['111122223333', '444455556666'];

const COLUMNS = [
  'user', 'arn', 'user_creation_time', 'password_enabled', 'password_last_used', 'password_last_changed', 'password_next_rotation', 'mfa_active',
  'access_key_1_active', 'access_key_1_last_rotated', 'access_key_1_last_used_date', 'access_key_1_last_used_region', 'access_key_1_last_used_service',
  'access_key_2_active', 'access_key_2_last_rotated', 'access_key_2_last_used_date', 'access_key_2_last_used_region', 'access_key_2_last_used_service',
  'cert_1_active', 'cert_1_last_rotated', 'cert_2_active', 'cert_2_last_rotated',
];
const ROOT = `<root_account>,${root},2020-01-01T00:00:00+00:00,not_supported,2026-01-01T00:00:00+00:00,not_supported,not_supported,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`;

/** The management account of an organisation of two, Macie off in one of its Regions. */
export const account = recordedWith<{
  own: typeof import('@aws-sdk/client-account');
  others: {
    'sts': typeof import('@aws-sdk/client-sts');
    'iam': typeof import('@aws-sdk/client-iam');
    'organizations': typeof import('@aws-sdk/client-organizations');
    'ec2': typeof import('@aws-sdk/client-ec2');
    's3-control': typeof import('@aws-sdk/client-s3-control');
    'config-service': typeof import('@aws-sdk/client-config-service');
    'securityhub': typeof import('@aws-sdk/client-securityhub');
    'macie2': typeof import('@aws-sdk/client-macie2');
    'apigatewayv2': typeof import('@aws-sdk/client-apigatewayv2');
    'ssm': typeof import('@aws-sdk/client-ssm');
    'glacier': typeof import('@aws-sdk/client-glacier');
  };
}>({
      'ListRegions': { Regions: [{ RegionName: 'eu-west-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' }] },
      'GetAlternateContact': { AlternateContact: { AlternateContactType: 'SECURITY', Name: 'not stored', EmailAddress: 'not-stored@example.com' } },
      'sts.GetCallerIdentity': { Account: '111122223333', Arn: 'arn:aws:sts::111122223333:assumed-role/SecurityScanner/cdk-security-scanner', UserId: 'AROAEXAMPLE:cdk-security-scanner' },
      'iam.GetAccountSummary': { SummaryMap: { AccountMFAEnabled: 1, AccountAccessKeysPresent: 0 } },
      'iam.ListAccountAliases': { AccountAliases: ['orders-management'], IsTruncated: false },
      'iam.ListVirtualMFADevices': {
        VirtualMFADevices: [{ SerialNumber: 'arn:aws:iam::111122223333:mfa/root', User: { Arn: root, UserName: '', UserId: '111122223333', Path: '/', CreateDate: new Date('2020-01-01') } }],
        IsTruncated: false,
      },
      'iam.GenerateCredentialReport': { State: 'COMPLETE' },
      'iam.GetCredentialReport': { Content: new TextEncoder().encode(`${COLUMNS.join(',')}\n${ROOT}`), ReportFormat: 'text/csv' },
      'iam.ListServerCertificates': {
        ServerCertificateMetadataList: [{
          Path: '/',
          ServerCertificateName: 'old',
          ServerCertificateId: 'ASCAEXAMPLE0000001',
          Arn: 'arn:aws:iam::111122223333:server-certificate/old',
          Expiration: new Date('2025-01-01T00:00:00Z'),
        }],
        IsTruncated: false,
      },
      'iam.GetServerCertificate': {
        ServerCertificate: {
          ServerCertificateMetadata: { Path: '/', ServerCertificateName: 'old', ServerCertificateId: 'ASCAEXAMPLE0000001', Arn: 'arn:aws:iam::111122223333:server-certificate/old' },
          CertificateBody: (acm.GetCertificate as { Certificate: string }).Certificate,
        },
      },
      'iam.ListOrganizationsFeatures': { OrganizationId: organization.Id, EnabledFeatures: ['RootCredentialsManagement'] },
      'organizations.DescribeOrganization': {
        Organization: {
          ...organization, Arn: 'arn:aws:organizations::111122223333:organization/o-exampleorgid', FeatureSet: 'ALL', MasterAccountEmail: 'not-stored@example.com',
        },
      },
      'organizations.ListDelegatedAdministrators': { DelegatedAdministrators: [{ Id: '444455556666', Status: 'ACTIVE', Email: 'not-stored@example.com' }] },
      'organizations.ListAccounts': {
        Accounts: accounts.map((Id) => ({ Id, Name: `orders-${Id.slice(-1)}`, Arn: `arn:aws:organizations::111122223333:account/o-exampleorgid/${Id}`, Status: 'ACTIVE' })),
      },
      'organizations.ListTagsForResource': { Tags: [{ Key: 'team', Value: 'orders' }] },
      'organizations.ListParents': { Parents: [{ Id: 'r-examplerootid', Type: 'ROOT' }] },
      'organizations.ListPolicies': { Policies: [{ Id: 'p-examplepolicyid', Name: 'guardrail', Type: 'SERVICE_CONTROL_POLICY' }] },
      'organizations.ListTargetsForPolicy': { Targets: accounts.map((TargetId) => ({ TargetId, Type: 'ACCOUNT' })) },
      'organizations.DescribePolicy': { Policy: { Content: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }] }) } },
      's3-control.GetPublicAccessBlock': {
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
      },
      'ec2.DescribeTransitGateways': {
        TransitGateways: [{ TransitGatewayId: 'tgw-0a1b2c3d', OwnerId: '111122223333', State: 'available', Options: { AutoAcceptSharedAttachments: 'disable' } }],
      },
      'ec2.GetEbsEncryptionByDefault': { EbsEncryptionByDefault: true },
      'ec2.GetEbsDefaultKmsKeyId': { KmsKeyId: 'alias/aws/ebs' },
      'ec2.GetSnapshotBlockPublicAccessState': { State: 'block-all-sharing' },
      'ec2.GetImageBlockPublicAccessState': { ImageBlockPublicAccessState: 'block-new-sharing' },
      'ec2.GetSerialConsoleAccessStatus': { SerialConsoleAccessEnabled: false },
      'ec2.GetInstanceMetadataDefaults': { AccountLevel: { HttpTokens: 'required' } },
      'config-service.DescribeConfigurationRecorders': { ConfigurationRecorders: [{ name: 'default', recordingGroup: { allSupported: true, includeGlobalResourceTypes: true } }] },
      'config-service.DescribeConfigurationRecorderStatus': { ConfigurationRecordersStatus: [{ name: 'default', recording: true, lastStatus: 'Success' }] },
      'config-service.DescribeDeliveryChannels': { DeliveryChannels: [{ name: 'default', s3BucketName: 'orders-config' }] },
      'securityhub.DescribeHub': { HubArn: 'arn:aws:securityhub:eu-west-1:111122223333:hub/default', AutoEnableControls: true },
      'securityhub.GetEnabledStandards': {
        StandardsSubscriptions: [{
          StandardsSubscriptionArn: 'arn:aws:securityhub:eu-west-1:111122223333:subscription/aws-foundational-security-best-practices/v/1.0.0',
          StandardsArn: 'arn:aws:securityhub:eu-west-1::standards/aws-foundational-security-best-practices/v/1.0.0',
          StandardsInput: {},
          StandardsStatus: 'READY',
        }],
      },
      'macie2.GetMacieSession': (_input, region) => (region === 'us-east-1' ? Object.assign(awsError('AccessDeniedException'), { message: 'Macie is not enabled.' }) : { status: 'ENABLED' }),
      'ssm.ListDocuments': { DocumentIdentifiers: [{ Name: 'orders-restart', Owner: '111122223333', DocumentType: 'Command' }] },
      'ssm.DescribeDocumentPermission': { AccountIds: ['444455556666'], AccountSharingInfoList: [{ AccountId: '444455556666', SharedDocumentVersion: '$DEFAULT' }] },
      'ssm.ListResourceComplianceSummaries': {
        ResourceComplianceSummaryItems: [{
          ComplianceType: 'Patch',
          ResourceType: 'ManagedInstance',
          ResourceId: 'i-0123456789abcdef0',
          Status: 'COMPLIANT',
          OverallSeverity: 'UNSPECIFIED',
        }],
      },
      'glacier.ListVaults': { VaultList: [{ VaultARN: 'arn:aws:glacier:eu-west-1:111122223333:vaults/archive', VaultName: 'archive', CreationDate: '2020-01-01T00:00:00.000Z', NumberOfArchives: 0, SizeInBytes: 0 }] },
      'glacier.GetVaultAccessPolicy': {
        policy: { Policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 'glacier:ListJobs', Resource: '*' }] }) },
      },
      'apigatewayv2.GetApis': { Items: [{ ApiId: 'h1a2b3c4d5', Name: 'orders-http', ProtocolType: 'HTTP', RouteSelectionExpression: '$request.method' }] },
      'apigatewayv2.GetStages': { Items: [{ StageName: '$default', AccessLogSettings: { DestinationArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:/orders/http' } }] },
    });
