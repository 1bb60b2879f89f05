import { defineCheck } from '../../model/check';
import { account } from '../../services/account';
import { cloudtrail } from '../../services/cloudtrail';

/** CIS "Ensure CloudTrail is enabled in all regions"; a trail of the organisation counts. */
export const cloudtrailMultiRegion = defineCheck(account, {
  id: 'cloudtrail-multi-region',
  entity: 'aws_account',
  severity: 'high',
  title: 'A trail records all management events of every Region',
  why: 'What happens in a Region without a trail leaves no lasting record.',
  needs: [cloudtrail.need('DescribeTrails'), cloudtrail.need('GetTrailStatus'), cloudtrail.need('GetEventSelectors')],
  remedy: {
    cli: 'aws cloudtrail create-trail --name <trail> --s3-bucket-name <bucket> --is-multi-region-trail && aws cloudtrail start-logging --name <trail>',
    cdk: "new cloudtrail.Trail(this, 'Trail', { isMultiRegionTrail: true })",
  },
  prowler: ['cloudtrail_multi_region_enabled'],
  fails: (_, look) => {
    const trails = look.all(cloudtrail, 'aws_cloudtrail');
    if (trails.some((trail) => trail.IsMultiRegionTrail && trail.IsLogging && trail.managementEvents === 'All')) return undefined;
    const seen = trails.map((trail) =>
      `${trail.Name}: IsMultiRegionTrail is ${trail.IsMultiRegionTrail}, IsLogging is ${trail.IsLogging}, management events: ${trail.managementEvents}`);
    return seen.length > 0 ? seen.join('; ') : 'the account has no trail';
  },
  examples: {
    pass: [
      { entity: {}, others: { aws_cloudtrail: [{ Name: 'all', IsMultiRegionTrail: true, IsLogging: true, managementEvents: 'All' }] } },
      {
        entity: {},
        others: {
          aws_cloudtrail: [
            { Name: 'one', IsMultiRegionTrail: false, IsLogging: true, managementEvents: 'All' },
            { Name: 'org', IsOrganizationTrail: true, IsMultiRegionTrail: true, IsLogging: true, managementEvents: 'All' },
          ],
        },
      },
    ],
    fail: [
      { entity: {} },
      { entity: {}, others: { aws_cloudtrail: [{ Name: 'one', IsMultiRegionTrail: false, IsLogging: true, managementEvents: 'All' }] } },
      { entity: {}, others: { aws_cloudtrail: [{ Name: 'stopped', IsMultiRegionTrail: true, IsLogging: false, managementEvents: 'All' }] } },
      { entity: {}, others: { aws_cloudtrail: [{ Name: 'data', IsMultiRegionTrail: true, IsLogging: true, managementEvents: 'None' }] } },
      { entity: {}, others: { aws_cloudtrail: [{ Name: 'writes', IsMultiRegionTrail: true, IsLogging: true, managementEvents: 'WriteOnly' }] } },
    ],
  },
});
