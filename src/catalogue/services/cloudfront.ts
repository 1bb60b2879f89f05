import type { DistributionSummary } from '@aws-sdk/client-cloudfront';
import { defineService, type Place } from '../model/service';

const distribution = 'arn:${Partition}:cloudfront::${Account}:distribution/*';

const REGION = '[a-z]{2,4}(?:-[a-z]+)+-\\d+';
const restApi = new RegExp(`^([a-z0-9]+)\\.execute-api\\.(${REGION})\\.amazonaws\\.com(?:\\.cn)?$`);
const bucket = new RegExp(`^(.+?)\\.s3(?:-website)?(?:\\.dualstack)?(?:[.-]${REGION})?\\.amazonaws\\.com(?:\\.cn)?$`);

/** What the host name of an origin tells: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistS3AndCustomOrigins.html */
const restApiOf = (host: string | undefined, at: Place) => {
  const [, id, region] = restApi.exec(host ?? '') ?? [];
  return id && at.arn('apigateway', `/restapis/${id}`, { region, accountId: '' });
};
const bucketOf = (host: string | undefined) => bucket.exec(host ?? '')?.[1];

/** Headers that CloudFront adds for an origin often are its password: only their names are kept. */
const originsOf = ({ Origins }: DistributionSummary) => Origins?.Items?.map(({ CustomHeaders, ...origin }) =>
  ({ ...origin, customHeaderNames: CustomHeaders?.Items?.flatMap(({ HeaderName }) => HeaderName ?? []) ?? [] })) ?? [];

const behavioursOf = ({ DefaultCacheBehavior, CacheBehaviors }: Pick<DistributionSummary, 'DefaultCacheBehavior' | 'CacheBehaviors'>) =>
  [DefaultCacheBehavior, ...CacheBehaviors?.Items ?? []];

const originNames = (origins: readonly { DomainName?: string }[]) => [...new Set(origins.map(({ DomainName }) => DomainName))];

const originBuckets = (origins: readonly { DomainName?: string }[]) => [...new Set(originNames(origins).flatMap((host) => bucketOf(host) ?? []))];

/** Amazon CloudFront: https://docs.aws.amazon.com/cloudfront/latest/APIReference/ */
export const cloudfront = defineService({
  id: 'cloudfront',
  title: 'Amazon CloudFront',
  scope: 'global',
  eventSource: 'cloudfront.amazonaws.com',
  node: 'aws_cloudfront',
  client: () => import('@aws-sdk/client-cloudfront'),
  operations: {
    ListDistributions: { action: 'cloudfront:ListDistributions' },
    GetDistributionConfig: { action: 'cloudfront:GetDistributionConfig', resource: distribution, detail: true },
    ListTagsForResource: { action: 'cloudfront:ListTagsForResource', resource: distribution, detail: true },
  },
  entities: (entity) => ({
    aws_cloudfront_distribution: entity({
      class: ['Gateway'],
      ofNode: true,
      reads: ['ListDistributions', 'GetDistributionConfig', 'ListTagsForResource'],
      async *list(read) {
        for await (const { DistributionList } of read.pages('ListDistributions', { MaxItems: 100 })) {
          for (const each of DistributionList?.Items ?? []) yield { ...each, Origins: originsOf(each) };
        }
      },
      async describe(read, each) {
        const [config, tags] = await Promise.all([
          read.call('GetDistributionConfig', { Id: each.Id }),
          read.call('ListTagsForResource', { Resource: each.ARN }),
        ]);
        return {
          ...each,
          Logging: config?.DistributionConfig?.Logging,
          DefaultRootObject: config?.DistributionConfig?.DefaultRootObject,
          Tags: tags?.Tags?.Items,
        };
      },
      key: (d) => d.ARN!,
      name: (d) => d.Aliases?.Items?.[0] ?? d.DomainName,
      names: (d) => [d.DomainName, ...d.Aliases?.Items ?? []],
      tags: (d) => d.Tags,
      facts: (d) => ({
        originDomainNames: originNames(d.Origins),
        originBuckets: originBuckets(d.Origins),
        allowsHttp: behavioursOf(d).some((behaviour) => behaviour?.ViewerProtocolPolicy === 'allow-all'),
        hasRealtimeLogs: behavioursOf(d).some((behaviour) => Boolean(behaviour?.RealtimeLogConfigArn)),
      }),
      relationships: [
        { verb: 'CONNECTS', to: 'aws_api_gateway_rest_api', key: (d, at) => originNames(d.Origins).map((host) => restApiOf(host, at)) },
        { verb: 'CONNECTS', to: 'aws_s3_bucket', key: (d, at) => originBuckets(d.Origins).map((name) => at.arn('s3', name, { region: '', accountId: '' })) },
        {
          verb: 'TRIGGERS',
          to: 'aws_lambda_function',
          // Lambda@Edge names a version of the function.
          key: (d) => behavioursOf(d).flatMap((behaviour) => behaviour?.LambdaFunctionAssociations?.Items ?? [])
            .map(({ LambdaFunctionARN }) => LambdaFunctionARN?.split(':').slice(0, 7).join(':')),
        },
        { verb: 'USES', to: 'aws_acm_certificate', key: (d) => d.ViewerCertificate?.ACMCertificateArn },
        // The id of AWS WAF Classic, which has ended, is no ARN.
        { from: 'aws_waf_web_acl', verb: 'PROTECTS', key: (d) => (d.WebACLId?.startsWith('arn:') ? d.WebACLId : undefined) },
      ],
      changes: [
        'CreateDistribution', 'CreateDistributionWithTags', 'CopyDistribution', 'UpdateDistribution', 'UpdateDistributionWithStagingConfig',
        'DeleteDistribution', 'AssociateAlias', 'AssociateDistributionWebACL', 'DisassociateDistributionWebACL', 'TagResource', 'UntagResource',
      ],
    }),
  }),
});
