import { decide, type Question } from './ask';
import type { Subject } from './subject';
import { compileNormal } from '../statement';

/** Whether the Allow statements of the policies of a subject would do, if there were nothing else: no Deny, no limit, no policy of a resource. */
export function allowsAlone(subject: Subject, { action, resource, context }: Pick<Question, 'action' | 'resource' | 'context'>): boolean {
  const identity = subject.identity.policies.map(({ text: { document, name } }) =>
    compileNormal({ ...document, statements: document.statements.filter(({ effect }) => effect === 'Allow') }, name));
  const { decision } = decide(subject, { action, resource, policies: { identity }, ...context && { context } });
  return decision === 'Allow' || decision === 'Conditional';
}
