import type { CryptoAsset } from './assets';
import { assetsOf } from './assets-of';
import { referencesOf, type Reference } from './references';
import { protocolsOf, type Protocol } from '../../catalogue/crypto/protocols';
import type { Entity, Relationship } from '../contracts';

/** A resource that uses cryptographic assets or speaks protocols. */
export interface CryptoUser {
  readonly key: string;
  readonly type: Entity['_type'];
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly protocols: readonly Protocol[];
}

/** The cryptographic assets of a lake, and who uses which. */
export interface CryptoInventory {
  /** By key; a certificate of a chain is there once for all that it issued. */
  readonly assets: ReadonlyMap<string, CryptoAsset>;
  /** Resources that are no assets themselves. */
  readonly users: ReadonlyMap<string, CryptoUser>;
  /** Keys of the assets that a resource or an asset uses, by its key. */
  readonly uses: ReadonlyMap<string, ReadonlySet<string>>;
  /** The fields that name an asset, by `throughOf(user, asset)`; none where a relationship alone tells of the use. */
  readonly through: ReadonlyMap<string, readonly string[]>;
}

/** Key of a use. */
export const throughOf = (user: string, asset: string): string => `${user} ${asset}`;

/** The graph of a lake, or a part of it. */
export interface Graph {
  entities(): AsyncIterable<Entity> | Iterable<Entity>;
  relationships(): AsyncIterable<Relationship> | Iterable<Relationship>;
}

const ASSETS: readonly Entity['_type'][] = [
  'aws_acm_certificate', 'aws_acmpca_certificate_authority', 'aws_kms_key', 'aws_secretsmanager_secret', 'aws_ssm_parameter', 'aws_key_pair',
];

/** User and asset of a relationship: AWS Certificate Manager tells of a certificate who uses it. */
function useOf({ _class, _fromType, _toType, _fromEntityKey, _toEntityKey }: Relationship): readonly [user: string, asset: string] | undefined {
  if (_class === 'USES' && ASSETS.includes(_toType)) return [_fromEntityKey, _toEntityKey];
  return _class === 'CONNECTS' && _fromType === 'aws_acm_certificate' ? [_toEntityKey, _fromEntityKey] : undefined;
}

/** What is gathered on the way through a graph. */
class Gathering {
  readonly assets = new Map<string, CryptoAsset>();
  readonly uses = new Map<string, Set<string>>();
  readonly entities = new Map<string, CryptoUser>();
  private readonly aliases = new Map<string, string>();
  private readonly references: (Reference & { readonly user: string })[] = [];

  use(user: string, asset: string): void { this.uses.set(user, (this.uses.get(user) ?? new Set()).add(asset)); }

  add(entity: Entity): void {
    const found = assetsOf(entity);
    for (const asset of found) {
      this.assets.set(asset.key, this.assets.get(asset.key) ?? asset);
      if (asset.kind === 'certificate' && asset.issuedBy) this.use(asset.key, asset.issuedBy);
    }
    if (entity._type === 'aws_kms_key') this.name(entity);
    const named = referencesOf(entity).filter(({ target }) => !found.some(({ key }) => key === target)).map((each) => ({ ...each, user: entity._key }));
    this.references.push(...named);
    const protocols = protocolsOf(entity);
    if (!this.assets.has(entity._key) && (this.uses.has(entity._key) || named.length > 0 || protocols.length > 0)) {
      const { _key: key, _type: type, displayName: name, accountId, region } = entity;
      this.entities.set(key, { key, type, name, accountId, region, protocols });
    }
  }

  private name({ _key, Aliases }: Entity): void {
    for (const alias of (Aliases ?? []) as readonly string[]) this.aliases.set(_key.replace(/key\/[^/]+$/, alias), _key);
  }

  /** Follows the references, now that every asset is known. */
  follow(): Map<string, string[]> {
    const through = new Map<string, string[]>();
    for (const { user, field, target } of this.references) {
      const asset = this.aliases.get(target) ?? target;
      if (!this.assets.has(asset)) continue;
      this.use(user, asset);
      const use = throughOf(user, asset);
      through.set(use, [...through.get(use) ?? [], field]);
    }
    return through;
  }
}

/** Collects the cryptographic assets of a graph; only they, their users and the keys of both are kept in memory. */
export async function cryptoInventory(graph: Graph): Promise<CryptoInventory> {
  const gathering = new Gathering();
  for await (const edge of graph.relationships()) {
    const found = useOf(edge);
    if (found) gathering.use(...found);
  }
  for await (const entity of graph.entities()) gathering.add(entity);
  const through = gathering.follow();
  const { assets } = gathering;
  const uses = known(gathering.uses, assets);
  const users = new Map([...gathering.entities].filter(([key, { protocols }]) => protocols.length > 0 || uses.has(key)));
  return { assets, users, uses, through };
}

/** Only what ends at an asset: a parameter that is not encrypted is none. */
const known = (uses: ReadonlyMap<string, ReadonlySet<string>>, assets: ReadonlyMap<string, CryptoAsset>) =>
  new Map([...uses].map(([user, used]) => [user, new Set([...used].filter((key) => assets.has(key)))] as const).filter(([, used]) => used.size > 0));

/** The accounts that have assets or users, in order. */
export const accountsOf = ({ assets, users }: CryptoInventory): string[] =>
  [...new Set([...assets.values(), ...users.values()].map(({ accountId }) => accountId))].sort();

/** The part of one account: its assets and users, and the assets of others that they use. */
export function partOf({ assets, users, uses, through }: CryptoInventory, accountId: string): CryptoInventory {
  const own = <T extends { readonly accountId: string }>([, each]: readonly [string, T]) => each.accountId === accountId;
  const mine = new Map([...users].filter(own));
  const kept = new Set([...assets].filter(own).map(([key]) => key));
  // A set that grows is walked to its end.
  for (const user of mine.keys()) for (const key of uses.get(user) ?? []) kept.add(key);
  for (const key of kept) for (const next of uses.get(key) ?? []) kept.add(next);
  return {
    assets: new Map([...assets].filter(([key]) => kept.has(key))),
    users: mine,
    uses: new Map([...uses].filter(([key]) => kept.has(key) || mine.has(key))),
    through,
  };
}
