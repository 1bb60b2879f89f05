import { isGrant, type Block, type Grant } from './ask';
import { elsewhere, kindOf, onExisting, shapeOf, type Elsewhere } from './elsewhere';
import { hopOf, type Hop } from './hop';
import type { Method, Need } from './method';
import { onResource } from './need';
import type { Scene } from './scene';
import { holds } from './state';
import type { Subject } from './subject';
import { admitsAll } from './trust';
import { globParts, matchesGlob } from '../../../catalogue/model/glob';
import type { Identity, Role } from '../account/model';
import { readPolicy } from '../account/policy-text';

/** Whether a caller can use a method on a target, and what stops it otherwise; the gain is for the search to judge. */
export function toTarget(scene: Scene, subject: Subject, method: Method, target: Identity): Hop | Block {
  const states = statesOf(scene, subject, method, target);
  if (!Array.isArray(states)) return states;
  const trusted = trustOf(scene, method, target);
  if (!Array.isArray(trusted)) return trusted;
  const grants: Grant[] = [...trusted];
  for (const need of method.onTarget) {
    const answer = onTarget(scene, subject, need, target);
    if (!isGrant(answer)) return answer;
    grants.push(answer);
  }
  const apart = apartFrom(scene, subject, method, { target, trusted });
  if ('by' in apart) return apart;
  const { resource } = apart;
  return hopOf(subject.identity.arn, target.arn, method, {
    grants: [...grants, ...apart.grants], unseen: [...states, ...apart.unseen], linked: apart.linked, ...resource !== undefined && { resource },
  });
}

/** The states of which nobody knows; or the one that does not hold. */
function statesOf({ landscape: { organization } }: Scene, subject: Subject, { path }: Method, target: Identity): string[] | Block {
  const unseen: string[] = [];
  for (const state of path.states ?? []) {
    const known = holds(state, subject, target, organization);
    if (known === false) return { action: path.id, resource: target.arn, by: 'State', statements: [], missing: [state] };
    if (known === undefined) unseen.push(state.replaceAll('-', ' '));
  }
  return unseen;
}

const holdsProvider = ({ elsewhere: needs }: Method) => needs.some(({ on }) => on === 'existing:saml-provider');

function trustOf({ trusts }: Scene, method: Method, target: Identity): Grant[] | Block {
  const { trusts: trusted = [] } = method.path;
  if (trusted.length === 0) return [];
  if (target.kind !== 'role') return { action: 'sts:AssumeRole', resource: target.arn, by: 'Trust', statements: [], missing: [...trusted] };
  return admitsAll(trusts, target, trusted, holdsProvider(method));
}

// Who signs in at a provider is not the caller of its permissions: these say only to whom the way is meant to be open.
const anybodyIn = (account: string) =>
  readPolicy({ Statement: { Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:*' } }, 'resource', 'sign-in at a provider');

function onTarget({ landscape: { organization } }: Scene, subject: Subject, need: Need, target: Identity): Grant | Block {
  const action = need.actions[0].name;
  if (need.on === 'target-role-policy') {
    const arns = target.policies.flatMap(({ managed }) => (managed && !managed.byAws ? [managed.arn] : []));
    return firstOf(arns, (resource) => onResource(subject, need, { resource }),
      { action, resource: target.arn, by: 'State', statements: [], missing: ['a customer managed policy of the target'] });
  }
  const trust = !action.startsWith('sts:') ? undefined : action === 'sts:AssumeRole' ? (target as Role).trust : anybodyIn(subject.identity.account);
  return onResource(subject, need, {
    resource: target.arn,
    account: target.account,
    identity: target,
    ...trust && { trust },
    resourceAccountIsManagement: organization.managementAccount === target.account,
  });
}

/** The first answer that grants; else the last, or what is said for no answer at all. */
export function firstOf<T>(values: readonly T[], answer: (value: T) => Grant | Block, none: Block): Grant | Block {
  let last: Grant | Block = none;
  for (const value of values) {
    last = answer(value);
    if (isGrant(last)) return last;
  }
  return last;
}

interface Apart { readonly grants: readonly Grant[]; readonly unseen: readonly string[]; readonly linked: boolean; readonly resource?: string }

/** What is needed apart from the target: where a resource carries the target, that one; else one of which nobody knows whether it does. */
function apartFrom(scene: Scene, subject: Subject, method: Method, { target, trusted }: { target: Identity; trusted: readonly Grant[] }): Apart | Block {
  const carrier = method.elsewhere.find(({ on }) => on !== '*');
  const carries = carrier && (method.path.category === 'existing-passrole' || holdsProvider(method));
  if (!carries) return toApart(scene.elsewhere(subject, method), ({ existing }) => existing.map((arn) => `${arn} is there`));
  const shape = globParts(shapeOf(kindOf(carrier.on), target.account));
  const carried = (scene.known.carriers.get(target.arn) ?? []).filter((arn) => matchesGlob(shape, arn));
  const arns = holdsProvider(method) ? trusted.map(({ resource }) => resource!) : carried;
  const inventoried = holdsProvider(method) || scene.isInventoried(carrier.on, target.account);
  if (!inventoried) return toApart(scene.elsewhere(subject, method), ({ existing }) => [`${existing[0]} carries ${target.arn}`]);
  return onCarrier(scene, subject, method, { carrier, arns });
}

function onCarrier(scene: Scene, subject: Subject, method: Method, { carrier, arns }: { carrier: Need; arns: readonly string[] }): Apart | Block {
  const onIt = onExisting(subject, method.elsewhere.filter(({ on }) => on === carrier.on), arns, scene.known);
  if (!Array.isArray(onIt)) return onIt;
  const without = { ...method, existing: method.existing.filter(({ name }) => name !== carrier.on) };
  const rest = elsewhere(subject, without, scene.known);
  if ('by' in rest) return rest;
  return { grants: [...onIt, ...rest.grants], unseen: rest.existing.map((arn) => `${arn} is there`), linked: true, resource: onIt[0].resource! };
}

function toApart(answer: Elsewhere | Block, unseen: (answer: Elsewhere) => string[]): Apart | Block {
  if ('by' in answer) return answer;
  const resource = answer.existing[0];
  return { grants: answer.grants, unseen: unseen(answer), linked: false, ...resource !== undefined && { resource } };
}
