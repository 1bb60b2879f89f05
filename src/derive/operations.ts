import type { EntityType } from '../catalogue/model/names';
import type { AnyEntity, Operation, Service } from '../catalogue/model/service';

/** An operation with the service that declares it. */
export interface ServiceOperation extends Operation { readonly service: string; readonly name: string }

const readsOf = (entity: AnyEntity): readonly string[] => [...entity.reads, ...entity.of ? readsOf(entity.of) : []];

/**
 * Every operation that reading the entity types calls, those of their parents included, in the order of the catalogue.
 * @param types entity types of the chosen streams; undefined for all
 */
export function operationsOf(services: readonly Service[], types?: readonly EntityType[]): ServiceOperation[] {
  return services.flatMap((service) => {
    const chosen = Object.entries(service.entities).filter(([type]) => !types || types.includes(type as EntityType));
    const names = new Set(chosen.flatMap(([, entity]) => readsOf(entity!)));
    return Object.entries(service.operations).filter(([name]) => names.has(name)).map(([name, operation]) => ({ ...operation, service: service.id, name }));
  });
}
