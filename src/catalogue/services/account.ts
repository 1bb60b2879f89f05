import type { VirtualMFADevice } from '@aws-sdk/client-iam';
import type { Organization } from '@aws-sdk/client-organizations';
import { credentialReport } from '../model/credential-report';
import { gather } from '../model/reader';
import { defineService, type Place } from '../model/service';

const organizationAccount = 'arn:${Partition}:organizations::*:account/*';
const organizationPolicy = 'arn:${Partition}:organizations::*:policy/*';
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
  },
  operations: {
    'ListRegions': { action: 'account:ListRegions', resource: ownAccount, detail: true },
    // Name, address and telephone of the contact are personal data: only whether there is one is kept.
    'GetAlternateContact': { action: 'account:GetAlternateContact', resource: ownAccount, absent: ['ResourceNotFoundException'], detail: true },
    'sts.GetCallerIdentity': { action: 'sts:GetCallerIdentity', unrestricted: true },
    'iam.GetAccountSummary': { action: 'iam:GetAccountSummary' },
    'iam.ListAccountAliases': { action: 'iam:ListAccountAliases' },
    'iam.ListVirtualMFADevices': { action: 'iam:ListVirtualMFADevices' },
    'iam.GenerateCredentialReport': { action: 'iam:GenerateCredentialReport', detail: true },
    'iam.GetCredentialReport': { action: 'iam:GetCredentialReport', detail: true },
    'organizations.DescribeOrganization': { action: 'organizations:DescribeOrganization', absent: ['AWSOrganizationsNotInUseException'], detail: true },
    'organizations.ListAccounts': { action: 'organizations:ListAccounts', detail: true },
    'organizations.ListTagsForResource': { action: 'organizations:ListTagsForResource', resource: organizationAccount, detail: true },
    'organizations.ListParents': { action: 'organizations:ListParents', resource: organizationAccount, detail: true },
    'organizations.ListPolicies': { action: 'organizations:ListPolicies', absent: ['PolicyTypeNotEnabledException'], detail: true },
    'organizations.ListTargetsForPolicy': { action: 'organizations:ListTargetsForPolicy', resource: organizationPolicy, detail: true },
    'organizations.DescribePolicy': { action: 'organizations:DescribePolicy', resource: organizationPolicy, detail: true },
    's3-control.GetPublicAccessBlock': { action: 's3:GetAccountPublicAccessBlock', absent: ['NoSuchPublicAccessBlockConfiguration'], detail: true },
    'ec2.GetEbsEncryptionByDefault': { action: 'ec2:GetEbsEncryptionByDefault', detail: true },
    'ec2.GetEbsDefaultKmsKeyId': { action: 'ec2:GetEbsDefaultKmsKeyId', detail: true },
    'ec2.GetSnapshotBlockPublicAccessState': { action: 'ec2:GetSnapshotBlockPublicAccessState', detail: true },
    'ec2.GetImageBlockPublicAccessState': { action: 'ec2:GetImageBlockPublicAccessState', detail: true },
    'ec2.GetSerialConsoleAccessStatus': { action: 'ec2:GetSerialConsoleAccessStatus', detail: true },
    'ec2.GetInstanceMetadataDefaults': { action: 'ec2:GetInstanceMetadataDefaults', detail: true },
  },
  entities: (entity) => ({
    aws_account: entity({
      class: ['Account'],
      reads: [
        'ListRegions', 'GetAlternateContact', 'sts.GetCallerIdentity', 'iam.GetAccountSummary', 'iam.ListAccountAliases', 'iam.ListVirtualMFADevices',
        'iam.GenerateCredentialReport', 'iam.GetCredentialReport', 'organizations.DescribeOrganization', 'organizations.ListAccounts',
        'organizations.ListTagsForResource', 'organizations.ListParents', 'organizations.ListPolicies', 'organizations.ListTargetsForPolicy',
        'organizations.DescribePolicy', 's3-control.GetPublicAccessBlock', 'ec2.GetEbsEncryptionByDefault', 'ec2.GetEbsDefaultKmsKeyId',
        'ec2.GetSnapshotBlockPublicAccessState', 'ec2.GetImageBlockPublicAccessState', 'ec2.GetSerialConsoleAccessStatus',
        'ec2.GetInstanceMetadataDefaults',
      ],
      async *list(read, at) {
        const identity = await read.call('sts.GetCallerIdentity', {});
        yield { Account: identity?.Account ?? at.accountId };
      },
      async describe(read, { Account }, at) {
        const credentials = async () => {
          await read.until('iam.GenerateCredentialReport', {}, ({ State }) => State === 'COMPLETE');
          return credentialReport((await read.call('iam.GetCredentialReport', {}))?.Content).get(root(at));
        };
        const defaults = async (Region: string) => {
          const there = read.in(Region);
          const [encryption, kmsKey, snapshots, images, console, metadata] = await Promise.all([
            there.call('ec2.GetEbsEncryptionByDefault', {}),
            there.call('ec2.GetEbsDefaultKmsKeyId', {}),
            there.call('ec2.GetSnapshotBlockPublicAccessState', {}),
            there.call('ec2.GetImageBlockPublicAccessState', {}),
            there.call('ec2.GetSerialConsoleAccessStatus', {}),
            there.call('ec2.GetInstanceMetadataDefaults', {}),
          ]);
          return {
            Region,
            EbsEncryptionByDefault: encryption?.EbsEncryptionByDefault,
            EbsDefaultKmsKeyId: kmsKey?.KmsKeyId,
            SnapshotBlockPublicAccessState: snapshots?.State,
            ImageBlockPublicAccessState: images?.ImageBlockPublicAccessState,
            SerialConsoleAccessEnabled: console?.SerialConsoleAccessEnabled,
            InstanceMetadataDefaults: metadata?.AccountLevel,
          };
        };
        const [organization, summary, aliases, devices, report, contact, block, optStatuses, regions] = await Promise.all([
          read.call('organizations.DescribeOrganization', {}),
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
          Organization: organization?.Organization && organizationOf(organization.Organization),
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
        'TagResource', 'UntagResource',
        'account.amazonaws.com:EnableRegion', 'account.amazonaws.com:DisableRegion', 'account.amazonaws.com:PutAlternateContact',
        'account.amazonaws.com:DeleteAlternateContact', 'iam.amazonaws.com:CreateAccountAlias', 'iam.amazonaws.com:DeleteAccountAlias',
        's3.amazonaws.com:PutAccountPublicAccessBlock', 's3.amazonaws.com:DeleteAccountPublicAccessBlock',
        'ec2.amazonaws.com:EnableEbsEncryptionByDefault', 'ec2.amazonaws.com:DisableEbsEncryptionByDefault',
        'ec2.amazonaws.com:ModifyEbsDefaultKmsKeyId', 'ec2.amazonaws.com:ResetEbsDefaultKmsKeyId',
        'ec2.amazonaws.com:EnableSnapshotBlockPublicAccess', 'ec2.amazonaws.com:DisableSnapshotBlockPublicAccess',
        'ec2.amazonaws.com:EnableImageBlockPublicAccess', 'ec2.amazonaws.com:DisableImageBlockPublicAccess',
        'ec2.amazonaws.com:EnableSerialConsoleAccess', 'ec2.amazonaws.com:DisableSerialConsoleAccess',
        'ec2.amazonaws.com:ModifyInstanceMetadataDefaults',
      ],
    }),
  }),
});
