import { Conditions, type Compiled, type Known, type Predicate } from './condition';
import { Predicates } from './predicate';
import type { ActivityRecord } from './record';
import type { Rule } from './rule';
import { Shapes } from './shapes';

/** A condition of a rule that may hold: the same one for all events of which it leaves the same open. */
export interface Candidate { readonly rule: Rule; readonly slot: number; readonly step: number; readonly holds: Predicate }

/** What is left of a condition of a rule, as more and more is known of the event. */
interface Rest {
  readonly rule: Rule;
  /** Place of the rule, and of what it remembers. */
  readonly slot: number;
  readonly step: number;
  readonly condition: Compiled;
  /** What it came to for other events, by the condition that was left. */
  readonly made: Map<Compiled, Candidate>;
}

interface Name { readonly rests: readonly Rest[]; readonly shapes: Map<number, readonly Candidate[]> }

interface Source { readonly rests: readonly Rest[]; readonly names: Map<string, Name> }

/** Names of calls are few; this many would be made up. */
const PLANS = 50_000;

/**
 * For each source, name and shape of events the rules that may match, their conditions reduced to what these leave open: an event costs what may
 * match it, and not what is loaded.
 */
export class Plans {
  private readonly rests: readonly Rest[];
  private readonly shapes = new Shapes();
  private plans = new Map<string, Source>();
  private planned = 0;
  private readonly conditions = new Conditions();
  private readonly predicates = new Predicates();

  constructor(rules: readonly Rule[]) {
    this.rests = rules.flatMap((rule, slot) =>
      rule.conditions.map((condition, step) => ({ rule, slot, step, condition, made: new Map<Compiled, Candidate>() })));
  }

  /** What may match an event. */
  candidates(record: ActivityRecord): readonly Candidate[] {
    const shape = this.shapes.of(record);
    return this.plans.get(sourceOf(record))?.names.get(record.eventName)?.shapes.get(shape) ?? this.plan(shape, record);
  }

  private plan(shape: number, record: ActivityRecord): readonly Candidate[] {
    if (this.planned++ >= PLANS) {
      this.plans = new Map();
      this.planned = 1;
    }
    const name = this.nameOf(record);
    const plan = this.narrowed(name.rests, this.shapes.known(record)).map((rest) => this.candidateOf(rest));
    name.shapes.set(shape, plan);
    return plan;
  }

  /** Conditions that may still hold, reduced by what is known. */
  private narrowed(rests: readonly Rest[], known: Known): Rest[] {
    return rests.flatMap((rest) => {
      const condition = this.conditions.specialise(rest.condition, known);
      return condition === false ? [] : [{ ...rest, condition }];
    });
  }

  private candidateOf({ rule, slot, step, condition, made }: Rest): Candidate {
    const known = made.get(condition) ?? { rule, slot, step, holds: this.predicates.of(condition) };
    made.set(condition, known);
    return known;
  }

  /** What may match the events of a source, and of those the ones of a name. */
  private nameOf(record: ActivityRecord): Name {
    const { kind, eventSource, eventName, plainName } = record;
    const text = (value: string) => value || undefined;
    let source = this.plans.get(sourceOf(record));
    if (!source) {
      const own = this.rests.filter(({ rule }) => rule.kind === kind);
      source = { rests: kind === 'cloudtrail' ? this.narrowed(own, new Map([['eventSource', text(eventSource)]])) : own, names: new Map() };
      this.plans.set(sourceOf(record), source);
    }
    let name = source.names.get(eventName);
    if (!name) {
      const known = new Map([['eventName', text(eventName)], ['plainName', text(plainName)]]);
      name = { rests: kind === 'cloudtrail' ? this.narrowed(source.rests, known) : source.rests, shapes: new Map() };
      source.names.set(eventName, name);
    }
    return name;
  }
}

const sourceOf = ({ kind, eventSource }: ActivityRecord): string => (kind === 'eks-audit' ? kind : eventSource);
