import { indexed, type Look } from '../../catalogue/model/check';
import { DAY } from '../../catalogue/model/day';
import type { EntityHead } from '../../catalogue/model/entity';
import type { EntityType } from '../../catalogue/model/names';
import type { Need } from '../../catalogue/model/service';
import type { Entity, UnitLedger, Unread } from '../contracts';
import type { Graph } from '../graph/graph';

/** The clock of a look: the time of the scan, and the whole days to it. */
export const clockAt = (now: Date): Pick<Look, 'now' | 'daysSince'> => ({ now, daysSince: (date) => Math.floor((now.getTime() - Date.parse(date)) / DAY) });

/** Code of a gap where a stream that a check looks at was left out of the scan. */
export const NOT_SCANNED = 'NotScanned';

/** Ends a check as *unknown*: what it needs was not readable. */
export class NotReadable extends Error {
  constructor(readonly unread: Unread) { super(unread.action); }
}

/** The first gap of the entity that concerns one of the needs. */
export function gapOf(entity: Entity, needs: readonly Need[]): Unread | undefined {
  return entity._unread?.find(({ action }) => needs.some((need) => need.action === action));
}

/** `by` of a look, over what its `all` gives. */
export function indexes(all: (service: string, type: EntityType) => readonly object[]): Look['by'] {
  const known = new Map<unknown, Map<EntityType, unknown>>();
  return (service, type, keysOf) => {
    if (!known.has(keysOf)) known.set(keysOf, new Map());
    const of = known.get(keysOf)!;
    if (!of.has(type)) of.set(type, indexed(all(service.id, type) as never, keysOf));
    return of.get(type) as never;
  };
}

/** What a check with these needs may look at. Throws `NotReadable` where the account has a gap that the check must not take for an absence. */
export function lookAt(graph: Graph, ledger: readonly UnitLedger[], needs: readonly Need[], now: Date, accounts: readonly string[] = []): Look {
  const read = (service: string, type: EntityType) => {
    const units = ledger.filter((unit) => unit.service === service);
    if (units.length === 0) throw new NotReadable({ action: service, code: NOT_SCANNED, denied: false });
    const unlisted = units.flatMap((unit) => unit.unlisted).find((gap) => gap.type === type);
    if (unlisted) throw new NotReadable(unlisted.unread);
    return graph.ofType(type).filter(({ _mapped }) => !_mapped).map((entity) => {
      const gap = gapOf(entity, needs);
      if (gap) throw new NotReadable(gap);
      return entity;
    });
  };
  // A check asks once for each of its entities, and the answer stays the same.
  const known = new Map<EntityType, readonly EntityHead[]>();
  const all = (service: string, type: EntityType) => {
    if (!known.has(type)) known.set(type, read(service, type));
    return known.get(type)!;
  };
  return { ...clockAt(now), accounts, all: (service, type) => all(service.id, type) as never, by: indexes(all) };
}
