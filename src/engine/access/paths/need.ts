import { ask, isGrant, type Block, type Grant, type Question } from './ask';
import type { Need } from './method';
import type { Subject } from './subject';
import type { ContextValue } from '../context';

/** What the caller puts into a request so that it serves: the service to which a role is passed, a managed policy that allows everything. */
function contextOf(action: string, { passedTo }: Need, { identity }: Subject): Record<string, ContextValue> {
  if (/^iam:Attach(User|Role|Group)Policy$/.test(action)) return { 'iam:PolicyARN': `arn:${identity.arn.split(':')[1]}:iam::aws:policy/AdministratorAccess` };
  return passedTo === undefined ? {} : { 'iam:PassedToService': passedTo };
}

/**
 * Whether a subject has what a method needs on a resource: the first of the actions that is allowed; else what blocks the last.
 * @param makes whether the caller makes the resource, and so chooses its parameters
 */
export function onResource(subject: Subject, need: Need, question: Omit<Question, 'action' | 'context'>, makes = false): Grant | Block {
  let last: Grant | Block | undefined;
  for (const { name } of need.actions) {
    last = ask(subject, { ...question, action: name, context: contextOf(name, need, subject) }, makes);
    if (isGrant(last)) return last;
  }
  return last!;
}
