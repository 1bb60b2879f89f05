import type { EventPlace } from '../../contracts';
import { isPublic } from '../addresses';
import { TRUSTED } from '../habits';
import type { ActivityRecord } from '../record';
import type { Surroundings } from '../settings';
import { Bounded } from '../state/bounded';
import { accountOf, NONE, type Hit, type SavedGroup, type State } from '../state/state';

const WINDOW = 15 * 60 * 1000;
const HELD = 60_000;
const USES = 4;

type Use = readonly [time: number, network: string, agent: string, place: EventPlace];

class Uses {
  readonly uses: Use[] = [];
  told = false;

  get size(): number { return 1 + this.uses.length; }
}

const family = (network: string): 6 | 4 => (network.includes('::') ? 6 : 4);

/**
 * Fires when the same credentials are used here, there and here again within minutes, by different programs: a person who travels, or a
 * credential that is handed on, does not come back at once. Addresses of IPv4 and IPv6 are not compared, as one machine has both.
 */
export class TwoPlacesState implements State {
  private readonly keys = new Bounded(HELD, () => new Uses());

  constructor(private readonly around: Surroundings) {}

  add(record: ActivityRecord): readonly Hit[] {
    const { time, identity: { accessKeyId }, sourceAddress } = record;
    if (Number.isNaN(time) || typeof accessKeyId !== 'string' || sourceAddress === undefined || !isPublic(sourceAddress)) return NONE;
    const network = record.network(this.around.trusted)!;
    if (network === TRUSTED) return NONE;
    const kept = this.keys.open(accessKeyId, accountOf(record));
    const hit = kept.told ? undefined : this.look(kept, [time, network, String(record.event.userAgent ?? ''), record.eventPlace], accessKeyId);
    this.keys.settle();
    return hit ? [hit] : NONE;
  }

  /** Keeps the last uses, one for each stay at a place. */
  private look(kept: Uses, use: Use, accessKeyId: string): Hit | undefined {
    const { uses } = kept;
    const [last] = uses.slice(-1);
    if (last !== undefined && use[0] < last[0]) return undefined;
    if (last?.[1] === use[1]) {
      uses[uses.length - 1] = use;
      return undefined;
    }
    uses.push(use);
    if (uses.length > USES) uses.shift();
    const hit = returned(uses, accessKeyId);
    kept.told = hit !== undefined;
    return hit;
  }

  save(newest: number): SavedGroup[] {
    return this.keys.save(({ uses, told }) => (uses.some(([time]) => newest - time <= WINDOW) ? [told, uses] : undefined));
  }

  load(groups: readonly SavedGroup[]): void {
    this.keys.load(groups, (kept, saved) => {
      const [told, uses] = saved as [boolean, Use[]];
      kept.told = told;
      kept.uses.push(...uses);
    });
  }
}

function returned(uses: readonly Use[], accessKeyId: string): Hit | undefined {
  const [here, there, again] = uses.slice(-3);
  const isReturn = again !== undefined && here[1] === again[1] && family(here[1]) === family(there[1]);
  if (!isReturn || there[2] === again[2] || again[0] - here[0] > WINDOW) return undefined;
  return {
    key: `${accessKeyId}|${new Date(here[0]).toISOString()}`,
    events: [here[3], there[3], again[3]],
    from: here[0],
    to: again[0],
    reason: `${accessKeyId} is used from ${here[1]}, ${there[1]} and again ${again[1]} within ${Math.ceil((again[0] - here[0]) / 60_000)} minutes`,
    evidence: { networks: [here[1], there[1]] },
  };
}
