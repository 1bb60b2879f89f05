import { Bounded } from './bounded';
import { LATENESS, NONE, type Hit, type SavedGroup, type State } from './state';
import type { EventPlace } from '../../contracts';
import { groups, shownGroup, type Key } from '../keys';
import type { ActivityRecord } from '../record';

/** What must come together. */
export interface Sequence {
  /** Keys of the group, one list for each step. */
  readonly groupBy: readonly (readonly Key[])[];
  readonly windowSeconds: number;
  readonly ordered: boolean;
}

interface Seen { readonly time: number; readonly place: EventPlace }

type Saved = [toldTo: number | null, steps: [time: number, place: EventPlace][][]];

const HELD = 20_000;
const HELD_BY_STEP = 50;

class Group {
  readonly steps: readonly Seen[][];
  private toldTo = -Infinity;

  constructor(count: number) {
    this.steps = Array.from({ length: count }, () => []);
  }

  get size(): number { return this.steps.reduce((sum, step) => sum + step.length, 0); }

  insert(at: number, seen: Seen, keep: number): void {
    const step = this.steps[at];
    step.push(seen);
    step.sort((a, b) => a.time - b.time);
    while (step.length > HELD_BY_STEP || step[0].time < seen.time - keep) step.shift();
  }

  isTold(from: number): boolean { return from <= this.toldTo; }

  tell(to: number): void { this.toldTo = Math.max(this.toldTo, to); }

  save(after: number): Saved | undefined {
    const steps = this.steps.map((seen) => seen.filter(({ time }) => time >= after).map(({ time, place }): [number, EventPlace] => [time, place]));
    if (steps.every((seen) => seen.length === 0)) return undefined;
    return [this.toldTo === -Infinity ? null : this.toldTo, steps];
  }

  load([toldTo, steps]: Saved): void {
    if (toldTo !== null) this.tell(toldTo);
    for (const [at, seen] of this.steps.entries()) seen.push(...(steps[at] ?? []).map(([time, place]) => ({ time, place })));
  }
}

/** Fires when every step was seen for a group within the window. */
export class SequenceState implements State {
  private readonly groups: Bounded<Group>;
  private readonly window: number;

  constructor(private readonly sequence: Sequence) {
    this.window = sequence.windowSeconds * 1000;
    this.groups = new Bounded(HELD, () => new Group(sequence.groupBy.length));
  }

  add(record: ActivityRecord, step: number): readonly Hit[] {
    if (Number.isNaN(record.time)) return NONE;
    return groups(this.sequence.groupBy[step], record).flatMap((group) => {
      const hit = this.look(this.groups.open(group, record), group, record, step);
      this.groups.settle();
      return hit ?? [];
    });
  }

  save(newest: number): SavedGroup[] {
    return this.groups.save((group) => group.save(newest - this.window - LATENESS));
  }

  load(saved: readonly SavedGroup[]): void {
    this.groups.load(saved, (group, kept) => group.load(kept as Saved));
  }

  private look(group: Group, name: string, record: ActivityRecord, step: number): Hit | undefined {
    group.insert(step, { time: record.time, place: record.eventPlace }, this.window + LATENESS);
    if (group.steps.some((seen) => seen.length === 0)) return undefined;
    const found = this.sequence.ordered ? this.inOrder(group.steps) : this.together(group.steps);
    if (!found) return undefined;
    const times = found.map(({ time }) => time);
    const [from, to] = [Math.min(...times), Math.max(...times)];
    if (group.isTold(from)) return undefined;
    group.tell(to);
    return {
      key: `${name}|${new Date(from).toISOString()}`,
      events: found.map(({ place }) => place),
      from,
      to,
      reason: `${found.length} steps within ${this.sequence.windowSeconds} seconds${name ? ` of ${shownGroup(name)}` : ''}`,
    };
  }

  /** One of each step, none before the one of the step before; the latest start first, as it makes the shortest chain. */
  private inOrder(steps: readonly (readonly Seen[])[]): Seen[] | undefined {
    for (const first of [...steps[0]].reverse()) {
      const chain = [first];
      for (const step of steps.slice(1)) {
        const next = step.find(({ time }) => time >= chain[chain.length - 1].time);
        if (next) chain.push(next);
      }
      if (chain.length === steps.length && chain[chain.length - 1].time - first.time <= this.window) return chain;
    }
    return undefined;
  }

  /** One of each step within the window, in any order. */
  private together(steps: readonly (readonly Seen[])[]): Seen[] | undefined {
    for (const start of steps.flat().map(({ time }) => time).sort((a, b) => b - a)) {
      const found = steps.map((step) => step.find(({ time }) => time >= start && time <= start + this.window));
      if (found.every((seen) => seen !== undefined)) return found;
    }
    return undefined;
  }
}
