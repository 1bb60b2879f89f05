import { defineCheck } from '../../model/check';
import { acm } from '../../services/acm';

/** AWS FSBP ACM.2, for the signature too. */
export const acmCertificateStrongKey = defineCheck(acm, {
  id: 'acm-certificate-strong-key',
  entity: 'aws_acm_certificate',
  severity: 'high',
  title: 'Certificates have RSA keys of at least 2,048 bits or elliptic curve keys of at least 256, and no SHA-1 signature',
  why: 'The private key of a weak certificate can be computed, and a signature with SHA-1 forged.',
  needs: [acm.need('ListCertificates'), acm.need('DescribeCertificate')],
  remedy: {
    cli: 'aws acm request-certificate --domain-name <domain> --validation-method DNS --key-algorithm EC_prime256v1',
    cdk: "new acm.Certificate(this, 'Certificate', { domainName, keyAlgorithm: acm.KeyAlgorithm.EC_PRIME256V1 })",
  },
  prowler: ['acm_certificates_with_secure_key_algorithms'],
  applies: ({ Status }) => Status === 'ISSUED',
  fails: ({ KeyAlgorithm = '', SignatureAlgorithm = '' }) => {
    // DescribeCertificate writes RSA-2048, the list RSA_2048.
    const isWeak = /^RSA[-_](512|1024)$|^EC_(secp|prime)(160|192|224)/.test(KeyAlgorithm) || /^(SHA1|MD5)/.test(SignatureAlgorithm);
    return isWeak ? `KeyAlgorithm is ${KeyAlgorithm}, SignatureAlgorithm is ${SignatureAlgorithm}` : undefined;
  },
  examples: {
    pass: [
      { entity: { Status: 'ISSUED', KeyAlgorithm: 'RSA_2048', SignatureAlgorithm: 'SHA256WITHRSA' } },
      { entity: { Status: 'ISSUED', KeyAlgorithm: 'EC_prime256v1', SignatureAlgorithm: 'SHA256WITHECDSA' } },
    ],
    fail: [
      { entity: { Status: 'ISSUED', KeyAlgorithm: 'RSA_1024', SignatureAlgorithm: 'SHA256WITHRSA' } },
      { entity: { Status: 'ISSUED', KeyAlgorithm: 'RSA_2048', SignatureAlgorithm: 'SHA1WITHRSA' } },
    ],
  },
});
