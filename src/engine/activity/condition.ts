import type { ActivityRecord } from './record';

/** A test of an event. */
export interface Test {
  /** Whether the event satisfies it. */
  readonly holds: (record: ActivityRecord) => boolean;
  /** For a test of one field: whether a value of it satisfies the test, undefined where it is absent. */
  readonly fixed?: { readonly field: string; readonly accepts: (value: unknown) => boolean };
  /** How dear it is: 0 compares, 1 searches, 2 reads documents. */
  readonly cost: 0 | 1 | 2;
}

/** A condition whose tests are compiled. */
export type Compiled =
  | boolean
  | Test
  | { readonly all: readonly Compiled[] }
  | { readonly any: readonly Compiled[] }
  | { readonly not: Compiled };

/** Whether an event satisfies a condition. */
export type Predicate = (record: ActivityRecord) => boolean;

/** Fields that are known before an event is looked at; undefined for one that is absent. */
export type Known = ReadonlyMap<string, unknown>;

/** What is left of a condition where fields are known. */
export function specialise(condition: Compiled, known: Known): Compiled {
  if (typeof condition === 'boolean') return condition;
  if ('holds' in condition) return condition.fixed && known.has(condition.fixed.field) ? condition.fixed.accepts(known.get(condition.fixed.field)) : condition;
  if ('not' in condition) {
    const inner = specialise(condition.not, known);
    return typeof inner === 'boolean' ? !inner : { not: inner };
  }
  return 'all' in condition ? joined('all', condition.all, known) : joined('any', condition.any, known);
}

function joined(kind: 'all' | 'any', of: readonly Compiled[], known: Known): Compiled {
  const decisive = kind === 'any';
  const rest: Compiled[] = [];
  for (const each of of) {
    const inner = specialise(each, known);
    if (inner === decisive) return decisive;
    if (typeof inner !== 'boolean') rest.push(inner);
  }
  if (rest.length <= 1) return rest[0] ?? !decisive;
  return kind === 'all' ? { all: rest } : { any: rest };
}

const costOf = (condition: Compiled): number => {
  if (typeof condition === 'boolean') return 0;
  if ('holds' in condition) return condition.cost;
  if ('not' in condition) return costOf(condition.not);
  return Math.max(...('all' in condition ? condition.all : condition.any).map(costOf));
};

/** A condition as a function, the cheap tests first. */
export function predicate(condition: Compiled): Predicate {
  if (typeof condition === 'boolean') return () => condition;
  if ('holds' in condition) return condition.holds;
  if ('not' in condition) {
    const inner = predicate(condition.not);
    return (record) => !inner(record);
  }
  const decisive = 'any' in condition;
  const inner = [...('any' in condition ? condition.any : condition.all)].sort((a, b) => costOf(a) - costOf(b)).map(predicate);
  const [first, second] = inner;
  if (inner.length === 2) return decisive ? (record) => first(record) || second(record) : (record) => first(record) && second(record);
  return (record) => {
    for (const test of inner) if (test(record) === decisive) return decisive;
    return !decisive;
  };
}
