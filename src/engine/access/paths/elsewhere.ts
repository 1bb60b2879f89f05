import { has, meets } from './actions';
import { isGrant, type Block, type Grant } from './ask';
import type { Existing, Method, Need } from './method';
import { onResource } from './need';
import { filled, meetArns, resourcePart } from './patterns';
import type { Grants, Subject } from './subject';
import { usualPolicyOf } from './usual-policy';
import { globParts, matchesGlob } from '../../../catalogue/model/glob';
import type { ResourceKind } from '../../../catalogue/model/privilege-path';
import { resourceKinds } from '../../../catalogue/resource-kinds';
import type { Identity } from '../account/model';
import type { PolicyText } from '../account/policy-text';

/** What a subject has of what a method needs apart from its target. */
export interface Elsewhere {
  readonly grants: readonly Grant[];
  /** resources that must be there; nobody knows whether they are */
  readonly existing: readonly string[];
}

/** What an inventory tells of resources that carry roles. */
export interface Inventoried {
  /** ARNs of the resources that carry a role, by its ARN */
  readonly carriers: ReadonlyMap<string, readonly string[]>;
  /** `<account> <kind>`: every resource of the kind in the account is known, though none carries a role */
  readonly inventoried: ReadonlySet<string>;
}

/** What is known of resources: their policies, and which role each carries. */
export interface Known extends Inventoried { readonly resourcePolicies: ReadonlyMap<string, PolicyText> }

const MOST_CANDIDATES = 40;

/** Whether a subject may do what a method needs apart from its target, on resources of its making, or on such as are there. */
export function elsewhere(subject: Subject, method: Method, known: Known): Elsewhere | Block {
  const grants: Grant[] = [];
  for (const answer of onMade(subject, method.made)) {
    if (!isGrant(answer)) return answer;
    grants.push(answer);
  }
  const existing: string[] = [];
  for (const place of method.existing) {
    const { needs } = place;
    const found = onExisting(subject, needs, candidates(subject, place, method), known);
    if (!Array.isArray(found)) return found;
    grants.push(...found);
    existing.push(found[0].resource!);
  }
  return { grants, existing };
}

/** The kind of resource a place stands for. */
export function kindOf(place: string): ResourceKind {
  const kind = resourceKinds[place.slice('existing:'.length)];
  if (!kind) throw new Error(`No kind of resource is called '${place}'.`);
  return kind;
}

/** The shape of the ARNs of a kind of resource in an account. */
export const shapeOf = (kind: ResourceKind, account: string): string => kind.arn.replace('${account}', account);

/** Whether a subject may do on one resource whatever is needed of its kind: the grants, or what blocks the last of them. */
export function onExisting(subject: Subject, needs: readonly Need[], arns: readonly string[], known: Known): Grant[] | Block {
  let block: Block = { action: needs[0].actions[0].name, resource: needs[0].on, by: 'ImplicitDeny', statements: [], missing: ['identity'] };
  for (const arn of arns) {
    const answers = needs.map((need) => onResource(subject, need, { resource: arn, ...policyOf(arn, known) }));
    const blocked = answers.find((answer) => !isGrant(answer));
    if (!blocked) return answers as Grant[];
    block = blocked as Block;
  }
  return block;
}

function policyOf(arn: string, { resourcePolicies }: Known): { trust: PolicyText } | undefined {
  const trust = resourcePolicies.get(arn) ?? usualPolicyOf(arn);
  return trust && { trust };
}

/** A resource that a policy of a subject grants an action on. */
interface Spoken {
  /** as written; undefined: all but some */
  readonly pattern: string | undefined;
  /** whether the action is written out, not meant by a wildcard */
  readonly literal: boolean;
}

/** The resources that the policies of a subject speak of where they grant an action: those of identities, and of the boundary. */
export function* spokenOf(subject: Subject, need: Need): Iterable<Spoken> {
  for (const grants of subject.grants) {
    for (const { pattern, literal } of spokenIn(grants, need)) yield { pattern: pattern && withVariables(pattern, subject), literal };
  }
}

function* spokenIn({ all, statements }: Grants, { actions }: Need): Iterable<Spoken> {
  if (!actions.some(({ id }) => has(all, id))) return;
  for (const { actions: granted, resource, written } of statements) {
    if (!actions.some(({ id }) => has(granted, id))) continue;
    const literal = actions.some(({ id }) => has(written, id));
    if (!resource || resource.negated) yield { pattern: undefined, literal };
    else for (const pattern of resource.values) yield { pattern, literal };
  }
}

const withVariables = (value: string, subject: Subject) =>
  (value.includes('${') ? value.replace(/\$\{([^},]+)[^}]*\}/g, (_, key: string) => subject.caller.base.valuesOf(key)?.[0] ?? '*') : value);

/** The resources of a kind on which a subject may have what is needed: those its policies speak of, or one that stands for all. */
function candidates(subject: Subject, place: Existing, method: Method): string[] {
  const { account } = subject.identity;
  const arns: string[] = [];
  for (const grants of subject.grants) {
    if (!meets(grants.all, place.actions)) continue;
    const byAccount = grants.candidates.get(place) ?? new Map<string, readonly string[]>();
    grants.candidates.set(place, byAccount);
    const known = byAccount.get(account) ?? candidatesIn(grants, place, method, subject.identity);
    byAccount.set(account, known);
    arns.push(...known);
  }
  if (arns.length === 0) return arns;
  return [...new Set(arns.map((each) => withVariables(each, subject)))].slice(0, MOST_CANDIDATES);
}

function candidatesIn(grants: Grants, { needs, name }: Existing, method: Method, { account, arn }: Identity): string[] {
  const kind = kindOf(name);
  const shape = shapeOf(kind, account).replace('arn:*', arn.split(':', 2).join(':'));
  return needs.flatMap((need) => [...spokenIn(grants, need)]).flatMap(({ pattern = '*', literal }) =>
    (isEvidence({ pattern, literal }, kind, shape, method) ? meetArns(pattern, shape) ?? [] : []));
}

/**
 * Whether a grant on some resources of a kind says enough for one to be there that serves. Where few resources of a kind serve,
 * a wildcard that happens to include the action, as `s3:*` or `ec2:Describe*` do, says nothing.
 */
function isEvidence({ pattern, literal }: { pattern: string; literal: boolean }, kind: ResourceKind, shape: string, { path }: Method): boolean {
  const holds = path.category === 'credential-access' && kind.holds === 'role' ? 'secret' : kind.holds;
  if (holds === 'role') return literal || path.gains !== 'resource';
  if (!literal) return false;
  const named = resourcePart(pattern);
  if (pattern === '*' || matchesGlob(globParts(named), resourcePart(shape))) return true;
  // Names of secrets end in six characters that their owner does not choose.
  if (holds === 'secret') return !/[*?]/.test(shape.includes(':secretsmanager:') ? named.replace(/-(\?{6}|\*)$/, '') : named);
  return kind.named?.test(named) ?? false;
}

/** What is needed on nothing in particular, or on what the caller makes: it gives it a name that its policies like. */
function onMade(subject: Subject, needs: readonly Need[]): (Grant | Block)[] {
  if (needs.length === 0) return [];
  const names = new Map(needs.map((need) => [need, new Set([...spokenOf(subject, need)].map(({ pattern }) => (pattern === undefined || pattern === '*' ? '*' : filled(pattern))))]));
  const answers = new Map<string, Grant | Block>();
  const ask = (need: Need, at: number, resource: string) => {
    const key = `${at} ${resource}`;
    const known = answers.get(key) ?? onResource(subject, need, { resource }, true);
    answers.set(key, known);
    return known;
  };
  return needs.map((need, place) => {
    const prefix = `${need.actions[0].name.split(':')[0]}:`;
    const together = needs.flatMap((other, at) => (other.actions[0].name.startsWith(prefix) ? [{ other, at }] : []));
    const same = new Set(together.flatMap(({ other }) => [...names.get(other)!]));
    const common = [...same].filter((name) => together.every(({ other, at }) => isGrant(ask(other, at, name))));
    const own = common.length > 0 ? common : [...names.get(need)!].filter((name) => !clashes(name, together.map(({ other }) => other), names));
    return firstGrant(own.length > 0 ? own : ['*'], (name) => ask(need, place, name));
  });
}

const typeOf = (arn: string) => resourcePart(arn).split(/[:/]/)[0];

/** Whether calls on the same type of resource are granted on different names only: what the one makes, the other cannot use. */
const clashes = (name: string, together: readonly Need[], names: ReadonlyMap<Need, ReadonlySet<string>>) =>
  name !== '*' && together.some((other) => ![...names.get(other)!].some((each) => each === '*' || each === name || typeOf(each) !== typeOf(name)));

function firstGrant(names: readonly string[], ask: (name: string) => Grant | Block): Grant | Block {
  let last: Grant | Block | undefined;
  for (const name of names.slice(0, MOST_CANDIDATES)) {
    last = ask(name);
    if (isGrant(last)) return last;
  }
  return last!;
}
