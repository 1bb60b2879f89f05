import type { ServiceLastAccessed } from '@aws-sdk/client-iam';
import { credentialReport } from '../model/credential-report';
import { outsideKey } from '../model/outside';
import { allowsEverything, decodeDocument } from '../model/policy-document';
import { defineService, type Place, type Tag } from '../model/service';

const user = 'arn:${Partition}:iam::${Account}:user/*';

const arn = (at: Place, resource: string) => at.arn('iam', resource, { region: '' });

interface Inline { readonly PolicyName?: string; readonly PolicyDocument?: string }

const decoded = <T extends Inline>(policies: readonly T[] | undefined) =>
  policies?.map((policy) => ({ ...policy, PolicyDocument: decodeDocument(policy.PolicyDocument) }));

/** AWS Config and the records of sessions name IAM resources by their unique id, such as `AIDA…`: it is an alias of theirs. */
const byId = (at: Place, id: string | undefined) => (id ? [arn(at, `unique-id/${id}`)] : []);

/** An inline policy as an entity: it has no ARN of its own, only that of the user, group or role that holds it. */
const inline = (principalArn: string | undefined, { PolicyName, PolicyDocument }: Inline) => ({ PolicyName, Document: PolicyDocument, principalArn });

const attached = (policies: readonly { PolicyArn?: string }[] | undefined) => policies?.map(({ PolicyArn }) => PolicyArn);

/** A managed policy of AWS is there for every account: it is of this one where somebody has it. */
const isOfAws = ({ Arn }: { Arn?: string }) => Arn!.includes(':iam::aws:');
const isUsed = ({ AttachmentCount = 0, PermissionsBoundaryUsageCount = 0 }: { AttachmentCount?: number; PermissionsBoundaryUsageCount?: number }) =>
  AttachmentCount + PermissionsBoundaryUsageCount > 0;

const isServiceLinked = ({ Path }: { Path?: string }) => Path?.startsWith('/aws-service-role/') ?? false;

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The person behind a user, by the tag `Email` or a user name that is an e-mail address. */
function personOf({ Tags, UserName }: { Tags?: readonly Tag[]; UserName?: string }): string | undefined {
  const tagged = Tags?.find(({ Key }) => Key?.toLowerCase() === 'email')?.Value?.trim();
  const email = [tagged, UserName].find((each) => EMAIL.test(each ?? ''));
  return email && outsideKey('Person', email);
}

interface LastAccessedPage { readonly JobStatus?: string; readonly Marker?: string; readonly ServicesLastAccessed?: readonly ServiceLastAccessed[] }

const isEnded = ({ JobStatus }: LastAccessedPage) => JobStatus !== 'IN_PROGRESS';

/**
 * Which services a user or role used when, of those that it may use; of a service in use the actions that AWS tracks too. Undefined where it cannot be
 * read.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
 */
async function lastAccessed(
  start: () => Promise<{ readonly JobId?: string } | undefined>,
  ended: (JobId: string) => Promise<LastAccessedPage | undefined>, after: (JobId: string, Marker: string) => Promise<LastAccessedPage | undefined>,
) {
  const JobId = (await start())?.JobId;
  const first = JobId === undefined ? undefined : await ended(JobId);
  if (JobId === undefined || !first) return undefined;
  const services = [];
  for (let page: LastAccessedPage | undefined = first; page; page = page.Marker ? await after(JobId, page.Marker) : undefined) {
    services.push(...page.ServicesLastAccessed?.map(({ ServiceNamespace, LastAuthenticated, TrackedActionsLastAccessed }) => ({
      ServiceNamespace,
      LastAuthenticated,
      TrackedActionsLastAccessed: LastAuthenticated
        && TrackedActionsLastAccessed?.map(({ ActionName, LastAccessedTime }) => ({ ActionName, LastAccessedTime })),
    })) ?? []);
  }
  return services;
}

/** AWS Identity and Access Management: https://docs.aws.amazon.com/IAM/latest/APIReference/ */
export const iam = defineService({
  id: 'iam',
  title: 'AWS IAM',
  scope: 'global',
  eventSource: 'iam.amazonaws.com',
  node: 'aws_iam',
  client: () => import('@aws-sdk/client-iam'),
  operations: {
    GetAccountPasswordPolicy: { action: 'iam:GetAccountPasswordPolicy', absent: ['NoSuchEntity', 'NoSuchEntityException'] },
    GetAccountAuthorizationDetails: { action: 'iam:GetAccountAuthorizationDetails' },
    ListUsers: { action: 'iam:ListUsers' },
    ListRoles: { action: 'iam:ListRoles' },
    GenerateCredentialReport: { action: 'iam:GenerateCredentialReport', detail: true, shared: 'account' },
    GetCredentialReport: { action: 'iam:GetCredentialReport', detail: true, shared: 'account' },
    ListAccessKeys: { action: 'iam:ListAccessKeys', resource: user },
    GetAccessKeyLastUsed: { action: 'iam:GetAccessKeyLastUsed', resource: user },
    GenerateServiceLastAccessedDetails: { action: 'iam:GenerateServiceLastAccessedDetails', resource: 'arn:${Partition}:iam::${Account}:*', detail: true },
    GetServiceLastAccessedDetails: { action: 'iam:GetServiceLastAccessedDetails', detail: true },
    ListMFADevices: { action: 'iam:ListMFADevices', resource: user },
    ListSAMLProviders: { action: 'iam:ListSAMLProviders' },
    GetSAMLProvider: { action: 'iam:GetSAMLProvider', resource: 'arn:${Partition}:iam::${Account}:saml-provider/*' },
  },
  entities: (entity) => {
    const aws_iam_user = entity({
      class: ['User'],
      ofNode: true,
      reads: [
        'GetAccountAuthorizationDetails', 'ListUsers', 'GenerateCredentialReport', 'GetCredentialReport', 'GenerateServiceLastAccessedDetails',
        'GetServiceLastAccessedDetails',
      ],
      async *list(read) {
        await read.until('GenerateCredentialReport', {}, ({ State }) => State === 'COMPLETE');
        const report = credentialReport((await read.call('GetCredentialReport', {}))?.Content);
        const passwordUsed = new Map<string | undefined, Date | undefined>();
        for await (const { Arn, PasswordLastUsed } of read.items('ListUsers', 'Users', { MaxItems: 1000 })) passwordUsed.set(Arn, PasswordLastUsed);
        for await (const each of read.items('GetAccountAuthorizationDetails', 'UserDetailList', { Filter: ['User'], MaxItems: 1000 })) {
          yield {
            ...each,
            UserPolicyList: decoded(each.UserPolicyList),
            PasswordLastUsed: passwordUsed.get(each.Arn),
            CredentialReport: report.get(each.Arn!),
          };
        }
      },
      describe: async (read, each) => ({
        ...each,
        ServicesLastAccessed: await lastAccessed(
          () => read.call('GenerateServiceLastAccessedDetails', { Arn: each.Arn, Granularity: 'ACTION_LEVEL' }),
          (JobId) => read.until('GetServiceLastAccessedDetails', { JobId, MaxItems: 1000 }, isEnded),
          (JobId, Marker) => read.call('GetServiceLastAccessedDetails', { JobId, MaxItems: 1000, Marker }),
        ),
      }),
      key: (u) => u.Arn!,
      name: (u) => u.UserName,
      tags: (u) => u.Tags,
      aliases: (u, at) => byId(at, u.UserId),
      facts: ({ CredentialReport: row }) => ({
        passwordEnabled: row && row.password_enabled === 'true',
        mfaActive: row && row.mfa_active === 'true',
      }),
      relationships: [
        { verb: 'HAS', to: 'aws_iam_managed_policy', key: (u) => attached(u.AttachedManagedPolicies) },
        { verb: 'IS', to: 'Person', key: (u) => personOf(u) },
        { from: 'aws_iam_group', verb: 'CONTAINS', key: (u, at) => u.GroupList?.map((group) => arn(at, `group/${group}`)) },
      ],
      changes: [
        'CreateUser', 'DeleteUser', 'UpdateUser', 'TagUser', 'UntagUser', 'AddUserToGroup', 'RemoveUserFromGroup', 'AttachUserPolicy', 'DetachUserPolicy',
        'PutUserPolicy', 'DeleteUserPolicy', 'PutUserPermissionsBoundary', 'DeleteUserPermissionsBoundary', 'CreateLoginProfile', 'UpdateLoginProfile',
        'DeleteLoginProfile', 'EnableMFADevice', 'DeactivateMFADevice', 'CreateAccessKey', 'UpdateAccessKey', 'DeleteAccessKey',
      ],
    });

    const aws_iam_group = entity({
      class: ['UserGroup'],
      ofNode: true,
      reads: ['GetAccountAuthorizationDetails'],
      async *list(read) {
        for await (const each of read.items('GetAccountAuthorizationDetails', 'GroupDetailList', { Filter: ['Group'], MaxItems: 1000 })) {
          yield { ...each, GroupPolicyList: decoded(each.GroupPolicyList) };
        }
      },
      key: (g) => g.Arn!,
      name: (g) => g.GroupName,
      // Users name their groups without the path; names are unique in the account whatever the path.
      aliases: (g, at) => [arn(at, `group/${g.GroupName}`), ...byId(at, g.GroupId)],
      relationships: [{ verb: 'HAS', to: 'aws_iam_managed_policy', key: (g) => attached(g.AttachedManagedPolicies) }],
      changes: ['CreateGroup', 'DeleteGroup', 'UpdateGroup', 'AttachGroupPolicy', 'DetachGroupPolicy', 'PutGroupPolicy', 'DeleteGroupPolicy'],
    });

    const aws_iam_role = entity({
      class: ['AccessRole'],
      ofNode: true,
      reads: ['GetAccountAuthorizationDetails', 'ListRoles', 'GenerateServiceLastAccessedDetails', 'GetServiceLastAccessedDetails'],
      async *list(read) {
        const listed = new Map<string | undefined, { Description?: string; MaxSessionDuration?: number }>();
        for await (const { Arn, Description, MaxSessionDuration } of read.items('ListRoles', 'Roles', { MaxItems: 1000 })) {
          listed.set(Arn, { Description, MaxSessionDuration });
        }
        for await (const each of read.items('GetAccountAuthorizationDetails', 'RoleDetailList', { Filter: ['Role'], MaxItems: 1000 })) {
          yield {
            ...each,
            ...listed.get(each.Arn),
            AssumeRolePolicyDocument: decodeDocument(each.AssumeRolePolicyDocument),
            RolePolicyList: decoded(each.RolePolicyList),
            InstanceProfileList: each.InstanceProfileList?.map(({ Arn, InstanceProfileName }) => ({ Arn, InstanceProfileName })),
          };
        }
      },
      // A role that nobody used, used no service; one that is linked to a service has what that service needs.
      describe: async (read, each) => {
        if (each.RoleLastUsed?.LastUsedDate === undefined || isServiceLinked(each)) return { ...each, ServicesLastAccessed: undefined };
        const ServicesLastAccessed = await lastAccessed(
          () => read.call('GenerateServiceLastAccessedDetails', { Arn: each.Arn, Granularity: 'ACTION_LEVEL' }),
          (JobId) => read.until('GetServiceLastAccessedDetails', { JobId, MaxItems: 1000 }, isEnded),
          (JobId, Marker) => read.call('GetServiceLastAccessedDetails', { JobId, MaxItems: 1000, Marker }),
        );
        return { ...each, ServicesLastAccessed };
      },
      key: (r) => r.Arn!,
      name: (r) => r.RoleName,
      tags: (r) => r.Tags,
      // Whatever runs with an instance profile runs as its one role.
      aliases: (r, at) => [...r.InstanceProfileList?.flatMap(({ Arn }) => Arn ?? []) ?? [], ...byId(at, r.RoleId)],
      trusts: (r) => r.AssumeRolePolicyDocument,
      facts: (r) => ({ isServiceLinked: isServiceLinked(r) }),
      relationships: [{ verb: 'HAS', to: 'aws_iam_managed_policy', key: (r) => attached(r.AttachedManagedPolicies) }],
      changes: [
        'CreateRole', 'CreateServiceLinkedRole', 'DeleteRole', 'DeleteServiceLinkedRole', 'UpdateRole', 'UpdateRoleDescription', 'UpdateAssumeRolePolicy',
        'TagRole', 'UntagRole', 'AttachRolePolicy', 'DetachRolePolicy', 'PutRolePolicy', 'DeleteRolePolicy', 'PutRolePermissionsBoundary',
        'DeleteRolePermissionsBoundary', 'AddRoleToInstanceProfile', 'RemoveRoleFromInstanceProfile',
      ],
    });

    return {
      aws_iam_user,
      aws_iam_group,
      aws_iam_role,

      aws_iam_account_password_policy: entity({
        class: ['PasswordPolicy'],
        reads: ['GetAccountPasswordPolicy'],
        async *list(read) {
          const answer = await read.call('GetAccountPasswordPolicy', {});
          if (answer?.PasswordPolicy) yield answer.PasswordPolicy;
        },
        key: (_, at) => arn(at, 'account-password-policy'),
        name: () => 'account-password-policy',
        changes: ['UpdateAccountPasswordPolicy', 'DeleteAccountPasswordPolicy'],
      }),

      aws_iam_access_key: entity({
        class: ['AccessKey'],
        of: aws_iam_user,
        reads: ['ListAccessKeys', 'GetAccessKeyLastUsed'],
        async *list(read, _, { UserName, Arn }) {
          for await (const each of read.items('ListAccessKeys', 'AccessKeyMetadata', { UserName })) yield { ...each, userArn: Arn };
        },
        async describe(read, key) {
          const used = await read.call('GetAccessKeyLastUsed', { AccessKeyId: key.AccessKeyId });
          return { ...key, AccessKeyLastUsed: used?.AccessKeyLastUsed };
        },
        key: (k, at) => arn(at, `access-key/${k.AccessKeyId}`),
        name: (k) => k.AccessKeyId,
        changes: ['CreateAccessKey', 'UpdateAccessKey', 'DeleteAccessKey'],
      }),

      mfa_device: entity({
        class: ['AccessKey'],
        of: aws_iam_user,
        reads: ['ListMFADevices'],
        async *list(read, _, { UserName, Arn }) {
          for await (const each of read.items('ListMFADevices', 'MFADevices', { UserName })) yield { ...each, userArn: Arn };
        },
        // The serial number is an ARN, but that of a hardware token is the number printed on it.
        key: (d, at) => d.SerialNumber!.startsWith('arn:') ? d.SerialNumber! : arn(at, `mfa/${d.SerialNumber}`),
        name: (d) => d.SerialNumber,
        facts: (d) => ({ isVirtual: d.SerialNumber!.includes(':mfa/') }),
        changes: ['EnableMFADevice', 'DeactivateMFADevice', 'CreateVirtualMFADevice', 'DeleteVirtualMFADevice', 'ResyncMFADevice'],
      }),

      aws_iam_user_policy: entity({
        class: ['AccessPolicy'],
        ofNode: true,
        of: aws_iam_user,
        reads: ['GetAccountAuthorizationDetails'],
        async *list(_read, _at, { Arn, UserName, UserPolicyList = [] }) {
          for (const policy of UserPolicyList) yield { ...inline(Arn, policy), UserName };
        },
        key: (p) => `${p.principalArn}/policy/${p.PolicyName}`,
        name: (p) => p.PolicyName,
        allows: (p) => p.Document,
        facts: (p) => ({ isFullAdmin: allowsEverything(p.Document) }),
        relationships: [{ from: 'aws_iam_user', verb: 'HAS', key: (p) => p.principalArn }],
        changes: ['PutUserPolicy', 'DeleteUserPolicy'],
      }),

      aws_iam_group_policy: entity({
        class: ['AccessPolicy'],
        ofNode: true,
        of: aws_iam_group,
        reads: ['GetAccountAuthorizationDetails'],
        async *list(_read, _at, { Arn, GroupName, GroupPolicyList = [] }) {
          for (const policy of GroupPolicyList) yield { ...inline(Arn, policy), GroupName };
        },
        key: (p) => `${p.principalArn}/policy/${p.PolicyName}`,
        name: (p) => p.PolicyName,
        allows: (p) => p.Document,
        facts: (p) => ({ isFullAdmin: allowsEverything(p.Document) }),
        relationships: [{ from: 'aws_iam_group', verb: 'HAS', key: (p) => p.principalArn }],
        changes: ['PutGroupPolicy', 'DeleteGroupPolicy'],
      }),

      aws_iam_role_policy: entity({
        class: ['AccessPolicy'],
        ofNode: true,
        of: aws_iam_role,
        reads: ['GetAccountAuthorizationDetails'],
        async *list(_read, _at, { Arn, RoleName, RolePolicyList = [] }) {
          for (const policy of RolePolicyList) yield { ...inline(Arn, policy), RoleName };
        },
        key: (p) => `${p.principalArn}/policy/${p.PolicyName}`,
        name: (p) => p.PolicyName,
        allows: (p) => p.Document,
        facts: (p) => ({ isFullAdmin: allowsEverything(p.Document) }),
        relationships: [{ from: 'aws_iam_role', verb: 'HAS', key: (p) => p.principalArn }],
        changes: ['PutRolePolicy', 'DeleteRolePolicy'],
      }),

      aws_iam_policy: entity({
        class: ['AccessPolicy'],
        ofNode: true,
        reads: ['GetAccountAuthorizationDetails'],
        async *list(read) {
          const input = { Filter: ['LocalManagedPolicy' as const, 'AWSManagedPolicy' as const], MaxItems: 1000 };
          for await (const { PolicyVersionList, ...policy } of read.items('GetAccountAuthorizationDetails', 'Policies', input)) {
            if (isOfAws(policy) && !isUsed(policy)) continue;
            const current = PolicyVersionList?.find(({ IsDefaultVersion }) => IsDefaultVersion);
            // Whoever may set the default version can bring an older one back.
            const others = isOfAws(policy) ? [] : PolicyVersionList?.filter((version) => version !== current) ?? [];
            const OtherVersions = others.map(({ VersionId, Document }) => ({ VersionId, Document: decodeDocument(Document) }));
            yield { ...policy, Document: decodeDocument(current?.Document), ...OtherVersions.length > 0 && { OtherVersions } };
          }
        },
        key: (p) => p.Arn!,
        name: (p) => p.PolicyName,
        aliases: (p, at) => byId(at, p.PolicyId),
        allows: (p) => p.Document,
        facts: (p) => ({ isCustomerManaged: !isOfAws(p), isFullAdmin: allowsEverything(p.Document) }),
        changes: [
          'CreatePolicy', 'DeletePolicy', 'CreatePolicyVersion', 'DeletePolicyVersion', 'SetDefaultPolicyVersion', 'AttachUserPolicy', 'DetachUserPolicy',
          'AttachGroupPolicy', 'DetachGroupPolicy', 'AttachRolePolicy', 'DetachRolePolicy', 'PutUserPermissionsBoundary', 'PutRolePermissionsBoundary',
          'DeleteUserPermissionsBoundary', 'DeleteRolePermissionsBoundary',
        ],
      }),

      aws_iam_saml_provider: entity({
        class: ['Service'],
        reads: ['ListSAMLProviders', 'GetSAMLProvider'],
        async *list(read) {
          yield* (await read.call('ListSAMLProviders', {}))?.SAMLProviderList ?? [];
        },
        async describe(read, provider) {
          // The metadata document can name contact persons.
          const { AssertionEncryptionMode, Tags } = await read.call('GetSAMLProvider', { SAMLProviderArn: provider.Arn }) ?? {};
          return { ...provider, AssertionEncryptionMode, Tags };
        },
        key: (p) => p.Arn!,
        name: (p) => p.Arn?.split('/').pop(),
        tags: (p) => p.Tags,
        changes: ['CreateSAMLProvider', 'UpdateSAMLProvider', 'DeleteSAMLProvider', 'TagSAMLProvider', 'UntagSAMLProvider'],
      }),
    };
  },
});
