import { assetsOf, type CryptoAsset } from './assets';
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
}

/** The graph of a lake, or a part of it. */
export interface Graph {
  entities(): AsyncIterable<Entity> | Iterable<Entity>;
  relationships(): AsyncIterable<Relationship> | Iterable<Relationship>;
}

const ASSETS: readonly Entity['_type'][] = ['aws_acm_certificate', 'aws_kms_key', 'aws_secretsmanager_secret', 'aws_ssm_parameter', 'aws_key_pair'];

/** User and asset of a relationship: AWS Certificate Manager tells of a certificate who uses it. */
function useOf({ _class, _fromType, _toType, _fromEntityKey, _toEntityKey }: Relationship): readonly [user: string, asset: string] | undefined {
  if (_class === 'USES' && ASSETS.includes(_toType)) return [_fromEntityKey, _toEntityKey];
  return _class === 'CONNECTS' && _fromType === 'aws_acm_certificate' ? [_toEntityKey, _fromEntityKey] : undefined;
}

/** Collects the cryptographic assets of a graph; only they, their users and the keys of both are kept in memory. */
export async function cryptoInventory(graph: Graph): Promise<CryptoInventory> {
  const uses = new Map<string, Set<string>>();
  const use = (user: string, asset: string) => uses.set(user, (uses.get(user) ?? new Set()).add(asset));
  for await (const edge of graph.relationships()) {
    const found = useOf(edge);
    if (found) use(...found);
  }
  const assets = new Map<string, CryptoAsset>();
  const users = new Map<string, CryptoUser>();
  for await (const entity of graph.entities()) {
    const found = assetsOf(entity);
    for (const asset of found) {
      assets.set(asset.key, assets.get(asset.key) ?? asset);
      if (asset.kind === 'certificate' && asset.issuedBy) use(asset.key, asset.issuedBy);
    }
    const protocols = protocolsOf(entity);
    const isAsset = found.some(({ key }) => key === entity._key);
    if (!isAsset && (uses.has(entity._key) || protocols.length > 0)) {
      users.set(entity._key, { key: entity._key, type: entity._type, name: entity.displayName, accountId: entity.accountId, region: entity.region, protocols });
    }
  }
  return { assets, users, uses: known(uses, assets) };
}

/** Only what ends at an asset: a parameter that is not encrypted is none. */
const known = (uses: ReadonlyMap<string, ReadonlySet<string>>, assets: ReadonlyMap<string, CryptoAsset>) =>
  new Map([...uses].map(([user, used]) => [user, new Set([...used].filter((key) => assets.has(key)))]));

/** The accounts that have assets or users, in order. */
export const accountsOf = ({ assets, users }: CryptoInventory): string[] =>
  [...new Set([...assets.values(), ...users.values()].map(({ accountId }) => accountId))].sort();

/** The part of one account: its assets and users, and the assets of others that they use. */
export function partOf({ assets, users, uses }: CryptoInventory, accountId: string): CryptoInventory {
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
  };
}
