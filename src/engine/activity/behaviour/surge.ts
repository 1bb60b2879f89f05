import { HALF_LIFE } from './profile';
import { DAY } from '../../../catalogue/model/day';
import { warmUp } from '../../../catalogue/standing-rules';
import type { EventPlace } from '../../contracts';
import type { ActivityRecord } from '../record';
import { Bounded } from '../state/bounded';
import { NONE, type Hit, type SavedGroup, type State } from '../state/state';

/** What is counted of a principal by the hour. */
export interface Surge {
  /** As people read it: "refused calls". */
  readonly what: string;
  /** What to count the different ones of; the name of an event is shown. */
  readonly of: (record: ActivityRecord) => string;
  /** Never fires below so many in an hour. */
  readonly least: number;
  /** Fires at so many times the busiest hour known. */
  readonly factor: number;
}

const HOUR = 60 * 60 * 1000;
const HELD = 60_000;
const EVENTS = 100;

type Saved = [since: number, hour: number, peak: number, told: boolean, seen: [string, EventPlace][]];

class Hours {
  since = Infinity;
  /** Number of the hour that is counted. */
  hour = -Infinity;
  /** The busiest hour before, halved as time passes. */
  peak = 0;
  told = false;
  readonly seen = new Map<string, EventPlace>();

  get size(): number { return 1 + this.seen.size; }

  /** Begins another hour; false for one that is over. */
  turnTo(hour: number): boolean {
    if (hour > this.hour) {
      if (this.hour !== -Infinity) this.peak = Math.max(this.peak, this.seen.size) * 2 ** (-((hour - this.hour) * HOUR) / HALF_LIFE);
      this.hour = hour;
      this.told = false;
      this.seen.clear();
    }
    return hour === this.hour;
  }
}

/** Fires when a principal that is known long enough does, in an hour, many times what it ever did. Step 0 sees what it does at all, step 1 what is counted. */
export class SurgeState implements State {
  private readonly groups = new Bounded(HELD, () => new Hours());

  constructor(private readonly surge: Surge) {}

  add(record: ActivityRecord, step: number): readonly Hit[] {
    const { time, principal } = record;
    if (Number.isNaN(time) || principal === undefined) return NONE;
    const hours = this.groups.open(principal, record);
    if (time < hours.since) hours.since = time;
    const hit = step === 1 ? this.count(hours, record, principal) : undefined;
    this.groups.settle();
    return hit ? [hit] : NONE;
  }

  private count(hours: Hours, record: ActivityRecord, principal: string): Hit | undefined {
    const { time } = record;
    const { what, of, least, factor } = this.surge;
    if (!hours.turnTo(Math.floor(time / HOUR))) return undefined;
    const value = of(record);
    if (hours.seen.size < EVENTS && !hours.seen.has(value)) hours.seen.set(value, record.eventPlace);
    const count = hours.seen.size;
    const enough = Math.max(least, factor * hours.peak);
    if (hours.told || count < enough || time - hours.since < warmUp.days * DAY) return undefined;
    hours.told = true;
    const usual = Math.round(hours.peak * 10) / 10;
    const from = hours.hour * HOUR;
    return {
      key: `${principal}|${new Date(from).toISOString()}`,
      events: [...hours.seen.values()],
      from,
      to: time,
      reason: `${count} ${what} within an hour by ${principal}, whose busiest hour had ${usual === 0 ? 'none' : usual}`,
      evidence: { count, usual },
    };
  }

  save(): SavedGroup[] {
    return this.groups.save(({ since, hour, peak, told, seen }): Saved => [since, hour === -Infinity ? 0 : hour, peak, told, [...seen]]);
  }

  load(groups: readonly SavedGroup[]): void {
    this.groups.load(groups, (hours, kept) => {
      const [since, hour, peak, told, seen] = kept as Saved;
      Object.assign(hours, { since, hour, peak, told });
      for (const [value, place] of seen) hours.seen.set(value, place);
    });
  }
}
