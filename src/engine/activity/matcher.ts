import { Plans } from './plans';
import type { ActivityRecord } from './record';
import type { Rule, RuleText } from './rule';
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

const NOTHING: readonly Match[] = [];

/** Runs rules over events, and remembers what they ask to be remembered. */
export class Matcher {
  private readonly states: (State | undefined)[];
  private newest = 0;

  /** @param plans of these rules, where there are some already */
  constructor(private readonly rules: readonly Rule[], private readonly plans = new Plans(rules)) {
    this.states = rules.map(() => undefined);
  }

  /** One for the same rules that has seen no event. */
  another(): Matcher {
    return new Matcher(this.rules, this.plans);
  }

  /**
   * The rules that fire on an event, given those before it.
   * @param isAgain whether a run before has read it, or its file
   */
  match(record: ActivityRecord, isAgain = false): readonly Match[] {
    const candidates = this.plans.candidates(record);
    if (record.time > this.newest) this.newest = record.time;
    let found: Match[] | undefined;
    for (let at = 0; at < candidates.length; at++) {
      const { rule, slot, step, holds } = candidates[at];
      if ((isAgain && rule.countsOnce) || !holds(record)) continue;
      const state = this.state(slot);
      if (!state) (found ??= []).push({ rule: rule.text, record });
      else for (const hit of state.add(record, step)) (found ??= []).push({ rule: rule.text, record, hit });
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
          this.state(this.rules.findIndex(({ text }) => text.id === id))?.load(groups.map(([key, kept]) => ({ account, key, kept })));
        } catch (error) {
          throw new InvalidMemory(`The state of '${id}' in account ${account} cannot be read: ${(error as Error).message}. Remove it to begin anew.`);
        }
      }
    }
  }

  /** What a rule remembers, from its first event on; undefined where it remembers nothing. */
  private state(slot: number): State | undefined {
    return this.states[slot] ??= this.rules[slot]?.start?.();
  }
}
