import type { Member } from './members';
import type { ActivityRecord } from './record';

/** A test that one value decides, unless that is a list or an object. */
export interface Fixed {
  readonly field: string;
  readonly accepts: (value: unknown) => boolean;
  /** The member of events that the field is; absent where it is none. */
  readonly member?: Member;
}

/** A test of an event. */
export interface Test {
  /** Whether the event satisfies it. */
  readonly holds: (record: ActivityRecord) => boolean;
  /** For a test of one field: whether a value of it satisfies the test, undefined where it is absent. */
  readonly fixed?: Fixed;
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

type Composite = { readonly all: readonly Compiled[] } | { readonly any: readonly Compiled[] } | { readonly not: Compiled };

/** Conditions of which each is held once: what is left of a rule for many kinds of events is often the same, and is then asked as one. */
export class Conditions {
  private readonly numbers = new Map<Test | Composite, number>();
  private readonly composites = new Map<string, Composite>();

  /** What is left of a condition where fields are known. */
  specialise(condition: Compiled, known: Known): Compiled {
    if (typeof condition === 'boolean') return condition;
    if ('holds' in condition) return condition.fixed && known.has(condition.fixed.field) ? condition.fixed.accepts(known.get(condition.fixed.field)) : condition;
    if ('not' in condition) {
      const inner = this.specialise(condition.not, known);
      return typeof inner === 'boolean' ? !inner : this.once({ not: inner });
    }
    return 'all' in condition ? this.joined('all', condition.all, known) : this.joined('any', condition.any, known);
  }

  private joined(kind: 'all' | 'any', of: readonly Compiled[], known: Known): Compiled {
    const decisive = kind === 'any';
    const rest: Compiled[] = [];
    for (const each of of) {
      const inner = this.specialise(each, known);
      if (inner === decisive) return decisive;
      if (typeof inner !== 'boolean') rest.push(inner);
    }
    if (rest.length <= 1) return rest[0] ?? !decisive;
    return this.once(kind === 'all' ? { all: rest } : { any: rest });
  }

  /** The condition of the same parts that is held already, or else this one. */
  private once(made: Composite): Composite {
    const [[kind, parts]] = Object.entries(made) as [string, Compiled | readonly Compiled[]][];
    const key = `${kind} ${[parts].flat().map((part) => this.number(part as Composite)).join(' ')}`;
    const held = this.composites.get(key);
    if (!held) this.composites.set(key, made);
    return held ?? made;
  }

  /** A number that tells a condition from the others that are held. */
  number(condition: Test | Composite): number {
    const number = this.numbers.get(condition) ?? this.numbers.size;
    this.numbers.set(condition, number);
    return number;
  }
}

/** What is left of a condition where fields are known. */
export const specialise = (condition: Compiled, known: Known): Compiled => new Conditions().specialise(condition, known);
