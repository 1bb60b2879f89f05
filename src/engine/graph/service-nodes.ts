import type { EntityType } from '../../catalogue/model/names';
import { nodeKey } from '../../catalogue/model/outside';
import type { Service } from '../../catalogue/model/service';
import { edge } from '../collect/entity';
import type { Entity } from '../contracts';
import type { Graph } from './graph';

/** The nodes of the services that were read in the account, and the edges `account HAS service`, `service HAS resource`. */
export function addServiceNodes(graph: Graph, services: readonly Service[], accountId: string): void {
  const account = graph.ofType('aws_account').find((entity) => entity.accountId === accountId);
  for (const service of services.filter(({ node }) => node)) {
    const node: Entity = {
      _key: nodeKey(service.node!, accountId),
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
