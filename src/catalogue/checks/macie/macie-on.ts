import { defineCheck } from '../../model/check';
import { inRegions } from '../../model/every-region';
import { account } from '../../services/account';
import { s3 } from '../../services/s3';

/** AWS FSBP Macie.1, where there is something to look at. */
export const macieOn = defineCheck(account, {
  id: 'macie-on',
  entity: 'aws_account',
  severity: 'medium',
  title: 'Macie is on in every Region that has buckets',
  why: 'Nobody knows which objects hold personal data.',
  needs: [account.need('macie2.GetMacieSession'), s3.need('ListBuckets')],
  remedy: {
    cli: 'aws macie2 enable-macie --region <region>',
    cdk: "new macie.CfnSession(this, 'Session', { status: 'ENABLED' }) // in each Region with buckets",
  },
  prowler: ['macie_is_enabled'],
  applies: ({ Regions }, look) => look.all(s3, 'aws_s3_bucket').some(({ BucketRegion }) => Regions.some(({ Region }) => Region === BucketRegion)),
  fails: ({ Regions }, look) => {
    const used = new Set(look.all(s3, 'aws_s3_bucket').map(({ BucketRegion }) => BucketRegion));
    return inRegions(Regions.filter(({ Region }) => used.has(Region)), ({ MacieStatus }) => MacieStatus === 'ENABLED' ? undefined : `Macie is ${MacieStatus ?? 'off'}`);
  },
  examples: {
    pass: [
      { entity: { Regions: [{ Region: 'eu-west-1', MacieStatus: 'ENABLED' }, { Region: 'us-east-1' }] }, others: { aws_s3_bucket: [{ BucketRegion: 'eu-west-1' }] } },
    ],
    fail: [
      { entity: { Regions: [{ Region: 'eu-west-1' }] }, others: { aws_s3_bucket: [{ BucketRegion: 'eu-west-1' }] } },
      { entity: { Regions: [{ Region: 'eu-west-1', MacieStatus: 'PAUSED' }] }, others: { aws_s3_bucket: [{ BucketRegion: 'eu-west-1' }] } },
    ],
  },
});
