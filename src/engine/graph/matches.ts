import { isIPv6 } from 'node:net';
import { parse } from 'tldts';
import type { EntityType } from '../../catalogue/model/names';
import { outsideKey } from '../../catalogue/model/outside';
import type { AnyEntity } from '../../catalogue/model/service';
import { edge } from '../collect/entity';
import type { Entity } from '../contracts';
import type { Graph } from './graph';

type Specs = ReadonlyMap<EntityType, AnyEntity>;
type End = { readonly key: string; readonly type: EntityType };

const listOf = <T>(value: T | undefined | readonly (T | undefined)[]): T[] => ([value].flat() as (T | undefined)[]).filter((each) => each !== undefined && each !== '') as T[];

/**
 * A name as it is compared: lower case, without a last dot and without the `dualstack.` that aliases to load balancers begin with, IPv6 addresses
 * in their short form: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-alias-common.html
 */
export function comparable(name: string): string {
  const plain = name.toLowerCase().replace(/\.$/, '').replace(/^dualstack\./, '');
  return isIPv6(plain) ? new URL(`http://[${plain}]`).hostname.slice(1, -1) : plain;
}

/** Who has a name, by far type: every entity under its type and its classes. */
class Directory {
  private readonly holders = new Map<string, Map<string, Entity | 'several'>>();

  constructor(graph: Graph, specs: Specs) {
    for (const [type, spec] of specs) {
      if (spec.names) for (const entity of graph.ofType(type)) this.enter(entity, listOf<string>(spec.names(entity)));
    }
  }

  private enter(entity: Entity, names: readonly string[]): void {
    for (const far of new Set([entity._type, ...entity._class])) {
      if (!this.holders.has(far)) this.holders.set(far, new Map());
      const known = this.holders.get(far)!;
      for (const name of new Set(names.map(comparable))) known.set(name, known.has(name) ? 'several' : entity);
    }
  }

  /** The one entity of a type or class that has the name. */
  find(far: EntityType, name: string): End | undefined {
    const found = this.holders.get(far)?.get(comparable(name));
    return found && found !== 'several' ? { key: found._key, type: found._type } : undefined;
  }

  /** The domain that a zone belongs to: here, or registered elsewhere. */
  domain(name: string): End | undefined {
    const { domain, isIcann, publicSuffix } = parse(comparable(name));
    // Nobody registers a name of a private network, or the names that addresses are looked up by.
    if (!domain || !isIcann || publicSuffix?.endsWith('arpa')) return undefined;
    return this.find('Domain', domain) ?? { key: outsideKey('Domain', domain), type: 'Domain' };
  }
}

/** Adds the relationships whose far end is known by a name. */
export function addMatches(graph: Graph, specs: Specs): void {
  const directory = new Directory(graph, specs);
  for (const [type, { matches = [] }] of specs) {
    for (const { verb, name, from, to } of matches) {
      for (const entity of graph.ofType(type)) {
        const self: End = { key: entity._key, type };
        for (const each of new Set(listOf<string>(name(entity)))) {
          const far = (from ?? to) === 'Domain' ? directory.domain(each) : directory.find((from ?? to)!, each);
          if (far && far.key !== self.key) graph.connect(from ? edge(far, verb, self, entity) : edge(self, verb, far, entity));
        }
      }
    }
  }
}
