import { headOf, textOf, timeOf, type MaterialAsset } from './assets';
import { sharingOf } from './sharing';
import { keySpec, onCurve, rsa, signatureNamed } from '../../catalogue/crypto/algorithms';
import type { Algorithm } from '../../catalogue/crypto/strength';
import type { Entity } from '../contracts';

const factsOf = (facts: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== null).map(([name, value]) => [name, String(value)]));

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
export function kmsKey(entity: Entity): MaterialAsset {
  const { KeySpec, KeyUsage, KeyState, CreationDate, DeletionDate, ValidTo, Origin, KeyManager, MultiRegion, KeyLastUsage, ...rest } = entity;
  const algorithm = textOf(KeySpec) && keySpec(KeySpec as string, textOf(KeyUsage));
  const isSymmetric = algorithm && (algorithm.family === 'AES' || algorithm.family === 'HMAC');
  return {
    ...headOf(entity),
    ...sharingOf(entity),
    kind: 'key',
    type: isSymmetric ? 'secret-key' : algorithm && algorithm.family ? 'private-key' : 'key',
    ...algorithm && { algorithm },
    state: STATES[textOf(KeyState) ?? ''],
    created: timeOf(CreationDate),
    expires: timeOf(DeletionDate) ?? timeOf(ValidTo),
    lastUsed: timeOf((KeyLastUsage as { Timestamp?: string } | undefined)?.Timestamp),
    isManagedByAws: KeyManager === 'AWS',
    facts: factsOf({
      KeyUsage, Origin, KeyManager, MultiRegion, KeyRotationEnabled: rest.KeyRotationEnabled, RotationPeriodInDays: rest.RotationPeriodInDays,
    }),
  };
}

/** A secret of AWS Secrets Manager. */
export function secret(entity: Entity): MaterialAsset {
  const { DeletedDate, CreatedDate, LastChangedDate, RotationEnabled, LastRotatedDate, LastAccessedDate, OwningService } = entity;
  return {
    ...headOf(entity),
    ...sharingOf(entity),
    kind: 'secret',
    type: 'credential',
    state: DeletedDate ? 'deactivated' : 'active',
    created: timeOf(CreatedDate),
    updated: timeOf(LastRotatedDate) ?? timeOf(LastChangedDate),
    lastUsed: timeOf(LastAccessedDate),
    isManagedByAws: OwningService !== undefined,
    facts: factsOf({ RotationEnabled, LastRotatedDate, LastAccessedDate, OwningService }),
  };
}

/** A parameter of AWS Systems Manager: only the encrypted ones are secret. */
export const parameter = (entity: Entity): MaterialAsset[] => (entity.Type !== 'SecureString' ? [] : [{
  ...headOf(entity),
  kind: 'parameter',
  type: 'unknown',
  state: 'active',
  updated: timeOf(entity.LastModifiedDate),
  facts: factsOf({ Tier: entity.Tier, Version: entity.Version }),
}]);

/** A key pair of Amazon EC2, of which AWS keeps the public key. */
export function keyPair(entity: Entity): MaterialAsset {
  const bits = typeof entity.keyBits === 'number' ? entity.keyBits : undefined;
  const algorithm = entity.KeyType === 'ed25519' ? onCurve('ed25519', 'signature') : entity.KeyType === 'rsa' ? rsa(bits, 'signature') : undefined;
  const { KeyFingerprint } = entity;
  return { ...headOf(entity), kind: 'key-pair', type: 'public-key', ...algorithm && { algorithm }, created: timeOf(entity.CreateTime), facts: factsOf({ KeyFingerprint }) };
}

// The length of an RSA key is in none of its names (RFC 4253, RFC 5656, RFC 8709).
const SSH: Readonly<Record<string, Algorithm>> = {
  'ssh-rsa': rsa(undefined, 'signature'),
  'ecdsa-sha2-nistp256': onCurve('prime256v1', 'signature'),
  'ecdsa-sha2-nistp384': onCurve('secp384r1', 'signature'),
  'ecdsa-sha2-nistp521': onCurve('secp521r1', 'signature'),
  'ssh-ed25519': onCurve('ed25519', 'signature'),
};

interface HostKey { readonly HostKeyId?: string; readonly Arn?: string; readonly Type?: string; readonly Fingerprint?: string; readonly DateImported?: string }

/** The SSH host keys of a server of AWS Transfer Family, which AWS shows by their fingerprints. */
export const hostKeys = (server: Entity): MaterialAsset[] => ((server.HostKeys ?? []) as readonly HostKey[])
  .flatMap(({ Arn, HostKeyId, Type, Fingerprint, DateImported }) => (Arn ? [{
    ...headOf(server),
    key: Arn,
    name: `${server.displayName} ${HostKeyId}`,
    kind: 'host-key',
    type: 'public-key',
    ...SSH[Type ?? ''] && { algorithm: SSH[Type ?? ''] },
    created: timeOf(DateImported),
    facts: factsOf({ Type, Fingerprint }),
  } satisfies MaterialAsset] : []));

/** A profile of AWS Signer; the platform says with what AWS signs, unless a certificate of its own does. */
export function signingProfile(entity: Entity): MaterialAsset {
  const { platformId, status, signatureValidityPeriod } = entity;
  const [, hash] = /-SHA(\d+)-ECDSA$/.exec(textOf(platformId) ?? '') ?? [];
  const { value, type } = (signatureValidityPeriod ?? {}) as { value?: number; type?: string };
  return {
    ...headOf(entity),
    kind: 'signing-profile',
    type: 'private-key',
    ...hash && { algorithm: signatureNamed(`SHA${hash}WITHECDSA`) },
    state: status === 'Active' ? 'active' : 'deactivated',
    facts: factsOf({ platformId, signatureValidity: value && `${value} ${type}` }),
  };
}
