/** Length in bits of a public key in the format of OpenSSH (RFC 4253, section 6.6): that of the modulus for RSA; undefined for another format or type. */
export function sshKeyBits(publicKey: string | undefined): number | undefined {
  const [type, text] = publicKey?.trim().split(/\s+/) ?? [];
  if (type === 'ssh-ed25519') return 256;
  if (type !== 'ssh-rsa' || !text) return undefined;
  const blob = Buffer.from(text, 'base64');
  const parts: Buffer[] = [];
  for (let at = 0; at + 4 <= blob.length; at += 4 + parts.at(-1)!.length) parts.push(blob.subarray(at + 4, at + 4 + blob.readUInt32BE(at)));
  // A number whose first bit is set has a zero byte before it.
  const modulus = parts[2]?.toString('hex').replace(/^0+/, '');
  return modulus ? (modulus.length - 1) * 4 + parseInt(modulus[0], 16).toString(2).length : undefined;
}
