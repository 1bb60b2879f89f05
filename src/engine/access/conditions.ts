import { answerOf, every, not, some, type Answer, type Context } from './context';
import type { ConditionBlock } from './document';
import { operators, parseOperator, type Matcher, type NamedOperator } from './operators';

/** A condition that is open: its operator as written, the key of which nothing is known, the values of the policy. */
export interface Open { readonly operator: string; readonly key: string; readonly values: readonly string[] }

/** One key under one operator, made ready once. */
export interface Condition {
  readonly holds: (context: Context) => Answer;
  /** what it hangs on; asked only where the answer is `maybe` */
  readonly open: (context: Context) => readonly Open[];
}

/** Makes the conditions of a statement ready; all of them must hold. The document has been checked: each operator is known. */
export function compileConditions(block: ConditionBlock, variables: boolean): Condition[] {
  return Object.entries(block).flatMap(([operator, keys]) => Object.entries(keys).map(([key, values]) => compileCondition(operator, key, values, variables)));
}

function compileCondition(operator: string, key: string, values: readonly string[], variables: boolean): Condition {
  const { quantifier, name, ifExists } = parseOperator(operator)!;
  const written = { operator, key, values };
  if (name === 'Null') return { holds: (context) => isNull(context.valuesOf(key), values), open: () => [written] };
  const { compile, negated } = operators.get(name)!;
  const matchers = values.map((value) => compile(value, variables));
  return {
    holds: (context) => {
      const given = context.valuesOf(key);
      if (given === undefined) return 'maybe';
      return compare(given, quantifier, { ifExists, negated }, (value) => some(matchers.map(({ matches }) => matches(value, context))));
    },
    open: (context) => (context.valuesOf(key) === undefined ? [written] : [...unknownOf(matchers, context)].map((variable) => ({ ...written, key: variable }))),
  };
}

const unknownOf = (matchers: readonly Matcher[], context: Context) => new Set(matchers.flatMap(({ unknown }) => unknown(context)));

/** `Null` is true for a key that is absent or has no value. */
function isNull(given: readonly string[] | undefined, values: readonly string[]): Answer {
  if (given === undefined) return 'maybe';
  return answerOf(values.some((value) => value.toLowerCase() === String(given.length === 0)));
}

/**
 * Compares the values of the request with those of the policy: one that fits is enough, a negated operator wants none.
 * A missing key fails, but for negated operators, `IfExists` and `ForAllValues`; `ForAnyValue` fails even with `IfExists`.
 */
function compare(given: readonly string[], quantifier: NamedOperator['quantifier'], { ifExists, negated }: { ifExists: boolean; negated: boolean }, fits: (value: string) => Answer): Answer {
  const holds = (value: string) => (negated ? not(fits(value)) : fits(value));
  if (quantifier) {
    // AWS takes an empty string for no value here, and only here.
    const members = given.length === 1 && given[0] === '' ? [] : given;
    return quantifier === 'ForAllValues' ? every(members.map(holds)) : some(members.map(holds));
  }
  if (given.length === 0) return answerOf(ifExists || negated);
  return negated ? every(given.map(holds)) : some(given.map(holds));
}
