import { defineCheck } from '../../model/check';
import { acm } from '../../services/acm';

const days = 30;

/** AWS FSBP ACM.1; certificates that nothing uses do not concern it. */
export const acmCertificateNotExpiring = defineCheck(acm, {
  id: 'acm-certificate-not-expiring',
  entity: 'aws_acm_certificate',
  severity: 'high',
  title: `Certificates in use are valid for more than ${days} days, or renew themselves`,
  why: 'When a certificate expires, everything behind it is down, or people learn to click warnings away.',
  needs: [acm.need('ListCertificates'), acm.need('DescribeCertificate')],
  remedy: {
    cli: 'aws acm import-certificate --certificate-arn <arn> --certificate fileb://new.pem --private-key fileb://key.pem --certificate-chain fileb://chain.pem',
    cdk: "new acm.Certificate(this, 'Certificate', { domainName, validation: acm.CertificateValidation.fromDns(zone) }) // renews itself",
  },
  prowler: ['acm_certificates_expiration_check'],
  // AWS itself renews what is eligible 60 to 45 days before the end: one that is still there at 30 days has a renewal that is stuck.
  applies: ({ Status, isInUse, NotAfter }) => Boolean(isInUse && NotAfter) && (Status === 'ISSUED' || Status === 'EXPIRED'),
  fails: ({ NotAfter, Type, RenewalSummary }, look) => {
    const left = -look.daysSince(NotAfter!);
    if (left > days) return undefined;
    const { RenewalStatus }: { RenewalStatus?: string } = RenewalSummary ?? {};
    return `NotAfter is ${NotAfter} (${left} days left), Type is ${Type}, RenewalStatus is ${RenewalStatus ?? 'not set'}`;
  },
  examples: {
    pass: [
      { entity: { Status: 'ISSUED', isInUse: true, Type: 'AMAZON_ISSUED', NotAfter: '2026-06-01T00:00:00Z' } },
      { entity: { Status: 'ISSUED', isInUse: true, Type: 'IMPORTED', NotAfter: '2026-02-02T00:00:00Z' } },
    ],
    fail: [
      { entity: { Status: 'ISSUED', isInUse: true, Type: 'IMPORTED', NotAfter: '2026-01-31T00:00:00Z' } },
      { entity: { Status: 'ISSUED', isInUse: true, Type: 'AMAZON_ISSUED', NotAfter: '2026-01-20T00:00:00Z', RenewalSummary: { RenewalStatus: 'PENDING_VALIDATION' } } },
      { entity: { Status: 'EXPIRED', isInUse: true, Type: 'IMPORTED', NotAfter: '2025-12-01T00:00:00Z' } },
    ],
  },
});
