import type { CryptoAsset } from './assets';
import { throughOf, type CryptoInventory, type CryptoUser } from './inventory';
import { ENDED } from '../../catalogue/crypto/ended-versions';
import { strengthOf, type Algorithm, type Strength } from '../../catalogue/crypto/strength';

const DAY = 24 * 60 * 60 * 1000;

/** What has an end: a certificate, imported key material, a key that waits for its deletion. */
export interface Ending { readonly asset: CryptoAsset; readonly ends: string; /** Whole days, negative when it is over. */ readonly days: number }

/**
 * What has to be done about quantum computers, by what an algorithm is for: what is encrypted or agreed with it can be kept today and read then,
 * so it comes first; a signature is forged from then on. By NIST IR 8547.
 */
export const migrationClasses = {
  first: 'Migrate first: what is encrypted today can be read then',
  next: 'Migrate: signatures and names can be forged then',
  safe: 'Safe by what is known',
  unknown: 'Not known',
} as const;

/** A class of migration. */
export type MigrationClass = keyof typeof migrationClasses;

/** The class of an algorithm. */
export function migrationClass(algorithm: Algorithm): MigrationClass {
  const { quantumVulnerable } = strengthOf(algorithm);
  if (quantumVulnerable === undefined) return 'unknown';
  if (!quantumVulnerable) return 'safe';
  return algorithm.use === 'encryption' || algorithm.use === 'key-agreement' ? 'first' : 'next';
}

/** An algorithm with how many assets have it. */
export interface AlgorithmCount { readonly algorithm: Algorithm; readonly strength: Strength; readonly migration: MigrationClass; readonly assets: number }

/** A version of a protocol with how many endpoints accept it. */
export interface ProtocolCount { readonly name: string; readonly isEnded: boolean; readonly endpoints: number }

/** An asset with those who use it, each with the fields that name it. */
export interface Use { readonly asset: CryptoAsset; readonly users: readonly { readonly user: Pick<CryptoUser, 'key' | 'name' | 'type'>; readonly fields: readonly string[] }[] }

/** What an inventory shows on a day. */
export interface Picture {
  readonly kinds: readonly { readonly kind: CryptoAsset['kind']; readonly assets: number }[];
  /** The next to end first. */
  readonly endings: readonly Ending[];
  readonly algorithms: readonly AlgorithmCount[];
  readonly protocols: readonly ProtocolCount[];
  /** The most used first. */
  readonly uses: readonly Use[];
  readonly shared: readonly CryptoAsset[];
  readonly weak: readonly { readonly asset: CryptoAsset; readonly algorithms: readonly Algorithm[] }[];
}

/** The algorithms of an asset: of a certificate its key and its signature. */
export const algorithmsOf = (asset: CryptoAsset): readonly Algorithm[] =>
  (asset.kind === 'certificate' ? [asset.publicKey, asset.signature] : [asset.algorithm]).flatMap((each) => each ?? []);

const endOf = (asset: CryptoAsset) => (asset.kind === 'certificate' ? asset.notAfter : asset.expires);

const endingsOf = (assets: readonly CryptoAsset[], now: Date): Ending[] => assets.flatMap((asset) => {
  const ends = endOf(asset);
  return ends === undefined ? [] : [{ asset, ends, days: Math.floor((Date.parse(ends) - now.getTime()) / DAY) }];
}).sort((a, b) => (a.ends < b.ends ? -1 : 1));

function counted<T>(items: readonly T[], nameOf: (item: T) => string): { readonly item: T; readonly count: number }[] {
  const counts = new Map<string, { item: T; count: number }>();
  for (const item of items) {
    const name = nameOf(item);
    counts.set(name, { item, count: (counts.get(name)?.count ?? 0) + 1 });
  }
  return [...counts].sort(([a, one], [b, two]) => two.count - one.count || (a < b ? -1 : 1)).map(([, each]) => each);
}

// The first algorithm of an asset is that of its key.
const algorithmCounts = (assets: readonly CryptoAsset[]): AlgorithmCount[] =>
  counted(assets.flatMap((asset) => algorithmsOf(asset)[0] ?? []), ({ name, use }) => `${name} ${use}`)
    .map(({ item: algorithm, count }) => ({ algorithm, strength: strengthOf(algorithm), migration: migrationClass(algorithm), assets: count }));

function protocolCounts(users: Iterable<CryptoUser>): ProtocolCount[] {
  const told = [...users].map(({ protocols }) => protocols.flatMap(({ type, version }) => (version === undefined ? [] : [`${type} ${version}`])));
  const accepted = told.flatMap((each) => [...new Set(each)]);
  return counted(accepted, (each) => each).map(({ item, count }) => {
    const [type, version] = item.split(' ');
    return { name: /^\d/.test(version) ? `${type.toUpperCase()} ${version}` : version, isEnded: ENDED.includes(version), endpoints: count };
  }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function usesOf({ assets, users, uses, through }: CryptoInventory): Use[] {
  const byAsset = new Map<string, Use['users'][number][]>();
  for (const [key, used] of uses) {
    const asset = assets.get(key);
    const user = users.get(key) ?? (asset && { key, name: asset.name, type: asset.kind as never });
    // That a certificate was issued by another is told by the chain.
    if (user && asset?.kind !== 'certificate') {
      for (const each of used) byAsset.set(each, [...byAsset.get(each) ?? [], { user, fields: through.get(throughOf(key, each)) ?? [] }]);
    }
  }
  return [...byAsset].map(([key, by]) => ({ asset: assets.get(key)!, users: by }))
    .sort((a, b) => b.users.length - a.users.length || (a.asset.key < b.asset.key ? -1 : 1));
}

/** What an inventory shows at a time; undefined where there is nothing to show. */
export function pictureOf(inventory: CryptoInventory, now: Date): Picture | undefined {
  const assets = [...inventory.assets.values()];
  if (assets.length === 0 && inventory.users.size === 0) return undefined;
  const weakOf = (asset: CryptoAsset) => algorithmsOf(asset).filter((each) => strengthOf(each).status === 'disallowed');
  return {
    kinds: counted(assets.map(({ kind }) => kind), (kind) => kind).map(({ item, count }) => ({ kind: item, assets: count })),
    endings: endingsOf(assets, now),
    algorithms: algorithmCounts(assets),
    protocols: protocolCounts(inventory.users.values()),
    uses: usesOf(inventory),
    shared: assets.filter(({ sharedWith }) => sharedWith !== undefined),
    weak: assets.map((asset) => ({ asset, algorithms: weakOf(asset) })).filter(({ algorithms }) => algorithms.length > 0),
  };
}
