import { ByValue } from './by-value';
import type { Compiled, Fixed, Predicate } from './condition';
import type { Member } from './members';

const costOf = (condition: Compiled): number => {
  if (typeof condition === 'boolean') return 0;
  if ('holds' in condition) return condition.cost;
  if ('not' in condition) return costOf(condition.not);
  return Math.max(...('all' in condition ? condition.all : condition.any).map(costOf));
};

/** The one value that decides a condition; undefined where there are several, or none. */
function fixedBy(condition: Compiled): Fixed | undefined {
  if (typeof condition === 'boolean') return undefined;
  if ('holds' in condition) return condition.fixed;
  const parts = ('not' in condition ? [condition.not] : 'all' in condition ? condition.all : condition.any).map(fixedBy);
  const [first] = parts;
  if (!first?.member || parts.some((part) => part?.field !== first.field)) return undefined;
  const accept = parts.map((part) => part!.accepts);
  if ('not' in condition) return { ...first, accepts: (value) => !accept[0](value) };
  return { ...first, accepts: 'all' in condition ? (value) => accept.every((each) => each(value)) : (value) => accept.some((each) => each(value)) };
}

/** A condition that a text decides which comes again and again, such as the program of the caller: the answer is remembered by the value. */
function recalled(member: Member, accepts: (value: unknown) => boolean, otherwise: Predicate): Predicate {
  // A list or an object is not decided by one look.
  const answers = new ByValue(member, (value) => (typeof value === 'string' ? accepts(value) : undefined));
  return (record) => answers.of(record) ?? otherwise(record);
}

/** Conditions on the same field made one, where their answer is worth remembering. */
function grouped(kind: 'all' | 'any', parts: readonly Compiled[]): Compiled[] {
  const fields = parts.map((part) => fixedBy(part)?.field);
  return parts.flatMap((part, at) => {
    const same = parts.filter((_, other) => fields[at] !== undefined && fields[other] === fields[at]);
    if (same.length < 2 || same.length === parts.length) return [part];
    if (same[0] !== part) return [];
    return [kind === 'all' ? { all: same } : { any: same }];
  });
}

/** Conditions as functions, each made once. */
export class Predicates {
  private readonly made = new Map<Compiled, Predicate>();

  /** A condition as a function, the cheap tests first. */
  of(condition: Compiled): Predicate {
    const known = this.made.get(condition);
    if (known) return known;
    const made = this.make(condition);
    this.made.set(condition, made);
    return made;
  }

  private make(condition: Compiled): Predicate {
    if (typeof condition === 'boolean') return () => condition;
    const fixed = costOf(condition) > 0 ? fixedBy(condition) : undefined;
    const whole = this.evaluated(condition);
    return fixed?.member ? recalled(fixed.member, fixed.accepts, whole) : whole;
  }

  private evaluated(condition: Exclude<Compiled, boolean>): Predicate {
    if ('holds' in condition) return condition.holds;
    if ('not' in condition) {
      const inner = this.of(condition.not);
      return (record) => !inner(record);
    }
    const decisive = 'any' in condition;
    const parts = grouped(decisive ? 'any' : 'all', 'any' in condition ? condition.any : condition.all);
    const inner = parts.sort((a, b) => costOf(a) - costOf(b)).map((part) => this.of(part));
    const [first, second] = inner;
    if (inner.length === 2) return decisive ? (record) => first(record) || second(record) : (record) => first(record) && second(record);
    return (record) => {
      for (const test of inner) if (test(record) === decisive) return decisive;
      return !decisive;
    };
  }
}

/** A condition as a function. */
export const predicate = (condition: Compiled): Predicate => new Predicates().of(condition);
