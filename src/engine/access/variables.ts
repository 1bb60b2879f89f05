import type { Context } from './context';
import { many, one, type GlobPart, type Wildcard } from '../../catalogue/model/glob';

/** A policy variable, with what stands in for a missing value: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export interface Variable { readonly key: string; readonly fallback?: string }

/** A text of a policy, cut into plain text, wildcards and variables. */
export type Template = readonly (string | Wildcard | Variable)[];

/** How to read a text of a policy. */
export interface Reading {
  /** whether `${…}` is replaced: only with version 2012-10-17 */
  readonly variables: boolean;
  /** whether `*` and `?` are wildcards */
  readonly wildcards: boolean;
  /** characters at the start in which nothing is replaced, @default 0 */
  readonly plain?: number;
}

const PIECES = /\$\{([^{}]*)\}|[*?]/g;
const VARIABLE = /^\s*([^\s,]+)\s*(?:,\s*'([^']*)'\s*)?$/;

const isVariable = (piece: Template[number]): piece is Variable => typeof piece === 'object' && 'key' in piece;

/** Whether something in the text is to be replaced. */
export const hasVariables = (template: Template): boolean => template.some(isVariable);

/** Cuts a text of a policy. `${*}`, `${?}` and `${$}` are the characters themselves. */
export function parseTemplate(text: string, { variables, wildcards, plain = 0 }: Reading): Template {
  // Most texts are plain: no need to look for pieces.
  if (!/[*?$]/.test(text)) return text === '' ? [] : [text];
  const pieces: Template[number][] = [];
  let [literal, end] = ['', 0];
  for (const found of text.matchAll(PIECES)) {
    const piece = pieceOf(found, { variables: variables && found.index >= plain, wildcards });
    literal += text.slice(end, found.index);
    end = found.index + found[0].length;
    if (typeof piece === 'string') {
      literal += piece;
    } else {
      if (literal) pieces.push(literal);
      pieces.push(piece);
      literal = '';
    }
  }
  literal += text.slice(end);
  return literal ? [...pieces, literal] : pieces;
}

function pieceOf([whole, inner]: RegExpMatchArray, { variables, wildcards }: Reading): Template[number] {
  if (inner === undefined) return wildcards ? (whole === '*' ? many : one) : whole;
  if (!variables) return whole;
  if (inner === '*' || inner === '?' || inner === '$') return inner;
  const [, key, fallback] = VARIABLE.exec(inner) ?? [];
  return key === undefined ? whole : { key, ...fallback !== undefined && { fallback } };
}

/** The characters before the fifth colon of an ARN, where no variable is replaced; colons inside of `${…}` do not count. */
export function beforeFifthColon(arn: string): number {
  let colons = 0;
  for (const { index } of arn.replace(/\$\{[^{}]*\}/g, (found) => '_'.repeat(found.length)).matchAll(/:/g)) {
    if (++colons === 5) return index;
  }
  return arn.length;
}

/** A text with its variables filled in; `missing`: one has no value, so nothing is equal to it; `unknown`: nobody knows the values of `keys`. */
export type Filled = readonly GlobPart[] | 'missing' | { readonly unknown: readonly string[] };

/** Fills in the variables of a text. A value is text: wildcards in it mean themselves. A multivalued key has no value here. */
export function fill(template: Template, context: Context): Filled {
  if (!hasVariables(template)) return template as readonly GlobPart[];
  const unknown = template.filter((piece) => isVariable(piece) && context.valuesOf(piece.key) === undefined) as Variable[];
  const parts = template.filter((piece) => !unknown.includes(piece as Variable)).map((piece) => (isVariable(piece) ? valueOf(piece, context) : piece));
  if (parts.includes(undefined)) return 'missing';
  if (unknown.length > 0) return { unknown: unknown.map(({ key }) => key) };
  return (parts as GlobPart[]).filter((part) => part !== '');
}

function valueOf({ key, fallback }: Variable, context: Context): string | undefined {
  const values = context.valuesOf(key) ?? [];
  return values.length === 1 ? values[0] : values.length === 0 ? fallback : undefined;
}

/** The plain text of pieces without wildcards. */
export const textOf = (parts: readonly GlobPart[]): string => parts.map((part) => (typeof part === 'string' ? part : part.wildcard)).join('');
