import { twoPlacesMinutes } from '../../../catalogue/standing-rules';
import type { EventPlace } from '../../contracts';
import { isPublic } from '../addresses';
import { TRUSTED } from '../habits';
import type { ActivityRecord } from '../record';
import type { Surroundings } from '../settings';
import { Bounded } from '../state/bounded';
import { NONE, type Hit, type SavedGroup, type State } from '../state/state';

const WINDOW = twoPlacesMinutes * 60 * 1000;
/** Credentials that were not used for so long are let go between runs. */
const KEPT = 14 * 24 * 60 * 60 * 1000;
const HELD = 60_000;
const USES = 4;
/** Networks, and programs, that are known of one credential. */
const KNOWN = 30;

type Saved = [told: boolean, uses: Use[], first: [string, number][]];

type Use = readonly [time: number, network: string, agent: string, place: EventPlace];

class Uses {
  readonly uses: Use[] = [];
  /** When each network and each program was seen first. */
  readonly first = new Map<string, number>();
  told = false;

  get size(): number { return 1 + this.uses.length + this.first.size; }

  note([time, network, agent]: Use): void {
    for (const what of [network, agent]) if (!this.first.has(what) && this.first.size < 2 * KNOWN) this.first.set(what, time);
  }

  /** Whether network and program came up within the window before a time. */
  isNew([, network, agent]: Use, time: number): boolean {
    return [network, agent].every((what) => time - (this.first.get(what) ?? -Infinity) <= WINDOW);
  }
}

const family = (network: string): 6 | 4 => (network.includes('::') ? 6 : 4);

/**
 * Fires when the same credentials are used here, there and here again within minutes, where both the network and the program there are new to
 * them: a person who travels, or a credential that is handed on, does not come back at once, and who has two networks has had them before.
 * Addresses of IPv4 and IPv6 are not compared, as one machine has both. Trusted networks are one place, and never the strange one.
 */
export class TwoPlacesState implements State {
  private readonly keys = new Bounded(HELD, () => new Uses());

  constructor(private readonly around: Surroundings) {}

  add(record: ActivityRecord): readonly Hit[] {
    const { time, accessKeyId, sourceAddress } = record;
    if (Number.isNaN(time) || accessKeyId === undefined || sourceAddress === undefined) return NONE;
    const network = record.network(this.around.trusted);
    if (network === undefined || (network !== TRUSTED && !isPublic(sourceAddress))) return NONE;
    const kept = this.keys.open(accessKeyId, record);
    const hit = kept.told ? undefined : this.look(kept, [time, network, record.userAgent ?? '', record.eventPlace], accessKeyId);
    this.keys.settle();
    return hit ? [hit] : NONE;
  }

  /** Keeps the last uses, one for each stay at a place. */
  private look(kept: Uses, use: Use, accessKeyId: string): Hit | undefined {
    const { uses } = kept;
    kept.note(use);
    const [last] = uses.slice(-1);
    if (last !== undefined && use[0] < last[0]) return undefined;
    if (last?.[1] === use[1]) {
      uses[uses.length - 1] = use;
      return undefined;
    }
    uses.push(use);
    if (uses.length > USES) uses.shift();
    const hit = returned(kept, accessKeyId);
    kept.told = hit !== undefined;
    return hit;
  }

  save(newest: number): SavedGroup[] {
    return this.keys.save(({ told, uses, first }): Saved | undefined => (uses.some(([time]) => newest - time <= KEPT) ? [told, uses, [...first]] : undefined));
  }

  load(groups: readonly SavedGroup[]): void {
    this.keys.load(groups, (kept, saved) => {
      const [told, uses, first] = saved as Saved;
      kept.told = told;
      kept.uses.push(...uses);
      for (const [what, time] of first) kept.first.set(what, time);
    });
  }
}

function returned(kept: Uses, accessKeyId: string): Hit | undefined {
  const [here, there, again] = kept.uses.slice(-3);
  const isReturn = again !== undefined && here[1] === again[1] && there[1] !== TRUSTED && family(here[1]) === family(there[1]);
  if (!isReturn || there[2] === again[2] || again[0] - here[0] > WINDOW || !kept.isNew(there, again[0])) return undefined;
  return {
    key: `${accessKeyId}|${new Date(here[0]).toISOString()}`,
    events: [here[3], there[3], again[3]],
    from: here[0],
    to: again[0],
    reason: `${accessKeyId} is used from ${here[1]}, ${there[1]} and again ${again[1]} within ${Math.ceil((again[0] - here[0]) / 60_000)} minutes`,
    evidence: { networks: [here[1], there[1]] },
  };
}
