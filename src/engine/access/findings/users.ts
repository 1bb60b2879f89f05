import { finding, subjectOf, type Rule, type Scene } from './finding';
import { awsPrincipals } from './trusts';
import type { Finding } from '../../contracts';
import type { Identity, User } from '../account/model';

const remedyDelete = {
  cli: 'aws iam delete-user --user-name <user> # after its login profile, keys, policies and groups',
  cdk: 'Take the user out of its stack',
};
const throughGroups = { cis: { '3.0': ['1.15'], '4.0': ['1.15'], '5.0': ['1.14'], '6.0': ['2.14'], '7.0': ['2.13'] }, fsbp: ['IAM.2'] };

const orphaned: Rule = {
  id: 'access-user-orphaned', severity: 'low', title: 'Every user has a purpose: a group, a policy, or a role that trusts it', remedy: remedyDelete,
};

const noCredentials: Rule = {
  id: 'access-user-without-credentials', severity: 'informational', title: 'Every user has a password or an active key', remedy: remedyDelete,
};

const ownerGone: Rule = {
  id: 'access-owner-gone',
  severity: 'low',
  title: 'Whoever owns a user or role is still there',
  remedy: { cli: 'aws iam tag-role --role-name <role> --tags Key=owner,Value=<who is responsible now>', cdk: "Tags.of(role).add('owner', '<who is responsible now>')" },
};

const policiesAttached: Rule = {
  id: 'access-user-policies-attached',
  severity: 'low',
  title: 'Users have managed policies through groups',
  remedy: {
    cli: 'aws iam detach-user-policy --user-name <user> --policy-arn <policy-arn>; aws iam add-user-to-group --user-name <user> --group-name <group>',
    cdk: "new iam.User(this, 'User', { groups: [group] })",
  },
  frameworks: throughGroups,
};

const inlinePolicies: Rule = {
  id: 'access-user-inline-policies',
  severity: 'low',
  title: 'Users have no policies of their own',
  remedy: { ...policiesAttached.remedy, cli: 'aws iam delete-user-policy --user-name <user> --policy-name <policy>; aws iam add-user-to-group --user-name <user> --group-name <group>' },
  frameworks: throughGroups,
};

/**
 * Users without a purpose, without a way in, or with policies of their own, and owners that are gone. An administrator is reported as that: from
 * where it has its policies is the smaller matter.
 */
export function users(scene: Scene): Finding[] {
  const { account: { users: all, roles }, landscape } = scene;
  const doors = [...landscape.accounts.flatMap((account) => account.roles.map(({ trust }) => trust)), ...landscape.resourcePolicies.values()];
  const trusted = new Set(doors.flatMap((text) => awsPrincipals(text).entries));
  return [
    ...all.flatMap((user) => [...withoutPurpose(user, trusted, scene), ...withoutCredentials(user, scene), ...ownPolicies(user, scene)]),
    ...[...all, ...roles].flatMap((identity) => withoutOwner(identity, scene)),
  ];
}

function withoutPurpose(user: User, trusted: ReadonlySet<string>, { settings: { now } }: Scene): Finding[] {
  if (user.policies.length > 0 || user.groups.length > 0 || trusted.has(user.arn)) return [];
  const reason = `is in no group, has no policy, and no trust or resource policy names it${wayIn(user) === 'some' ? ', but can still get in' : ''}`;
  return [finding(orphaned, subjectOf(user), { reason }, now)];
}

function withoutCredentials(user: User, { settings: { now } }: Scene): Finding[] {
  if (wayIn(user) !== 'none') return [];
  const reason = 'no password, no active key and no certificate; credentials of single services, as for CodeCommit, are not in the report';
  return [finding(noCredentials, subjectOf(user), { reason }, now)];
}

const OWNER = /^(?:\w+[:/])?owner(?:[-_:]?(?:email|mail|name|id))?$/i;

function withoutOwner(identity: Identity, scene: Scene): Finding[] {
  const [key, owner] = Object.entries(identity.tags).find(([name]) => OWNER.test(name)) ?? [];
  if (owner === undefined || !isGone(owner, scene)) return [];
  return [finding(ownerGone, subjectOf(identity), { reason: `the tag ${key} says ${owner}, who is not known any more`, evidence: { tag: key, owner } }, scene.settings.now)];
}

function wayIn({ credentials: row, accessKeys }: User): 'some' | 'none' | 'unknown' {
  if (!row) return 'unknown';
  const credentials = [row.password_enabled, row.access_key_1_active, row.access_key_2_active, row.cert_1_active, row.cert_2_active];
  return credentials.some((value) => value?.toLowerCase() === 'true') || accessKeys?.some(({ active }) => active) ? 'some' : 'none';
}

/** An owner is gone who is an IAM user or role of an account that was read and is not in it, or is not among the people that were given. */
function isGone(owner: string, { landscape: { accounts }, settings: { people } }: Scene): boolean {
  const id = /^arn:[^:]*:iam::(\d{12}):(?:user|role)\//.exec(owner)?.[1];
  const account = accounts.find((each) => each.id === id);
  if (account) return ![...account.users, ...account.roles].some(({ arn }) => arn === owner);
  return people !== undefined && !people.some((person) => person.toLowerCase() === owner.trim().toLowerCase());
}

function ownPolicies(user: User, scene: Scene): Finding[] {
  const own = user.policies.filter(({ group }) => group === undefined);
  const attached = own.flatMap(({ managed }) => (managed ? [managed.arn] : []));
  const inline = own.filter(({ managed }) => !managed).map(({ text }) => text.name.slice(user.arn.length + 1));
  if (own.length === 0 || scene.administrators.has(user.arn)) return [];
  const found = (rule: Rule, what: string, policies: readonly string[]) =>
    (policies.length > 0 ? [finding(rule, subjectOf(user), { reason: `has ${what} itself: ${policies.join(', ')}`, evidence: { policies } }, scene.settings.now)] : []);
  return [...found(policiesAttached, 'managed policies', attached), ...found(inlinePolicies, 'inline policies', inline)];
}
