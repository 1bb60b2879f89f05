import { defineCheck } from '../../model/check';
import { guardduty } from '../../services/guardduty';

/** AWS FSBP GuardDuty.9. */
export const guarddutyRdsProtection = defineCheck(guardduty, {
  id: 'guardduty-rds-protection',
  entity: 'aws_guardduty_detector',
  severity: 'high',
  title: 'The RDS protection of GuardDuty is on',
  why: 'Whoever tries passwords at a database goes unnoticed.',
  needs: [guardduty.need('ListDetectors'), guardduty.need('GetDetector')],
  remedy: {
    cli: 'aws guardduty update-detector --detector-id <id> --features Name=RDS_LOGIN_EVENTS,Status=ENABLED',
    cdk: "new guardduty.CfnDetector(this, 'Detector', { enable: true, features: [{ name: 'RDS_LOGIN_EVENTS', status: 'ENABLED' }] })",
  },
  prowler: ['guardduty_rds_protection_enabled'],
  applies: ({ Status }) => Status === 'ENABLED',
  fails: ({ enabledFeatures = [] }) => enabledFeatures.includes('RDS_LOGIN_EVENTS') ? undefined : `RDS_LOGIN_EVENTS is not among the enabled features (${enabledFeatures.join(', ') || 'none'})`,
  examples: {
    pass: [{ entity: { Status: 'ENABLED', enabledFeatures: ['CLOUD_TRAIL', 'RDS_LOGIN_EVENTS'] } }],
    fail: [
      { entity: { Status: 'ENABLED', enabledFeatures: ['CLOUD_TRAIL'] } },
      { entity: { Status: 'ENABLED', enabledFeatures: undefined } },
    ],
  },
});
