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
  private readonly habits = new Map<string, { readonly values: Map<string, number>; total: number }>();

  /** Factor by which an event of a time weighs more than one at the start. */
  private growth(time: number): number {
    return 2 ** ((time - this.start) / HALF_LIFE);
  }

  /**
   * How unusual a value is, before it is noted. A value never seen is as likely as new ones were among what was seen (Witten and Bell's estimate).
   * Undefined where nothing is known, or the values are too many to be a habit.
   */
  rarity(habit: string, value: string, time: number): Rarity | undefined {
    const known = this.habits.get(habit);
    if (!known || known.values.size >= VALUES) return undefined;
    const weight = known.values.get(value);
    const different = known.values.size * this.growth(time);
    const all = known.total + different;
    if (weight === undefined) return { chance: different / all, isNew: true };
    if (weight >= all * RARE) return { chance: weight / all, isNew: false };
    // Where many values are rare, that one of them is seen is not.
    let rarer = different;
    for (const other of known.values.values()) if (other <= weight) rarer += other;
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
    const before = known.values.get(value);
    if (before === undefined && known.values.size >= VALUES) return;
    if (before === undefined) this.size++;
    const weight = this.growth(time);
    known.total += weight;
    known.values.set(value, (before ?? 0) + weight);
  }

  /** An event earlier than all before: the others weigh more beside it. */
  private startAt(time: number): void {
    const factor = this.start === Infinity ? 1 : 2 ** ((this.start - time) / HALF_LIFE);
    this.start = time;
    for (const habit of this.habits.values()) {
      habit.total *= factor;
      for (const [value, weight] of habit.values) habit.values.set(value, weight * factor);
    }
  }

  /** The values seen most, with their share of what was seen, 0 to 1. */
  usual(habit: string, count: number): [value: string, share: number][] {
    const { values, total } = this.habits.get(habit) ?? { values: new Map<string, number>(), total: 1 };
    return [...values].sort(([, a], [, b]) => b - a).slice(0, count).map(([value, weight]) => [value, weight / total]);
  }

  /** Values that count less than a hundredth of an event are let go. */
  save(newest: number): SavedProfile | undefined {
    const least = this.growth(newest) / 100;
    const habits = [...this.habits].map(([id, { values }]): SavedProfile[2][number] => [id, [...values].filter(([, weight]) => weight > least)]);
    return habits.every(([, values]) => values.length === 0) ? undefined : [this.start, this.told === -Infinity ? null : this.told, habits];
  }

  load([start, told, habits]: SavedProfile): void {
    this.start = start;
    this.told = told ?? -Infinity;
    for (const [id, values] of habits) {
      this.habits.set(id, { values: new Map(values), total: values.reduce((sum, [, weight]) => sum + weight, 0) });
      this.size += values.length;
    }
  }
}
