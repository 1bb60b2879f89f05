import { DAY } from '../../../catalogue/model/day';

/** After so long an event counts half. */
export const HALF_LIFE = 14 * DAY;
/** What is seen less often than once in so many times is rare. */
export const RARE = 1 / 100;
/** A habit with more values than this is none. */
const VALUES = 200;

/** How unusual a value of a habit is. */
export interface Rarity {
  /** How often one would see the value, or of a rare value one that is as rare or rarer; 0 to 1. */
  readonly chance: number;
  readonly isNew: boolean;
}

/** How often a value was seen. It changes at every event, in its place. */
interface Seen { weight: number }

interface Known { readonly values: Map<string, Seen>; total: number }

/** A profile as it is saved. */
export type SavedProfile = [start: number, told: number | null, habits: [id: string, values: [value: string, weight: number][]][]];

/**
 * What a principal usually does: for each habit, how often each value was seen, older events counting less. Weights grow with time instead of
 * shrinking, so nothing needs to be touched as time passes and late events weigh what they should.
 */
export class Profile {
  start = Infinity;
  /** Until when nothing more is told of it. */
  told = -Infinity;
  size = 1;
  private readonly habits = new Map<string, Known>();
  private readonly asked = { time: NaN, growth: 1 };

  /** Factor by which an event of a time weighs more than one at the start. */
  private growth(time: number): number {
    const { asked } = this;
    if (time !== asked.time) {
      asked.time = time;
      asked.growth = 2 ** ((time - this.start) / HALF_LIFE);
    }
    return asked.growth;
  }

  /**
   * How unusual a value is, before it is noted. A value never seen is as likely as new ones were among what was seen (Witten and Bell's estimate).
   * Undefined where nothing is known, or the values are too many to be a habit.
   */
  rarity(habit: string, value: string, time: number): Rarity | undefined {
    const known = this.habits.get(habit);
    if (!known || known.values.size >= VALUES) return undefined;
    const seen = known.values.get(value);
    const different = known.values.size * this.growth(time);
    const all = known.total + different;
    if (seen === undefined) return { chance: different / all, isNew: true };
    if (seen.weight >= all * RARE) return { chance: seen.weight / all, isNew: false };
    // Where many values are rare, that one of them is seen is not.
    let rarer = different;
    for (const { weight } of known.values.values()) if (weight <= seen.weight) rarer += weight;
    return { chance: rarer / all, isNew: false };
  }

  /** How many events the habit rests on, older ones counting less. */
  events(habit: string, time: number): number {
    return (this.habits.get(habit)?.total ?? 0) / this.growth(time);
  }

  note(habit: string, value: string, time: number): void {
    if (time < this.start) this.startAt(time);
    let known = this.habits.get(habit);
    if (!known) this.habits.set(habit, known = { values: new Map(), total: 0 });
    let seen = known.values.get(value);
    if (seen === undefined) {
      if (known.values.size >= VALUES) return;
      this.size++;
      known.values.set(value, seen = { weight: 0 });
    }
    const weight = this.growth(time);
    known.total += weight;
    seen.weight += weight;
  }

  /** An event earlier than all before: the others weigh more beside it. */
  private startAt(time: number): void {
    const factor = this.start === Infinity ? 1 : 2 ** ((this.start - time) / HALF_LIFE);
    this.start = time;
    this.asked.time = NaN;
    for (const habit of this.habits.values()) {
      habit.total *= factor;
      for (const seen of habit.values.values()) seen.weight *= factor;
    }
  }

  /** The values seen most, with their share of what was seen, 0 to 1. */
  usual(habit: string, count: number): [value: string, share: number][] {
    const { values, total } = this.habits.get(habit) ?? { values: new Map<string, Seen>(), total: 1 };
    return [...values].sort(([, a], [, b]) => b.weight - a.weight).slice(0, count).map(([value, { weight }]) => [value, weight / total]);
  }

  /** Values that count less than a hundredth of an event are let go. */
  save(newest: number): SavedProfile | undefined {
    const least = this.growth(newest) / 100;
    const kept = (values: Known['values']) => [...values].map(([value, { weight }]): [string, number] => [value, weight]).filter(([, weight]) => weight > least);
    const habits = [...this.habits].map(([id, { values }]): SavedProfile[2][number] => [id, kept(values)]);
    return habits.every(([, values]) => values.length === 0) ? undefined : [this.start, this.told === -Infinity ? null : this.told, habits];
  }

  load([start, told, habits]: SavedProfile): void {
    this.start = start;
    this.asked.time = NaN;
    this.told = told ?? -Infinity;
    for (const [id, values] of habits) {
      const total = values.reduce((sum, [, weight]) => sum + weight, 0);
      this.habits.set(id, { values: new Map(values.map(([value, weight]) => [value, { weight }])), total });
      this.size += values.length;
    }
  }
}
