import type { Algorithm } from './strength';

const CURVES: Readonly<Record<string, readonly [name: string, bits: number]>> = {
  prime192v1: ['P-192', 192],
  secp224r1: ['P-224', 224],
  prime256v1: ['P-256', 256],
  secp384r1: ['P-384', 384],
  secp521r1: ['P-521', 521],
  secp256k1: ['secp256k1', 256],
  ed25519: ['Ed25519', 256],
  ed448: ['Ed448', 448],
};

/** An elliptic curve by the name OpenSSL has for it. */
export function onCurve(name: string, use: Algorithm['use']): Algorithm {
  const [curve, bits] = CURVES[name] ?? [name, undefined];
  const family = name.startsWith('ed') ? 'EdDSA' : 'EC';
  return { name: family === 'EdDSA' ? curve : `EC-${curve}`, use, family, curve, ...bits !== undefined && { bits } };
}

/** RSA with keys of a length. */
export const rsa = (bits: number | undefined, use: Algorithm['use']): Algorithm => (bits === undefined
  ? { name: 'RSA', use, family: 'RSA' }
  : { name: `RSA-${bits}`, use, family: 'RSA', bits });

const SIGNATURES: Readonly<Record<string, Algorithm>> = Object.fromEntries(([
  ['1.2.840.113549.1.1.4', 'md5WithRSAEncryption', 'RSA', 'MD5'], ['1.2.840.113549.1.1.5', 'sha1WithRSAEncryption', 'RSA', 'SHA-1'],
  ['1.2.840.113549.1.1.10', 'rsassaPss', 'RSA', undefined], ['1.2.840.113549.1.1.14', 'sha224WithRSAEncryption', 'RSA', 'SHA-224'],
  ['1.2.840.113549.1.1.11', 'sha256WithRSAEncryption', 'RSA', 'SHA-256'], ['1.2.840.113549.1.1.12', 'sha384WithRSAEncryption', 'RSA', 'SHA-384'],
  ['1.2.840.113549.1.1.13', 'sha512WithRSAEncryption', 'RSA', 'SHA-512'], ['1.2.840.10045.4.1', 'ecdsa-with-SHA1', 'EC', 'SHA-1'],
  ['1.2.840.10045.4.3.1', 'ecdsa-with-SHA224', 'EC', 'SHA-224'], ['1.2.840.10045.4.3.2', 'ecdsa-with-SHA256', 'EC', 'SHA-256'],
  ['1.2.840.10045.4.3.3', 'ecdsa-with-SHA384', 'EC', 'SHA-384'], ['1.2.840.10045.4.3.4', 'ecdsa-with-SHA512', 'EC', 'SHA-512'],
  ['1.3.101.112', 'ED25519', 'EdDSA', undefined], ['1.3.101.113', 'ED448', 'EdDSA', undefined],
] as const).map(([id, name, family, hash]) => [id, { name, family, use: 'signature', ...hash && { hash } }]));

/** A signature algorithm by its object identifier; one that is not known has that as its name. */
export const signatureWithId = (id: string): Algorithm => SIGNATURES[id] ?? { name: id, use: 'signature' };

/** A signature algorithm as AWS Certificate Manager names it, such as `SHA256WITHRSA`. */
export const signatureNamed = (name: string): Algorithm =>
  Object.values(SIGNATURES).find((each) => plain(each.name) === plain(name)) ?? { name, use: 'signature' };

const plain = (name: string) => name.toLowerCase().replace(/encryption$|-/g, '').replace(/^(sha\d+)withecdsa$/, 'ecdsawith$1');

/** The key algorithm as AWS Certificate Manager names it: `RSA_2048` or `RSA-2048`, `EC_prime256v1`. */
export function keyAlgorithm(name: string): Algorithm {
  const [family, rest = ''] = name.split(/[-_](.*)/);
  if (family === 'RSA') return rsa(Number(rest), 'key');
  if (family === 'ML') return keySpec(name.replaceAll('-', '_'), 'SIGN_VERIFY');
  return family === 'EC' ? onCurve(rest, 'key') : keySpec(name, undefined);
}

const CURVE_SPECS: Readonly<Record<string, string>> = {
  ECC_NIST_P256: 'prime256v1', ECC_NIST_P384: 'secp384r1', ECC_NIST_P521: 'secp521r1', ECC_SECG_P256K1: 'secp256k1', ECC_NIST_EDWARDS25519: 'ed25519',
};
const USES: Readonly<Record<string, Algorithm['use']>> = {
  SIGN_VERIFY: 'signature', ENCRYPT_DECRYPT: 'encryption', KEY_AGREEMENT: 'key-agreement', ENCAPSULATE_DECAPSULATE: 'key-agreement', GENERATE_VERIFY_MAC: 'mac',
};

/** Algorithm of a key spec: https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html */
export function keySpec(spec: string, usage: string | undefined): Algorithm {
  const use = USES[usage ?? ''] ?? 'key';
  if (spec === 'SYMMETRIC_DEFAULT') return { name: 'AES-256-GCM', use: 'encryption', family: 'AES', bits: 256 };
  if (spec in CURVE_SPECS) return onCurve(CURVE_SPECS[spec], use);
  const [, family, size] = /^(RSA|HMAC|ML_DSA|ML_KEM)_(\d+)$/.exec(spec) ?? [];
  const bits = Number(size);
  if (family === 'RSA') return rsa(bits, use);
  if (family === 'HMAC') return { name: `HMAC-SHA-${bits}`, use: 'mac', family: 'HMAC', bits };
  if (family === 'ML_DSA') return { name: `ML-DSA-${bits}`, use: 'signature', family: 'ML-DSA', bits };
  if (family === 'ML_KEM') return { name: `ML-KEM-${bits}`, use: 'key-agreement', family: 'ML-KEM', bits };
  return spec === 'SM2' ? { name: 'SM2', use, family: 'SM2', bits: 256 } : { name: spec, use };
}
