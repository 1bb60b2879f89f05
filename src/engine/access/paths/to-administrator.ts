import { administratorIf, everythingFor, withEverything, withoutBoundary } from './administrators';
import { isGrant, type Block, type Grant } from './ask';
import { spokenOf } from './elsewhere';
import { hopOf, type Hop } from './hop';
import type { Method, Need } from './method';
import { onResource } from './need';
import { meetArns } from './patterns';
import type { Scene } from './scene';
import { holds } from './state';
import type { Subject } from './subject';
import { toTarget } from './to-target';
import { globParts, matchesGlob } from '../../../catalogue/model/glob';
import { readPolicy } from '../account/policy-text';

/** Whether a caller gets an administrator by making or changing one, and what stops it otherwise; undefined where the method is not of that kind. */
export function toAdministrator(scene: Scene, subject: Subject, method: Method): Hop | Block | undefined {
  const { gains } = method.path;
  if (method.onTarget.some(({ on }) => on === 'member-account-role')) return toMemberAccount(scene, subject, method);
  if (gains === 'administrator') return byMaking(scene, subject, method);
  if (gains === 'changed-target' || (gains === 'no-boundary' && method.onTarget.length > 0)) return byChanging(scene, subject, method);
  return undefined;
}

/** The root user stands for the whole account: an administrator of the caller's making has no name yet. */
const accountOf = ({ identity: { arn, account } }: Subject) => `arn:${arn.split(':')[1]}:iam::${account}:root`;

function byMaking(scene: Scene, subject: Subject, method: Method): Hop | Block | undefined {
  const apart = scene.elsewhere(subject, method);
  if ('by' in apart) return apart;
  // What the organization forbids everybody, it forbids the new administrator too.
  if (!administratorIf(subject, everythingFor(subject), [])) return undefined;
  const [resource] = apart.existing;
  return hopOf(subject.identity.arn, accountOf(subject), method, {
    grants: apart.grants, unseen: apart.existing.map((arn) => `${arn} is there`), ...resource !== undefined && { resource },
  });
}

function byChanging(scene: Scene, subject: Subject, method: Method): Hop | Block | undefined {
  let block: Block | undefined;
  for (const other of changeable(scene, subject, method.onTarget)) {
    const answer = toTarget(scene, subject, method, other.identity);
    if ('by' in answer) block ??= answer;
    else if (administratorIf(other, method.path.gains === 'no-boundary' ? withoutBoundary(other) : withEverything(other))) return answer;
  }
  return block;
}

/** The users or roles of the account that the policies of a subject name for the first need, by themselves or by a policy on them. */
function changeable(scene: Scene, subject: Subject, [first]: readonly Need[]): readonly Subject[] {
  const { account } = subject.identity;
  const patterns = new Set([...spokenOf(subject, first)].map(({ pattern = '*' }) => pattern));
  // The same few patterns stand in many policies.
  return scene.once(`${first.on} ${account} ${[...patterns].sort().join(' ')}`, () => named(scene, account, first, [...patterns])).filter((other) => other !== subject);
}

function named({ landscape, subjects }: Scene, account: string, { on }: Need, patterns: readonly string[]): Subject[] {
  const wanted = on === 'target-user' ? 'user' : 'role';
  const { policies } = landscape.accounts.find(({ id }) => id === account)!;
  const found = on === 'target-role-policy'
    ? among(policies, patterns).flatMap(({ byAws, text }) => (byAws ? [] : subjects.grantsOf(text).holders))
    : among(subjects.byArn, patterns);
  return [...new Set(found)].filter(({ identity }) => identity.kind === wanted && identity.account === account);
}

/** What some patterns name; without wildcards, looked up. */
function among<T>(byArn: ReadonlyMap<string, T>, patterns: readonly string[]): T[] {
  const globs = patterns.filter((pattern) => /[*?]/.test(pattern)).map(globParts);
  if (globs.length === 0) return patterns.flatMap((arn) => byArn.get(arn) ?? []);
  return [...byArn].filter(([arn]) => patterns.includes(arn) || globs.some((parts) => matchesGlob(parts, arn))).map(([, found]) => found);
}

// Organizations makes the role with this trust: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access-cross-account-role.html
const trustOfManagement = (account: string) =>
  readPolicy({ Statement: { Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' } }, 'resource', 'OrganizationAccountAccessRole#AssumeRolePolicyDocument');

function toMemberAccount(scene: Scene, subject: Subject, method: Method): Hop | Block | undefined {
  const { organization, accounts } = scene.landscape;
  const isManagement = holds('caller-in-management-account', subject, undefined, organization);
  if (isManagement === false) return undefined;
  const [need] = method.onTarget;
  for (const { pattern } of spokenOf(subject, need)) {
    const [, partition] = subject.identity.arn.split(':');
    const arn = meetArns(pattern ?? '*', `arn:${partition}:iam::*:role/OrganizationAccountAccessRole`);
    const account = arn?.split(':')[4] ?? '';
    // A pattern for every account says nothing, unless this is known to be the management account; accounts that were given are searched themselves.
    const told = account === subject.identity.account || accounts.some(({ id }) => id === account) || (!isManagement && !/^\d{12}$/.test(account));
    if (arn === undefined || told) continue;
    const grant = inMember(subject, need, arn, account);
    const unseen = ['the member account was created by the organization', ...isManagement ? [] : ['the caller is in the management account']];
    if (isGrant(grant)) return { ...hopOf(subject.identity.arn, arn.replace(':any:', ':*:'), method, { grants: [grant], unseen }), ends: true };
  }
  return undefined;
}

const inMember = (subject: Subject, need: Need, resource: string, account: string): Grant | Block =>
  onResource(subject, need, { resource, account, trust: trustOfManagement(subject.identity.account) });
