import { defineCheck } from '../../model/check';
import { cloudfront } from '../../services/cloudfront';

/** AWS FSBP CloudFront.1. */
export const cloudfrontDistributionRootObject = defineCheck(cloudfront, {
  id: 'cloudfront-distribution-root-object',
  entity: 'aws_cloudfront_distribution',
  severity: 'high',
  title: 'Distributions name a default root object',
  why: 'A request for / shows a listing of the bucket behind, where that allows it.',
  needs: [cloudfront.need('ListDistributions'), cloudfront.need('GetDistributionConfig')],
  remedy: {
    cli: 'aws cloudfront update-distribution --id <id> --default-root-object index.html',
    cdk: "new cloudfront.Distribution(this, 'Site', { defaultBehavior, defaultRootObject: 'index.html' })",
  },
  prowler: ['cloudfront_distributions_default_root_object'],
  applies: ({ Enabled }) => Enabled === true,
  fails: ({ DefaultRootObject }) => DefaultRootObject ? undefined : 'DefaultRootObject is empty',
  examples: {
    pass: [{ entity: { Enabled: true, DefaultRootObject: 'index.html' } }],
    fail: [{ entity: { Enabled: true, DefaultRootObject: '' } }],
  },
});
