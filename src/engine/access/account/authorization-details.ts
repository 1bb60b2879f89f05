import type { AccessKey, Account, AppliedPolicy, Group, ManagedPolicy, Role, User } from './model';
import { readPolicy } from './policy-text';
import { accountOf, fail, list, object, optionalText, text } from './shape';
import type { CredentialReportRow } from '../../../catalogue/model/credential-report';
import type { Json } from '../../json';

/** What the credential report and the lists of access keys add to users. */
export interface Credentials {
  /** rows by ARN */
  readonly report?: ReadonlyMap<string, CredentialReportRow>;
  /** by user name */
  readonly accessKeys?: ReadonlyMap<string, readonly AccessKey[]>;
}

/** A file with an answer of GetAccountAuthorizationDetails, or a page of one. */
export interface DetailsFile { readonly name: string; readonly content: unknown }

const LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const;
type Details = Record<(typeof LISTS)[number], { readonly entry: Json; readonly where: string }[]>;

/**
 * Reads the output of `aws iam get-account-authorization-details`: pages and accounts may lie in one file or several, in any order.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 * @throws InvalidAccountData
 */
export function readAccounts(files: readonly DetailsFile[], credentials: Credentials = {}): Account[] {
  const accounts = new Map<string, Details>();
  const shared: Details['Policies'] = [];
  for (const { name, content } of files) {
    for (const [at, page] of [content].flat().entries()) addPage(page, Array.isArray(content) ? `${name}: [${at}]` : name, accounts, shared);
  }
  if (accounts.size === 0) fail('the input', undefined, 'at least one user, group, role or customer managed policy');
  const byAws = managedPolicies(shared);
  return [...accounts].map(([id, details]) => accountFrom(id, details, byAws, credentials));
}

function addPage(page: unknown, where: string, accounts: Map<string, Details>, shared: Details['Policies']): void {
  const fields = object(page, where);
  if (!LISTS.some((name) => name in fields)) fail(where, Object.keys(fields), `an object with ${LISTS.join(', ')}`);
  for (const name of LISTS) {
    for (const [at, given] of list(fields[name], `${where}: ${name}`).entries()) {
      const place = `${where}: ${name}[${at}]`;
      const entry = object(given, place);
      const arn = text(entry.Arn, `${place}.Arn`);
      // Policies of AWS are the same in every account, and name none.
      if (name === 'Policies' && isByAws(arn)) shared.push({ entry, where: place });
      else detailsOf(accounts, accountOf(arn, `${place}.Arn`))[name].push({ entry, where: place });
    }
  }
}

function detailsOf(accounts: Map<string, Details>, id: string): Details {
  const known = accounts.get(id) ?? { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] };
  accounts.set(id, known);
  return known;
}

const isByAws = (arn: string) => /^arn:[^:]+:iam::aws:/.test(arn);

const managedPolicies = (policies: Details['Policies']) => new Map(policies.map(({ entry, where }) => managedPolicy(entry, where)).map((policy) => [policy.arn, policy]));

function accountFrom(id: string, details: Details, byAws: ReadonlyMap<string, ManagedPolicy>, credentials: Credentials): Account {
  const policies = new Map([...byAws, ...managedPolicies(details.Policies)]);
  const groups = unique(details.GroupDetailList.map((each) => groupOf(each.entry, each.where, id, policies)));
  const byName = new Map(groups.map((group) => [group.name, group]));
  const first = [...details.UserDetailList, ...details.RoleDetailList, ...details.GroupDetailList, ...details.Policies.slice(-1)][0];
  return {
    id,
    partition: (first.entry.Arn as string).split(':')[1],
    policies,
    groups,
    users: unique(details.UserDetailList.map(({ entry, where }) => userOf(entry, where, { id, policies, byName, credentials }))),
    roles: unique(details.RoleDetailList.map(({ entry, where }) => roleOf(entry, where, id, policies))),
  };
}

/** An entry that was given twice, for instance by two overlapping files, counts once. */
const unique = <T extends { readonly arn: string }>(entries: readonly T[]): T[] => [...new Map(entries.map((entry) => [entry.arn, entry])).values()];

function managedPolicy(entry: Json, where: string): ManagedPolicy {
  const arn = entry.Arn as string;
  const defaultVersionId = text(entry.DefaultVersionId, `${where}.DefaultVersionId`);
  const versions = list(entry.PolicyVersionList, `${where}.PolicyVersionList`).map((given, at) => {
    const version = object(given, `${where}.PolicyVersionList[${at}]`);
    return { versionId: text(version.VersionId, `${where}.PolicyVersionList[${at}].VersionId`), document: version.Document };
  });
  const current = versions.find(({ versionId }) => versionId === defaultVersionId);
  if (!current) return fail(`${where}.PolicyVersionList`, versions.map(({ versionId }) => versionId), `a list with the default version ${defaultVersionId}`);
  return {
    arn,
    name: text(entry.PolicyName, `${where}.PolicyName`),
    byAws: isByAws(arn),
    text: readPolicy(current.document, 'identity', arn),
    defaultVersionId,
    otherVersions: versions.filter((version) => version !== current)
      .map(({ versionId, document }) => ({ versionId, text: readPolicy(document, 'identity', `${arn}@${versionId}`) })),
  };
}

type Managed = ReadonlyMap<string, ManagedPolicy>;

function managedOf(arn: unknown, where: string, policies: Managed): ManagedPolicy {
  return policies.get(text(arn, where)) ?? fail(where, arn, 'the ARN of a policy in the list Policies (were all pages and filters of the call kept?)');
}

function policiesOf(entry: Json, inline: string, where: string, policies: Managed): AppliedPolicy[] {
  const own = list(entry[inline], `${where}.${inline}`).map((given, at) => {
    const { PolicyName, PolicyDocument } = object(given, `${where}.${inline}[${at}]`);
    const name = text(PolicyName, `${where}.${inline}[${at}].PolicyName`);
    return { text: readPolicy(PolicyDocument, 'identity', `${entry.Arn as string}#${name}`) };
  });
  const attached = list(entry.AttachedManagedPolicies, `${where}.AttachedManagedPolicies`).map((given, at) => {
    const place = `${where}.AttachedManagedPolicies[${at}]`;
    const managed = managedOf(object(given, place).PolicyArn, `${place}.PolicyArn`, policies);
    return { text: managed.text, managed };
  });
  return [...own, ...attached];
}

function namedOf(entry: Json, kind: 'User' | 'Role', where: string, account: string, policies: Managed) {
  const { PermissionsBoundary, CreateDate } = entry;
  const boundary = PermissionsBoundary && object(PermissionsBoundary, `${where}.PermissionsBoundary`).PermissionsBoundaryArn;
  const createDate = optionalText(CreateDate, `${where}.CreateDate`);
  return {
    arn: entry.Arn as string,
    name: text(entry[`${kind}Name`], `${where}.${kind}Name`),
    path: optionalText(entry.Path, `${where}.Path`) ?? '/',
    account,
    tags: tagsOf(entry.Tags, `${where}.Tags`),
    ...createDate !== undefined && { createDate },
    ...boundary !== undefined && { boundary: managedOf(boundary, `${where}.PermissionsBoundary.PermissionsBoundaryArn`, policies) },
  };
}

function tagsOf(given: unknown, where: string): Record<string, string> {
  return Object.fromEntries(list(given, where).map((each, at) => {
    const { Key, Value } = object(each, `${where}[${at}]`);
    return [text(Key, `${where}[${at}].Key`), typeof Value === 'string' ? Value : fail(`${where}[${at}].Value`, Value, 'a text')];
  }));
}

function groupOf(entry: Json, where: string, account: string, policies: Managed): Group {
  const arn = entry.Arn as string;
  const createDate = optionalText(entry.CreateDate, `${where}.CreateDate`);
  return {
    kind: 'group',
    arn,
    name: text(entry.GroupName, `${where}.GroupName`),
    path: optionalText(entry.Path, `${where}.Path`) ?? '/',
    account,
    policies: policiesOf(entry, 'GroupPolicyList', where, policies).map((policy) => ({ ...policy, group: arn })),
    ...createDate !== undefined && { createDate },
  };
}

interface Around { readonly id: string; readonly policies: Managed; readonly byName: ReadonlyMap<string, Group>; readonly credentials: Credentials }

function userOf(entry: Json, where: string, { id, policies, byName, credentials }: Around): User {
  const named = namedOf(entry, 'User', where, id, policies);
  const groups = list(entry.GroupList, `${where}.GroupList`).map((name, at) =>
    byName.get(text(name, `${where}.GroupList[${at}]`)) ?? fail(`${where}.GroupList[${at}]`, name, 'the name of a group in the list GroupDetailList'));
  const row = credentials.report?.get(named.arn);
  const keys = credentials.accessKeys?.get(named.name);
  const passwordLastUsed = optionalText(entry.PasswordLastUsed, `${where}.PasswordLastUsed`);
  return {
    kind: 'user',
    ...named,
    groups,
    policies: [...policiesOf(entry, 'UserPolicyList', where, policies), ...groups.flatMap((group) => group.policies)],
    ...passwordLastUsed !== undefined && { passwordLastUsed },
    ...row && { credentials: row },
    ...keys && { accessKeys: keys },
  };
}

function roleOf(entry: Json, where: string, account: string, policies: Managed): Role {
  const named = namedOf(entry, 'Role', where, account, policies);
  const used = entry.RoleLastUsed === undefined || entry.RoleLastUsed === null ? undefined : object(entry.RoleLastUsed, `${where}.RoleLastUsed`);
  const lastUsed = optionalText(used?.LastUsedDate, `${where}.RoleLastUsed.LastUsedDate`);
  return {
    kind: 'role',
    ...named,
    trust: readPolicy(entry.AssumeRolePolicyDocument, 'resource', `${named.arn}#AssumeRolePolicyDocument`),
    instanceProfiles: list(entry.InstanceProfileList, `${where}.InstanceProfileList`).map((given, at) => text(object(given, `${where}.InstanceProfileList[${at}]`).Arn, `${where}.InstanceProfileList[${at}].Arn`)),
    ...lastUsed !== undefined && { lastUsed },
    lastUsedKnown: used !== undefined,
    serviceLinked: named.path.startsWith('/aws-service-role/'),
    policies: policiesOf(entry, 'RolePolicyList', where, policies),
  };
}
