import { Bounded } from './bounded';
import { LATENESS, NONE, type Hit, type SavedGroup, type State } from './state';
import type { EventPlace } from '../../contracts';
import { allValues, groups, shownGroup, type Key } from '../keys';
import type { ActivityRecord } from '../record';

/** How much is too much. */
export interface Threshold {
  /** Keys of the group, one list for each condition. */
  readonly groupBy: readonly (readonly Key[])[];
  /** What to count the different values of; absent: events. */
  readonly distinct?: readonly (readonly Key[])[];
  readonly count: number;
  readonly windowSeconds: number;
}

interface Entry { readonly time: number; readonly value: string | undefined; readonly place: EventPlace }

type Saved = [quiet: [from: number, to: number] | null, entries: [time: number, value: string | null, place: EventPlace][]];

const HELD = 20_000;
const HELD_BY_GROUP = 2_000;
const FEW = 64;
const RESOLUTION = 60;
const EVENT = [undefined];

/** Entries of one group in the order of their time, whatever the order they came in. */
class Group {
  readonly entries: Entry[] = [];
  private full = FEW;
  private quietFrom = Infinity;
  private quietTo = -Infinity;

  get size(): number { return this.entries.length; }

  /** Whether events of this time belong to what was told already. */
  isQuiet(time: number): boolean { return time >= this.quietFrom && time <= this.quietTo; }

  quieten(from: number, to: number): void {
    [this.quietFrom, this.quietTo] = [from, to];
  }

  /** Puts an entry in its place; false where the same value stands close by already. */
  insert(time: number, value: string | undefined, record: ActivityRecord, resolution: number, keep: number): boolean {
    const { entries } = this;
    const at = behind(entries, time);
    if (value === undefined ? isThere(entries, at, time, record) : isNear(entries, at, time - resolution, value)) return false;
    const entry = { time, value, place: record.eventPlace };
    if (at === entries.length) entries.push(entry);
    else entries.splice(at, 0, entry);
    if (entries.length >= this.full) this.forget(time - keep);
    return true;
  }

  save(after: number): Saved | undefined {
    const entries = this.entries.slice(behind(this.entries, after)).map(({ time, value, place }): Saved[1][number] => [time, value ?? null, place]);
    if (entries.length === 0) return undefined;
    return [this.quietTo === -Infinity ? null : [this.quietFrom, this.quietTo], entries];
  }

  load([quiet, entries]: Saved): void {
    if (quiet) this.quieten(...quiet);
    for (const [time, value, place] of entries) this.entries.push({ time, value: value ?? undefined, place });
    this.full = Math.max(FEW, this.entries.length * 2);
  }

  /** Drops what is too old, now and then rather than at every event. */
  private forget(before: number): void {
    let old = 0;
    while (this.entries[old].time < before) old++;
    this.entries.splice(0, Math.max(old, this.entries.length - HELD_BY_GROUP));
    this.full = Math.max(FEW, this.entries.length * 2);
  }
}

/** How many entries are not later than a time. Events come nearly in order: it is looked for from the end, in growing steps. */
function behind(entries: readonly Entry[], time: number): number {
  let high = entries.length;
  let low = high - 1;
  for (let step = 1; low >= 0 && entries[low].time > time; step *= 2) {
    high = low;
    low -= step;
  }
  low = Math.max(low, -1) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (entries[middle].time <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isNear(entries: readonly Entry[], at: number, since: number, value: string): boolean {
  for (let before = at - 1; before >= 0 && entries[before].time >= since; before--) if (entries[before].value === value) return true;
  return false;
}

/** Whether the event itself was counted before, as by a run before over the same files. */
function isThere(entries: readonly Entry[], at: number, time: number, { eventId }: ActivityRecord): boolean {
  if (eventId === undefined) return false;
  for (let before = at - 1; before >= 0 && entries[before].time === time; before--) if (entries[before].place.eventID === eventId) return true;
  return false;
}

/** Fires when a group reaches the count within the window, and not again for it before a window has passed. */
export class ThresholdState implements State {
  private readonly groups = new Bounded(HELD, () => new Group());
  private readonly window: number;

  constructor(private readonly threshold: Threshold) {
    this.window = threshold.windowSeconds * 1000;
  }

  add(record: ActivityRecord, step: number): readonly Hit[] {
    if (Number.isNaN(record.time)) return NONE;
    const { groupBy, distinct } = this.threshold;
    const values = distinct ? allValues(distinct[step], record) : EVENT;
    if (values.length === 0) return NONE;
    let hits: Hit[] | undefined;
    for (const group of groups(groupBy[step], record)) {
      const hit = this.count(this.groups.open(group, record), group, record, values);
      this.groups.settle();
      if (hit) (hits ??= []).push(hit);
    }
    return hits ?? NONE;
  }

  save(newest: number): SavedGroup[] {
    return this.groups.save((group) => group.save(newest - this.window - LATENESS));
  }

  load(saved: readonly SavedGroup[]): void {
    this.groups.load(saved, (group, kept) => group.load(kept as Saved));
  }

  private count(group: Group, name: string, record: ActivityRecord, values: readonly (string | undefined)[]): Hit | undefined {
    const { time } = record;
    let fresh = false;
    for (const value of values) if (group.insert(time, value, record, this.window / RESOLUTION, this.window + LATENESS)) fresh = true;
    if (!fresh || group.entries.length < this.threshold.count || group.isQuiet(time)) return undefined;
    const found = this.fullest(group.entries, time);
    if (!found) return undefined;
    const [from, to] = [found[0].time, found[found.length - 1].time];
    // What lies a window before or behind is the same burst.
    group.quieten(from - this.window, to + this.window);
    return { key: `${name}|${new Date(from).toISOString()}`, events: distinctPlaces(found), from, to, reason: this.reason(found, name) };
  }

  /** The first window around a time that reaches the count. */
  private fullest(entries: readonly Entry[], time: number): readonly Entry[] | undefined {
    const { count } = this.threshold;
    const last = behind(entries, time);
    let [start, end] = [last, last];
    while (start > 0 && entries[start - 1].time >= time - this.window) start--;
    for (; start < last; start++) {
      while (end < entries.length && entries[end].time <= entries[start].time + this.window) end++;
      if (end - start >= count && amount(entries, start, end) >= count) return entries.slice(start, end);
    }
    return undefined;
  }

  private reason(found: readonly Entry[], group: string): string {
    const what = this.threshold.distinct ? 'different values' : 'events';
    return `${amount(found, 0, found.length)} ${what} within ${this.threshold.windowSeconds} seconds${group ? ` of ${shownGroup(group)}` : ''}`;
  }
}

/** Events, or different values, of a part of the entries. */
function amount(entries: readonly Entry[], start: number, end: number): number {
  if (entries[start].value === undefined) return end - start;
  const values = new Set<string | undefined>();
  for (let at = start; at < end; at++) values.add(entries[at].value);
  return values.size;
}

const distinctPlaces = (entries: readonly Entry[]): EventPlace[] => [...new Set(entries.map(({ place }) => place))];
