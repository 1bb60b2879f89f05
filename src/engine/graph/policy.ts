import { Context } from '../access/context';
import { MalformedPolicy, normalize, type NormalDocument } from '../access/document';
import type { Principal } from '../access/principal';
import { compileNormal, type Hit } from '../access/statement';

/** A request as far as a link knows it: nothing of its context is known. */
export interface Question { readonly action: string; readonly resource: string; readonly principal: Principal }

const NOTHING_KNOWN = new Context({}, ['*']);

/** Reads a policy document; undefined for none, and for one that is not as AWS writes them. */
export function readDocument(document: string | undefined, kind: 'identity' | 'resource', name: string): NormalDocument | undefined {
  if (document === undefined) return undefined;
  try {
    return normalize(document, kind, name);
  } catch (error) {
    if (error instanceof MalformedPolicy) return undefined;
    throw error;
  }
}

/** The statements of one effect that apply to a question, or may. */
export function asker(document: NormalDocument, effect: 'Allow' | 'Deny', name: string): (question: Question) => readonly Hit[] {
  const { hits } = compileNormal({ ...document, statements: document.statements.filter((statement) => statement.effect === effect) }, name);
  return (question) => hits({ ...question, action: question.action.toLowerCase(), context: NOTHING_KNOWN, bounded: false });
}

/** Condition elements that say something. */
export const saying = <T extends object>(conditions: readonly T[]): T[] => conditions.filter((condition) => Object.keys(condition).length > 0);
