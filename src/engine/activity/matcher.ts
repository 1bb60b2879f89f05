import { predicate, specialise, type Predicate } from './condition';
import type { ActivityRecord } from './record';
import type { Rule, RuleText } from './rule';
import type { Hit, State } from './state/state';

/** A rule that fired. */
export interface Match extends Hit {
  readonly rule: RuleText;
  /** The event that made it fire. */
  readonly record: ActivityRecord;
}

interface Candidate { readonly rule: Rule; readonly state: State; readonly step: number; readonly holds: Predicate }

/** Names of calls are few; this many would be made up. */
const PLANS = 20_000;

/**
 * Runs rules over events. For each source and name of a call it keeps the rules that may match, their conditions reduced to what the name
 * leaves open, so that an event costs what may match it and not what is loaded.
 */
export class Matcher {
  private readonly rules: readonly { readonly rule: Rule; readonly state: State }[];
  private plans = new Map<string, Map<string, readonly Candidate[]>>();
  private planned = 0;

  constructor(rules: readonly Rule[]) {
    this.rules = rules.map((rule) => ({ rule, state: rule.start() }));
  }

  /** The rules that fire on an event, given those before it. */
  match(record: ActivityRecord): readonly Match[] {
    const candidates = this.candidates(record);
    let found: Match[] | undefined;
    for (const { rule, state, step, holds } of candidates) {
      if (!holds(record)) continue;
      for (const hit of state.add(record, step)) (found ??= []).push({ ...hit, rule: rule.text, record });
    }
    return found ?? NOTHING;
  }

  private candidates(record: ActivityRecord): readonly Candidate[] {
    const source = record.kind === 'eks-audit' ? record.kind : record.eventSource;
    const plan = this.plans.get(source)?.get(record.eventName);
    return plan ?? this.plan(source, record);
  }

  private plan(source: string, record: ActivityRecord): readonly Candidate[] {
    const { eventSource, eventName, plainName } = record;
    if (this.planned++ > PLANS) {
      this.plans = new Map();
      this.planned = 1;
    }
    const plan = this.rules.filter(({ rule }) => rule.kind === record.kind).flatMap(({ rule, state }) => rule.conditions.flatMap((condition, step) => {
      const rest = specialise(condition, { eventSource, eventName, plainName });
      return rest === false ? [] : [{ rule, state, step, holds: predicate(rest) }];
    }));
    if (!this.plans.has(source)) this.plans.set(source, new Map());
    this.plans.get(source)!.set(eventName, plan);
    return plan;
  }
}

const NOTHING: readonly Match[] = [];
