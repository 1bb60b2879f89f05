import { Bounded } from './bounded';
import { LATENESS, NONE, type Hit, type SavedGroup, type State } from './state';
import { DAY } from '../../../catalogue/model/day';
import { firstValue, joinedKey, shownGroup, type Key } from '../keys';
import type { ActivityRecord } from '../record';

/** What is new. */
export interface FirstSeen { readonly key: readonly Key[]; readonly lookbackDays: number; readonly minHistoryDays: number }

interface Span { from: number; to: number }

type Saved = [since: number, seen: [what: string, from: number, to: number][]];

const HELD = 100_000;
const HELD_BY_SUBJECT = 5_000;

/** What is known of one subject, the first part of the key. */
class Subject {
  readonly seen = new Map<string, Span>();
  since = Infinity;

  get size(): number { return this.seen.size; }

  /** Notes what was seen; whether it is new. Events may come in any order: what came later counts as seen, too. */
  note(what: string, time: number, lookback: number): boolean {
    this.since = Math.min(this.since, time);
    const known = this.seen.get(what);
    if (!known) {
      if (this.seen.size >= HELD_BY_SUBJECT) this.seen.delete(this.seen.keys().next().value!);
      this.seen.set(what, { from: time, to: time });
      return true;
    }
    const isNew = time - known.to > lookback || known.from - time > lookback;
    known.from = isNew ? time : Math.min(known.from, time);
    known.to = isNew ? time : Math.max(known.to, time);
    return isNew;
  }
}

/** Fires when a key was not seen in the days before, and its first part has history enough. */
export class FirstSeenState implements State {
  private readonly subjects = new Bounded(HELD, () => new Subject());
  private readonly lookback: number;
  private readonly history: number;

  constructor(private readonly firstSeen: FirstSeen) {
    this.lookback = firstSeen.lookbackDays * DAY;
    this.history = firstSeen.minHistoryDays * DAY;
  }

  add(record: ActivityRecord): readonly Hit[] {
    const { time } = record;
    const { key } = this.firstSeen;
    const subject = firstValue(key[0], record);
    if (Number.isNaN(time) || subject === undefined) return NONE;
    let what = '';
    for (let at = 1; at < key.length; at++) {
      const value = firstValue(key[at], record);
      if (value === undefined) return NONE;
      what = at === 1 ? value : joinedKey(what, value);
    }
    const known = this.subjects.open(subject, record);
    const isNew = known.note(what, time, this.lookback) && time - known.since >= this.history;
    this.subjects.settle();
    return isNew ? [this.hit(record, subject, what)] : NONE;
  }

  save(newest: number): SavedGroup[] {
    return this.subjects.save((subject): Saved => {
      const seen = [...subject.seen].filter(([, { to }]) => newest - to <= this.lookback + LATENESS);
      // Since when the subject is known stays: who comes back after long is not new.
      return [subject.since, seen.map(([what, { from, to }]) => [what, from, to])];
    });
  }

  load(groups: readonly SavedGroup[]): void {
    this.subjects.load(groups, (subject, kept) => {
      const [since, seen] = kept as Saved;
      subject.since = Math.min(subject.since, since);
      for (const [what, from, to] of seen) subject.seen.set(what, { from, to });
    });
  }

  private hit(record: ActivityRecord, subject: string, what: string): Hit {
    const { lookbackDays } = this.firstSeen;
    const reason = `${subject}: ${what ? `${shownGroup(what)} not` : 'not'} seen in the ${lookbackDays} days before`;
    return { key: `${subject}|${what}|${record.eventId ?? record.time}`, events: [record.eventPlace], from: record.time, to: record.time, reason };
  }
}
