import { defineCheck } from '../../model/check';
import { cloudfront } from '../../services/cloudfront';

const origin = (OriginProtocolPolicy: 'http-only' | 'https-only' | 'match-viewer') =>
  ({ Id: 'o', DomainName: 'origin.example.com', customHeaderNames: [], CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy } });

/** AWS FSBP CloudFront.9. */
export const cloudfrontDistributionOriginEncrypted = defineCheck(cloudfront, {
  id: 'cloudfront-distribution-origin-encrypted',
  entity: 'aws_cloudfront_distribution',
  severity: 'medium',
  title: 'Distributions speak HTTPS with their custom origins',
  why: 'Everybody on the way to the origin can read and change the answers.',
  needs: [cloudfront.need('ListDistributions')],
  remedy: {
    cli: 'aws cloudfront get-distribution-config --id <id> # then update-distribution with OriginProtocolPolicy: https-only',
    cdk: "new origins.HttpOrigin('origin.example.com', { protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY })",
  },
  prowler: ['cloudfront_distributions_origin_traffic_encrypted'],
  applies: ({ Enabled, Origins }) => Enabled === true && Origins.some(({ CustomOriginConfig }) => CustomOriginConfig),
  fails: ({ Origins, allowsHttp }) => {
    const open = Origins.filter(({ CustomOriginConfig: of }) =>
      of?.OriginProtocolPolicy === 'http-only' || (of?.OriginProtocolPolicy === 'match-viewer' && allowsHttp));
    return open.length === 0 ? undefined : open.map(({ DomainName, CustomOriginConfig }) => `OriginProtocolPolicy of ${DomainName} is ${CustomOriginConfig!.OriginProtocolPolicy}`
      + (CustomOriginConfig!.OriginProtocolPolicy === 'match-viewer' ? ', and a cache behaviour allows viewers HTTP' : '')).join('; ');
  },
  examples: {
    pass: [
      { entity: { Enabled: true, allowsHttp: true, Origins: [origin('https-only')] } },
      { entity: { Enabled: true, allowsHttp: false, Origins: [origin('match-viewer')] } },
    ],
    fail: [
      { entity: { Enabled: true, allowsHttp: false, Origins: [origin('https-only'), origin('http-only')] } },
      { entity: { Enabled: true, allowsHttp: true, Origins: [origin('match-viewer')] } },
    ],
  },
});
