import { isIPv6 } from 'node:net';
import { parse } from 'tldts';
import type { EntityType, Verb } from '../../catalogue/model/names';
import type { AnyEntity } from '../../catalogue/model/service';
import { edge } from '../collect/entity';
import type { Entity, Relationship } from '../contracts';
import type { Graph } from './graph';

type Specs = ReadonlyMap<EntityType, AnyEntity>;

/** One end of a relationship. */
export type End = { readonly key: string; readonly type: EntityType };

const listOf = <T>(value: T | undefined | readonly (T | undefined)[]): T[] => ([value].flat() as (T | undefined)[]).filter((each) => each !== undefined && each !== '') as T[];

/**
 * A name as it is compared: lower case, without a last dot and without the `dualstack.` that aliases to load balancers begin with, IPv6 addresses
 * in their short form: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-alias-common.html
 */
export function comparable(name: string): string {
  const plain = name.toLowerCase().replace(/\.$/, '').replace(/^dualstack\./, '');
  return isIPv6(plain) ? new URL(`http://[${plain}]`).hostname.slice(1, -1) : plain;
}

/** An entity with the names it has, as they are compared, and what it may be looked for as: its type and its classes. */
export interface Named extends End { readonly as: readonly string[]; readonly names: readonly string[] }

/** What was read of a type: of what is only pointed at nobody knows the fields. */
const readOf = (graph: Graph, type: EntityType) => graph.ofType(type).filter(({ _mapped }) => !_mapped);

/** The entities that have names. */
export function* namedIn(graph: Graph, specs: Specs): Iterable<Named> {
  for (const [type, spec] of specs) {
    for (const entity of spec.names ? readOf(graph, type) : []) {
      const names = [...new Set(listOf<string>(spec.names!(entity)).map(comparable))];
      if (names.length > 0) yield { key: entity._key, type, as: [...new Set([type, ...entity._class])], names };
    }
  }
}

/** Who has a name, by far type: every entity under its type and its classes. */
export class Directory {
  private readonly holders = new Map<string, Map<string, End | 'several'>>();

  /** Enters an entity under its names. */
  enter({ key, type, as, names }: Named): void {
    for (const far of as) {
      if (!this.holders.has(far)) this.holders.set(far, new Map());
      const known = this.holders.get(far)!;
      for (const name of names) known.set(name, known.has(name) ? 'several' : { key, type });
    }
  }

  /** Whether somebody, or several, has the name. */
  knows(far: EntityType, name: string): boolean { return this.holders.get(far)?.has(comparable(name)) ?? false; }

  /** The one entity of a type or class that has the name. */
  find(far: EntityType, name: string): End | undefined {
    const found = this.holders.get(far)?.get(comparable(name));
    return found && found !== 'several' ? found : undefined;
  }
}

/** The part of a name that somebody registers. */
function registrable(name: string): string | undefined {
  const { domain, isIcann, publicSuffix } = parse(comparable(name));
  // Nobody registers a name of a private network, or the names that addresses are looked up by.
  return !domain || !isIcann || publicSuffix?.endsWith('arpa') ? undefined : domain;
}

/** A name that an entity gives for the far end of a relationship. */
export interface Wanted {
  readonly self: End;
  readonly verb: Verb;
  readonly far: EntityType;
  readonly name: string;
  /** Whether the relationship comes from the far end. */
  readonly inward: boolean;
}

/** What entities look for by a name; of the name of a domain the part that somebody registers. */
export function* wantedIn(graph: Graph, specs: Specs): Iterable<Wanted & { readonly holder: Entity }> {
  for (const [type, { matches = [] }] of specs) {
    for (const { verb, name, from, to } of matches) {
      const far = (from ?? to)!;
      for (const holder of readOf(graph, type)) {
        for (const each of new Set(listOf<string>(name(holder)))) {
          const known = far === 'Domain' ? registrable(each) : comparable(each);
          if (known) yield { holder, self: { key: holder._key, type }, verb, far, name: known, inward: from !== undefined };
        }
      }
    }
  }
}

/** The relationship that a name makes with who has it; none of an entity with itself. */
export function matched({ self, verb, inward }: Wanted, far: End | undefined, holder: Parameters<typeof edge>[3]): Relationship | undefined {
  if (!far || far.key === self.key) return undefined;
  return inward ? edge(far, verb, self, holder) : edge(self, verb, far, holder);
}

/** Adds the relationships whose far end is known by a name in the account. What has no name here may have one in another account: `linksAcross`. */
export function addMatches(graph: Graph, specs: Specs): void {
  const directory = new Directory();
  for (const named of namedIn(graph, specs)) directory.enter(named);
  for (const { holder, ...wanted } of wantedIn(graph, specs)) {
    const found = matched(wanted, directory.find(wanted.far, wanted.name), holder);
    if (found) graph.connect(found);
  }
}
