import { defineCheck } from '../../model/check';
import { account } from '../../services/account';

const days = 30;
const certificate = (ServerCertificateName: string, Expiration: string) =>
  ({ ServerCertificateName, Expiration, Arn: undefined, Certificate: undefined, CertificateChain: undefined });

/** AWS renews nothing of what IAM keeps; what has ended already is another check's. */
export const iamServerCertificatesNotExpiring = defineCheck(account, {
  id: 'iam-server-certificates-not-expiring',
  entity: 'aws_account',
  severity: 'medium',
  title: `Certificates kept in IAM are valid for more than ${days} days`,
  why: 'When a certificate expires, everything behind it is down, and IAM renews none.',
  needs: [account.need('iam.ListServerCertificates')],
  remedy: {
    cli: 'aws iam upload-server-certificate --server-certificate-name <new> --certificate-body file://new.pem --private-key file://key.pem',
    cdk: "new acm.Certificate(this, 'Certificate', { domainName, validation }) // ACM renews it",
  },
  applies: ({ ServerCertificates }) => ServerCertificates.length > 0,
  fails: ({ ServerCertificates }, look) => {
    const ending = ServerCertificates.flatMap(({ ServerCertificateName, Expiration }) => {
      const left = Expiration ? -look.daysSince(Expiration) : Infinity;
      return left >= 0 && left <= days ? [`${ServerCertificateName} ends on ${Expiration} (${left} days left)`] : [];
    });
    return ending.join(', ') || undefined;
  },
  examples: {
    pass: [
      { entity: { ServerCertificates: [certificate('new', '2026-03-01T00:00:00Z')] } },
      { entity: { ServerCertificates: [certificate('old', '2025-12-01T00:00:00Z')] } },
    ],
    fail: [{ entity: { ServerCertificates: [certificate('soon', '2026-01-20T00:00:00Z')] } }],
  },
});
