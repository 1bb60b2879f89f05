import { defineCheck } from '../../model/check';
import { cloudfront } from '../../services/cloudfront';
import { s3 } from '../../services/s3';

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
  applies: ({ originBuckets }) => originBuckets.length > 0,
  fails: ({ originBuckets }, look) => {
    const own = new Set(look.all(s3, 'aws_s3_bucket').map(({ Name }) => Name));
    const missing = originBuckets.filter((name) => !own.has(name));
    return missing.length > 0 ? `the account has no bucket ${missing.join(', ')}: it does not exist, or belongs to another account` : undefined;
  },
  examples: {
    pass: [
      { entity: { originBuckets: ['site.example.com'] }, others: { aws_s3_bucket: [{ Name: 'site.example.com' }] } },
      { entity: { originBuckets: ['site'] }, others: { aws_s3_bucket: [{ Name: 'site' }] } },
    ],
    fail: [
      { entity: { originBuckets: ['gone', 'site'] }, others: { aws_s3_bucket: [{ Name: 'site' }] } },
      { entity: { originBuckets: ['gone'] } },
    ],
  },
});
