import type { EntityType } from '../../catalogue/model/names';
import type { AnyEntity } from '../../catalogue/model/service';
import { isPrivate } from '../activity/addresses';
import type { Relationship } from '../contracts';
import type { Graph } from './graph';
import { Directory, matched, namedIn, wantedIn, type Named, type Wanted } from './matches';

/** What the entities of an account are called by everybody, and what they look for by a name that nobody has there. */
export interface NamesOfAccount { readonly accountId: string; readonly named: readonly Named[]; readonly wanted: readonly Wanted[] }

/** Whether a name means the same in every account: private addresses, and the names that a VPC gives, do not. */
const isEverywhere = (name: string) => !isPrivate(name) && !name.endsWith('.internal');

/** The names of an account, of its graph. */
export function namesOf(graph: Graph, specs: ReadonlyMap<EntityType, AnyEntity>, accountId: string): NamesOfAccount {
  const own = new Directory();
  const named: Named[] = [];
  for (const each of namedIn(graph, specs)) {
    own.enter(each);
    const names = each.names.filter(isEverywhere);
    if (names.length > 0) named.push({ ...each, names });
  }
  const wanted = [...wantedIn(graph, specs)].filter(({ far, name }) => isEverywhere(name) && !own.knows(far, name)).map(({ holder: _, ...each }) => each);
  return { accountId, named, wanted };
}

/**
 * The relationships between accounts that names make. In memory is what is looked for, and who of all has it.
 * @param accounts the names of every account, as often as they are asked for
 */
export async function linksAcross(accounts: () => AsyncIterable<NamesOfAccount>): Promise<Map<string, Relationship[]>> {
  const names = new Set<string>();
  for await (const { wanted } of accounts()) for (const { name } of wanted) names.add(name);
  const directory = new Directory();
  for await (const { named } of names.size > 0 ? accounts() : []) {
    for (const each of named) directory.enter({ ...each, names: each.names.filter((name) => names.has(name)) });
  }
  const found = new Map<string, Relationship[]>();
  for await (const { accountId, wanted } of accounts()) {
    const holder = { accountId, region: 'global', _service: ACROSS };
    const edges = wanted.flatMap((each) => matched(each, directory.find(each.far, each.name), holder) ?? []);
    found.set(accountId, [...new Map(edges.map((edge) => [edge._key, edge])).values()].sort((a, b) => (a._key < b._key ? -1 : 1)));
  }
  return found;
}

/** Stands for a service in the partition of such relationships: no unit reads them. */
export const ACROSS = 'organization';
