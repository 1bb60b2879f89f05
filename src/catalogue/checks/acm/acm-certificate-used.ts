import { defineCheck } from '../../model/check';
import { acm } from '../../services/acm';

/** AWS Certificate Manager renews only what something uses. */
export const acmCertificateUsed = defineCheck(acm, {
  id: 'acm-certificate-used',
  entity: 'aws_acm_certificate',
  severity: 'low',
  title: 'Issued certificates are used',
  why: 'Nobody notices when the key of a forgotten certificate leaks, and AWS does not renew what nothing uses.',
  needs: [acm.need('ListCertificates'), acm.need('DescribeCertificate')],
  remedy: {
    cli: 'aws acm delete-certificate --certificate-arn <arn>',
    cdk: 'remove the acm.Certificate from the stack, or give it to a listener, a distribution or a domain name',
  },
  applies: ({ Status }) => Status === 'ISSUED',
  fails: ({ isInUse }) => isInUse ? undefined : 'InUseBy is empty',
  examples: {
    pass: [{ entity: { Status: 'ISSUED', isInUse: true } }],
    fail: [{ entity: { Status: 'ISSUED', isInUse: false } }],
  },
});
