import type { Answer, Asked } from './answer';
import { subjectOf } from './what';
import { ask, knownTarget } from './who';
import type { Landscape } from '../account/model';
import type { PolicyText } from '../account/policy-text';
import { jsonOf, type JsonStatement } from '../advice/minimal';
import type { StatementRef } from '../decision';

/** A statement that decided, as its policy has it. */
export interface Reason extends StatementRef { readonly statement: JsonStatement }

/** The decision on one request, with the statements that decided. */
export interface Why extends Answer { readonly reasons: readonly Reason[] }

/**
 * Whether a user or role can do an action on a resource, and why.
 * @throws InvalidAccountData for somebody who is not there, or a resource of which nobody knows whose it is
 */
export function why(principal: string, asked: Asked, landscape: Landscape): Why {
  const target = knownTarget(asked, landscape);
  const subject = subjectOf(principal, landscape, asked.now, [asked.action]);
  const answer = ask(subject, target, asked, landscape);
  const { policies, boundary, account } = subject.identity;
  const { scps, rcps } = landscape.organization;
  const texts: PolicyText[] = [
    ...policies.map(({ text }) => text), ...boundary ? [boundary.text] : [], ...target.policy ? [target.policy] : [],
    ...(scps(account) ?? []).flat(), ...(rcps(target.account) ?? []).flat(),
  ];
  const byName = new Map(texts.map((text) => [text.name, text.document]));
  return { ...answer, reasons: answer.statements.map((ref) => ({ ...ref, statement: jsonOf(byName.get(ref.policy)!.statements[ref.index]) })) };
}
