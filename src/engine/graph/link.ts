import type { EntityType } from '../../catalogue/model/names';
import type { AnyEntity, Service } from '../../catalogue/model/service';
import type { Entity, Relationship, UnitLedger } from '../contracts';
import { addAllowed } from './allows';
import { Graph } from './graph';
import { addMapped, type Scope } from './mapped';
import { addMatches } from './matches';
import { addServiceNodes } from './service-nodes';
import { addTrusted } from './trusts';

/** Puts the real key where an edge used another name of its target, such as the alias of a KMS key. */
export function renamed(relationship: Relationship, aliases: ReadonlyMap<string, string>): Relationship {
  const [from, to] = [relationship._fromEntityKey, relationship._toEntityKey].map((key) => aliases.get(key) ?? key);
  return { ...relationship, _key: `${from}|${relationship._class}|${to}`, _fromEntityKey: from, _toEntityKey: to };
}

/** The entity types of the services with what they declare. */
export const specsOf = (services: readonly Service[]): ReadonlyMap<EntityType, AnyEntity> =>
  new Map(services.flatMap(({ entities }) => Object.entries(entities).map(([type, spec]) => [type as EntityType, spec!])));

/** One graph of an account's units: aliases resolved, service nodes added, names and policies followed, targets outside the scan mapped. */
export function link(
  units: readonly { entities: readonly Entity[]; relationships: readonly Relationship[]; ledger: UnitLedger }[],
  services: readonly Service[], scope: Scope): Graph {
  const graph = new Graph();
  const aliases = new Map<string, string>();
  for (const entity of units.flatMap((unit) => unit.entities)) {
    graph.add(entity);
    for (const alias of entity._aliases ?? []) aliases.set(alias, entity._key);
  }
  for (const relationship of units.flatMap((unit) => unit.relationships)) graph.connect(renamed(relationship, aliases));
  addServiceNodes(graph, services, scope.accountId);
  const specs = specsOf(services);
  addMatches(graph, specs);
  addTrusted(graph, specs, aliases);
  addAllowed(graph, specs, aliases, scope.accountId);
  addMapped(graph, services, scope);
  return graph;
}
