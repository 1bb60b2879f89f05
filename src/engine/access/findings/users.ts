import { administratorIf } from './administrators';
import { finding, subjectOf, type Rule, type Scene } from './finding';
import { awsPrincipals } from './trusts';
import type { Finding } from '../../contracts';
import type { User } from '../account/model';

const remedyDelete = { cli: 'aws iam delete-user --user-name <user> # after its login profile, keys, policies and groups', cdk: 'Take the user out of its stack' };
const throughGroups = { cis: { '3.0': ['1.15'], '4.0': ['1.15'], '5.0': ['1.14'], '6.0': ['2.14'], '7.0': ['2.13'] }, fsbp: ['IAM.2'] };

const orphaned: Rule = { id: 'access-user-orphaned', severity: 'low', title: 'Every user has a purpose: a group, a policy, or a role that trusts it', remedy: remedyDelete };

const noCredentials: Rule = { id: 'access-user-without-credentials', severity: 'informational', title: 'Every user has a password or an active key', remedy: remedyDelete };

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
  const { account, landscape, settings: { now } } = scene;
  const trusted = new Set([...landscape.accounts.flatMap(({ roles }) => roles.map(({ trust }) => trust)), ...landscape.resourcePolicies.values()].flatMap((text) => awsPrincipals(text).entries));
  return [
    ...account.users.flatMap((user) => [
      ...user.policies.length === 0 && user.groups.length === 0 && !trusted.has(user.arn) ? [finding(orphaned, subjectOf(user), { reason: `is in no group, has no policy, and no trust or resource policy names it${shownWayIn(user)}` }, now)] : [],
      ...wayIn(user) === 'none' ? [finding(noCredentials, subjectOf(user), { reason: 'no password, no active key and no certificate; credentials of single services, as for CodeCommit, are not in the report' }, now)] : [],
      ...ownPolicies(user, scene),
    ]),
    ...[...account.users, ...account.roles].flatMap((identity) => {
      const [key, owner] = Object.entries(identity.tags).find(([name]) => /^(?:\w+[:/])?owner(?:[-_:]?(?:email|mail|name|id))?$/i.test(name)) ?? [];
      return owner !== undefined && isGone(owner, scene) ? [finding(ownerGone, subjectOf(identity), { reason: `the tag ${key} says ${owner}, who is not known any more`, evidence: { tag: key, owner } }, now)] : [];
    }),
  ];
}

function wayIn({ credentials: row, accessKeys }: User): 'some' | 'none' | 'unknown' {
  if (!row) return 'unknown';
  const on = [row.password_enabled, row.access_key_1_active, row.access_key_2_active, row.cert_1_active, row.cert_2_active].some((value) => value?.toLowerCase() === 'true');
  return on || accessKeys?.some(({ active }) => active) ? 'some' : 'none';
}

const shownWayIn = (user: User) => ({ some: ', but can still get in', none: '', unknown: '' })[wayIn(user)];

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
  if (own.length === 0 || administratorIf(user, scene)) return [];
  return [
    ...attached.length > 0 ? [finding(policiesAttached, subjectOf(user), { reason: `has ${attached.join(', ')} itself`, evidence: { policies: attached } }, scene.settings.now)] : [],
    ...inline.length > 0 ? [finding(inlinePolicies, subjectOf(user), { reason: `has the inline policies ${inline.join(', ')}`, evidence: { policies: inline } }, scene.settings.now)] : [],
  ];
}
