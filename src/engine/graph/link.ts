import type { EntityType } from '../../catalogue/model/names';
import type { Service } from '../../catalogue/model/service';
import { edge } from '../collect/entity';
import type { Entity, Relationship, UnitLedger } from '../contracts';
import { Graph } from './graph';

/** What was scanned: everything else an edge points at is a mapped entity. */
export interface Scope { readonly accountId: string; readonly accounts: readonly string[] }

/** Puts the real key where an edge used another name of its target, such as the alias of a KMS key. */
function renamed(relationship: Relationship, aliases: ReadonlyMap<string, string>): Relationship {
  const [from, to] = [relationship._fromEntityKey, relationship._toEntityKey].map((key) => aliases.get(key) ?? key);
  return { ...relationship, _key: `${from}|${relationship._class}|${to}`, _fromEntityKey: from, _toEntityKey: to };
}

/** The account an ARN belongs to. */
const ownerOf = (key: string) => /^arn:[\w-]+:[\w-]+:[\w-]*:(\d{12}):/.exec(key)?.[1];

/** A target outside what was scanned, with what its key tells; `region` is where it was seen. */
function mapped(key: string, type: EntityType, edgeTo: Relationship, classes: ReadonlyMap<EntityType, readonly string[]>): Entity {
  return {
    _key: key,
    _type: type,
    _class: classes.get(type) ?? [],
    _service: edgeTo._service,
    _mapped: true,
    displayName: key.split(/[:/]/).pop()!,
    accountId: ownerOf(key) ?? edgeTo.accountId,
    region: edgeTo.region,
    tags: {},
  };
}

/** The nodes of the services that were read in the account, and the edges `account HAS service`, `service HAS resource`. */
function serviceNodes(graph: Graph, services: readonly Service[], accountId: string): void {
  const account = graph.ofType('aws_account').find((entity) => entity.accountId === accountId);
  for (const service of services.filter(({ node }) => node)) {
    const node: Entity = {
      _key: `${service.node}:${accountId}`,
      _type: service.node!,
      _class: ['Service'],
      _service: service.id,
      displayName: service.title,
      accountId,
      region: 'global',
      tags: {},
    };
    const members = Object.entries(service.entities).filter(([, spec]) => spec!.ofNode).flatMap(([type]) => graph.ofType(type as EntityType));
    if (members.length === 0) continue;
    graph.add(node);
    if (account) graph.connect(edge({ key: account._key, type: 'aws_account' }, 'HAS', { key: node._key, type: node._type }, node));
    for (const member of members) graph.connect(edge({ key: node._key, type: node._type }, 'HAS', { key: member._key, type: member._type }, member));
  }
}

/** One graph of an account's units: aliases resolved, service nodes added, targets outside the scan mapped. */
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
  serviceNodes(graph, services, scope.accountId);
  const classes = new Map(services.flatMap(({ entities }) => Object.entries(entities).map(([type, spec]) => [type as EntityType, spec!.class])));
  for (const relationship of graph.relationships()) {
    const { _fromEntityKey, _fromType, _toEntityKey, _toType } = relationship;
    for (const [key, type] of [[_fromEntityKey, _fromType], [_toEntityKey, _toType]] as const) {
      const owner = ownerOf(key);
      const scannedElsewhere = owner !== undefined && owner !== scope.accountId && scope.accounts.includes(owner);
      if (!graph.get(key) && !scannedElsewhere) graph.add(mapped(key, type, relationship, classes));
    }
  }
  return graph;
}
