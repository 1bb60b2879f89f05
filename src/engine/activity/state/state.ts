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
  /** What a finding tells beside it. */
  readonly evidence?: Readonly<Record<string, unknown>>;
}

/** A group of events as it is kept for the next run, under the account of its first event. */
export interface SavedGroup {
  readonly account: string;
  readonly key: string;
  /** JSON, of a shape that only the state knows which saved it. */
  readonly kept: unknown;
}

/** What a detection remembers of the events that met its condition. */
export interface State {
  /** @param step which of the conditions the event met */
  add(record: ActivityRecord, step: number): readonly Hit[];
  /**
   * What is still of use to the next run.
   * @param newest time of the newest event, milliseconds since 1970
   */
  save(newest: number): SavedGroup[];
  /** Takes back what a run before saved. */
  load(groups: readonly SavedGroup[]): void;
}

/** Account under which a group is kept. */
export const accountOf = ({ accountId }: Pick<ActivityRecord, 'accountId'>): string => accountId ?? '';

/** No hit. */
export const NONE: readonly Hit[] = [];

/** How far behind the newest event of its group an event may come: files are late by hours at most. */
export const LATENESS = 6 * 60 * 60 * 1000;
