import type { Habit } from './habit';
import { Profile, RARE, type Rarity, type SavedProfile } from './profile';
import { DAY } from '../../../catalogue/model/day';
import { brokenHabits, warmUp } from '../../../catalogue/standing-rules';
import type { ActivityRecord } from '../record';
import type { Surroundings } from '../settings';
import { Bounded } from '../state/bounded';
import { NONE, type Hit, type SavedGroup, type State } from '../state/state';

/** How surprising it must be that habits are broken at once, in bits: each bit halves the chance. */
const BITS = 14;
const HELD = 150_000;
const SHOWN = 3;

interface Broken extends Rarity {
  readonly habit: string;
  readonly seen: string;
  readonly usual: readonly [value: string, share: number][];
}

const NOTHING_BROKEN: readonly Broken[] = [];

const percent = (share: number): string => (share > 0.995 ? 'always' : share < 0.005 ? 'under 1 %' : `${Math.round(share * 100)} %`);
const sentence = ({ habit, seen, chance, isNew, usual }: Broken): string => `${habit} ${seen} (${isNew ? 'never before' : `as rare once in ${Math.round(1 / chance)}`}; usual: ${
  usual.map(([value, share]) => `${value} ${percent(share)}`).join(', ')})`;

/** Fires when one event breaks several habits of a principal that is known well, once a day for each principal. */
export class UnusualState implements State {
  private readonly profiles = new Bounded(HELD, () => new Profile());

  constructor(private readonly habits: readonly Habit[], private readonly around: Surroundings) {}

  add(record: ActivityRecord): readonly Hit[] {
    const { time, principal } = record;
    if (Number.isNaN(time) || principal === undefined) return NONE;
    const profile = this.profiles.open(principal, record);
    const broken = time - profile.start >= warmUp.days * DAY && time > profile.told ? this.broken(profile, record) : NOTHING_BROKEN;
    for (const { id, of } of this.habits) {
      const value = of(record, this.around);
      if (value !== undefined) profile.note(id, value, time);
    }
    this.profiles.settle();
    if (broken.length < brokenHabits) return NONE;
    const bits = broken.reduce((sum, { chance }) => sum - Math.log2(chance), 0);
    if (bits < BITS) return NONE;
    profile.told = time + DAY;
    return [hitOf(record, principal, broken, bits)];
  }

  private broken(profile: Profile, record: ActivityRecord): readonly Broken[] {
    const { time } = record;
    let found = NOTHING_BROKEN;
    for (const { id, of, within } of this.habits) {
      const seen = of(record, this.around);
      const rarity = seen === undefined ? undefined : profile.rarity(id, seen, time);
      if (!rarity || rarity.chance >= RARE || profile.events(id, time) < warmUp.events) continue;
      if (found.some(({ habit }) => habit === within)) continue;
      found = [...found, { habit: id, seen: seen!, ...rarity, usual: profile.usual(id, SHOWN) }];
    }
    return found;
  }

  save(newest: number): SavedGroup[] {
    return this.profiles.save((profile) => profile.save(newest));
  }

  load(groups: readonly SavedGroup[]): void {
    this.profiles.load(groups, (profile, kept) => profile.load(kept as SavedProfile));
  }
}

function hitOf(record: ActivityRecord, principal: string, broken: readonly Broken[], bits: number): Hit {
  const { time, eventId, eventPlace } = record;
  return {
    key: `${principal}|${eventId ?? time}`,
    events: [eventPlace],
    from: time,
    to: time,
    reason: `${principal} is unlike itself: ${broken.map(sentence).join('; ')}`,
    evidence: {
      unusual: broken.map(({ habit, seen, chance, usual }) => ({ habit, seen, chance, usual: Object.fromEntries(usual) })),
      bits: Math.round(bits * 10) / 10,
    },
  };
}
