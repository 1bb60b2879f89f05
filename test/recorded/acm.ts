import { recorded } from './recorded';

const arn = 'arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-4234-8234-123456789012';

// A certificate of a P-256 key, signed by a root that exists for this file only.
const Certificate = `-----BEGIN CERTIFICATE-----
MIIBvDCCAWGgAwIBAgIUb6nrDwvMUcLhWYcUoVLhiUa4QgwwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMRXhhbXBsZSBSb290MB4XDTI2MTEyNjAxMDgzNloXDTI3MTIy
MTAxMDgzNlowHTEbMBkGA1UEAwwSb3JkZXJzLmV4YW1wbGUuY29tMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEkRAh8Q2iOQVZP1/FYCAspMFbflg+OjlTZHuOgL6x
eOhFnUu05rFTvh/5DNiXZYnndlMQ2n3Yxdir8OeSJVaynaOBhDCBgTAdBgNVHREE
FjAUghJvcmRlcnMuZXhhbXBsZS5jb20wCwYDVR0PBAQDAgeAMBMGA1UdJQQMMAoG
CCsGAQUFBwMBMB0GA1UdDgQWBBQwz/A+tPzspvPqv5VfSL80sObwjzAfBgNVHSME
GDAWgBR8dtzTT1CdxdzRiUs+/9Htviyn/DAKBggqhkjOPQQDAgNJADBGAiEAmSrt
xZHAb7vF6RINSmK98RGJcVkvFuHYMO3edyDsiCMCIQDd36l9fzFp007zYx2VkoaC
ISE9AFSZDohtO/URtvfZ9A==
-----END CERTIFICATE-----
`;
const CertificateChain = `-----BEGIN CERTIFICATE-----
MIIBgzCCASmgAwIBAgIUK5K864g6KHlA3grP4g/caMChFEEwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMRXhhbXBsZSBSb290MB4XDTI2MTEyNjAxMDgzNloXDTM2MTEy
MzAxMDgzNlowFzEVMBMGA1UEAwwMRXhhbXBsZSBSb290MFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAELq/JZPhExnfj2vBCV+OwVrkllwngobJn8tpy2JYmGXMlRcqv
zy+iEzuoicWpjUoL8BQcQRlA6UFT1+PBLT/HMqNTMFEwHQYDVR0OBBYEFHx23NNP
UJ3F3NGJSz7/0e2+LKf8MB8GA1UdIwQYMBaAFHx23NNPUJ3F3NGJSz7/0e2+LKf8
MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhALbYHMapulQM4MJj
DIMgrDm+NlW82oRssoMM1F/PUA2gAiBgA6G4ut+4ueg1dhWMSdSVuAPB+dnzDhDn
XJUdFnCmyw==
-----END CERTIFICATE-----
`;

export const acm = recorded<typeof import('@aws-sdk/client-acm')>({
  ListCertificates: { CertificateSummaryList: [{ CertificateArn: arn, DomainName: 'orders.example.com' }] },
  DescribeCertificate: {
    Certificate: {
      CertificateArn: arn,
      DomainName: 'orders.example.com',
      SubjectAlternativeNames: ['orders.example.com'],
      DomainValidationOptions: [{ DomainName: 'orders.example.com', ValidationMethod: 'EMAIL', ValidationEmails: ['hush@example.com'], ValidationStatus: 'SUCCESS' }],
      Serial: '6f:a9:eb:0f:0b:cc:51:c2:e1:59:87:14:a1:52:e1:89:46:b8:42:0c',
      Subject: 'CN=orders.example.com',
      Issuer: 'Example Root',
      Status: 'ISSUED',
      Type: 'AMAZON_ISSUED',
      IssuedAt: new Date('2026-11-26T01:08:36Z'),
      NotBefore: new Date('2026-11-26T01:08:36Z'),
      NotAfter: new Date('2027-12-21T01:08:36Z'),
      KeyAlgorithm: 'EC_prime256v1',
      SignatureAlgorithm: 'SHA256WITHECDSA',
      KeyUsages: [{ Name: 'DIGITAL_SIGNATURE' }],
      ExtendedKeyUsages: [{ Name: 'TLS_WEB_SERVER_AUTHENTICATION', OID: '1.3.6.1.5.5.7.3.1' }],
      RenewalEligibility: 'ELIGIBLE',
      CertificateAuthorityArn: 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/11223344-1234-4122-8233-123456789012',
      Options: { CertificateTransparencyLoggingPreference: 'ENABLED', Export: 'DISABLED' },
      InUseBy: [
        'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/orders/50dc6c495c0c9188',
        'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/orders/60dc6c495c0c9188',
        'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/orders',
        'arn:aws:cloudfront::111122223333:distribution/E1A2B3C4D5E6F7',
        'arn:aws:es:eu-west-1:111122223333:domain/search',
        'arn:aws:transfer:eu-west-1:111122223333:server/s-0123456789abcdef0',
      ],
    },
  },
  ListTagsForCertificate: { Tags: [{ Key: 'team', Value: 'orders' }] },
  GetCertificate: { Certificate, CertificateChain },
});
