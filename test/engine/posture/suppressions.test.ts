import type { Finding } from '../../../src/engine/contracts';
import { withHistory } from '../../../src/engine/posture/history';
import { Suppressor, type Suppression } from '../../../src/engine/posture/suppressions';

const now = new Date('2026-11-15T12:00:00Z');
const arn = 'arn:aws:s3:::website-assets';

const finding = (more: Partial<Finding> = {}): Finding => ({
  id: `s3-bucket-not-public|${arn}`,
  source: 'posture',
  check: 's3-bucket-not-public',
  service: 's3',
  severity: 'critical',
  status: 'fail',
  resource: [arn],
  resourceType: 'aws_s3_bucket',
  resourceName: 'website-assets',
  accountId: '111122223333',
  region: 'eu-west-1',
  title: '',
  reason: 'open',
  remedy: { cli: '', cdk: '' },
  frameworks: {},
  firstSeen: '2026-11-15T12:00:00.000Z',
  lastSeen: '2026-11-15T12:00:00.000Z',
  evidence: {},
  ...more,
});
const rule = (more: Partial<Suppression> = {}): Suppression => ({ check: 's3-bucket-not-public', reason: 'The public website', ...more });
const statusOf = (rules: Suppression[], tags = {}, of = finding(), byTag = false) => new Suppressor({ rules, byTag }, now).apply(of, { tags }).status;

test.each<[string, Partial<Suppression>]>([
  ['the check alone', {}], ['wildcards', { check: 's3-*', resource: 'arn:aws:s3:::website-*' }], ['account and Region', { accountId: '111122223333', region: 'eu-west-1' }],
  ['its last day', { expires: '2026-11-15' }], ['tags', { tags: { Exposure: 'public' } }],
])('is suppressed by %s', (_, more) => expect(statusOf([rule(more)], { Exposure: 'public', Team: 'web' })).toBe('suppressed'));

test.each<[string, Partial<Suppression>]>([
  ['another check', { check: 's3-bucket-versioned' }], ['a prefix without a wildcard', { resource: 'arn:aws:s3:::website' }], ['another account', { accountId: '444455556666' }],
  ['another Region', { region: 'us-east-1' }], ['the day after', { expires: '2026-11-14' }], ['another value of the tag', { tags: { Exposure: 'private' } }],
  ['one tag too many', { tags: { Exposure: 'public', Owner: 'web' } }],
])('is not suppressed by %s', (_, more) => expect(statusOf([rule(more)], { Exposure: 'public' })).toBe('fail'));

test.each(['pass', 'unknown'] as const)('what is %s stays so', (status) => expect(statusOf([rule()], {}, finding({ status }))).toBe(status));

test('the reason stands in the evidence, and the expired one too', () => {
  const apply = (expires: string) => new Suppressor({ rules: [rule({ expires })], byTag: false }, now).apply(finding({ evidence: { seen: 1 } }), undefined).evidence;
  expect(apply('2027-01-31')).toEqual({ seen: 1, suppression: { reason: 'The public website', expires: '2027-01-31' } });
  expect(apply('2026-01-31')).toEqual({ seen: 1, expiredSuppression: { reason: 'The public website', expires: '2026-01-31' } });
});

describe('a tag of the resource', () => {
  const key = 'security-scanner:suppress:s3-bucket-not-public';

  test('counts only where the file says so', () => {
    expect(statusOf([], { [key]: 'website' }, finding(), true)).toBe('suppressed');
    expect(statusOf([], { [key]: 'website' })).toBe('fail');
    expect(statusOf([], { [`${key}-not`]: 'website' }, finding(), true)).toBe('fail');
  });

  test('may end on a day', () => {
    expect(statusOf([], { [key]: 'website until 2026-11-14' }, finding(), true)).toBe('fail');
    expect(new Suppressor({ rules: [], byTag: true }, now).apply(finding(), { tags: { [key]: 'website until 2026-12-01' } }).evidence)
      .toEqual({ suppression: { reason: 'website', expires: '2026-12-01' } });
  });
});

test('tells which suppressions met nothing, and which met something after their last day', () => {
  const [good, idle, late] = [rule(), rule({ resource: 'arn:aws:s3:::gone' }), rule({ expires: '2026-01-01' })];
  const suppressor = new Suppressor({ rules: [good, idle, late], byTag: false }, now);
  suppressor.apply(finding(), undefined);
  expect(suppressor.unused()).toEqual([idle]);
  expect(suppressor.expired()).toEqual([late]);
});

test('a suppressed finding keeps the time it was first seen', () => {
  const before = finding({ firstSeen: '2026-10-01T00:00:00.000Z' });
  const after = new Suppressor({ rules: [rule()], byTag: false }, now).apply(finding(), undefined);
  expect(withHistory([after], [before], [])).toMatchObject([{ status: 'suppressed', firstSeen: '2026-10-01T00:00:00.000Z' }]);
});
