import { createHash } from 'node:crypto';
import type { CertificateAsset, MaterialAsset } from './assets';
import { accountsOf, cryptoInventory, partOf, type CryptoInventory, type CryptoUser, type Graph } from './inventory';
import { algorithmsOf } from './picture';
import { ENDED } from '../../catalogue/crypto/ended-versions';
import type { Protocol } from '../../catalogue/crypto/protocols';
import { strengthOf, type Algorithm } from '../../catalogue/crypto/strength';
import type { Json } from '../json';

/** Versions of CycloneDX that can be written. */
export type SpecVersion = '1.6' | '1.7';

/** A component, service or dependency with what orders it. */
interface Item { readonly ref: string; readonly value: Json }

const PRIMITIVES = { 'signature': 'signature', 'key-agreement': 'key-agree', 'mac': 'mac', 'key': 'unknown' } as const;

const algorithmRef = ({ name, use }: Algorithm) => `algorithm:${name}:${use}`;
const protocolRef = ({ type, version }: Protocol) => ['protocol', type, ...version ? [version] : []].join(':');
const publicKeyRef = (key: string) => `${key}#public-key`;

const properties = (facts: Json) => {
  const known = Object.entries(facts).filter(([, value]) => value !== undefined && value !== '');
  return known.length > 0 && { properties: known.map(([name, value]) => ({ name: `cdk-security-scanner:${name}`, value: String(value) })) };
};

const component = (ref: string, name: string, cryptoProperties: Json, facts: Json = {}): Item =>
  ({ ref, value: { 'type': 'cryptographic-asset', 'bom-ref': ref, name, cryptoProperties, ...properties(facts) } });

function algorithmItem(algorithm: Algorithm): Item {
  const { name, use, family, bits, curve } = algorithm;
  const { bits: classicalSecurityLevel, quantumLevel, ...facts } = strengthOf(algorithm);
  return component(algorithmRef(algorithm), name, {
    assetType: 'algorithm',
    algorithmProperties: {
      primitive: use === 'encryption' ? (family === 'AES' ? 'ae' : family === 'RSA' ? 'pke' : 'unknown') : PRIMITIVES[use],
      ...bits !== undefined && { parameterSetIdentifier: String(bits) },
      ...curve && { curve },
      classicalSecurityLevel,
      nistQuantumSecurityLevel: quantumLevel,
    },
  }, facts);
}

function certificateItems(asset: CertificateAsset, version: SpecVersion): Item[] {
  const { key, name, publicKey, signature, serialNumber, fingerprint } = asset;
  const ref = publicKeyRef(key);
  const certificateProperties = {
    ...version === '1.7' && { serialNumber, ...fingerprint && { fingerprint: { alg: 'SHA-256', content: fingerprint } } },
    subjectName: asset.subject,
    issuerName: asset.issuer,
    notValidBefore: asset.notBefore,
    notValidAfter: asset.notAfter,
    ...signature && { signatureAlgorithmRef: algorithmRef(signature) },
    ...publicKey && { subjectPublicKeyRef: ref },
    certificateFormat: 'X.509',
  };
  return [
    component(key, name, { assetType: 'certificate', certificateProperties }, {
      account: asset.accountId,
      region: asset.region,
      ...version === '1.6' && { serialNumber, fingerprint },
      subjectAltNames: asset.subjectAltNames?.join(', '),
      keyUsage: asset.keyUsage?.join(', '),
      extendedKeyUsage: asset.extendedKeyUsage?.join(', '),
      isCa: asset.isCa,
      isSelfSigned: asset.isSelfSigned,
      isLogged: asset.isLogged,
      isInUse: asset.isInUse,
      renewal: asset.renewal,
      sharedWith: asset.sharedWith?.join(', '),
    }),
    ...publicKey ? [component(ref, `${name} public key`, {
      assetType: 'related-crypto-material',
      relatedCryptoMaterialProperties: { type: 'public-key', algorithmRef: algorithmRef(publicKey), size: publicKey.bits },
    })] : [],
  ];
}

const HARDWARE = ['AWS_KMS', 'AWS_CLOUDHSM', 'EXTERNAL'];

/** How the material is kept: in the hardware of AWS KMS, or encrypted with a key of it. */
function securedBy({ kind, key, facts }: MaterialAsset, { assets, uses }: CryptoInventory): Json | undefined {
  if (kind === 'key') return HARDWARE.includes(facts.Origin) ? { mechanism: 'HSM' } : undefined;
  const by = [...uses.get(key) ?? []].flatMap((each) => assets.get(each) ?? []).find((asset) => asset.kind === 'key');
  return by && { mechanism: 'AWS KMS', ...'algorithm' in by && by.algorithm && { algorithmRef: algorithmRef(by.algorithm) } };
}

function materialItem(asset: MaterialAsset, inventory: CryptoInventory): Item {
  const { key, name, algorithm } = asset;
  return component(key, name, {
    assetType: 'related-crypto-material',
    relatedCryptoMaterialProperties: {
      type: asset.type,
      id: key,
      state: asset.state,
      ...algorithm && { algorithmRef: algorithmRef(algorithm), size: algorithm.family?.startsWith('ML-') ? undefined : algorithm.bits },
      creationDate: asset.created,
      updateDate: asset.updated,
      expirationDate: asset.expires,
      securedBy: securedBy(asset, inventory),
    },
  }, { kind: asset.kind, account: asset.accountId, region: asset.region, ...asset.facts, lastUsed: asset.lastUsed, sharedWith: asset.sharedWith?.join(', ') });
}

const protocolItem = ({ type, version }: Protocol): Item => component(
  protocolRef({ type, version }),
  version === undefined ? type.toUpperCase() : /^\d/.test(version) ? `${type.toUpperCase()} ${version}` : version,
  { assetType: 'protocol', protocolProperties: { type, version } },
  { status: version !== undefined && ENDED.includes(version) ? 'disallowed' : undefined },
);

const once = (items: readonly Item[]) => [...new Map(items.map((item) => [item.ref, item])).values()].sort((a, b) => (a.ref < b.ref ? -1 : 1));

function serviceItem({ key, type, name, accountId, region, protocols }: CryptoUser): Item {
  const policies = [...new Set(protocols.flatMap(({ policy }) => policy ?? []))].join(', ');
  return { ref: key, value: { 'bom-ref': key, 'group': type, name, ...properties({ account: accountId, region, securityPolicy: policies }) } };
}

function dependencyItems({ users, uses, assets }: CryptoInventory): Item[] {
  return [...new Set([...users.keys(), ...assets.keys()])].map((ref) => {
    const protocols = users.get(ref)?.protocols.map(protocolRef) ?? [];
    const dependsOn = [...new Set([...uses.get(ref) ?? [], ...protocols])].sort();
    return { ref, value: { ref, ...dependsOn.length > 0 && { dependsOn } } };
  });
}

/** Lists of the bill, each in order. */
function listsOf(inventory: CryptoInventory, version: SpecVersion): Readonly<Record<string, readonly Item[]>> {
  const assets = [...inventory.assets.values()];
  const users = [...inventory.users.values()];
  return {
    components: once([
      ...assets.flatMap((asset) => (asset.kind === 'certificate' ? certificateItems(asset, version) : materialItem(asset, inventory))),
      ...assets.flatMap(algorithmsOf).map(algorithmItem),
      ...users.flatMap(({ protocols }) => protocols).map(protocolItem),
    ]),
    services: once(users.map(serviceItem)),
    dependencies: once(dependencyItems(inventory)),
  };
}

/** A UUID made of a hash (RFC 9562, version 8): the same content has the same. */
function uuidOf(hash: string): string {
  const text = `${hash.slice(0, 12)}8${hash.slice(13, 16)}8${hash.slice(17, 32)}`;
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A cryptographic bill of materials (https://cyclonedx.org/capabilities/cbom/), piece by piece. The same inventory makes the same text. */
export function* cbom(inventory: CryptoInventory, version: SpecVersion, subject: string): Iterable<string> {
  const lists = listsOf(inventory, version);
  const hash = createHash('sha256').update(`${version} ${subject}`);
  for (const items of Object.values(lists)) for (const { value } of items) hash.update(JSON.stringify(value));
  yield `{"$schema":"http://cyclonedx.org/schema/bom-${version}.schema.json","bomFormat":"CycloneDX","specVersion":"${version}"`;
  yield `,"serialNumber":"urn:uuid:${uuidOf(hash.digest('hex'))}","version":1`;
  yield `,"metadata":${JSON.stringify({ component: { type: 'platform', name: subject } })}`;
  for (const [name, items] of Object.entries(lists)) {
    yield `,"${name}":[`;
    for (const [index, { value }] of items.entries()) yield `${index > 0 ? ',' : ''}\n${JSON.stringify(value)}`;
    yield ']';
  }
  yield '}\n';
}

/** That an account was asked for which has no cryptographic asset in the lake, and uses none. */
export class NoSuchAccount extends Error {}

/**
 * The bill of the whole lake, and one for each account when there are several; of a chosen account only its own.
 * @throws NoSuchAccount
 */
export async function* cbomFiles(graph: Graph, version: SpecVersion, chosen?: string): AsyncIterable<{ readonly file: string; readonly text: string }> {
  const inventory = await cryptoInventory(graph);
  const accounts = accountsOf(inventory);
  if (chosen !== undefined) {
    if (!accounts.includes(chosen)) throw new NoSuchAccount(`The lake has no cryptographic assets of the account '${chosen}'; it has those of ${accounts.join(', ') || 'none'}.`);
    for (const text of cbom(partOf(inventory, chosen), version, `AWS account ${chosen}`)) yield { file: `cbom-${chosen}.cdx.json`, text };
    return;
  }
  for (const text of cbom(inventory, version, accounts.length === 1 ? `AWS account ${accounts[0]}` : 'AWS organization')) yield { file: 'cbom.cdx.json', text };
  for (const account of accounts.length > 1 ? accounts : []) {
    for (const text of cbom(partOf(inventory, account), version, `AWS account ${account}`)) yield { file: `cbom-${account}.cdx.json`, text };
  }
}
