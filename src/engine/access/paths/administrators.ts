import { includes, type ActionIndex } from './actions';
import { decide } from './ask';
import type { Subject } from './subject';
import type { Decision, OpenCondition } from '../decision';
import type { Policies } from '../evaluate';
import { compilePolicy } from '../statement';

// A service for each first letter: rights that are split over policies by the alphabet are rights to everything too.
const SERVICES = [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => `${letter}-no-such-service`);

/** Actions of services that no list of actions can hold: whoever may call them all may call everything. */
export const anythingActions: readonly string[] = SERVICES.map((service) => `${service}:Anything`);

/** Calls that give any identity any permission. */
export const grantingActions = [
  'iam:AttachRolePolicy', 'iam:PutRolePolicy', 'iam:AttachUserPolicy', 'iam:PutUserPolicy', 'iam:CreatePolicyVersion', 'iam:UpdateAssumeRolePolicy', 'iam:PassRole',
] as const;

const NAME = 'no-such-name';

interface Place { readonly partition: string; readonly account: string }

function resourceOf(action: string, { partition, account }: Place): string {
  if (!action.startsWith('iam:')) return `arn:${partition}:${action.split(':')[0]}:eu-west-1:${account}:thing/${NAME}`;
  return `arn:${partition}:iam::${account}:${action.includes('User') ? 'user' : action.includes('PolicyVersion') ? 'policy' : 'role'}/${NAME}`;
}

/** The open conditions under which an action is allowed on a resource; undefined where it is not. */
type Ask = (action: string, resource: string) => readonly OpenCondition[] | undefined;

/** The conditions of a decision that allows; undefined for another. */
export const conditionsOf = ({ decision, conditions }: Decision): readonly OpenCondition[] | undefined =>
  (decision === 'Allow' || decision === 'Conditional' ? conditions : undefined);

/**
 * The conditions under which everything is allowed, none for always; undefined where it is not: actions that no list of actions holds, on a resource
 * that no pattern but a general one meets, and what the organization leaves of it suffices to give any identity any permission.
 * @param own asks without the limits of the organization
 */
export function everythingIf(own: Ask, limited: Ask, place: Place, actions: readonly string[] = anythingActions): readonly OpenCondition[] | undefined {
  const conditions: OpenCondition[] = [];
  for (const action of actions) {
    const open = own(action, resourceOf(action, place));
    if (!open) return undefined;
    conditions.push(...open);
  }
  for (const action of grantingActions) {
    const open = limited(action, resourceOf(action, place));
    if (open) return [...conditions, ...open];
  }
  return undefined;
}

/**
 * The conditions under which a subject is an administrator, none for always; undefined where it is not. In which Region it asks it chooses.
 * @param policies in place of those it has
 * @param actions further policies may tell other actions apart than its own do
 */
export function administratorIf(
  subject: Subject, policies: Policies = subject.policies, actions: readonly string[] = subject.oneOfEach(anythingActions),
): readonly OpenCondition[] | undefined {
  const { scp: _, ...own } = policies;
  const { arn, account } = subject.identity;
  const asks = (all: Policies): Ask => (action, resource) =>
    conditionsOf(decide(subject, { action, resource, policies: all, identity: { tags: {} } }))?.filter(({ key }) => !/^aws:RequestedRegion$/i.test(key));
  return everythingIf(asks(own), asks(policies), { partition: arn.split(':')[1], account }, actions);
}

/** Everybody who is an administrator by its policies, by ARN, with the conditions under which it is. */
export function administratorsAmong(subjects: readonly Subject[], index: ActionIndex): Map<string, readonly OpenCondition[]> {
  const anything = index.setOf(anythingActions.map((action) => index.idOf(action)));
  const found = new Map<string, readonly OpenCondition[]>();
  for (const subject of subjects) {
    const conditions = includes(subject.granted, anything) ? administratorIf(subject) : undefined;
    if (conditions) found.set(subject.identity.arn, conditions);
  }
  return found;
}

const EVERYTHING = compilePolicy({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }, 'identity', 'what the caller grants');

/** The policies of a subject, once it may write what it likes: its Denies, its boundary and its organization still limit it. */
export const withEverything = ({ policies }: Subject): Policies => ({ ...policies, identity: [...policies.identity, EVERYTHING] });

/** The policies of another identity in the account of a subject that may do everything: what the organization leaves of it. */
export const everythingFor = ({ policies: { scp, rcp } }: Subject): Policies => ({ identity: [EVERYTHING], ...scp && { scp }, ...rcp && { rcp } });

/** The policies of a subject without its boundary. */
export const withoutBoundary = ({ policies: { boundary: _, ...rest } }: Subject): Policies => rest;
