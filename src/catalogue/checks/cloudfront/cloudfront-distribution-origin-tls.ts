import { defineCheck } from '../../model/check';
import { cloudfront } from '../../services/cloudfront';

type Protocol = 'SSLv3' | 'TLSv1' | 'TLSv1.1' | 'TLSv1.2';
const origin = (OriginProtocolPolicy: 'http-only' | 'https-only' | 'match-viewer', ...Items: Protocol[]) => ({
  Id: 'o',
  DomainName: 'origin.example.com',
  customHeaderNames: [],
  CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy, OriginSslProtocols: { Quantity: Items.length, Items } },
});

/** AWS FSBP CloudFront.10. */
export const cloudfrontDistributionOriginTls = defineCheck(cloudfront, {
  id: 'cloudfront-distribution-origin-tls',
  entity: 'aws_cloudfront_distribution',
  severity: 'low',
  title: 'Distributions speak TLS 1.2 with their custom origins',
  why: 'Old versions of SSL and TLS can be broken by whoever is on the way.',
  needs: [cloudfront.need('ListDistributions')],
  remedy: {
    cli: 'aws cloudfront get-distribution-config --id <id> # then update-distribution with OriginSslProtocols: TLSv1.2',
    cdk: "new origins.HttpOrigin('origin.example.com', { originSslProtocols: [cloudfront.OriginSslPolicy.TLS_V1_2] })",
  },
  prowler: ['cloudfront_distributions_using_deprecated_ssl_protocols'],
  // An origin that is spoken to in plain HTTP negotiates no TLS at all: another check says so.
  applies: ({ Enabled, Origins }) => Enabled === true && Origins.some(({ CustomOriginConfig: of }) => of && of.OriginProtocolPolicy !== 'http-only'),
  fails: ({ Origins }) => {
    const bad = Origins.flatMap(({ DomainName, CustomOriginConfig: of }) => {
      const old = of?.OriginProtocolPolicy === 'http-only' ? [] : of?.OriginSslProtocols?.Items?.filter((each) => each !== 'TLSv1.2') ?? [];
      return old.length > 0 ? [`OriginSslProtocols of ${DomainName} has ${old.join(', ')}`] : [];
    });
    return bad.join('; ') || undefined;
  },
  examples: {
    pass: [
      { entity: { Enabled: true, Origins: [origin('https-only', 'TLSv1.2')] } },
      { entity: { Enabled: true, Origins: [origin('https-only', 'TLSv1.2'), origin('http-only', 'TLSv1')] } },
    ],
    fail: [
      { entity: { Enabled: true, Origins: [origin('https-only', 'TLSv1.1', 'TLSv1.2')] } },
      { entity: { Enabled: true, Origins: [origin('match-viewer', 'SSLv3')] } },
    ],
  },
});
