import { defineCheck } from '../../model/check';
import { cloudfront } from '../../services/cloudfront';

/** AWS FSBP CloudFront.5, for legacy standard logs and real-time logs; standard logs (v2) are deliveries of CloudWatch Logs and are not seen. */
export const cloudfrontDistributionLogging = defineCheck(cloudfront, {
  id: 'cloudfront-distribution-logging',
  entity: 'aws_cloudfront_distribution',
  severity: 'medium',
  title: 'Distributions log the requests of their viewers',
  why: 'Nobody can tell afterwards who asked for what.',
  needs: [cloudfront.need('ListDistributions'), cloudfront.need('GetDistributionConfig')],
  remedy: {
    cli: 'aws cloudfront get-distribution-config --id <id> # then update-distribution with Logging: Enabled, Bucket, Prefix',
    cdk: "new cloudfront.Distribution(this, 'Site', { defaultBehavior, enableLogging: true, logBucket })",
  },
  prowler: ['cloudfront_distributions_logging_enabled'],
  applies: ({ Enabled }) => Enabled === true,
  fails: ({ Logging, hasRealtimeLogs }) => Logging?.Enabled || hasRealtimeLogs
    ? undefined : `Logging.Enabled is ${Logging?.Enabled}, and no cache behaviour has a RealtimeLogConfigArn`,
  examples: {
    pass: [
      { entity: { Enabled: true, Logging: { Enabled: true, IncludeCookies: false, Bucket: 'logs.s3.amazonaws.com', Prefix: '' }, hasRealtimeLogs: false } },
      { entity: { Enabled: true, Logging: { Enabled: false, IncludeCookies: false, Bucket: '', Prefix: '' }, hasRealtimeLogs: true } },
    ],
    fail: [{ entity: { Enabled: true, Logging: { Enabled: false, IncludeCookies: false, Bucket: '', Prefix: '' }, hasRealtimeLogs: false } }],
  },
});
