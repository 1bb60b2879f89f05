import { cleanSummary, nastyNames, sampleFinding, sampleFindings, sampleSummary } from './sample';
import type { Finding } from '../../../src/engine/contracts';
import { consoleReport } from '../../../src/engine/report/console';

const regions = [
  'af-south-1', 'ap-southeast-2', 'ap-northeast-3', 'ca-central-1', 'eu-central-1', 'eu-west-1', 'sa-east-1', 'us-east-1', 'us-west-2',
];
const ten = sampleFindings().slice(0, 10);
const plain = (worst: readonly Finding[] = ten, changes = {}) => consoleReport(sampleSummary(changes), worst, { color: false, width: 80 });
// Combining marks take no column.
const widest = (text: string) => Math.max(...text.split('\n').map((line) => [...line.replace(/\p{M}/gu, '')].length));

describe('console report', () => {
  test('reads well at 80 columns', () => {
    const text = plain();
    expect(widest(text)).toBeLessThanOrEqual(80);
    expect(text).toMatch(/^Score \d+ of 100\n {2}4 accounts, 3 Regions, 1,834 entities, 4,120 relationships, 3,296 calls, 83 s\n/);
    expect(text).toMatch(/Account +All +\S+ +\S+/);
    expect(text).toMatch(/111122223333 production +12 /);
    expect(text).toContain('4 critical, 19 high, 21 medium, 10 low\n');
    expect(text).toMatch(/critical +The root user has no access key +111122223333/);
    expect(text).toMatch(/kms:ListKeys +4 units\n/);
    expect(text).toContain('then scan again');
  });

  test('keeps the worst Regions and accounts where there is no room for all', () => {
    const accounts = Array.from({ length: 25 }, (_, at) => ({ accountId: String(100000000000 + at) }));
    const scores = accounts.flatMap(({ accountId }, at) => ['all', ...regions].map((region, column) =>
      ({ accountId, region, score: at * 2 + column, confidence: 1, fail: 1, pass: 1, unknown: 0 })));
    const text = plain([], { accounts, regions: [...regions].reverse(), scores });
    expect(widest(text)).toBeLessThanOrEqual(80);
    expect(text).toMatch(/All +af-south-1/);
    expect(text).toContain('and 5 accounts with a better score');
    expect(text).toMatch(/and \d Regions with better scores/);
  });

  test.each(nastyNames)('shows the name %j without control characters', (name) => {
    const text = plain([{ ...sampleFinding(1), resourceName: name, title: name, region: name, accountId: name }], {
      accounts: [{ accountId: '111122223333', name }], refused: [{ accountId: '111122223333', reason: name }], denied: [{ action: name, units: 1 }],
    });
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(widest(text)).toBeLessThanOrEqual(80);
  });

  test('shows the change of each account since the run before', () => {
    const trend = (...scores: number[]) => scores.map((score, at) => ({ startedAt: `2026-11-0${at + 1}T00:00:00.000Z`, score }));
    const trends = new Map([['111122223333', trend(90, 20, 12)], ['222233334444', trend(5, 64.2)], ['333344445555', trend(70, 70.4)], ['444455556666', trend(3)]]);
    const text = consoleReport(sampleSummary(), [], { color: false, width: 80, trends });
    expect(text).toMatch(/Account +Change +All/);
    const changeOf = (account: string) => /[▲▼] \d+|(?<= )=(?= )/.exec(text.split('\n').find((line) => line.includes(account))!)?.[0];
    expect([...trends.keys()].map(changeOf)).toEqual(['▼ 8', '▲ 59', '=', undefined]);
    expect(widest(text)).toBeLessThanOrEqual(80);
    expect(plain()).not.toContain('Change');
  });

  test('colours only when asked', () => {
    const escape = '\u001b[';
    expect(plain()).not.toContain(escape);
    expect(consoleReport(sampleSummary(), [sampleFinding(0)], { color: true, width: 80 })).toContain(escape);
  });

  test('is short when all is well', () => {
    const text = consoleReport(cleanSummary(), [], { color: false, width: 80 });
    expect(text).toContain('No check failed.');
    expect(text).not.toContain('could not be read');
    expect(consoleReport({ ...cleanSummary(), scores: [] }, [], { color: false, width: 80 })).toContain('No check applied');
  });

  test('says which account could not be entered', () => {
    const text = plain([], { refused: [{ accountId: '999988887777', reason: `Not allowed to assume arn:aws:iam::999988887777:role/${'x'.repeat(90)}` }], denied: [] });
    expect(text).toContain('999988887777: Not allowed to assume');
    expect(widest(text)).toBeLessThanOrEqual(80);
  });
});
