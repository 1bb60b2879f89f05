import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { sshKeyBits } from '../../src/catalogue/model/ssh-key';

const part = (bytes: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};
const number = (base64url: string | undefined) => {
  const bytes = Buffer.from(base64url!, 'base64url');
  return part(bytes[0] > 127 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes);
};

/** A key as OpenSSH writes it, from the numbers that Node gives. */
function openSsh(key: KeyObject): string {
  const { n, e } = key.export({ format: 'jwk' });
  return `ssh-rsa ${Buffer.concat([part(Buffer.from('ssh-rsa')), number(e), number(n)]).toString('base64')} somebody@host`;
}

test.each([1024, 2048, 3072])('an RSA key of %d bits', (modulusLength) => {
  expect(sshKeyBits(openSsh(generateKeyPairSync('rsa', { modulusLength }).publicKey))).toBe(modulusLength);
});

test('a key of Curve25519', () => {
  expect(sshKeyBits('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl')).toBe(256);
});

test.each([undefined, '', 'ssh-rsa', 'ssh-rsa AAAA', 'ssh-rsa !!!!', 'ecdsa-sha2-nistp256 AAAA', '-----BEGIN PUBLIC KEY-----'])('%j has no length', (text) => {
  expect(sshKeyBits(text)).toBeUndefined();
});
