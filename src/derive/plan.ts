import { isOffered } from './regions';
import type { EntityType } from '../catalogue/model/names';
import type { AnyEntity, Service } from '../catalogue/model/service';

/** An account to scan and its Regions. */
export interface Target { readonly accountId: string; readonly regions: readonly string[] }

/** A unit of collection: one service in one Region (`global` for a global service) of one account. */
export interface PlannedUnit { readonly accountId: string; readonly region: string; readonly service: Service }

/** The units of a scan, account by account: the global services first, then Region by Region those that AWS offers there. */
export function plan(services: readonly Service[], targets: readonly Target[]): PlannedUnit[] {
  const [global, regional] = ['global', 'regional'].map((scope) => services.filter((service) => service.scope === scope));
  return targets.flatMap(({ accountId, regions }) => [
    ...global.map((service) => ({ accountId, region: 'global', service })),
    ...regions.flatMap((region) => regional.filter(({ id }) => isOffered(id, region)).map((service) => ({ accountId, region, service }))),
  ]);
}

/**
 * The entity types of a service, parents before children.
 * @throws when entities are each other's parents
 */
export function ordered(service: Service): [EntityType, AnyEntity][] {
  const entries = Object.entries(service.entities) as [EntityType, AnyEntity][];
  const depth = (entity: AnyEntity, seen: readonly AnyEntity[] = []): number => {
    if (seen.includes(entity)) throw new Error(`Service ${service.id}: entities are each other's parents.`);
    return entity.of ? 1 + depth(entity.of, [...seen, entity]) : 0;
  };
  return entries.map((entry) => ({ entry, at: depth(entry[1]) })).sort((a, b) => a.at - b.at).map(({ entry }) => entry);
}
