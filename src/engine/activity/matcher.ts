import { Conditions, type Compiled, type Known, type Predicate } from './condition';
import { Predicates } from './predicate';
import type { ActivityRecord } from './record';
import type { Rule, RuleText } from './rule';
import { Shapes } from './shapes';
import { InvalidMemory, type AccountMemory, type Memory } from './state/memory';
import type { Hit, State } from './state/state';

/** A rule that fired. */
export interface Match {
  readonly rule: RuleText;
  /** The event that made it fire. */
  readonly record: ActivityRecord;
  /** What came together; absent where the one event suffices. */
  readonly hit?: Hit;
}

/** A condition of a rule that may hold: the same one for all events of which it leaves the same open. */
interface Candidate { readonly text: RuleText; readonly slot: number; readonly step: number; readonly holds: Predicate; readonly countsOnce: boolean }

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
const NOTHING: readonly Match[] = [];

/**
 * Runs rules over events. For each source, name and shape of events it keeps the rules that may match, their conditions reduced to what these
 * leave open: an event costs what may match it, and not what is loaded.
 */
export class Matcher {
  private readonly rests: readonly Rest[];
  private states: readonly (State | undefined)[] = [];
  private newest = 0;
  private readonly shapes = new Shapes();
  private plans = new Map<string, Source>();
  private planned = 0;
  private readonly conditions = new Conditions();
  private readonly predicates = new Predicates();

  constructor(private readonly rules: readonly Rule[]) {
    this.rests = rules.flatMap((rule, slot) =>
      rule.conditions.map((condition, step) => ({ rule, slot, step, condition, made: new Map<Compiled, Candidate>() })));
    this.forget();
  }

  /** Begins anew, as if no event had been seen. */
  forget(): void {
    this.states = this.rules.map(({ start }) => start?.());
    this.newest = 0;
  }

  /**
   * The rules that fire on an event, given those before it.
   * @param isAgain whether a run before has read its file
   */
  match(record: ActivityRecord, isAgain = false): readonly Match[] {
    const candidates = this.candidates(record);
    if (record.time > this.newest) this.newest = record.time;
    let found: Match[] | undefined;
    for (let at = 0; at < candidates.length; at++) {
      const { text, slot, step, holds, countsOnce } = candidates[at];
      if ((isAgain && countsOnce) || !holds(record)) continue;
      const state = this.states[slot];
      if (!state) (found ??= []).push({ rule: text, record });
      else for (const hit of state.add(record, step)) (found ??= []).push({ rule: text, record, hit });
    }
    return found ?? NOTHING;
  }

  /** What the rules remember, for the next run. */
  save(): Memory {
    const memory = new Map<string, AccountMemory & { readonly rules: Record<string, [string, unknown][]> }>();
    for (const [slot, { text: { id } }] of this.rules.entries()) {
      for (const { account, key, kept } of this.states[slot]?.save(this.newest) ?? []) {
        const name = /^\d{12}$/.test(account) ? account : 'unknown';
        const { rules } = memory.get(name) ?? { rules: {} as Record<string, [string, unknown][]> };
        memory.set(name, { newest: this.newest, rules });
        (rules[id] ??= []).push([key, kept]);
      }
    }
    return memory;
  }

  /**
   * Takes back what a run before remembered; what rules remembered that are gone is let go.
   * @throws InvalidMemory
   */
  load(memory: Memory): void {
    for (const [account, { newest, rules }] of memory) {
      this.newest = Math.max(this.newest, newest);
      for (const [id, groups] of Object.entries(rules)) {
        try {
          this.states[this.rules.findIndex(({ text }) => text.id === id)]?.load(groups.map(([key, kept]) => ({ account, key, kept })));
        } catch (error) {
          throw new InvalidMemory(`The state of '${id}' in account ${account} cannot be read: ${(error as Error).message}. Remove it to begin anew.`);
        }
      }
    }
  }

  private candidates(record: ActivityRecord): readonly Candidate[] {
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

  private candidateOf({ rule: { text, countsOnce = false }, slot, step, condition, made }: Rest): Candidate {
    const known = made.get(condition) ?? { text, slot, step, countsOnce, holds: this.predicates.of(condition) };
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
