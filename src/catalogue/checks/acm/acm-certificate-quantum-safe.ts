import { keyAlgorithm } from '../../crypto/algorithms';
import { quantumRisk } from '../../crypto/weakness';
import { defineCheck } from '../../model/check';
import { acm } from '../../services/acm';

/** What has to be migrated until NIST disallows it: IR 8547, Table 2. */
export const acmCertificateQuantumSafe = defineCheck(acm, {
  id: 'acm-certificate-quantum-safe',
  entity: 'aws_acm_certificate',
  severity: 'informational',
  title: 'Certificates in use have keys that quantum computers do not break',
  why: 'A quantum computer will find the private key, and let its owner speak for the name.',
  needs: [acm.need('ListCertificates'), acm.need('DescribeCertificate')],
  remedy: {
    cli: 'aws acm describe-certificate --certificate-arn <arn> # keep it on the list of what is to be migrated until AWS issues certificates of ML-DSA keys',
    cdk: 'plan for ML-DSA: no keyAlgorithm of acm.Certificate is safe from quantum computers yet',
  },
  applies: ({ Status, isInUse, KeyAlgorithm }) => Status === 'ISSUED' && Boolean(isInUse && KeyAlgorithm),
  fails: ({ KeyAlgorithm }) => quantumRisk(keyAlgorithm(KeyAlgorithm!)),
  examples: {
    pass: [{ entity: { Status: 'ISSUED', isInUse: true, KeyAlgorithm: 'ML_DSA_65' as never } }],
    fail: [
      { entity: { Status: 'ISSUED', isInUse: true, KeyAlgorithm: 'RSA_2048' } },
      { entity: { Status: 'ISSUED', isInUse: true, KeyAlgorithm: 'EC_prime256v1' } },
    ],
  },
});
