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
  frameworks: {
    cis: { '3.0': ['3.1'], '4.0': ['3.1'], '5.0': ['3.1'], '6.0': ['4.1'], '7.0': ['4.1'] },
    fsbp: ['CloudTrail.1'],
    nist_800_53_r5: [
      'AC-2(4)', 'AC-3(1)', 'AC-3(10)', 'AC-4(26)', 'AC-6(9)', 'AU-2(b)', 'AU-3(1)', 'AU-3(a)', 'AU-3(b)', 'AU-3(c)', 'AU-3(d)', 'AU-3(e)', 'AU-3(f)',
      'AU-6(3)', 'AU-6(4)', 'AU-6(6)', 'AU-6(9)', 'AU-8(b)', 'AU-10', 'AU-12(a)', 'AU-12(c)', 'AU-12(1)', 'AU-12(2)', 'AU-12(3)', 'AU-12(4)',
      'AU-14(a)', 'AU-14(b)', 'AU-14(3)', 'CA-7(b)', 'CM-5(1)(b)', 'CM-6(a)', 'CM-9(b)', 'IA-3(3)(b)', 'MA-4(1)(a)', 'PM-14(a)(1)', 'PM-14(b)',
      'PM-31', 'SC-7(9)(b)', 'SI-1(1)(c)', 'SI-3(8)(b)', 'SI-4(2)', 'SI-4(17)', 'SI-4(20)', 'SI-7(8)', 'SI-10(1)(c)',
    ],
    pci_dss_4_0: [
      '5.3.4', '10.2.1', '10.2.1.1', '10.2.1.2', '10.2.1.3', '10.2.1.4', '10.2.1.5', '10.2.1.6', '10.2.1.7', '10.2.2', '10.3.1', '10.6.3', 'A1.2.1',
    ],
  },
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
