import { defineCheck } from '../../model/check';
import { inRegions } from '../../model/every-region';
import { account } from '../../services/account';
import { guardduty } from '../../services/guardduty';

/** AWS FSBP GuardDuty.1. */
export const guarddutyOn = defineCheck(account, {
  id: 'guardduty-on',
  entity: 'aws_account',
  severity: 'high',
  title: 'GuardDuty is on in every Region',
  why: 'Stolen credentials, miners and data thieves go unnoticed.',
  needs: [guardduty.need('ListDetectors'), guardduty.need('GetDetector')],
  remedy: {
    cli: 'aws guardduty create-detector --enable --region <region>',
    cdk: "new guardduty.CfnDetector(this, 'Detector', { enable: true }) // in each Region",
  },
  prowler: ['guardduty_is_enabled'],
  fails: ({ Regions }, look) => {
    const detectors = look.all(guardduty, 'aws_guardduty_detector');
    return inRegions(Regions, ({ Region }) => {
      const here = detectors.filter(({ region }) => region === Region);
      if (here.some(({ Status }) => Status === 'ENABLED')) return undefined;
      return here.map(({ DetectorId, Status }) => `the Status of ${DetectorId} is ${Status}`).join(', ') || 'no detector';
    });
  },
  examples: {
    pass: [
      { entity: { Regions: [{ Region: 'eu-west-1' }] }, others: { aws_guardduty_detector: [{ region: 'eu-west-1', Status: 'ENABLED' }] } },
    ],
    fail: [
      { entity: { Regions: [{ Region: 'eu-west-1' }] } },
      { entity: { Regions: [{ Region: 'eu-west-1' }] }, others: { aws_guardduty_detector: [{ region: 'us-east-1', Status: 'ENABLED' }] } },
      { entity: { Regions: [{ Region: 'eu-west-1' }] }, others: { aws_guardduty_detector: [{ region: 'eu-west-1', Status: 'DISABLED' }] } },
    ],
  },
});
