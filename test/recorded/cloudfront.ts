import { recorded } from './recorded';

const arn = 'arn:aws:cloudfront::111122223333:distribution/E1A2B3C4D5E6F7';
const none = { Quantity: 0 };
const behaviour = { TargetOriginId: 'assets', ViewerProtocolPolicy: 'redirect-to-https' as const };

export const cloudfront = recorded<typeof import('@aws-sdk/client-cloudfront')>({
  ListDistributions: {
    DistributionList: {
      Marker: '',
      MaxItems: 100,
      IsTruncated: false,
      Quantity: 1,
      Items: [{
        Id: 'E1A2B3C4D5E6F7',
        ARN: arn,
        Status: 'Deployed',
        LastModifiedTime: new Date('2026-09-01T10:00:00Z'),
        DomainName: 'd111111abcdef8.cloudfront.net',
        Aliases: { Quantity: 1, Items: ['www.example.com'] },
        Origins: {
          Quantity: 2,
          Items: [
            { Id: 'assets', DomainName: 'orders-assets.s3.eu-west-1.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: '' }, OriginAccessControlId: 'E2QWRUHAPOMQZL' },
            {
              Id: 'api',
              DomainName: 'a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com',
              CustomHeaders: { Quantity: 1, Items: [{ HeaderName: 'x-origin-key', HeaderValue: 'not-stored' }] },
              CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'https-only', OriginSslProtocols: { Quantity: 1, Items: ['TLSv1.2'] } },
            },
          ],
        },
        DefaultCacheBehavior: {
          ...behaviour,
          LambdaFunctionAssociations: {
            Quantity: 1,
            Items: [{ LambdaFunctionARN: 'arn:aws:lambda:us-east-1:111122223333:function:rewrite:3', EventType: 'origin-request' }],
          },
        },
        CacheBehaviors: none,
        CustomErrorResponses: none,
        Comment: 'Orders',
        PriceClass: 'PriceClass_100',
        Enabled: true,
        ViewerCertificate: {
          ACMCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/22222222-3333-4444-8555-666666666666',
          SSLSupportMethod: 'sni-only',
          MinimumProtocolVersion: 'TLSv1.2_2021',
        },
        Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
        WebACLId: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/33333333-4444-4555-8666-777777777777',
        HttpVersion: 'http2',
        IsIPV6Enabled: true,
        Staging: false,
      }],
    },
  },
  GetDistributionConfig: {
    ETag: 'E2QWRUHEXAMPLE',
    DistributionConfig: {
      CallerReference: 'orders',
      DefaultRootObject: 'index.html',
      Origins: { Quantity: 0, Items: [] },
      DefaultCacheBehavior: behaviour,
      Comment: 'Orders',
      Logging: { Enabled: true, IncludeCookies: false, Bucket: 'orders-logs.s3.amazonaws.com', Prefix: 'cdn/' },
      Enabled: true,
    },
  },
  ListTagsForResource: { Tags: { Items: [{ Key: 'team', Value: 'orders' }] } },
});
