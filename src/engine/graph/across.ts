import type { EntityType } from '../../catalogue/model/names';
import { outsideKey } from '../../catalogue/model/outside';
import type { AnyEntity } from '../../catalogue/model/service';
import { isPrivate } from '../activity/addresses';
import type { Entity, Relationship } from '../contracts';
import type { Graph } from './graph';
import { renamed } from './link';
import { mapped } from './mapped';
import { Directory, matched, namedIn, wantedIn, type End, type Named, type Wanted } from './matches';

/** What the entities of an account are called by everybody, and what they look for by a name that nobody has there. */
export interface NamesOfAccount {
  readonly accountId: string;
  readonly named: readonly Named[];
  readonly wanted: readonly Wanted[];
  /** Further keys of entities, with the real one. */
  readonly aliases: readonly (readonly [alias: string, key: string])[];
  /** Relationships with an end in another account that was scanned: it may be a further key there. */
  readonly leaving: readonly Relationship[];
}

/** What links make in the partition of an account. */
export interface Links { readonly entities: readonly Entity[]; readonly relationships: readonly Relationship[] }

/** Whether a name means the same in every account: private addresses, and the names that a VPC gives, do not. */
const isEverywhere = (name: string) => !isPrivate(name) && !name.endsWith('.internal');

const endsOf = ({ _fromEntityKey, _toEntityKey }: Relationship) => [_fromEntityKey, _toEntityKey];

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
  const aliases = [...graph.all()].flatMap(({ _key, _aliases = [] }) => _aliases.map((alias) => [alias, _key] as const));
  const leaving = [...graph.relationships()].filter((each) => endsOf(each).some((key) => !graph.get(key)));
  return { accountId, named, wanted, aliases, leaving };
}

/** What is looked for in other accounts, and who of all has it. */
async function sought(accounts: () => AsyncIterable<NamesOfAccount>) {
  const [names, keys] = [new Set<string>(), new Set<string>()];
  for await (const { wanted, leaving } of accounts()) {
    for (const { name } of wanted) names.add(name);
    for (const key of leaving.flatMap(endsOf)) keys.add(key);
  }
  const [directory, aliases] = [new Directory(), new Map<string, string>()];
  for await (const { named, aliases: own } of names.size + keys.size > 0 ? accounts() : []) {
    for (const each of named) directory.enter({ ...each, names: each.names.filter((name) => names.has(name)) });
    for (const [alias, key] of own) if (keys.has(alias)) aliases.set(alias, key);
  }
  return { directory, aliases };
}

/** A domain that no account has registered was registered elsewhere. */
const registeredElsewhere = (name: string): End => ({ key: outsideKey('Domain', name), type: 'Domain' });

/**
 * The relationships between accounts: those that names make, and those whose end another account knows by its real key. In memory is what is looked for,
 * and who of all has it.
 * @param accounts the names of every account, as often as they are asked for
 */
export async function linksAcross(accounts: () => AsyncIterable<NamesOfAccount>): Promise<Map<string, Links>> {
  const { directory, aliases } = await sought(accounts);
  const found = new Map<string, Links>();
  for await (const { accountId, wanted, leaving } of accounts()) {
    const holder = { accountId, region: 'global', _service: ACROSS };
    const domains = new Map<string, Entity>();
    const byName = wanted.flatMap((each) => {
      const far = directory.find(each.far, each.name) ?? (each.far === 'Domain' ? registeredElsewhere(each.name) : undefined);
      if (far?.type === 'Domain') domains.set(far.key, mapped(far.key, far.type, holder));
      return matched(each, far, holder) ?? [];
    });
    const byAlias = leaving.filter((each) => endsOf(each).some((key) => aliases.has(key))).map((each) => ({ ...renamed(each, aliases), ...holder }));
    const relationships = [...new Map([...byName, ...byAlias].map((edge) => [edge._key, edge])).values()].sort((a, b) => (a._key < b._key ? -1 : 1));
    found.set(accountId, { entities: [...domains.values()], relationships });
  }
  return found;
}

/** Stands for a service in the partition of such relationships: no unit reads them. */
export const ACROSS = 'organization';
