import type { EventPlace } from '../../contracts';
import type { ActivityRecord } from '../record';

/** What came together. */
export interface Hit {
  /** Distinguishes this hit from others of its detection, the same in every run. */
  readonly key: string;
  readonly events: readonly EventPlace[];
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** What was counted or new, with the values seen. */
  readonly reason?: string;
}

/** What a detection remembers of the events that met its condition. */
export interface State {
  /** @param step which of the conditions the event met */
  add(record: ActivityRecord, step: number): readonly Hit[];
}

/** No hit. */
export const NONE: readonly Hit[] = [];

/** How far behind the newest event of its group an event may come: files are late by hours at most. */
export const LATENESS = 6 * 60 * 60 * 1000;
