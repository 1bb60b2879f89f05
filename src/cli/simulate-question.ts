import { readAccess, type AccessFlags } from './access-input';
import { clean } from './clean';
import { WrongInput } from './errors';
import { table } from './table';
import type { Landscape } from '../engine/access/account/model';
import { InvalidAccountData } from '../engine/access/account/shape';
import type { ContextValue } from '../engine/access/context';
import type { Decision, StatementRef } from '../engine/access/decision';
import type { Answer, Asked } from '../engine/access/questions/answer';
import { whatCan, type Allowed } from '../engine/access/questions/what';
import { whoCan } from '../engine/access/questions/who';
import { why } from '../engine/access/questions/why';

/** A question about accounts. */
export interface QuestionFlags extends AccessFlags {
  readonly who?: boolean;
  readonly principal?: string;
  readonly action?: string;
  readonly resource?: string;
  readonly resourceAccount?: string;
  readonly context?: Readonly<Record<string, ContextValue>>;
  readonly limit: number;
  readonly json?: boolean;
}

/** An answer, for a person and for a machine. */
interface Told { readonly text: string; readonly json: unknown }

/** Whether the flags ask about accounts, not about a file of cases. */
export const isQuestion = ({ who, principal, lake }: QuestionFlags): boolean => who === true || principal !== undefined || lake !== undefined;

/**
 * Answers who can do something, what somebody can do, or why.
 * @returns what to print
 * @throws WrongInput
 */
export async function answer(files: readonly string[], flags: QuestionFlags, now: Date): Promise<string> {
  const { who, principal, action, resource } = flags;
  if (who === (principal !== undefined)) throw new WrongInput('Ask with --who and an action, or with --principal: one of the two.');
  if (who && (action === undefined || resource === undefined)) throw new WrongInput('--who needs --action, for instance s3:GetObject, and --resource with an ARN or *.');
  if (action !== undefined && resource === undefined) throw new WrongInput('--action needs --resource with an ARN, or * for a call that names none.');
  const { landscape, unread } = await readAccess(files, flags);
  for (const { accountId, reason } of unread) process.stderr.write(`Of account ${accountId} nothing can be said: ${reason}\n`);
  try {
    const { text, json } = tell(flags, landscape, now);
    return flags.json ? JSON.stringify(json, undefined, 2) : text;
  } catch (error) {
    throw error instanceof InvalidAccountData ? new WrongInput(error.message) : error;
  }
}

function tell({ who, principal, action, resource, resourceAccount, context, limit }: QuestionFlags, landscape: Landscape, now: Date): Told {
  const asked: Asked = {
    action: action ?? '', resource: resource ?? '*', now, ...resourceAccount !== undefined && { account: resourceAccount }, ...context && { context },
  };
  if (who) return toldWho(asked, landscape, limit);
  if (action !== undefined) return toldWhy(principal!, asked, landscape);
  return toldWhat(principal!, landscape, { now, ...resource !== undefined && { resource }, ...context && { context } }, limit);
}

const nameOf = ({ policy, index, sid, effect }: StatementRef) => `${effect} ${policy}[${index}]${sid === undefined ? '' : ` ${sid}`}`;

/** The statements that decided, what is open, and what does not allow. */
function because({ decision, statements, conditions, missing }: Decision): string {
  if (decision === 'ImplicitDeny') return `no Allow in ${missing.join(', ')}`;
  const open = conditions.map(({ effect, operator, key, values }) => `${effect === 'Deny' ? 'unless' : 'if'} ${operator} ${key} ${values.join(' | ')}`);
  return clean([...statements.map(nameOf), ...open].join('; ')) || 'needs no permission';
}

const more = (all: number, limit: number) => (all > limit ? [`… and ${all - limit} more; --limit shows more, --json all.`] : []);

function toldWho(asked: Asked, landscape: Landscape, limit: number): Told {
  const { can, stopped, asked: count } = whoCan(asked, landscape);
  const rows = (answers: readonly Answer[]) => answers.slice(0, limit)
    .map((each) => ({ who: each.principal === '*' ? 'everybody' : clean(each.principal), decision: each.decision, because: because(each) }));
  const text = [
    `${can.length} can do ${asked.action} on ${clean(asked.resource)}; ${count} users and roles were asked.`,
    ...can.length > 0 ? [table(rows(can))] : [], ...more(can.length, limit),
    ...stopped.length > 0 ? ['', `${stopped.length} have a policy that allows it, and something stops them.`, table(rows(stopped)), ...more(stopped.length, limit)] : [],
  ];
  return { text: text.join('\n'), json: { action: asked.action, resource: asked.resource, asked: count, can, stopped } };
}

// Of a list of actions so many are printed.
const ACTIONS = 6;

const shownActions = (actions: readonly string[]) =>
  (actions.length > ACTIONS ? `${actions.slice(0, ACTIONS).join(', ')} … ${actions.length} in all` : actions.join(', '));

function toldWhat(principal: string, landscape: Landscape, about: Parameters<typeof whatCan>[2], limit: number): Told {
  const { can, stopped } = whatCan(principal, landscape, about);
  const rows = (list: readonly Allowed[]) => list.slice(0, limit).map((each) => ({
    actions: clean(shownActions(each.actions)),
    on: clean(each.resource),
    decision: each.decision,
    because: because(each) + (each.except.length > 0 ? `; but for ${clean(each.except.map(nameOf).join(', '))}` : ''),
  }));
  const text = [
    can.length > 0 ? `${clean(principal)} can do` : `${clean(principal)} can do nothing${about.resource === undefined ? '' : ` on ${clean(about.resource)}`}.`,
    ...can.length > 0 ? [table(rows(can)), ...more(can.length, limit)] : [],
    ...stopped.length > 0 ? ['', 'Its policies allow, and something stops', table(rows(stopped)), ...more(stopped.length, limit)] : [],
  ];
  return { text: text.join('\n'), json: { principal, ...about.resource !== undefined && { resource: about.resource }, can, stopped } };
}

function toldWhy(principal: string, asked: Asked, landscape: Landscape): Told {
  const { reasons, ...decided } = why(principal, asked, landscape);
  const text = [
    `${clean(principal)}, ${asked.action} on ${clean(asked.resource)}: ${decided.decision}`,
    ...reasons.length === 0 ? [because(decided)] : [],
    ...reasons.flatMap(({ statement, ...ref }) => [clean(nameOf(ref)), `  ${clean(JSON.stringify(statement))}`]),
    ...decided.conditions.map(({ effect, operator, key, values }) => clean(`${effect === 'Deny' ? 'unless' : 'if'} ${operator} ${key} ${values.join(' | ')}`)),
  ];
  return { text: text.join('\n'), json: { action: asked.action, resource: asked.resource, ...decided, reasons } };
}
