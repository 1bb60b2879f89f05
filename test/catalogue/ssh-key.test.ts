import { sshKeyBits } from '../../src/catalogue/model/ssh-key';
import { sshKey } from '../engine/crypto/openssh';

test.each([1024, 2048, 3072])('an RSA key of %d bits', (modulusLength) => {
  expect(sshKeyBits(sshKey(modulusLength))).toBe(modulusLength);
});

test('a key of Curve25519', () => {
  expect(sshKeyBits('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl')).toBe(256);
});

test.each([undefined, '', 'ssh-rsa', 'ssh-rsa AAAA', 'ssh-rsa !!!!', 'ecdsa-sha2-nistp256 AAAA', '-----BEGIN PUBLIC KEY-----'])('%j has no length', (text) => {
  expect(sshKeyBits(text)).toBeUndefined();
});
