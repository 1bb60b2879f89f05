import { checks } from '../../../src/catalogue/checks';
import type { Finding } from '../../../src/engine/contracts';
import { frameworkChapter } from '../../../src/engine/report/frameworks/chapter';
import { CheckTally, frameworkResults, type Outcome } from '../../../src/engine/report/frameworks/results';

const tallyOf = (results: readonly (readonly [check: string, status: Finding['status']])[]) => {
  const tally = new CheckTally();
  for (const [check, status] of results) tally.count({ check, status });
  return tally;
};

/** What a requirement of CIS 7.0 came to. */
const outcome = (id: string, ...results: (readonly [string, Finding['status']])[]): Outcome =>
  frameworkResults(tallyOf(results))[0].requirements.find((each) => each.id === id)!.outcome;

test.each<[Outcome, (readonly [string, Finding['status']])[]]>([
  ['failed', [['iam-access-key-used', 'pass'], ['iam-user-password-used', 'fail'], ['iam-user-password-used', 'unknown']]],
  ['unknown', [['iam-access-key-used', 'pass'], ['iam-user-password-used', 'unknown']]],
  ['passed', [['iam-access-key-used', 'pass'], ['iam-user-password-used', 'suppressed']]],
  ['accepted', [['iam-access-key-used', 'suppressed']]],
  ['nothing to check', [['kms-key-rotates', 'fail']]],
])('a requirement of two checks has %s', (expected, results) => expect(outcome('2.11', ...results)).toBe(expected));

test('a requirement that no API answers needs a person', () => expect(outcome('2.2', ['kms-key-rotates', 'fail'])).toBe('needs a person'));

test('every requirement is counted once', () => {
  for (const { requirements, counts } of frameworkResults(tallyOf(checks.map(({ id }) => [id, 'pass'])))) {
    expect(Object.values(counts).reduce((sum, each) => sum + each)).toBe(requirements.length);
    expect([counts.failed, counts.unknown, counts['nothing to check']]).toEqual([0, 0, 0]);
    expect(counts.passed).toBeGreaterThan(0);
  }
});

test('the chapter is left out where nothing was checked', () => {
  expect(frameworkChapter(new CheckTally())).toBeUndefined();
  expect(frameworkChapter(tallyOf([['kms-key-rotates', 'pass']]))).toBeDefined();
});
