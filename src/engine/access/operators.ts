import { BlockList, isIP } from 'node:net';
import { answerOf, type Answer, type Context } from './context';
import { fill, hasVariables, parseTemplate, textOf, type Template } from './variables';
import { matchesGlob, type GlobPart } from '../../catalogue/model/glob';

/** A value of a condition, made ready once: whether a value of the request fits it. */
export interface Matcher {
  readonly matches: (value: string, context: Context) => Answer;
  /** variables of the value that nobody knows */
  readonly unknown: (context: Context) => readonly string[];
}

type Test = (value: string) => boolean;
type Compile = (value: string, variables: boolean) => Matcher;

const plain = (matches: Test): Matcher => ({ matches: (value) => answerOf(matches(value)), unknown: () => [] });

/** A value in which variables are replaced; one without a value matches nothing. What has no variable is prepared once. */
function templated(template: Template, prepare: (parts: readonly GlobPart[]) => Test): Matcher {
  const fixed = hasVariables(template) ? undefined : prepare(template as readonly GlobPart[]);
  if (fixed) return plain(fixed);
  return {
    matches: (value, context) => {
      const filled = fill(template, context);
      if (filled === 'missing') return 'no';
      return 'unknown' in filled ? 'maybe' : answerOf(prepare(filled)(value));
    },
    unknown: (context) => {
      const filled = fill(template, context);
      return typeof filled === 'object' && 'unknown' in filled ? filled.unknown : [];
    },
  };
}

const text = (fold: (given: string) => string): Compile => (value, variables) => templated(parseTemplate(value, { variables, wildcards: false }), (parts) => {
  const wanted = fold(textOf(parts));
  return (given) => fold(given) === wanted;
});

const like: Compile = (value, variables) => templated(parseTemplate(value, { variables, wildcards: true }), (parts) => (given) => matchesGlob(parts, given));

/** Compares each of the six parts of an ARN on its own. */
const arnLike: Compile = (value, variables) => templated(parseTemplate(value, { variables, wildcards: true }), (parts) => {
  const patterns = arnPatterns(parts);
  return (given) => {
    const texts = arnTexts(given);
    return patterns.length === 6 && texts.length === 6 && patterns.every((pattern, at) => matchesGlob(pattern, texts[at]));
  };
});

function arnTexts(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function arnPatterns(parts: readonly GlobPart[]): GlobPart[][] {
  const patterns: GlobPart[][] = [[]];
  for (const part of parts) {
    const pieces = typeof part === 'string' ? part.split(':') : [part];
    pieces.forEach((piece, at) => {
      if (at > 0 && patterns.length < 6) patterns.push([piece]);
      else patterns[patterns.length - 1].push(at > 0 ? `:${piece as string}` : piece);
    });
  }
  return patterns.map((pattern) => pattern.filter((piece) => piece !== ''));
}

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

const numberOf = (given: string): number => (DECIMAL.test(given.trim()) ? Number(given) : NaN);

const W3C_DATE = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** Milliseconds of a date in a W3C profile of ISO 8601, UTC where no zone is given, or in seconds since 1970. */
function timeOf(given: string): number {
  const trimmed = given.trim();
  if (!W3C_DATE.test(trimmed)) return numberOf(trimmed) * 1000;
  return Date.parse(/T/.test(trimmed) && !/(Z|[+-]\d\d:\d\d)$/.test(trimmed) ? `${trimmed}Z` : trimmed);
}

type Compare = (given: number, wanted: number) => boolean;
const comparisons: Readonly<Record<string, Compare>> = {
  Equals: (given, wanted) => given === wanted,
  LessThan: (given, wanted) => given < wanted,
  LessThanEquals: (given, wanted) => given <= wanted,
  GreaterThan: (given, wanted) => given > wanted,
  GreaterThanEquals: (given, wanted) => given >= wanted,
};

function compared(read: (given: string) => number, compare: Compare): Compile {
  return (value) => {
    const wanted = read(value);
    return plain((given) => compare(read(given), wanted));
  };
}

const bool: Compile = (value) => plain((given) => /^(true|false)$/i.test(given) && given.toLowerCase() === value.toLowerCase());

const ipAddress: Compile = (value) => {
  const [, address = '', prefix] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(value.trim()) ?? [];
  const [version, range] = [isIP(address), new BlockList()];
  const bits = version === 6 ? 128 : 32;
  if (version === 0 || Number(prefix ?? bits) > bits) return plain(() => false);
  const family = version === 6 ? 'ipv6' : 'ipv4';
  range.addSubnet(address, Number(prefix ?? bits), family);
  return plain((given) => isIP(given) === version && range.check(given, family));
};

/** A condition operator without prefix and suffix. */
export interface Operator { readonly compile: Compile; readonly negated: boolean }

const both = (name: string, negatedName: string, compile: Compile): [string, Operator][] => [
  [name, { compile, negated: false }], [negatedName, { compile, negated: true }],
];

const ordered = (type: string, read: (given: string) => number): [string, Operator][] => [
  ...Object.entries(comparisons).map(([name, compare]): [string, Operator] => [`${type}${name}`, { compile: compared(read, compare), negated: false }]),
  [`${type}NotEquals`, { compile: compared(read, comparisons.Equals), negated: true }],
];

/** Every condition operator but `Null`: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ...both('StringEquals', 'StringNotEquals', text((given) => given)),
  ...both('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', text((given) => given.toLowerCase())),
  ...both('StringLike', 'StringNotLike', like),
  ...both('ArnEquals', 'ArnNotEquals', arnLike),
  ...both('ArnLike', 'ArnNotLike', arnLike),
  ...both('IpAddress', 'NotIpAddress', ipAddress),
  ...ordered('Numeric', numberOf),
  ...ordered('Date', timeOf),
  ['Bool', { compile: bool, negated: false }],
  ['BinaryEquals', { compile: (value: string) => plain((given) => given === value), negated: false }],
]);

/** The parts of an operator as written. */
export interface NamedOperator {
  readonly quantifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly name: string;
  readonly ifExists: boolean;
}

/** Takes `ForAnyValue:StringLikeIfExists` apart; undefined where AWS knows no such operator. */
export function parseOperator(operator: string): NamedOperator | undefined {
  const found = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(operator);
  if (!found) return undefined;
  const [, quantifier, name, ifExists] = found;
  const known = name === 'Null' ? !ifExists : operators.has(name);
  return known ? { quantifier: quantifier as NamedOperator['quantifier'], name, ifExists: ifExists !== undefined } : undefined;
}
