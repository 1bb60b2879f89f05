import { sampleFinding, sampleSummary } from './sample';
import { duration, gaps, overall, shownScore } from '../../../src/engine/report/figures';
import { frameworkList, groupFindings } from '../../../src/engine/report/groups';

describe('figures', () => {
  test('a score is never rounded to all or nothing', () => {
    expect([0, 0.2, 49.5, 99.6, 100].map(shownScore)).toEqual([0, 1, 50, 99, 100]);
  });

  test('durations', () => {
    expect([400, 42_000, 119_600, 200_000].map(duration)).toEqual(['0.4 s', '42 s', '2 min 0 s', '3 min 20 s']);
  });

  test('the overall score weighs accounts by their results and leaves out those without', () => {
    const score = (accountId: string, value: number | undefined, pass: number) => ({ accountId, region: 'all', score: value, confidence: 1, fail: 0, pass, unknown: 0 });
    expect(overall([score('a', 100, 30), score('b', 20, 10), score('c', undefined, 0)])).toMatchObject({ score: 80, pass: 40, confidence: 1 });
    expect(overall([]).score).toBeUndefined();
  });

  test('the parts of an account stand in for it when it has no score as a whole', () => {
    expect(overall([{ accountId: 'a', region: 'eu-west-1', score: 50, confidence: 0.5, fail: 1, pass: 1, unknown: 2 }])).toMatchObject({ score: 50, confidence: 0.5, unknown: 2 });
  });

  test('gaps name each action once, with every unit it was missing in', () => {
    const { ledger } = sampleSummary();
    expect(gaps(ledger, true).map(({ action, units }) => [action, units.length])).toEqual([['s3:GetBucketPublicAccessBlock', 5], ['kms:ListKeys', 4]]);
    expect(gaps(ledger, false).map(({ action, code }) => [action, code])).toEqual([['rds:DescribeDBInstances', 'ThrottlingException']]);
  });
});

describe('groups', () => {
  test('come worst first, failed before unknown', async () => {
    const finding = sampleFinding(1);
    const groups = await groupFindings([
      { ...finding, check: 'few', severity: 'low' }, { ...finding, check: 'many', severity: 'low', status: 'unknown' }, { ...finding, check: 'many', severity: 'low' },
      { ...finding, check: 'many', severity: 'low', region: 'a' }, { ...finding, check: 'worst', severity: 'critical', status: 'unknown' },
    ]);
    expect(groups.map(({ check, failed }) => [check, failed])).toEqual([['worst', 0], ['many', 2], ['few', 1]]);
    expect(groups[1].findings.map(({ status }) => status)).toEqual(['fail', 'fail', 'unknown']);
  });

  test('frameworks have names, the newest CIS version first', () => {
    expect(frameworkList({ cis: { '3.0': ['1.4'], '7.0': ['2.3'] }, pci_dss_4_0: ['8.3'], fsbp: [] }).map(({ name }) => name)).toEqual(['CIS 7.0', 'CIS 3.0', 'PCI DSS 4.0']);
  });
});
