import { keyAlgorithm, keySpec, onCurve, rsa, signatureNamed } from '../../catalogue/crypto/algorithms';
import { parseCertificate, pemBlocks, type ParsedCertificate } from '../../catalogue/crypto/certificate';
import type { Algorithm } from '../../catalogue/crypto/strength';
import type { Entity } from '../contracts';

/** What every cryptographic asset has. */
interface Head {
  /** Key of the entity; of a certificate of a chain `certificate:sha256:<fingerprint>`. */
  readonly key: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
}

/** A certificate; what could not be read of it is left out. */
export interface CertificateAsset extends Head, Partial<ParsedCertificate> {
  readonly kind: 'certificate';
  /** Whether the text of the certificate was there and was one. */
  readonly isParsed: boolean;
  readonly isInUse?: boolean;
  /** What renews it: `AMAZON_ISSUED` and `PRIVATE` are renewed by AWS where they are eligible. */
  readonly renewal?: string;
  /** Key of the certificate that issued this one, where the chain has it. */
  readonly issuedBy?: string;
}

/** A key, a secret, an encrypted parameter or a key pair: never its value. */
export interface MaterialAsset extends Head {
  readonly kind: 'key' | 'secret' | 'parameter' | 'key-pair';
  readonly type: 'secret-key' | 'private-key' | 'public-key' | 'key' | 'credential' | 'unknown';
  readonly algorithm?: Algorithm;
  readonly state?: 'pre-activation' | 'active' | 'suspended' | 'deactivated';
  readonly created?: string;
  readonly updated?: string;
  readonly expires?: string;
  /** Further facts by name. */
  readonly facts: Readonly<Record<string, string>>;
}

/** A cryptographic asset. */
export type CryptoAsset = CertificateAsset | MaterialAsset;

const head = ({ _key, displayName, accountId, region }: Entity): Head => ({ key: _key, name: displayName, accountId, region });
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const time = (value: unknown) => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : undefined);

const factsOf = (facts: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== null).map(([name, value]) => [name, String(value)]));

function parsed(pem: string | undefined): ParsedCertificate | undefined {
  try {
    return pem === undefined ? undefined : parseCertificate(pem);
  } catch {
    return undefined;
  }
}

/** What AWS Certificate Manager tells of a certificate whose text is not there. */
function told({ Subject, Issuer, Serial, NotBefore, NotAfter, SubjectAlternativeNames, KeyAlgorithm, SignatureAlgorithm }: Entity): Partial<ParsedCertificate> {
  const all = {
    subject: text(Subject),
    issuer: text(Issuer),
    serialNumber: text(Serial)?.replaceAll(':', '').toUpperCase(),
    notBefore: time(NotBefore),
    notAfter: time(NotAfter),
    subjectAltNames: (SubjectAlternativeNames as string[] | undefined)?.map((name) => `DNS:${name}`),
    publicKey: text(KeyAlgorithm) && keyAlgorithm(KeyAlgorithm as string),
    signature: text(SignatureAlgorithm) && signatureNamed(SignatureAlgorithm as string),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

const chainKey = ({ fingerprint }: ParsedCertificate) => `certificate:sha256:${fingerprint}`;

/** A certificate of AWS Certificate Manager and those of its chain, each linked to its issuer. */
function certificates(entity: Entity): CertificateAsset[] {
  const own = parsed(pemBlocks(text(entity.Certificate))[0]);
  const chain = pemBlocks(text(entity.CertificateChain)).flatMap((pem) => parsed(pem) ?? []);
  const issuerOf = (of: ParsedCertificate | undefined) => {
    const issuer = of && !of.isSelfSigned ? chain.find((each) => each.subject === of.issuer) : undefined;
    return issuer && { issuedBy: chainKey(issuer) };
  };
  const leaf: CertificateAsset = {
    ...head(entity),
    kind: 'certificate',
    isParsed: own !== undefined,
    ...own ?? told(entity),
    ...issuerOf(own),
    ...typeof entity.isInUse === 'boolean' && { isInUse: entity.isInUse },
    ...text(entity.Type) && { renewal: entity.Type as string },
  };
  return [leaf, ...chain.map((each): CertificateAsset =>
    ({ ...head(entity), key: chainKey(each), name: each.subject, kind: 'certificate', isParsed: true, ...each, ...issuerOf(each) }))];
}

interface ServerCertificate { readonly Arn?: string; readonly ServerCertificateName?: string; readonly Expiration?: string }

/** The server certificates of AWS IAM: AWS lists only when they end. */
const serverCertificates = (entity: Entity) => ((entity.ServerCertificates ?? []) as readonly ServerCertificate[])
  .flatMap(({ Arn, ServerCertificateName, Expiration }): CertificateAsset[] => (Arn ? [{
    ...head(entity), key: Arn, name: ServerCertificateName ?? Arn, kind: 'certificate', isParsed: false, ...time(Expiration) && { notAfter: time(Expiration) },
  }] : []));

const STATES: Readonly<Record<string, MaterialAsset['state']>> = {
  Creating: 'pre-activation',
  PendingImport: 'pre-activation',
  Enabled: 'active',
  Updating: 'active',
  Disabled: 'suspended',
  Unavailable: 'suspended',
  PendingDeletion: 'deactivated',
  PendingReplicaDeletion: 'deactivated',
};

/** A key of AWS KMS. */
function kmsKey(entity: Entity): MaterialAsset {
  const { KeySpec, KeyUsage, KeyState, CreationDate, DeletionDate, ValidTo, Origin, KeyManager, MultiRegion, ...rest } = entity;
  const algorithm = text(KeySpec) && keySpec(KeySpec as string, text(KeyUsage));
  const isSymmetric = algorithm && (algorithm.family === 'AES' || algorithm.family === 'HMAC');
  return {
    ...head(entity),
    kind: 'key',
    type: isSymmetric ? 'secret-key' : algorithm && algorithm.family ? 'private-key' : 'key',
    ...algorithm && { algorithm },
    state: STATES[text(KeyState) ?? ''],
    created: time(CreationDate),
    expires: time(DeletionDate) ?? time(ValidTo),
    facts: factsOf({
      KeyUsage, Origin, KeyManager, MultiRegion, KeyRotationEnabled: rest.KeyRotationEnabled, RotationPeriodInDays: rest.RotationPeriodInDays,
    }),
  };
}

/** A secret of AWS Secrets Manager. */
function secret(entity: Entity): MaterialAsset {
  const { DeletedDate, CreatedDate, LastChangedDate, RotationEnabled, LastRotatedDate, LastAccessedDate, OwningService } = entity;
  return {
    ...head(entity),
    kind: 'secret',
    type: 'credential',
    state: DeletedDate ? 'deactivated' : 'active',
    created: time(CreatedDate),
    updated: time(LastRotatedDate) ?? time(LastChangedDate),
    facts: factsOf({ RotationEnabled, LastRotatedDate, LastAccessedDate, OwningService }),
  };
}

/** A parameter of AWS Systems Manager: only the encrypted ones are secret. */
const parameter = (entity: Entity): MaterialAsset[] => (entity.Type !== 'SecureString' ? [] : [{
  ...head(entity),
  kind: 'parameter',
  type: 'unknown',
  state: 'active',
  updated: time(entity.LastModifiedDate),
  facts: factsOf({ Tier: entity.Tier, Version: entity.Version }),
}]);

/** A key pair of Amazon EC2, of which AWS keeps the public key. */
function keyPair(entity: Entity): MaterialAsset {
  const bits = typeof entity.keyBits === 'number' ? entity.keyBits : undefined;
  const algorithm = entity.KeyType === 'ed25519' ? onCurve('ed25519', 'signature') : entity.KeyType === 'rsa' ? rsa(bits, 'signature') : undefined;
  const { KeyFingerprint } = entity;
  return { ...head(entity), kind: 'key-pair', type: 'public-key', ...algorithm && { algorithm }, created: time(entity.CreateTime), facts: factsOf({ KeyFingerprint }) };
}

const BY_TYPE: Partial<Record<Entity['_type'], (entity: Entity) => CryptoAsset | CryptoAsset[]>> = {
  aws_acm_certificate: certificates,
  aws_account: serverCertificates,
  aws_kms_key: kmsKey,
  aws_secretsmanager_secret: secret,
  aws_ssm_parameter: parameter,
  aws_key_pair: keyPair,
};

/** The cryptographic assets that an entity is or holds: mostly none. */
export const assetsOf = (entity: Entity): readonly CryptoAsset[] => [BY_TYPE[entity._type]?.(entity) ?? []].flat();
