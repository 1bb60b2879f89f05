import { decide, type Question } from './ask';
import type { Subject } from './subject';
import type { OpenCondition } from '../decision';
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

function resourceOf(action: string, { arn, account }: { readonly arn: string; readonly account: string }): string {
  const partition = arn.split(':')[1];
  if (!action.startsWith('iam:')) return `arn:${partition}:${action.split(':')[0]}:eu-west-1:${account}:thing/${NAME}`;
  return `arn:${partition}:iam::${account}:${action.includes('User') ? 'user' : action.includes('PolicyVersion') ? 'policy' : 'role'}/${NAME}`;
}

/**
 * The conditions under which a subject is an administrator, none for always; undefined where it is not.
 * Its own policies and its boundary allow everything; and what the organization leaves of that suffices to give any identity any permission.
 * @param policies in place of those it has
 * @param actions further policies may tell other actions apart than its own do
 */
export function administratorIf(
  subject: Subject, policies: Policies = subject.policies, actions: readonly string[] = subject.oneOfEach(anythingActions),
): readonly OpenCondition[] | undefined {
  const { scp: _, ...own } = policies;
  const conditions: OpenCondition[] = [];
  for (const action of actions) {
    const open = conditionsOf(subject, action, own);
    if (!open) return undefined;
    conditions.push(...open);
  }
  for (const action of grantingActions) {
    const open = conditionsOf(subject, action, policies);
    if (open) return [...conditions, ...open];
  }
  return undefined;
}

function conditionsOf(subject: Subject, action: string, policies: Policies): readonly OpenCondition[] | undefined {
  const question: Question = { action, resource: resourceOf(action, subject.identity), policies, identity: { tags: {} } };
  const { decision, conditions } = decide(subject, question);
  return decision === 'Allow' || decision === 'Conditional' ? conditions.filter(({ key }) => !/^aws:RequestedRegion$/i.test(key)) : undefined;
}

const EVERYTHING = compilePolicy({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }, 'identity', 'what the caller grants');

/** The policies of a subject, once it may write what it likes: its Denies, its boundary and its organization still limit it. */
export const withEverything = ({ policies }: Subject): Policies => ({ ...policies, identity: [...policies.identity, EVERYTHING] });

/** The policies of another identity in the account of a subject that may do everything: what the organization leaves of it. */
export const everythingFor = ({ policies: { scp, rcp } }: Subject): Policies => ({ identity: [EVERYTHING], ...scp && { scp }, ...rcp && { rcp } });

/** The policies of a subject without its boundary. */
export const withoutBoundary = ({ policies: { boundary: _, ...rest } }: Subject): Policies => rest;
