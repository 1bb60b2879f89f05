import { weaknessOf } from '../../crypto/weakness';
import { defineCheck } from '../../model/check';
import { account } from '../../services/account';

// RSA of 1024 bits, and a P-256 key; both made for this file.
const WEAK = `-----BEGIN CERTIFICATE-----
MIICEDCCAXmgAwIBAgIUNla7iinqdYWecKiiCJnarMg3bOwwDQYJKoZIhvcNAQEL
BQAwGjEYMBYGA1UEAwwPb2xkLmV4YW1wbGUuY29tMB4XDTI2MTEyNjA1MTUxM1oX
DTM2MTEyMzA1MTUxM1owGjEYMBYGA1UEAwwPb2xkLmV4YW1wbGUuY29tMIGfMA0G
CSqGSIb3DQEBAQUAA4GNADCBiQKBgQCwbwtEXURsBOWpSSJSwDsrhTCuIZn0WRK5
OdwPgIcFfxXMf2qHpUUz6aHeygOj4zL1yyd05bW5bEajcG87cBZZP/WhTMuSpzhM
mh1mCB2U1oqVVDT3mlukB9OBMJGnoatuONQ+8JDrYwSlW7T3iZnTC+WMgjwCM7+3
B2AUGikveQIDAQABo1MwUTAdBgNVHQ4EFgQUotUP4f4UuviJ5sK2fXIfmsgjWPMw
HwYDVR0jBBgwFoAUotUP4f4UuviJ5sK2fXIfmsgjWPMwDwYDVR0TAQH/BAUwAwEB
/zANBgkqhkiG9w0BAQsFAAOBgQChBKhbLd28/4UJHiO2RJhVcSTSE8I0fpW4ij+x
5ghI7nMJ+krIGq1tcbzOyzz/56TWDOpleoLWc+xEHDzjG4syt1LOBghtaauWIkwn
EFIm+j/yXwQMKKnIrbKu8c9xUP7e9T8ZleoXcifhLw53Pc7bU18pPBobQ60KjlPr
U2fjOw==
-----END CERTIFICATE-----
`;
const STRONG = `-----BEGIN CERTIFICATE-----
MIIBiDCCAS+gAwIBAgIUFw5RkmKznKqClkITycbn/puxiQowCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPbmV3LmV4YW1wbGUuY29tMB4XDTI2MTEyNjA1MTUxM1oXDTM2
MTEyMzA1MTUxM1owGjEYMBYGA1UEAwwPbmV3LmV4YW1wbGUuY29tMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAESSFj2Uaq4FIGuNfxooray6I56bry14fxc0IyMCCy
c/Yxpj+AsEbsOW24JndsFmOTYjwRe/D/Kl8+I3/F79dWz6NTMFEwHQYDVR0OBBYE
FLEQUXWQ14QxuldTmkZ2sakLpy6zMB8GA1UdIwQYMBaAFLEQUXWQ14QxuldTmkZ2
sakLpy6zMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgKBul3qLp
JsBjPco1eHbZfCIkagXywIpvxIJMU8jJt14CIBNTVjeC5Yku19YBhk/fb9ntDt2P
lR2KHlsJZSszPNMl
-----END CERTIFICATE-----
`;

/** By the certificate itself, of which IAM tells nothing but its end. */
export const iamServerCertificatesStrong = defineCheck(account, {
  id: 'iam-server-certificates-strong',
  entity: 'aws_account',
  severity: 'high',
  title: 'Certificates kept in IAM have keys and signatures that NIST accepts',
  why: 'The private key of a weak certificate can be computed, and a weak signature forged.',
  needs: [account.need('iam.ListServerCertificates'), account.need('iam.GetServerCertificate')],
  remedy: {
    cli: 'aws acm request-certificate --domain-name <domain> --validation-method DNS --key-algorithm EC_prime256v1',
    cdk: "new acm.Certificate(this, 'Certificate', { domainName, keyAlgorithm: acm.KeyAlgorithm.EC_PRIME256V1 })",
  },
  applies: ({ ServerCertificates }) => ServerCertificates.length > 0,
  fails: ({ ServerCertificates }) => {
    const weak = ServerCertificates.flatMap(({ ServerCertificateName, Certificate }) => {
      const weakness = weaknessOf(Certificate);
      return weakness ? [`${ServerCertificateName} has ${weakness}`] : [];
    });
    return weak.join('; ') || undefined;
  },
  examples: {
    pass: [{ entity: { ServerCertificates: [{ ServerCertificateName: 'new', Arn: undefined, Expiration: undefined, Certificate: STRONG, CertificateChain: undefined }] } }],
    fail: [{ entity: { ServerCertificates: [{ ServerCertificateName: 'old', Arn: undefined, Expiration: undefined, Certificate: WEAK, CertificateChain: undefined }] } }],
  },
});
