import { X509Certificate } from 'node:crypto';
import { onCurve, rsa, signatureWithId } from './algorithms';
import { derValues, oid, type Der } from './der';
import type { Algorithm } from './strength';

/** What a certificate says (RFC 5280), in the words of OpenSSL. Dates are ISO 8601. */
export interface ParsedCertificate {
  /** Attributes with a comma between them, in the order of the certificate. */
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal, capital letters. */
  readonly serialNumber: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly subjectAltNames: readonly string[];
  readonly publicKey: Algorithm;
  readonly signature: Algorithm;
  readonly keyUsage: readonly string[];
  /** Object identifiers. */
  readonly extendedKeyUsage: readonly string[];
  readonly isCa: boolean;
  readonly isSelfSigned: boolean;
  /** Whether timestamps of certificate transparency logs are in it. */
  readonly isLogged: boolean;
  /** SHA-256, hexadecimal. */
  readonly fingerprint: string;
}

const KEY_USAGES = [
  'Digital Signature', 'Non Repudiation', 'Key Encipherment', 'Data Encipherment', 'Key Agreement', 'Certificate Sign', 'CRL Sign', 'Encipher Only', 'Decipher Only',
];
const [KEY_USAGE, TIMESTAMPS] = ['2.5.29.15', '1.3.6.1.4.1.11129.2.4.2'];
const EXTENSIONS = 0xa3;

function publicKeyOf({ publicKey }: X509Certificate): Algorithm {
  const { asymmetricKeyType: type = 'unknown', asymmetricKeyDetails: details = {} } = publicKey;
  if (type === 'rsa' || type === 'rsa-pss') return rsa(details.modulusLength, 'key');
  if (type === 'ec') return onCurve(details.namedCurve!, 'key');
  if (type === 'dsa') return { name: `DSA-${details.modulusLength}`, use: 'key', family: 'DSA', bits: details.modulusLength };
  return type.startsWith('ed') ? onCurve(type, 'signature') : { name: type, use: 'key' };
}

function signatureOf(algorithm: Der): Algorithm {
  return signatureWithId(oid(derValues(algorithm.content)[0].content));
}

/** The extensions by object identifier, each as its DER. */
function extensionsOf(certificate: Der): ReadonlyMap<string, Buffer> {
  const wrapped = derValues(certificate.content).find(({ tag }) => tag === EXTENSIONS);
  const extensions = wrapped ? derValues(derValues(wrapped.content)[0].content) : [];
  return new Map(extensions.map(({ content }) => {
    const parts = derValues(content);
    return [oid(parts[0].content), parts.at(-1)!.content];
  }));
}

function keyUsageOf(extension: Buffer | undefined): string[] {
  if (!extension) return [];
  const bits = [...derValues(extension)[0].content.subarray(1)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return KEY_USAGES.filter((_, bit) => bits[bit] === '1');
}

// A name with a comma in it is in quotes.
const namesIn = (text: string | undefined) => (text?.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? []).map((each) => each.trim());

const inLine = (name: string) => name.split('\n').join(', ');

/**
 * Reads a certificate in PEM.
 * @throws Error when it is none
 */
export function parseCertificate(pem: string): ParsedCertificate {
  const x509 = new X509Certificate(pem);
  const [signed, algorithm] = derValues(derValues(x509.raw)[0].content);
  const extensions = extensionsOf(signed);
  return {
    subject: inLine(x509.subject ?? ''),
    issuer: inLine(x509.issuer ?? ''),
    serialNumber: x509.serialNumber,
    notBefore: new Date(x509.validFrom).toISOString(),
    notAfter: new Date(x509.validTo).toISOString(),
    subjectAltNames: namesIn(x509.subjectAltName),
    publicKey: publicKeyOf(x509),
    signature: signatureOf(algorithm),
    keyUsage: keyUsageOf(extensions.get(KEY_USAGE)),
    extendedKeyUsage: (x509.keyUsage as string[] | undefined) ?? [],
    isCa: x509.ca,
    isSelfSigned: x509.subject === x509.issuer && x509.verify(x509.publicKey),
    isLogged: extensions.has(TIMESTAMPS),
    fingerprint: x509.fingerprint256.replaceAll(':', '').toLowerCase(),
  };
}

/** The certificates in a text of PEM blocks, each as a text. */
export const pemBlocks = (text: string | undefined): string[] => text?.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
