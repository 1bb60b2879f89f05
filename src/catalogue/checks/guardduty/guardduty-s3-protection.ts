import { defineCheck } from '../../model/check';
import { guardduty } from '../../services/guardduty';

/** AWS FSBP GuardDuty.10. */
export const guarddutyS3Protection = defineCheck(guardduty, {
  id: 'guardduty-s3-protection',
  entity: 'aws_guardduty_detector',
  severity: 'high',
  title: 'The S3 protection of GuardDuty is on',
  why: 'Whoever reads or deletes objects from an odd place goes unnoticed.',
  needs: [guardduty.need('ListDetectors'), guardduty.need('GetDetector')],
  remedy: {
    cli: 'aws guardduty update-detector --detector-id <id> --features Name=S3_DATA_EVENTS,Status=ENABLED',
    cdk: "new guardduty.CfnDetector(this, 'Detector', { enable: true, features: [{ name: 'S3_DATA_EVENTS', status: 'ENABLED' }] })",
  },
  prowler: ['guardduty_s3_protection_enabled'],
  applies: ({ Status }) => Status === 'ENABLED',
  fails: ({ enabledFeatures = [] }) => enabledFeatures.includes('S3_DATA_EVENTS') ? undefined : `S3_DATA_EVENTS is not among the enabled features (${enabledFeatures.join(', ') || 'none'})`,
  examples: {
    pass: [{ entity: { Status: 'ENABLED', enabledFeatures: ['CLOUD_TRAIL', 'S3_DATA_EVENTS'] } }],
    fail: [
      { entity: { Status: 'ENABLED', enabledFeatures: ['CLOUD_TRAIL'] } },
      { entity: { Status: 'ENABLED', enabledFeatures: undefined } },
    ],
  },
});
