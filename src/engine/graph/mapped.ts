import type { EntityType } from '../../catalogue/model/names';
import { outsideOf } from '../../catalogue/model/outside';
import type { Service } from '../../catalogue/model/service';
import { isNode } from '../../catalogue/service-nodes';
import { services as catalogue } from '../../catalogue/services';
import type { Entity, Relationship } from '../contracts';
import type { Graph } from './graph';

/** What was scanned: everything else an edge points at is a mapped entity. */
export interface Scope { readonly accountId: string; readonly accounts: readonly string[] }

type Classes = ReadonlyMap<EntityType, readonly string[]>;

/** Classes by type: what was not scanned has the class that the catalogue gives it. */
function classesOf(services: readonly Service[]): Classes {
  return new Map([...catalogue as readonly Service[], ...services].flatMap(({ entities }) =>
    Object.entries(entities).map(([type, spec]) => [type as EntityType, spec!.class])));
}

/** The account an ARN belongs to. */
export const ownerOf = (key: string): string | undefined => /^arn:[\w-]+:[\w-]+:[\w-]*:(\d{12}):/.exec(key)?.[1];

const classOf = (type: EntityType, classes: Classes) => classes.get(type) ?? (isNode(type) ? ['Service'] : []);

/** A target outside what was scanned, with what its key tells; `region` is where it was seen. */
export function mapped(key: string, type: EntityType, seen: Pick<Relationship, 'accountId' | 'region' | '_service'>, classes: Classes = new Map()): Entity {
  return {
    _type: type,
    _class: classOf(type, classes),
    displayName: isNode(type) ? type : key.split(/[:/]/).pop()!,
    ...outsideOf(key),
    _key: key,
    _service: seen._service,
    _mapped: true,
    accountId: ownerOf(key) ?? seen.accountId,
    region: seen.region,
    tags: {},
  };
}

/** Adds what edges point at and the account does not have; what another account of the scan has is left to it. */
export function addMapped(graph: Graph, services: readonly Service[], { accountId, accounts }: Scope): void {
  const classes = classesOf(services);
  for (const relationship of graph.relationships()) {
    const { _fromEntityKey, _fromType, _toEntityKey, _toType } = relationship;
    for (const [key, type] of [[_fromEntityKey, _fromType], [_toEntityKey, _toType]] as const) {
      if (graph.get(key)) continue;
      const owner = ownerOf(key);
      const scannedElsewhere = owner !== undefined && owner !== accountId && accounts.includes(owner);
      if (!scannedElsewhere) graph.add(mapped(key, type, relationship, classes));
    }
  }
}
