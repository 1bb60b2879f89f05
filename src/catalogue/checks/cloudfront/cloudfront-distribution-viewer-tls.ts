import { endedVersions, tlsWhy } from '../../crypto/ended-versions';
import { defineCheck } from '../../model/check';
import { cloudfront } from '../../services/cloudfront';

/** The certificate of CloudFront itself comes with TLS 1.0, which nothing changes but a certificate of one's own. */
export const cloudfrontDistributionViewerTls = defineCheck(cloudfront, {
  id: 'cloudfront-distribution-viewer-tls',
  entity: 'aws_cloudfront_distribution',
  severity: 'medium',
  title: 'Distributions accept TLS 1.2 and newer only from viewers',
  why: tlsWhy,
  needs: [cloudfront.need('ListDistributions')],
  remedy: {
    cli: 'aws cloudfront get-distribution-config --id <id> # then update-distribution with MinimumProtocolVersion: TLSv1.2_2021',
    cdk: "new cloudfront.Distribution(this, 'Site', { minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021, certificate, domainNames, defaultBehavior })",
  },
  applies: ({ ViewerCertificate }) => ViewerCertificate?.CloudFrontDefaultCertificate !== true && ViewerCertificate?.MinimumProtocolVersion !== undefined,
  fails: (entity) => endedVersions('aws_cloudfront_distribution', entity),
  examples: {
    pass: [
      { entity: { ViewerCertificate: { ACMCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', MinimumProtocolVersion: 'TLSv1.2_2021' } } },
    ],
    fail: [
      { entity: { ViewerCertificate: { ACMCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', MinimumProtocolVersion: 'TLSv1_2016' } } },
      { entity: { ViewerCertificate: { ACMCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', MinimumProtocolVersion: 'SSLv3' } } },
    ],
  },
});
