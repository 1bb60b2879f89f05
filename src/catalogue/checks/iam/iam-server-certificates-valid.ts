import { defineCheck } from '../../model/check';
import { account } from '../../services/account';

/** CIS "Ensure that all expired SSL/TLS certificates stored in AWS IAM are removed". */
export const iamServerCertificatesValid = defineCheck(account, {
  id: 'iam-server-certificates-valid',
  entity: 'aws_account',
  severity: 'high',
  title: 'No expired certificate is kept in IAM',
  why: 'A load balancer or a distribution can be given it by mistake, and then nobody gets through.',
  needs: [account.need('iam.ListServerCertificates')],
  remedy: {
    cli: 'aws iam delete-server-certificate --server-certificate-name <name>',
    cdk: "new acm.Certificate(this, 'Certificate', { domainName, validation }) // ACM renews it",
  },
  prowler: ['iam_no_expired_server_certificates_stored'],
  fails: ({ ServerCertificates }, look) => {
    const expired = ServerCertificates.filter(({ Expiration }) => Expiration && Date.parse(Expiration) < look.now.getTime());
    return expired.length > 0 ? expired.map(({ ServerCertificateName, Expiration }) => `${ServerCertificateName} expired on ${Expiration}`).join(', ') : undefined;
  },
  examples: {
    pass: [
      { entity: { ServerCertificates: [] } },
      { entity: { ServerCertificates: [{ ServerCertificateName: 'new', Arn: undefined, Expiration: '2026-01-02T00:00:00Z' }] } },
    ],
    fail: [{ entity: { ServerCertificates: [{ ServerCertificateName: 'old', Arn: undefined, Expiration: '2025-12-31T00:00:00Z' }] } }],
  },
});
