import { defineCheck } from '../../model/check';
import { inRegions } from '../../model/every-region';
import { accessanalyzer } from '../../services/accessanalyzer';
import { account } from '../../services/account';

/** CIS "Ensure that IAM External Access Analyzer is enabled for all regions"; an analyzer of unused access finds something else. */
export const accessanalyzerActive = defineCheck(account, {
  id: 'accessanalyzer-active',
  entity: 'aws_account',
  severity: 'low',
  title: 'An analyzer for external access is active in every Region',
  why: 'Nobody notices which buckets, roles and keys are shared with strangers.',
  needs: [accessanalyzer.need('ListAnalyzers')],
  remedy: {
    cli: 'aws accessanalyzer create-analyzer --analyzer-name external --type ACCOUNT --region <region>',
    cdk: "new accessanalyzer.CfnAnalyzer(this, 'Analyzer', { type: 'ACCOUNT' }) // in each Region",
  },
  prowler: ['accessanalyzer_enabled'],
  fails: ({ Regions }, look) => {
    const all = look.all(accessanalyzer, 'aws_accessanalyzer_analyzer').filter(({ type }) => type === 'ACCOUNT' || type === 'ORGANIZATION');
    return inRegions(Regions, ({ Region }) => {
      const here = all.filter(({ region }) => region === Region);
      if (here.some(({ status }) => status === 'ACTIVE')) return undefined;
      return here.map(({ name, status }) => `${name} is ${status}`).join(', ') || 'no analyzer for external access';
    });
  },
  examples: {
    pass: [
      { entity: { Regions: [{ Region: 'eu-west-1' }] }, others: { aws_accessanalyzer_analyzer: [{ region: 'eu-west-1', type: 'ACCOUNT', status: 'ACTIVE' }] } },
      { entity: { Regions: [{ Region: 'eu-west-1' }] }, others: { aws_accessanalyzer_analyzer: [{ region: 'eu-west-1', type: 'ORGANIZATION', status: 'ACTIVE' }] } },
    ],
    fail: [
      { entity: { Regions: [{ Region: 'eu-west-1' }] } },
      {
        entity: { Regions: [{ Region: 'eu-west-1' }, { Region: 'us-east-1' }] },
        others: { aws_accessanalyzer_analyzer: [{ region: 'eu-west-1', type: 'ACCOUNT', status: 'ACTIVE' }] },
      },
      { entity: { Regions: [{ Region: 'eu-west-1' }] }, others: { aws_accessanalyzer_analyzer: [{ region: 'eu-west-1', type: 'ACCOUNT', status: 'FAILED' }] } },
      { entity: { Regions: [{ Region: 'eu-west-1' }] }, others: { aws_accessanalyzer_analyzer: [{ region: 'eu-west-1', type: 'ACCOUNT_UNUSED_ACCESS', status: 'ACTIVE' }] } },
    ],
  },
});
