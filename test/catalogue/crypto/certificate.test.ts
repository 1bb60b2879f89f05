import { parseCertificate } from '../../../src/catalogue/crypto/certificate';
import { asOpenSsl, Authority, ecKey, rsaKey, type Wanted } from '../../engine/crypto/openssl';

const authority = new Authority();
afterAll(() => authority.close());

const server = ['basicConstraints=CA:FALSE', 'keyUsage=critical,digitalSignature,keyEncipherment', 'extendedKeyUsage=serverAuth,clientAuth'];

const wanted: Record<string, Wanted> = {
  'RSA 1024, SHA-1': { key: rsaKey(1024), subject: '/CN=old.example.com', digest: 'sha1' },
  'RSA 2048, wildcard': { key: rsaKey(2048), subject: '/C=DE/O=Example, Inc./CN=*.example.com', extensions: [...server, 'subjectAltName=DNS:*.example.com,DNS:example.com,IP:192.0.2.7'] },
  'RSA 4096, SHA-512': { key: rsaKey(4096), subject: '/CN=big.example.com', digest: 'sha512', extensions: server },
  'RSA-PSS': { key: rsaKey(2048), subject: '/CN=pss.example.com', sign: ['-sigopt', 'rsa_padding_mode:pss'] },
  'EC P-256': { key: ecKey('P-256'), subject: '/CN=ec.example.com', extensions: ['keyUsage=digitalSignature'] },
  'EC P-384': { key: ecKey('P-384'), subject: '/CN=ec.example.com', digest: 'sha384', extensions: ['keyUsage=keyAgreement,decipherOnly'] },
  'EC P-521': { key: ecKey('P-521'), subject: '/CN=ec.example.com', digest: 'sha512' },
  'expired': { key: ecKey('P-256'), subject: '/CN=past.example.com', dates: ['20190101000000Z', '20200101000000Z'] },
  'far in the future': { key: ecKey('P-256'), subject: '/CN=far.example.com', dates: ['20260101000000Z', '20991231235959Z'] },
  'authority': { key: rsaKey(2048), subject: '/O=Prüfstelle/CN=Root', extensions: ['basicConstraints=critical,CA:TRUE', 'keyUsage=keyCertSign,cRLSign'] },
};

test.each(Object.entries(wanted))('%s is read as openssl x509 reads it', (_, how) => {
  const { pem } = authority.make(how);
  const { publicKey, signature, extendedKeyUsage, isSelfSigned, isLogged, ...parsed } = parseCertificate(pem);
  expect({ ...parsed, bits: publicKey.bits, curve: publicKey.curve, signature: signature.name }).toEqual(asOpenSsl(pem));
  expect({ isSelfSigned, isLogged }).toEqual({ isSelfSigned: true, isLogged: false });
  expect(extendedKeyUsage).toEqual(how.extensions?.includes(server[2]) ? ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'] : []);
});

test('a certificate that another one issued is not self-signed', () => {
  const root = authority.make(wanted.authority);
  const { pem } = authority.make(wanted['EC P-256'], root);
  const { publicKey: _, signature, isSelfSigned, issuer } = parseCertificate(pem);
  expect({ signature: signature.name, isSelfSigned, issuer }).toEqual({ signature: asOpenSsl(pem).signature, isSelfSigned: false, issuer: asOpenSsl(root.pem).subject });
});

test('what is no certificate is refused', () => {
  expect(() => parseCertificate('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')).toThrow();
});
