import type { ActivityRecord } from '../record';
import type { Surroundings } from '../settings';

/** One way in which a principal acts the same from day to day. */
export interface Habit {
  /** As people read it: "region". */
  readonly id: string;
  /** What an event shows of it; undefined where it shows nothing. */
  readonly of: (record: ActivityRecord, around: Surroundings) => string | undefined;
  /** Id of a habit beside which this one says nothing, where that one is broken: the calls of a rare service are rare. */
  readonly within?: string;
}
