import { keySpec, onCurve, rsa, signatureNamed } from '../../../src/catalogue/crypto/algorithms';
import { strengthOf, type Algorithm } from '../../../src/catalogue/crypto/strength';
import facts from '../../facts/nist-strength.json';

// SP 800-57 Part 1 Rev. 5, Table 2 (bits of security), FIPS 204 Table 1 (categories), NIST's call for proposals (AES-256 is category 5).
test.each([
  ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 256, 5], ['RSA_2048', 'SIGN_VERIFY', 112, 0], ['RSA_3072', 'ENCRYPT_DECRYPT', 128, 0], ['RSA_4096', 'SIGN_VERIFY', 128, 0],
  ['ECC_NIST_P256', 'SIGN_VERIFY', 128, 0], ['ECC_NIST_P384', 'KEY_AGREEMENT', 192, 0], ['ECC_NIST_P521', 'SIGN_VERIFY', 256, 0], ['ECC_SECG_P256K1', 'SIGN_VERIFY', 128, 0],
  ['ECC_NIST_EDWARDS25519', 'SIGN_VERIFY', 128, 0], ['HMAC_224', 'GENERATE_VERIFY_MAC', 192, 3], ['HMAC_256', 'GENERATE_VERIFY_MAC', 256, 5],
  ['HMAC_384', 'GENERATE_VERIFY_MAC', 256, 5], ['HMAC_512', 'GENERATE_VERIFY_MAC', 256, 5], ['ML_DSA_44', 'SIGN_VERIFY', 128, 2], ['ML_DSA_65', 'SIGN_VERIFY', 192, 3],
  ['ML_DSA_87', 'SIGN_VERIFY', 256, 5], ['ML_KEM_512', 'ENCAPSULATE_DECAPSULATE', 128, 1], ['ML_KEM_768', 'ENCAPSULATE_DECAPSULATE', 192, 3],
  ['ML_KEM_1024', 'ENCAPSULATE_DECAPSULATE', 256, 5],
])('a key of AWS KMS of spec %s for %s has %i bits and category %i', (spec, usage, bits, quantumLevel) => {
  expect(strengthOf(keySpec(spec, usage))).toMatchObject({ bits, quantumLevel, status: 'acceptable', quantumVulnerable: quantumLevel === 0 });
});

test.each([[512, undefined, 'disallowed'], [1024, 80, 'disallowed'], [1536, 80, 'disallowed'], [2048, 112, 'acceptable'], [7680, 192, 'acceptable'], [16384, 256, 'acceptable']])(
  'RSA of %i bits', (length, bits, status) => {
    const strength = strengthOf(rsa(length, 'key'));
    expect([strength.bits, strength.status]).toEqual([bits, status]);
  });

test('what NIST does not approve is disallowed', () => {
  expect(strengthOf(keySpec('SM2', 'SIGN_VERIFY')).status).toBe('disallowed');
  expect(strengthOf(onCurve('prime192v1', 'signature')).status).toBe('disallowed');
  expect(['SHA1WITHRSA', 'MD5WITHRSA', 'ecdsa-with-SHA1'].map((name) => strengthOf(signatureNamed(name)).status)).toEqual(['disallowed', 'disallowed', 'disallowed']);
});

test('a hash limits a signature', () => {
  expect(strengthOf({ ...rsa(15360, 'signature'), hash: 'SHA-256' }).bits).toBe(128);
  expect(strengthOf(signatureNamed('SHA384WITHECDSA')).bits).toBe(192);
});

// IR 8547, Tables 2 and 4.
test('what a quantum computer breaks has an end', () => {
  expect(strengthOf(rsa(2048, 'signature'))).toMatchObject({ deprecatedAfter: 2030, disallowedAfter: 2035, migration: 'ML-DSA (FIPS 204)' });
  expect(strengthOf(rsa(3072, 'encryption'))).toMatchObject({ disallowedAfter: 2035, migration: 'ML-KEM (FIPS 203)' });
  expect(strengthOf(rsa(3072, 'encryption'))).not.toHaveProperty('deprecatedAfter');
  expect(strengthOf(keySpec('SYMMETRIC_DEFAULT', undefined))).not.toHaveProperty('disallowedAfter');
});

test('nothing is guessed of what is not known', () => {
  expect(strengthOf(keySpec('XYZ_9', 'SIGN_VERIFY'))).toEqual({});
  expect(strengthOf(rsa(undefined, 'key'))).not.toHaveProperty('bits');
  expect(strengthOf(rsa(undefined, 'key'))).not.toHaveProperty('status');
  expect(strengthOf(onCurve('brainpoolP256r1', 'key'))).not.toHaveProperty('status');
});

describe("NIST's tables", () => {
  const { comparable, signatureHash, hmac, transition, category } = facts;

  test.each(comparable)('row $bits', ({ bits, rsa: length, ec: [from, to] }) => {
    const ofCurve = (size: number) => strengthOf({ name: `EC-${size}`, use: 'signature', family: 'EC', bits: size }).bits;
    expect([strengthOf(rsa(length, 'key')).bits, ofCurve(from), ofCurve(to)]).toEqual([bits, bits, bits]);
    expect(strengthOf(rsa(length, 'key')).status).toBe(bits < 112 ? 'disallowed' : 'acceptable');
    const { deprecatedAfter, disallowedAfter } = strengthOf(rsa(length, 'signature'));
    const end = (transition as Record<string, object>)[bits];
    if (end) expect({ ...deprecatedAfter && { deprecatedAfter }, disallowedAfter }).toEqual(end);
  });

  test('hashes limit signatures, and keyed ones have their strength', () => {
    const ofHash = (hash: string) => strengthOf({ ...rsa(15360, 'signature'), hash }).bits;
    expect(Object.fromEntries(Object.keys(signatureHash).map((hash) => [hash, ofHash(hash)]))).toEqual(signatureHash);
    const ofHmac = (bits: number) => strengthOf({ name: `HMAC-${bits}`, use: 'mac', family: 'HMAC', bits }).bits;
    expect(Object.fromEntries(Object.keys(hmac).map((bits) => [bits, ofHmac(Number(bits))]))).toEqual(hmac);
  });

  test('categories against quantum computers', () => {
    const levelOf = (name: string) => {
      const [, family, bits] = /^(.+)-(\d+)$/.exec(name)!;
      return strengthOf({ name, use: 'key', family: family as Algorithm['family'], bits: Number(bits) }).quantumLevel;
    };
    expect(Object.fromEntries(Object.keys(category).map((name) => [name, levelOf(name)]))).toEqual(category);
  });
});
