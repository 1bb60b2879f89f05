import { daysSince, finding, subjectOf, type Rule, type Scene } from './finding';
import { globParts, matchesGlob } from '../../../catalogue/model/glob';
import type { Finding } from '../../contracts';
import type { Identity, Landscape, Role, User } from '../account/model';
import { activityOf } from '../activity/use';
import { dataEventsOf } from '../advice/unlogged';

const frameworks = { cis: { '3.0': ['1.12'], '4.0': ['1.12'], '5.0': ['1.11'], '6.0': ['2.11'], '7.0': ['2.11'] }, fsbp: ['IAM.8', 'IAM.22', 'IAM.26'] };

const roleUnused: Rule = {
  id: 'access-role-unused',
  severity: 'low',
  title: 'Roles are in use',
  remedy: {
    cli: 'aws iam delete-role --role-name <role> # after delete-role-policy and detach-role-policy',
    cdk: 'Take the role out of its stack; with a retained one: aws iam delete-role --role-name <role>',
  },
};

const userUnused: Rule = {
  id: 'access-user-unused',
  severity: 'medium',
  title: 'Users who can sign in do so, or use a key',
  remedy: {
    cli: 'aws iam delete-login-profile --user-name <user>; aws iam update-access-key --user-name <user> --access-key-id <key-id> --status Inactive',
    cdk: 'Take the user out of its stack; people sign in through IAM Identity Center',
  },
  frameworks,
};

const passwordUnused: Rule = {
  id: 'access-password-unused',
  severity: 'low',
  title: 'Passwords are in use',
  remedy: { cli: 'aws iam delete-login-profile --user-name <user>', cdk: "new iam.User(this, 'User') // without a password: its keys are all it uses" },
  frameworks,
};

const permissionsUnused: Rule = {
  id: 'access-permissions-unused',
  severity: 'low',
  title: 'Principals may use the services that they use, no others',
  remedy: {
    cli: 'aws iam put-role-policy --role-name <role> --policy-name <policy> --policy-document file://advice.json',
    cdk: "role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] })) // the advice of this scanner has the statements",
  },
};

const enabled = (value: string | undefined) => value?.toLowerCase() === 'true';
const dateIn = (value: string | undefined) => (value !== undefined && /^\d{4}-/.test(value) ? value : undefined);
const latest = (dates: readonly (string | undefined)[]) => dates.filter((date) => date !== undefined).sort((a, b) => Date.parse(b) - Date.parse(a))[0];

/**
 * Roles, users and passwords that nobody used for the number of days that the settings say, and services that a principal may use and does not.
 * Whatever is younger than that is left alone, and so is what no data tells of. Keys have findings of their own: a user who has nothing else is
 * not reported twice.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
 */
export function unused(scene: Scene): Finding[] {
  const { users, roles } = scene.account;
  return [
    ...roles.filter(({ serviceLinked }) => !serviceLinked).flatMap((role) => unusedRole(role, scene)),
    ...users.flatMap((user) => unusedUser(user, scene)),
    ...[...users, ...roles].flatMap((identity) => unusedServices(identity, scene)),
  ];
}

function unusedRole(role: Role, { landscape, settings: { now, unusedDays } }: Scene): Finding[] {
  const { lastUsedKnown, createDate } = role;
  const lastUsed = latest([role.lastUsed, landscape.activity?.principals.get(role.arn)?.last]);
  const since = lastUsed ?? createDate;
  if (!lastUsedKnown || since === undefined || daysSince(since, now) < unusedDays) return [];
  const ago = `${daysSince(since, now)} days ago (${since})`;
  const reason = lastUsed ? `last used ${ago}` : `not used in the 400 days that AWS looks back; created ${ago}`;
  return [finding(roleUnused, subjectOf(role), { reason, evidence: { lastUsed: lastUsed ?? null, createDate } }, now)];
}

function unusedUser(user: User, { settings: { now, unusedDays } }: Scene): Finding[] {
  const row = user.credentials;
  if (!row || !enabled(row.password_enabled)) return [];
  const keysUsed = [
    ...([1, 2] as const).filter((at) => enabled(row[`access_key_${at}_active`])).map((at) => dateIn(row[`access_key_${at}_last_used_date`])),
    ...(user.accessKeys ?? []).filter(({ active }) => active).map(({ lastUsed }) => lastUsed ?? undefined),
  ];
  const signedIn = dateIn(row.password_last_used);
  const passwordSince = latest([signedIn, ...signedIn ? [] : [dateIn(row.password_last_changed), user.createDate ?? dateIn(row.user_creation_time)]]);
  if (passwordSince === undefined || daysSince(passwordSince, now) < unusedDays) return [];
  const usedKey = latest(keysUsed);
  const rule = usedKey !== undefined && daysSince(usedKey, now) < unusedDays ? passwordUnused : userUnused;
  const days = daysSince(passwordSince, now);
  const password = signedIn ? `last signed in ${days} days ago (${signedIn})` : `never signed in, with a password since ${days} days (${passwordSince})`;
  const key = usedKey ? `; a key was used ${daysSince(usedKey, now)} days ago (${usedKey})` : '';
  const evidence = { password_last_used: row.password_last_used, keyLastUsed: usedKey ?? null };
  return [finding(rule, subjectOf(user), { reason: `${password}${key}`, evidence }, now)];
}

function unusedServices(identity: Identity, { landscape, settings: { now, unusedDays } }: Scene): Finding[] {
  const told = landscape.lastAccessed.get(identity.arn);
  const use = servicesSeen(landscape, identity, now, unusedDays);
  if (!told) return use ? unusedBySight(identity, use, now, unusedDays) : [];
  const stale = (at: string | null) => at === null || daysSince(at, now) >= unusedDays;
  const unusedOnes = told.filter(({ service, at }) => stale(at) && !use?.services.has(service.toLowerCase()) && mayUse(identity, service))
    .map(({ service }) => service).sort();
  if (unusedOnes.length === 0) return [];
  const inUse = told.filter(({ at }) => !stale(at));
  const unusedActions = inUse.flatMap(({ service, actions }) => actions.filter(({ at }) => stale(at)).map(({ name }) => `${service}:${name}`))
    .filter((action) => !use?.actions.has(action.toLowerCase())).sort();
  const reason = `may use ${unusedOnes.join(', ')} and did not for ${unusedDays} days or more; used ${told.length - unusedOnes.length} of the ${told.length} services that AWS tells of`;
  const sources = ['last-accessed data of AWS', ...use ? [use.source] : []];
  return [finding(permissionsUnused, subjectOf(identity), { reason, evidence: { unusedServices: unusedOnes, unusedActions, sources } }, now)];
}

/** Services that policies name and no event shows, where AWS's own data is missing and the activity covers the span. */
function unusedBySight(identity: Identity, { services, source, tellsAll }: ServicesSeen, now: Date, unusedDays: number): Finding[] {
  const named = identity.policies.flatMap(({ text }) => text.document.statements).flatMap(({ effect, action }) =>
    (effect === 'Allow' && !action.negated ? action.values.map((value) => value.split(':')[0].toLowerCase()) : []));
  // Of a service with data events, silence says nothing.
  const unusedOnes = [...new Set(named)].filter((service) => !/[*?]/.test(service) && !services.has(service) && dataEventsOf(service).length === 0).sort();
  if (!tellsAll || unusedOnes.length === 0) return [];
  const reason = `may use ${unusedOnes.join(', ')} and did not for ${unusedDays} days or more, says ${source}`;
  return [finding(permissionsUnused, subjectOf(identity), { reason, evidence: { unusedServices: unusedOnes, unusedActions: [], sources: [source] } }, now)];
}

/** What CloudTrail shows of the use of services, in lower case. */
interface ServicesSeen { readonly services: ReadonlySet<string>; readonly actions: ReadonlySet<string>; readonly tellsAll: boolean; readonly source: string }

function servicesSeen(landscape: Landscape, identity: Identity, now: Date, unusedDays: number): ServicesSeen | undefined {
  const seen = activityOf(landscape, identity, now, unusedDays);
  if (!seen) return undefined;
  const actions = new Set([...seen.actions].map((action) => action.toLowerCase()));
  const services = new Set([...[...actions].map((action) => action.split(':')[0]), ...seen.untold ?? []]);
  return { services, actions, tellsAll: !seen.addsOnly, source: `CloudTrail ${seen.since === undefined ? 'of other accounts' : `from ${seen.since} to ${seen.until}`}` };
}

/** Whether a policy of the principal allows something of a service: the data may be older than the policies. */
const mayUse = ({ policies }: Identity, service: string): boolean => policies.some(({ text }) => text.document.statements.some(({ effect, action }) => {
  if (effect !== 'Allow') return false;
  const meets = action.values.some((value) => matchesGlob(globParts(value.split(':')[0].toLowerCase()), service.toLowerCase()));
  return action.negated ? !action.values.some((value) => value === '*' || value.toLowerCase() === `${service.toLowerCase()}:*`) : meets;
}));
