import { generateKeyPairSync, type KeyObject } from 'node:crypto';

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

/** A new RSA key of so many bits, as OpenSSH writes it. */
export const sshKey = (modulusLength: number): string => openSsh(generateKeyPairSync('rsa', { modulusLength }).publicKey);
