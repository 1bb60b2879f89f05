import type { ParsedCertificate } from '../../catalogue/crypto/certificate';
import type { Algorithm } from '../../catalogue/crypto/strength';
import type { Entity } from '../contracts';

/** What every cryptographic asset has. */
export interface AssetHead {
  /** Key of the entity, or the ARN of what an entity holds; of a certificate of a chain `certificate:sha256:<fingerprint>`. */
  readonly key: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** Accounts outside its own that a policy or a grant lets use it, by id; `everyone` where nothing narrows it. */
  readonly sharedWith?: readonly string[];
}

/** A certificate; what could not be read of it is left out. */
export interface CertificateAsset extends AssetHead, Partial<ParsedCertificate> {
  readonly kind: 'certificate';
  /** Whether the text of the certificate was there and was one. */
  readonly isParsed: boolean;
  readonly isInUse?: boolean;
  /** What renews it: `AMAZON_ISSUED` and `PRIVATE` are renewed by AWS where they are eligible. */
  readonly renewal?: string;
  /** Key of the certificate that issued this one, where the chain has it. */
  readonly issuedBy?: string;
}

/** Kinds of what is no certificate. */
export type MaterialKind = 'key' | 'secret' | 'parameter' | 'key-pair' | 'host-key' | 'signing-profile';

/** A key, a secret, an encrypted parameter and the like: never its value. */
export interface MaterialAsset extends AssetHead {
  readonly kind: MaterialKind;
  readonly type: 'secret-key' | 'private-key' | 'public-key' | 'key' | 'credential' | 'unknown';
  readonly algorithm?: Algorithm;
  readonly state?: 'pre-activation' | 'active' | 'suspended' | 'deactivated';
  readonly created?: string;
  readonly updated?: string;
  readonly expires?: string;
  readonly lastUsed?: string;
  /** Whether AWS, not the customer, manages it. */
  readonly isManagedByAws?: boolean;
  /** Further facts by name. */
  readonly facts: Readonly<Record<string, string>>;
}

/** A cryptographic asset. */
export type CryptoAsset = CertificateAsset | MaterialAsset;

/** The head of the asset that an entity is. */
export const headOf = ({ _key, displayName, accountId, region }: Entity): AssetHead => ({ key: _key, name: displayName, accountId, region });

/** A text that says something; undefined for anything else. */
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A time as ISO 8601; undefined for anything else. */
export const timeOf = (value: unknown): string | undefined => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : undefined);
