import { administratorIf, anythingActions, withEverything, withoutBoundary } from './administrators';
import { isGrant, type Block, type Grant } from './ask';
import { hopOf, type Hop } from './hop';
import type { Method, Need } from './method';
import { onResource } from './need';
import type { Scene } from './scene';
import { holds } from './state';
import type { Subject } from './subject';
import { firstOf } from './to-target';
import type { Group, ManagedPolicy } from '../account/model';
import type { Policies } from '../evaluate';

/** Whether a caller makes itself an administrator by a method, and what stops it otherwise; undefined where the method is not of that kind. */
export function toItself(scene: Scene, subject: Subject, method: Method): Hop | Block | undefined {
  const { arn } = subject.identity;
  const { states = [], gains } = method.path;
  const missing = states.find((state) => holds(state, subject, undefined, scene.landscape.organization) === false);
  if (missing) return { action: method.path.id, resource: arn, by: 'State', statements: [], missing: [missing] };
  const ways = waysOf(scene, subject, method);
  for (const { grants, policies, others } of ways) {
    const conditions = administratorIf(subject, policies, others ? anythingActions : undefined);
    if (conditions) return hopOf(arn, arn, method, { grants: [...grants, ...conditions.length > 0 ? [{ sure: false, statements: [], conditions }] : []] });
  }
  return ways.length > 0 ? { action: method.path.id, resource: arn, by: 'State', statements: [], missing: [`what ${gains} gives is not enough`] } : undefined;
}

/** A way to use a method, and the policies the caller has then; `others`: with such among them as it did not have before. */
interface Way { readonly grants: readonly Grant[]; readonly policies: Policies; readonly others?: true }

function waysOf(scene: Scene, subject: Subject, method: Method): Way[] {
  const { gains } = method.path;
  if (gains === 'group') return joining(scene, subject, method);
  if (gains === 'older-version') return changeable(subject).flatMap((policy) => goingBack(subject, policy, method));
  const grants = method.onItself.map((need) => onItself(subject, need));
  if (!grants.every(isGrant)) return [];
  return [{ grants, policies: gains === 'no-boundary' ? withoutBoundary(subject) : withEverything(subject) }];
}

/** The policies on the caller that the account can change. */
const changeable = ({ identity: { policies } }: Subject): ManagedPolicy[] => policies.flatMap(({ managed }) => (managed && !managed.byAws ? [managed] : []));

function onItself(subject: Subject, need: Need): Grant | Block {
  const { identity } = subject;
  const none: Block = { action: need.actions[0].name, resource: identity.arn, by: 'State', statements: [], missing: [need.on] };
  const arns = need.on === 'self' ? [identity.arn] : need.on === 'own-policy' ? changeable(subject).map(({ arn }) => arn) : identity.kind === 'user' ? identity.groups.map(({ arn }) => arn) : [];
  return firstOf(arns, (resource) => onResource(subject, need, { resource, ...need.on === 'self' && { identity } }), none);
}

function goingBack(subject: Subject, policy: ManagedPolicy, { onItself: [need] }: Method): Way[] {
  const grant = onResource(subject, need, { resource: policy.arn });
  if (!isGrant(grant)) return [];
  return policy.otherVersions.map(({ text }) => ({
    grants: [grant],
    others: true,
    policies: { ...subject.policies, identity: [...subject.policies.identity.filter((each) => each !== policy.text.compiled), text.compiled] },
  }));
}

function joining({ landscape }: Scene, subject: Subject, { onTarget: [need] }: Method): Way[] {
  const { identity } = subject;
  const groups = landscape.accounts.find(({ id }) => id === identity.account)!.groups;
  return groups.filter((group) => group.policies.length > 0).flatMap((group) => {
    const grant = onResource(subject, need, { resource: group.arn });
    return isGrant(grant) ? [{ grants: [grant], others: true, policies: withGroup(subject, group) }] : [];
  });
}

const withGroup = ({ policies }: Subject, group: Group): Policies =>
  ({ ...policies, identity: [...policies.identity, ...group.policies.map(({ text }) => text.compiled)] });
