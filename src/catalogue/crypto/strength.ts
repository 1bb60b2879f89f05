/**
 * Strength of algorithms, by NIST: SP 800-57 Part 1 Rev. 5 Tables 2 and 3 (security bits), SP 800-131A Rev. 2 (status), IR 8547 Tables 2 and 4
 * (end of what a quantum computer breaks), FIPS 203, 204 and 205 (categories). https://csrc.nist.gov/publications
 */
export interface Strength {
  /** Classical security in bits; where NIST says "at most 80", 80; undefined where NIST's tables say nothing. */
  readonly bits?: number;
  /** For new signatures, keys and ciphertexts; what NIST does not approve is disallowed; undefined where the algorithm or its size is not known. */
  readonly status?: 'acceptable' | 'disallowed';
  /** Whether Shor's algorithm breaks it. */
  readonly quantumVulnerable?: boolean;
  /** 0 to 6, NIST's category against quantum computers; 0 is none. */
  readonly quantumLevel?: number;
  /** Year after which it is deprecated, and disallowed, because of quantum computers. */
  readonly deprecatedAfter?: number;
  readonly disallowedAfter?: number;
  /** What takes its place. */
  readonly migration?: string;
}

/** What is encrypted, signed or agreed with. */
export type Family = 'RSA' | 'EC' | 'EdDSA' | 'DSA' | 'AES' | 'HMAC' | 'ML-DSA' | 'ML-KEM' | 'SLH-DSA' | 'SM2';

/** An algorithm with its parameters, as far as they are known. */
export interface Algorithm {
  /** Unique for its parameters: `RSA-2048`, `EC-P-256`, `sha256WithRSAEncryption`. */
  readonly name: string;
  readonly use: 'signature' | 'encryption' | 'key-agreement' | 'mac' | 'key';
  readonly family?: Family;
  /** Length of the key, for ML-DSA and ML-KEM the parameter set. */
  readonly bits?: number;
  readonly curve?: string;
  readonly hash?: string;
}

type Steps = readonly (readonly [atLeast: number, bits: number])[];

const RSA: Steps = [[15360, 256], [7680, 192], [3072, 128], [2048, 112], [1024, 80]];
const CURVE: Steps = [[512, 256], [384, 192], [256, 128], [224, 112], [160, 80]];
/** Against collisions, for signatures. */
const HASH: Readonly<Record<string, number>> = { 'SHA-1': 80, 'SHA-224': 112, 'SHA-256': 128, 'SHA-384': 192, 'SHA-512': 256 };
const HMAC: Steps = [[256, 256], [224, 192], [160, 128]];
const AES_LEVEL: Readonly<Record<number, number>> = { 128: 1, 192: 3, 256: 5 };
const ML_DSA: Readonly<Record<number, readonly [level: number, bits: number]>> = { 44: [2, 128], 65: [3, 192], 87: [5, 256] };
const ML_KEM: Readonly<Record<number, readonly [level: number, bits: number]>> = { 512: [1, 128], 768: [3, 192], 1024: [5, 256] };

const SLH_DSA: Readonly<Record<number, readonly [level: number, bits: number]>> = { 128: [1, 128], 192: [3, 192], 256: [5, 256] };

const step = (steps: Steps, size: number | undefined) => (size === undefined ? undefined : steps.find(([atLeast]) => size >= atLeast)?.[1]);

/** Bits of the key and of the hash: the weaker of those known. */
function bitsOf({ family, bits, hash }: Algorithm): number | undefined {
  const ofKey = step(family === 'RSA' || family === 'DSA' ? RSA : CURVE, bits);
  const known = [ofKey, hash === undefined ? undefined : HASH[hash]].filter((each) => each !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

/** Hashes and keys that are too weak for new signatures whatever else is known; DSA signs no more (FIPS 186-5). */
function classical(algorithm: Algorithm): Strength {
  const bits = bitsOf(algorithm);
  const { family, hash, use } = algorithm;
  const weakHash = hash !== undefined && (HASH[hash] ?? 0) < 112;
  const tooSmall = bits === undefined ? (algorithm.bits ?? Infinity) < 160 || (family === 'RSA' && (algorithm.bits ?? Infinity) < 1024) : bits < 112;
  const unknown = bits === undefined && !weakHash && !tooSmall;
  return {
    ...bits !== undefined && { bits },
    ...!(unknown && family !== 'DSA') && { status: weakHash || tooSmall || family === 'DSA' ? 'disallowed' as const : 'acceptable' as const },
    quantumVulnerable: true,
    quantumLevel: 0,
    // Against EdDSA and keys of 128 bits and more only the end is set.
    ...bits === 112 && { deprecatedAfter: 2030 },
    disallowedAfter: 2035,
    migration: migrationOf(use),
  };
}

const migrationOf = (use: Algorithm['use']) =>
  use === 'signature' ? 'ML-DSA (FIPS 204)' : use === 'key' ? 'ML-DSA (FIPS 204) or ML-KEM (FIPS 203)' : 'ML-KEM (FIPS 203)';

const afterQuantum = (known: readonly [number, number] | undefined): Strength =>
  ({ ...known && { quantumLevel: known[0], bits: known[1], status: 'acceptable' }, quantumVulnerable: false });

/** How strong an algorithm is. Nothing is guessed: without parameters only what holds for all of them is told. */
export function strengthOf(algorithm: Algorithm): Strength {
  const { family, bits = 0 } = algorithm;
  switch (family) {
    case 'RSA': case 'EC': case 'EdDSA': case 'DSA': return classical(algorithm);
    case 'SM2': return { ...classical(algorithm), status: 'disallowed' };
    case 'AES': return { ...AES_LEVEL[bits] && { bits, status: 'acceptable', quantumLevel: AES_LEVEL[bits] }, quantumVulnerable: false };
    case 'HMAC': return { bits: step(HMAC, bits), status: 'acceptable', quantumVulnerable: false, quantumLevel: bits >= 256 ? 5 : 3 };
    case 'ML-DSA': return afterQuantum(ML_DSA[bits]);
    case 'ML-KEM': return afterQuantum(ML_KEM[bits]);
    case 'SLH-DSA': return afterQuantum(SLH_DSA[bits]);
    default: return {};
  }
}
