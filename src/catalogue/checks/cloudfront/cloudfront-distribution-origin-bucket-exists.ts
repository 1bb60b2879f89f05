import { defineCheck } from '../../model/check';
import { cloudfront } from '../../services/cloudfront';
import { s3 } from '../../services/s3';

const BUCKET = /^(.+?)\.s3(?:-website)?(?:\.dualstack)?(?:[.-][a-z]{2,4}(?:-[a-z]+)+-\d+)?\.amazonaws\.com(?:\.cn)?$/;
const bucketsOf = (origins: readonly { DomainName?: string }[]) => origins.flatMap(({ DomainName = '' }) => BUCKET.exec(DomainName)?.[1] ?? []);
const origin = (DomainName: string) => ({ Id: 'o', DomainName, customHeaderNames: [] });

/** AWS FSBP CloudFront.12; a bucket of another account is told from one that does not exist by nothing that a scan may read. */
export const cloudfrontDistributionOriginBucketExists = defineCheck(cloudfront, {
  id: 'cloudfront-distribution-origin-bucket-exists',
  entity: 'aws_cloudfront_distribution',
  severity: 'high',
  title: 'The buckets that distributions read from exist in the account',
  why: 'Whoever makes a bucket of that name next decides what the distribution serves.',
  needs: [cloudfront.need('ListDistributions'), s3.need('ListBuckets')],
  remedy: {
    cli: 'aws cloudfront get-distribution-config --id <id> # then update-distribution without the origin, or make the bucket again',
    cdk: "new cloudfront.Distribution(this, 'Site', { defaultBehavior: { origin: origins.S3BucketOrigin.withOriginAccessControl(bucket) } })",
  },
  prowler: ['cloudfront_distributions_s3_origin_non_existent_bucket'],
  applies: ({ Origins }) => bucketsOf(Origins).length > 0,
  fails: ({ Origins }, look) => {
    const own = new Set(look.all(s3, 'aws_s3_bucket').map(({ Name }) => Name));
    const missing = bucketsOf(Origins).filter((name) => !own.has(name));
    return missing.length > 0 ? `the account has no bucket ${missing.join(', ')}: it does not exist, or belongs to another account` : undefined;
  },
  examples: {
    pass: [
      { entity: { Origins: [origin('site.example.com.s3.eu-west-1.amazonaws.com')] }, others: { aws_s3_bucket: [{ Name: 'site.example.com' }] } },
      { entity: { Origins: [origin('site.s3.amazonaws.com')] }, others: { aws_s3_bucket: [{ Name: 'site' }] } },
    ],
    fail: [
      { entity: { Origins: [origin('gone.s3.amazonaws.com')] }, others: { aws_s3_bucket: [{ Name: 'site' }] } },
      { entity: { Origins: [origin('gone.s3-website-us-east-1.amazonaws.com')] } },
    ],
  },
});
