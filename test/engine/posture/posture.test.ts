import type { Check } from '../../../src/catalogue/model/check';
import type { Entity, Finding, UnitLedger } from '../../../src/engine/contracts';
import { Graph } from '../../../src/engine/graph/graph';
import { evaluate } from '../../../src/engine/posture/evaluate';
import { withHistory } from '../../../src/engine/posture/history';
import { frameworkScores, Scoreboard } from '../../../src/engine/posture/score';

const now = new Date('2026-01-31T00:00:00Z');
const readNeed = { service: 'fake', operation: 'Read', action: 'fake:Read' };

const check: Check = {
  id: 'volume-encrypted',
  service: 'fake',
  entity: 'aws_ebs_volume',
  severity: 'high',
  title: 'Encrypted',
  why: '',
  needs: [readNeed],
  remedy: { cli: '', cdk: '' },
  prowler: [],
  frameworks: {},
  examples: { pass: [], fail: [] },
  applies: (volume) => volume.State !== 'deleted',
  fails: (volume) => volume.Encrypted ? undefined : `Encrypted is ${volume.Encrypted}`,
};
const accountCheck: Check = {
  ...check,
  id: 'has-a-volume',
  entity: 'aws_account',
  applies: undefined,
  fails: (_, look) => look.all({ id: 'fake', entities: {} } as never, 'aws_ebs_volume' as never).length > 0 ? undefined : 'no volume',
};

const entity = (_key: string, more: object = {}, _type: Entity['_type'] = 'aws_ebs_volume'): Entity => ({
  _key, _type, _class: [], _service: 'fake', displayName: _key, accountId: '1', region: 'r', tags: {}, ...more,
});
const unit = (more: Partial<UnitLedger> = {}): UnitLedger => ({
  accountId: '1', region: 'r', service: 'fake', status: 'complete', unread: [], unlisted: [], calls: 0, milliseconds: 0, entities: 0, relationships: 0, ...more,
});
const denied = (action: string) => ({ action, code: 'AccessDenied', denied: true });
const unlisted = unit({ status: 'partial', unlisted: [{ type: 'aws_ebs_volume', unread: denied('fake:List') }] });

function run(entities: Entity[], ledger = [unit()], checks = [check]): Finding[] {
  const graph = new Graph();
  entities.forEach((each) => graph.add(each));
  return [...evaluate(checks, graph, ledger, now)];
}
const statuses = (findings: Finding[]) => findings.map(({ id, status }) => `${id} ${status}`);

describe('a check', () => {
  test('passes and fails with the values seen', () => {
    const findings = run([entity('a', { Encrypted: true }), entity('b', { Encrypted: false })]);
    expect(statuses(findings)).toEqual(['volume-encrypted|a pass', 'volume-encrypted|b fail']);
    expect(findings[1]).toMatchObject({ reason: 'Encrypted is false', resource: ['b'], lastSeen: '2026-01-31T00:00:00.000Z', source: 'posture' });
  });

  test('gives no result where it does not apply, nor on what is only mapped', () => {
    expect(run([entity('a', { State: 'deleted' }), entity('b', { _mapped: true })])).toEqual([]);
  });

  test('is unknown where its facts were denied, and names the action', () => {
    const [finding] = run([entity('a', { Encrypted: true, _unread: [denied('fake:Read')] })]);
    expect(finding).toMatchObject({ status: 'unknown', reason: 'Not readable: the role lacks fake:Read (AccessDenied).', evidence: { missingAction: 'fake:Read' } });
  });

  test('is not disturbed by a gap that is none of its needs', () => {
    expect(statuses(run([entity('a', { Encrypted: true, _unread: [denied('fake:Other')] })]))).toEqual(['volume-encrypted|a pass']);
  });

  test('is unknown once for a list that was denied', () => {
    expect(statuses(run([], [unlisted]))).toEqual(['volume-encrypted|1:r:aws_ebs_volume unknown']);
  });

  test('never takes what was not listed, or not read, for an absence', () => {
    const account = entity('acc', {}, 'aws_account');
    expect(statuses(run([account], [unit()], [accountCheck]))).toEqual(['has-a-volume|acc fail']);
    expect(statuses(run([account], [unlisted], [accountCheck]))).toEqual(['has-a-volume|acc unknown']);
    expect(statuses(run([account, entity('a', { _unread: [denied('fake:Read')] })], [unit()], [accountCheck]))).toEqual(['has-a-volume|acc unknown']);
  });

  test('is unknown where a stream it looks at was not scanned', () => {
    const [finding] = run([entity('acc', {}, 'aws_account')], [unit({ service: 'other' })], [{ ...accountCheck, service: 'other' }]);
    expect(finding).toMatchObject({ status: 'unknown', reason: "Not readable: the stream 'fake' was not scanned." });
  });

  test('does not look at what is only mapped', () => {
    expect(statuses(run([entity('acc', {}, 'aws_account'), entity('a', { _mapped: true })], [unit()], [accountCheck]))).toEqual(['has-a-volume|acc fail']);
  });

  test('looks by keys, and never takes a gap for an absence there either', () => {
    const byOwner = (volume: { owners?: string[] }) => volume.owners;
    const shared: Check = { ...accountCheck, fails: (_, look) => `owned by ann: ${(look.by({ id: 'fake', entities: {} } as never, 'aws_ebs_volume' as never, byOwner as never).get('ann') ?? []).length}` };
    const volumes = [entity('a', { owners: ['ann', 'bob', 'ann'] }), entity('b', { owners: ['bob'] }), entity('c'), entity('d', { owners: ['ann'] })];
    expect(run([entity('acc', {}, 'aws_account'), ...volumes], [unit()], [shared])[0].reason).toBe('owned by ann: 2');
    expect(statuses(run([entity('acc', {}, 'aws_account'), ...volumes], [unlisted], [shared]))).toEqual(['has-a-volume|acc unknown']);
  });

  test('a defect in a check is not a result', () => {
    expect(() => run([entity('a')], [unit()], [{ ...check, fails: () => { throw new TypeError('a bug'); } }])).toThrow('a bug');
  });
});

describe('history', () => {
  const earlier = (finding: Finding, more: Partial<Finding> = {}): Finding => ({ ...finding, firstSeen: '2026-01-01T00:00:00.000Z', lastSeen: '2026-01-01T00:00:00.000Z', ...more });
  const [failing] = run([entity('b', { Encrypted: false })]);

  test('a finding keeps the time it was first seen while its status lasts', () => {
    expect(withHistory([failing], [earlier(failing)], [unit()])[0].firstSeen).toBe('2026-01-01T00:00:00.000Z');
    expect(withHistory([failing], [earlier(failing, { status: 'pass' })], [unit()])[0].firstSeen).toBe(now.toISOString());
  });

  test('a resource that is gone takes its finding along', () => {
    expect(withHistory([], [earlier(failing)], [unit()])).toEqual([]);
  });

  test('a resource that was not listed keeps its finding as unknown, with what it was', () => {
    const [kept] = withHistory([], [earlier(failing)], [unlisted]);
    expect(kept).toMatchObject({ id: failing.id, status: 'unknown', reason: 'Not read again: fake:List gave AccessDenied. When last read, on 2026-01-01: fail.' });
    const [again] = withHistory([], [kept], [unlisted]);
    expect(again.reason).toBe(kept.reason);
  });

  test('what was left out of the scan, by Region or by stream, stays as it is', () => {
    expect(withHistory([], [earlier(failing)], [unit({ region: 'other' }), unit({ service: 'other' })])).toEqual([earlier(failing)]);
  });

  test('a gap in another Region is none here', () => {
    expect(withHistory([], [earlier(failing)], [unit(), { ...unlisted, region: 'other' }])).toEqual([]);
  });

  test('a result that only lacks a stream left out of the scan does not replace a known one', () => {
    const lacking: Finding = { ...failing, status: 'unknown', evidence: { missingAction: 'fake', code: 'NotScanned' } };
    expect(withHistory([lacking], [earlier(failing)], [unit()])).toEqual([earlier(failing)]);
    expect(withHistory([lacking], [], [unit()])).toEqual([lacking]);
  });
});

describe('the score', () => {
  const of = (...results: [Finding['severity'], Finding['status']][]) => {
    const board = new Scoreboard();
    results.forEach(([severity, status]) => board.count({ ...run([entity('a', { Encrypted: true })])[0], severity, status }));
    return board.scores().find(({ region }) => region === 'r');
  };

  test.each([
    ['everything passes', [['high', 'pass'], ['low', 'pass']], 100, 1],
    ['everything fails', [['high', 'fail']], 0, 1],
    ['weighs by severity', [['critical', 'fail'], ['high', 'pass'], ['medium', 'pass'], ['low', 'pass']], 50, 1],
    ['unknown lowers the confidence only', [['high', 'pass'], ['high', 'unknown']], 100, 0.5],
    ['nothing read is no score', [['high', 'unknown']], undefined, 0],
    ['suppressed counts nowhere', [['high', 'pass'], ['critical', 'suppressed']], 100, 1],
  ] as const)('%s', (_, results, score, confidence) => {
    expect(of(...results as unknown as [Finding['severity'], Finding['status']][])).toMatchObject({ ...score !== undefined && { score }, confidence });
    if (score === undefined) expect(of(...results as unknown as [Finding['severity'], Finding['status']][])).not.toHaveProperty('score');
  });

  test('an account has one for each Region and one as a whole', () => {
    const board = new Scoreboard();
    run([entity('a', { Encrypted: true }), entity('b', { Encrypted: false, region: 's' })]).forEach((finding) => board.count(finding));
    expect(board.scores().map(({ accountId, region, score }) => [accountId, region, score])).toEqual([['1', 'all', 50], ['1', 'r', 100], ['1', 's', 0]]);
  });

  test('is told by framework, over the checks that answer to it', () => {
    const board = new Scoreboard();
    const [finding] = run([entity('a', { Encrypted: true })]);
    const cited = { cis: { '7.0': ['2.1'], '3.0': ['1.1'] }, pci_dss_4_0: ['1.2'] };
    board.count({ ...finding, severity: 'high', status: 'fail', frameworks: cited });
    board.count({ ...finding, severity: 'medium', status: 'pass', frameworks: { cis: { '7.0': ['3.1'] } } });
    board.count({ ...finding, severity: 'low', status: 'unknown', frameworks: { cis: { '3.0': ['3.1'] } } });
    expect(frameworkScores(board.frameworkWeights())).toEqual([
      { framework: 'CIS 7.0', score: 33.3, confidence: 1, fail: 1, pass: 1, unknown: 0 }, { framework: 'PCI DSS 4.0', score: 0, confidence: 1, fail: 1, pass: 0, unknown: 0 },
    ]);
  });
});
