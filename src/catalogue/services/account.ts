import type { VirtualMFADevice } from '@aws-sdk/client-iam';
import type { Organization } from '@aws-sdk/client-organizations';
import { credentialReport } from '../model/credential-report';
import { followed } from '../model/pages';
import { gather } from '../model/reader';
import { defineService, type Place } from '../model/service';

const organizationAccount = 'arn:${Partition}:organizations::*:account/*';
const organizationPolicy = 'arn:${Partition}:organizations::*:policy/*';
const recorder = 'arn:${Partition}:config:*:${Account}:configuration-recorder/*/*';
const hub = 'arn:${Partition}:securityhub:*:${Account}:hub/default';
const ownAccount = 'arn:${Partition}:account::${Account}:account';

const root = (at: Place, accountId = at.accountId) => at.arn('iam', 'root', { region: '', accountId });

/** ARN of an account in an organisation, by which policies and listings name it too. */
const memberArn = (at: Place, accountId: string, { Id, MasterAccountId }: { Id?: string; MasterAccountId?: string }) =>
  at.arn('organizations', `account/${Id}/${accountId}`, { region: '', accountId: MasterAccountId });

const deviceOf = ({ SerialNumber, EnableDate }: Pick<VirtualMFADevice, 'SerialNumber' | 'EnableDate'>) => ({ SerialNumber, EnableDate });

/** The part of DescribeOrganization's answer that is kept: the address of the management account is not. */
const organizationOf = ({ Id, Arn, MasterAccountId, FeatureSet }: Organization) => ({ Id, Arn, MasterAccountId, FeatureSet });

/**
 * The AWS account with its defaults: https://docs.aws.amazon.com/accounts/latest/reference/
 * What the whole organisation tells (`organizations.List…`, `DescribePolicy`) is read once in the management account and comes as `at.listing`.
 */
export const account = defineService({
  id: 'account',
  title: 'AWS Account',
  scope: 'global',
  eventSource: 'organizations.amazonaws.com',
  client: () => import('@aws-sdk/client-account'),
  clients: {
    'sts': () => import('@aws-sdk/client-sts'),
    'iam': () => import('@aws-sdk/client-iam'),
    'organizations': () => import('@aws-sdk/client-organizations'),
    'ec2': () => import('@aws-sdk/client-ec2'),
    's3-control': () => import('@aws-sdk/client-s3-control'),
    'config-service': () => import('@aws-sdk/client-config-service'),
    'securityhub': () => import('@aws-sdk/client-securityhub'),
    'macie2': () => import('@aws-sdk/client-macie2'),
    'apigatewayv2': () => import('@aws-sdk/client-apigatewayv2'),
    'ssm': () => import('@aws-sdk/client-ssm'),
    'glacier': () => import('@aws-sdk/client-glacier'),
  },
  operations: {
    'ListRegions': { action: 'account:ListRegions', resource: ownAccount, detail: true },
    // Name, address and telephone of the contact are personal data: only whether there is one is kept.
    'GetAlternateContact': { action: 'account:GetAlternateContact', resource: ownAccount, absent: ['ResourceNotFoundException'], detail: true },
    'sts.GetCallerIdentity': { action: 'sts:GetCallerIdentity', unrestricted: true },
    'iam.GetAccountSummary': { action: 'iam:GetAccountSummary' },
    'iam.ListAccountAliases': { action: 'iam:ListAccountAliases' },
    'iam.ListVirtualMFADevices': { action: 'iam:ListVirtualMFADevices' },
    'iam.GenerateCredentialReport': { action: 'iam:GenerateCredentialReport', detail: true, shared: 'account' },
    'iam.GetCredentialReport': { action: 'iam:GetCredentialReport', detail: true, shared: 'account' },
    'iam.ListServerCertificates': { action: 'iam:ListServerCertificates', detail: true },
    'iam.GetServerCertificate': { action: 'iam:GetServerCertificate', resource: 'arn:${Partition}:iam::${Account}:server-certificate/*', detail: true },
    'iam.ListOrganizationsFeatures': { action: 'iam:ListOrganizationsFeatures', absent: ['ServiceAccessNotEnabledException'], detail: true },
    'organizations.DescribeOrganization': { action: 'organizations:DescribeOrganization', absent: ['AWSOrganizationsNotInUseException'], detail: true },
    'organizations.ListDelegatedAdministrators': { action: 'organizations:ListDelegatedAdministrators', detail: true },
    'organizations.ListAccounts': { action: 'organizations:ListAccounts', detail: true },
    'organizations.ListTagsForResource': { action: 'organizations:ListTagsForResource', resource: organizationAccount, detail: true },
    'organizations.ListParents': { action: 'organizations:ListParents', resource: 'arn:${Partition}:organizations::*:*/*', detail: true },
    'organizations.ListPolicies': { action: 'organizations:ListPolicies', absent: ['PolicyTypeNotEnabledException'], detail: true },
    'organizations.ListTargetsForPolicy': { action: 'organizations:ListTargetsForPolicy', resource: organizationPolicy, detail: true },
    'organizations.DescribePolicy': { action: 'organizations:DescribePolicy', resource: organizationPolicy, detail: true },
    's3-control.GetPublicAccessBlock': { action: 's3:GetAccountPublicAccessBlock', absent: ['NoSuchPublicAccessBlockConfiguration'], detail: true },
    'ec2.DescribeTransitGateways': { action: 'ec2:DescribeTransitGateways', detail: true },
    'ec2.GetEbsEncryptionByDefault': { action: 'ec2:GetEbsEncryptionByDefault', detail: true },
    'ec2.GetEbsDefaultKmsKeyId': { action: 'ec2:GetEbsDefaultKmsKeyId', detail: true },
    'ec2.GetSnapshotBlockPublicAccessState': { action: 'ec2:GetSnapshotBlockPublicAccessState', detail: true },
    'ec2.GetImageBlockPublicAccessState': { action: 'ec2:GetImageBlockPublicAccessState', detail: true },
    'ec2.GetSerialConsoleAccessStatus': { action: 'ec2:GetSerialConsoleAccessStatus', detail: true },
    'ec2.GetInstanceMetadataDefaults': { action: 'ec2:GetInstanceMetadataDefaults', detail: true },
    'config-service.DescribeConfigurationRecorders': { action: 'config:DescribeConfigurationRecorders', resource: recorder, detail: true },
    'config-service.DescribeConfigurationRecorderStatus': { action: 'config:DescribeConfigurationRecorderStatus', resource: recorder, detail: true },
    'config-service.DescribeDeliveryChannels': { action: 'config:DescribeDeliveryChannels', detail: true },
    'securityhub.DescribeHub': {
      action: 'securityhub:DescribeHub', resource: hub, absent: ['InvalidAccessException', 'ResourceNotFoundException'], detail: true,
    },
    'securityhub.GetEnabledStandards': { action: 'securityhub:GetEnabledStandards', resource: hub, absent: ['InvalidAccessException'], detail: true },
    // Macie answers so where it is off, by the code of a role that may not ask.
    'macie2.GetMacieSession': { action: 'macie2:GetMacieSession', absent: ['AccessDeniedException: Macie is not enabled'], detail: true },
    'ssm.ListDocuments': { action: 'ssm:ListDocuments', detail: true },
    'ssm.DescribeDocumentPermission': { action: 'ssm:DescribeDocumentPermission', resource: 'arn:${Partition}:ssm:*:${Account}:document/*', detail: true },
    'ssm.ListResourceComplianceSummaries': { action: 'ssm:ListResourceComplianceSummaries', detail: true },
    'glacier.ListVaults': { action: 'glacier:ListVaults', detail: true },
    'glacier.GetVaultAccessPolicy': {
      action: 'glacier:GetVaultAccessPolicy', resource: 'arn:${Partition}:glacier:*:${Account}:vaults/*', absent: ['ResourceNotFoundException'], detail: true,
    },
    'apigatewayv2.GetApis': { action: 'apigateway:GET', resource: 'arn:${Partition}:apigateway:*::/apis', detail: true },
    'apigatewayv2.GetStages': { action: 'apigateway:GET', resource: 'arn:${Partition}:apigateway:*::/apis/*/stages', detail: true },
  },
  entities: (entity) => ({
    aws_account: entity({
      class: ['Account'],
      reads: [
        'ListRegions', 'GetAlternateContact', 'sts.GetCallerIdentity', 'iam.GetAccountSummary', 'iam.ListAccountAliases', 'iam.ListVirtualMFADevices',
        'iam.GenerateCredentialReport', 'iam.GetCredentialReport', 'organizations.DescribeOrganization', 'organizations.ListAccounts',
        'organizations.ListTagsForResource', 'organizations.ListParents', 'organizations.ListPolicies', 'organizations.ListTargetsForPolicy',
        'organizations.DescribePolicy', 's3-control.GetPublicAccessBlock', 'ec2.DescribeTransitGateways', 'ec2.GetEbsEncryptionByDefault', 'ec2.GetEbsDefaultKmsKeyId',
        'ec2.GetSnapshotBlockPublicAccessState', 'ec2.GetImageBlockPublicAccessState', 'ec2.GetSerialConsoleAccessStatus',
        'ec2.GetInstanceMetadataDefaults', 'iam.ListServerCertificates', 'iam.GetServerCertificate', 'iam.ListOrganizationsFeatures', 'organizations.ListDelegatedAdministrators',
        'config-service.DescribeConfigurationRecorders', 'config-service.DescribeConfigurationRecorderStatus', 'config-service.DescribeDeliveryChannels',
        'securityhub.DescribeHub', 'securityhub.GetEnabledStandards', 'macie2.GetMacieSession', 'apigatewayv2.GetApis', 'apigatewayv2.GetStages',
        'ssm.ListDocuments', 'ssm.DescribeDocumentPermission', 'ssm.ListResourceComplianceSummaries',
        'glacier.ListVaults', 'glacier.GetVaultAccessPolicy',
      ],
      async *list(read, at) {
        const identity = at.identity ?? await read.call('sts.GetCallerIdentity', {});
        yield { Account: identity?.Account ?? at.accountId };
      },
      async describe(read, { Account }, at) {
        const credentials = async () => {
          await read.until('iam.GenerateCredentialReport', {}, ({ State }) => State === 'COMPLETE');
          return credentialReport((await read.call('iam.GetCredentialReport', {}))?.Content).get(root(at));
        };
        const httpApis = async (there: typeof read) => {
          const apis = [];
          const pages = followed((NextToken?: string) => there.call('apigatewayv2.GetApis', { NextToken, MaxResults: '500' }), (page) => page.NextToken);
          for await (const { Items = [] } of pages) apis.push(...Items);
          return Promise.all(apis.map(async ({ ApiId, Name, ProtocolType }) => {
            const stages = await there.call('apigatewayv2.GetStages', { ApiId, MaxResults: '500' });
            return { ApiId, Name, ProtocolType, Stages: stages?.Items?.map(({ StageName, AccessLogSettings }) => ({ StageName, AccessLogSettings })) };
          }));
        };
        const ownDocuments = async (there: typeof read) => {
          const documents = await gather(there.items('ssm.ListDocuments', 'DocumentIdentifiers', { Filters: [{ Key: 'Owner', Values: ['Self'] }], MaxResults: 50 }));
          return Promise.all(documents.map(async ({ Name }) => {
            const shared = await there.call('ssm.DescribeDocumentPermission', { Name, PermissionType: 'Share' });
            return { Name, AccountIds: shared?.AccountIds };
          }));
        };
        const compliance = async (there: typeof read) => {
          const summaries = await gather(there.items('ssm.ListResourceComplianceSummaries', 'ResourceComplianceSummaryItems', { MaxResults: 50 }));
          return summaries.map(({ ResourceId, ComplianceType, Status, OverallSeverity }) => ({ ResourceId, ComplianceType, Status, OverallSeverity }));
        };
        const vaults = async (there: typeof read) => {
          const listed = await gather(there.items('glacier.ListVaults', 'VaultList', { accountId: '-' }));
          return Promise.all(listed.map(async ({ VaultARN, VaultName }) => {
            const access = await there.call('glacier.GetVaultAccessPolicy', { accountId: '-', vaultName: VaultName });
            return { VaultARN, VaultName, Policy: access?.policy?.Policy };
          }));
        };
        const guards = async (Region: string) => {
          const there = read.in(Region);
          const [recorders, statuses, channels, securityHub, macie, apis, documents, patches, archives] = await Promise.all([
            there.call('config-service.DescribeConfigurationRecorders', {}),
            there.call('config-service.DescribeConfigurationRecorderStatus', {}),
            there.call('config-service.DescribeDeliveryChannels', {}),
            there.call('securityhub.DescribeHub', {}),
            there.call('macie2.GetMacieSession', {}),
            httpApis(there),
            ownDocuments(there),
            compliance(there),
            vaults(there),
          ]);
          return {
            ConfigurationRecorders: recorders?.ConfigurationRecorders?.map(({ name, recordingGroup }) => ({
              name, recordingGroup, status: statuses?.ConfigurationRecordersStatus?.find((status) => status.name === name),
            })),
            DeliveryChannels: channels?.DeliveryChannels,
            HubArn: securityHub?.HubArn,
            SecurityStandards: securityHub && (await gather(there.items('securityhub.GetEnabledStandards', 'StandardsSubscriptions', { MaxResults: 100 })))
              .map(({ StandardsArn, StandardsStatus }) => ({ StandardsArn, StandardsStatus })),
            MacieStatus: macie?.status,
            HttpApis: apis,
            Documents: documents,
            ResourceCompliance: patches,
            Vaults: archives,
          };
        };
        const defaults = async (Region: string) => {
          const there = read.in(Region);
          const guarded = guards(Region);
          const [transitGateways, encryption, kmsKey, snapshots, images, console, metadata] = await Promise.all([
            gather(there.items('ec2.DescribeTransitGateways', 'TransitGateways', { MaxResults: 1000 })),
            there.call('ec2.GetEbsEncryptionByDefault', {}),
            there.call('ec2.GetEbsDefaultKmsKeyId', {}),
            there.call('ec2.GetSnapshotBlockPublicAccessState', {}),
            there.call('ec2.GetImageBlockPublicAccessState', {}),
            there.call('ec2.GetSerialConsoleAccessStatus', {}),
            there.call('ec2.GetInstanceMetadataDefaults', {}),
          ]);
          return {
            Region,
            TransitGateways: transitGateways.map(({ TransitGatewayId, OwnerId, State, Options }) =>
              ({ TransitGatewayId, OwnerId, State, AutoAcceptSharedAttachments: Options?.AutoAcceptSharedAttachments })),
            EbsEncryptionByDefault: encryption?.EbsEncryptionByDefault,
            EbsDefaultKmsKeyId: kmsKey?.KmsKeyId,
            SnapshotBlockPublicAccessState: snapshots?.State,
            ImageBlockPublicAccessState: images?.ImageBlockPublicAccessState,
            SerialConsoleAccessEnabled: console?.SerialConsoleAccessEnabled,
            InstanceMetadataDefaults: metadata?.AccountLevel,
            ...await guarded,
          };
        };
        const organized = async () => {
          const Organization = (await read.call('organizations.DescribeOrganization', {}))?.Organization;
          // Only the management account is told.
          if (!Organization || Organization.MasterAccountId !== Account) return { Organization: Organization && organizationOf(Organization) };
          const [administrators, features] = await Promise.all([
            gather(read.items('organizations.ListDelegatedAdministrators', 'DelegatedAdministrators', { MaxResults: 20 })),
            read.call('iam.ListOrganizationsFeatures', {}),
          ]);
          return {
            Organization: organizationOf(Organization),
            DelegatedAdministrators: administrators.map(({ Id, Status }) => ({ Id, Status })),
            OrganizationsFeatures: features?.EnabledFeatures,
          };
        };
        const [organization, certificates, summary, aliases, devices, report, contact, block, optStatuses, regions] = await Promise.all([
          organized(),
          gather(read.items('iam.ListServerCertificates', 'ServerCertificateMetadataList', { MaxItems: 1000 })),
          read.call('iam.GetAccountSummary', {}),
          gather(read.items('iam.ListAccountAliases', 'AccountAliases', {})),
          gather(read.items('iam.ListVirtualMFADevices', 'VirtualMFADevices', { AssignmentStatus: 'Assigned', MaxItems: 1000 })),
          credentials(),
          read.call('GetAlternateContact', { AlternateContactType: 'SECURITY' }),
          read.call('s3-control.GetPublicAccessBlock', { AccountId: Account }),
          at.regionStatuses ?? gather(read.items('ListRegions', 'Regions', { MaxResults: 50 })),
          Promise.all(at.regions.map(defaults)),
        ]);
        return {
          ...at.listing,
          Account,
          ...organization,
          ServerCertificates: await Promise.all(certificates.map(async ({ Arn, ServerCertificateName, Expiration }) => {
            const held = await read.call('iam.GetServerCertificate', { ServerCertificateName });
            const { CertificateBody, CertificateChain } = held?.ServerCertificate ?? {};
            return { Arn, ServerCertificateName, Expiration, Certificate: CertificateBody, CertificateChain };
          })),
          SummaryMap: summary?.SummaryMap,
          AccountAliases: aliases,
          RootVirtualMFADevices: devices.flatMap(({ User, ...device }) => User?.Arn === root(at) ? [deviceOf(device)] : []),
          RootCredentialReport: report,
          securityContactPresent: contact?.AlternateContact !== undefined,
          PublicAccessBlockConfiguration: block?.PublicAccessBlockConfiguration,
          RegionOptStatuses: optStatuses,
          Regions: regions,
        };
      },
      // Not the ARN of Organizations: a role that may not read that would give the account another key.
      key: (a, at) => root(at, a.Account),
      name: (a) => a.Name ?? a.AccountAliases[0] ?? a.Account,
      tags: (a) => a.Tags,
      aliases: (a, at) => a.Organization ? [memberArn(at, a.Account, a.Organization)] : [],
      facts: (a) => ({
        isManagementAccount: a.Organization ? a.Organization.MasterAccountId === a.Account : undefined,
        rootMfaEnabled: a.SummaryMap && a.SummaryMap.AccountMFAEnabled === 1,
        rootAccessKeysPresent: a.SummaryMap && a.SummaryMap.AccountAccessKeysPresent !== 0,
      }),
      relationships: [{
        verb: 'HAS',
        to: 'aws_account',
        key: (a, at) => a.Organization && a.Organization.MasterAccountId === a.Account
          ? at.organization?.filter(({ Id }) => Id !== a.Account).map(({ Id }) => root(at, Id))
          : undefined,
      }],
      changes: [
        'CreateAccountResult', 'CreateGovCloudAccountResult', 'CloseAccountResult', 'AcceptHandshake', 'LeaveOrganization', 'RemoveAccountFromOrganization',
        'MoveAccount', 'CreateOrganization', 'DeleteOrganization', 'EnableAllFeatures', 'AttachPolicy', 'DetachPolicy', 'UpdatePolicy', 'DeletePolicy',
        'TagResource', 'UntagResource', 'RegisterDelegatedAdministrator', 'DeregisterDelegatedAdministrator',
        'account.amazonaws.com:EnableRegion', 'account.amazonaws.com:DisableRegion', 'account.amazonaws.com:PutAlternateContact',
        'account.amazonaws.com:DeleteAlternateContact', 'iam.amazonaws.com:CreateAccountAlias', 'iam.amazonaws.com:DeleteAccountAlias',
        's3.amazonaws.com:PutAccountPublicAccessBlock', 's3.amazonaws.com:DeleteAccountPublicAccessBlock',
        'ec2.amazonaws.com:CreateTransitGateway', 'ec2.amazonaws.com:ModifyTransitGateway', 'ec2.amazonaws.com:DeleteTransitGateway',
        'ec2.amazonaws.com:EnableEbsEncryptionByDefault', 'ec2.amazonaws.com:DisableEbsEncryptionByDefault',
        'ec2.amazonaws.com:ModifyEbsDefaultKmsKeyId', 'ec2.amazonaws.com:ResetEbsDefaultKmsKeyId',
        'ec2.amazonaws.com:EnableSnapshotBlockPublicAccess', 'ec2.amazonaws.com:DisableSnapshotBlockPublicAccess',
        'ec2.amazonaws.com:EnableImageBlockPublicAccess', 'ec2.amazonaws.com:DisableImageBlockPublicAccess',
        'ec2.amazonaws.com:EnableSerialConsoleAccess', 'ec2.amazonaws.com:DisableSerialConsoleAccess',
        'ec2.amazonaws.com:ModifyInstanceMetadataDefaults', 'iam.amazonaws.com:UploadServerCertificate', 'iam.amazonaws.com:DeleteServerCertificate',
        'iam.amazonaws.com:EnableOrganizationsRootCredentialsManagement', 'iam.amazonaws.com:DisableOrganizationsRootCredentialsManagement',
        'config.amazonaws.com:PutConfigurationRecorder', 'config.amazonaws.com:DeleteConfigurationRecorder',
        'config.amazonaws.com:StartConfigurationRecorder', 'config.amazonaws.com:StopConfigurationRecorder', 'config.amazonaws.com:PutDeliveryChannel',
        'config.amazonaws.com:DeleteDeliveryChannel', 'securityhub.amazonaws.com:EnableSecurityHub', 'securityhub.amazonaws.com:DisableSecurityHub',
        'securityhub.amazonaws.com:BatchEnableStandards', 'securityhub.amazonaws.com:BatchDisableStandards', 'macie2.amazonaws.com:EnableMacie',
        'macie2.amazonaws.com:DisableMacie', 'macie2.amazonaws.com:UpdateMacieSession', 'apigateway.amazonaws.com:CreateApi',
        'apigateway.amazonaws.com:ImportApi', 'apigateway.amazonaws.com:DeleteApi', 'apigateway.amazonaws.com:CreateStage',
        'apigateway.amazonaws.com:UpdateStage', 'apigateway.amazonaws.com:DeleteStage', 'ssm.amazonaws.com:CreateDocument',
        'ssm.amazonaws.com:DeleteDocument', 'ssm.amazonaws.com:ModifyDocumentPermission', 'ssm.amazonaws.com:PutComplianceItems',
        'glacier.amazonaws.com:CreateVault', 'glacier.amazonaws.com:DeleteVault', 'glacier.amazonaws.com:SetVaultAccessPolicy',
        'glacier.amazonaws.com:DeleteVaultAccessPolicy',
      ],
    }),
  }),
});
