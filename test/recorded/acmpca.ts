import { acm } from './acm';
import { recorded } from './recorded';

const arn = 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/11223344-1234-4122-8233-123456789012';
const { CertificateChain: Certificate } = acm.GetCertificate as { CertificateChain: string };
const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: ['acm-pca:GetCertificate', 'acm-pca:IssueCertificate'], Resource: arn }],
};

export const acmpca = recorded<typeof import('@aws-sdk/client-acm-pca')>({
  ListCertificateAuthorities: {
    CertificateAuthorities: [{
      Arn: arn,
      OwnerAccount: '111122223333',
      CreatedAt: new Date('2026-01-10T12:00:00Z'),
      Type: 'ROOT',
      Serial: '246612345678901234567890',
      Status: 'ACTIVE',
      NotBefore: new Date('2026-11-26T01:08:36Z'),
      NotAfter: new Date('2036-11-23T01:08:36Z'),
      CertificateAuthorityConfiguration: { KeyAlgorithm: 'EC_prime256v1', SigningAlgorithm: 'SHA256WITHECDSA', Subject: { CommonName: 'Example Root' } },
      RevocationConfiguration: { CrlConfiguration: { Enabled: false } },
      KeyStorageSecurityStandard: 'FIPS_140_2_LEVEL_3_OR_HIGHER',
    }],
  },
  GetCertificateAuthorityCertificate: { Certificate },
  GetPolicy: { Policy: JSON.stringify(policy) },
  ListTags: { Tags: [{ Key: 'team', Value: 'orders' }] },
});
