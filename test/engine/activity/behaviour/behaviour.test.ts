import fc from 'fast-check';
import type { Event } from '../../../../src/catalogue/model/detection';
import { behaviourRules } from '../../../../src/engine/activity/behaviour';
import { HALF_LIFE, Profile } from '../../../../src/engine/activity/behaviour/profile';
import { Matcher, type Match } from '../../../../src/engine/activity/matcher';
import type { Settings } from '../../../../src/engine/activity/settings';
import { record } from '../corpus';

const HOUR = 3600;
const DAY = 24 * HOUR;
const ARN = 'arn:aws:iam::111122223333:user/alice';
const iso = (seconds: number) => new Date(Date.UTC(2026, 2, 1) + seconds * 1000).toISOString().replace('.000', '');
let ids = 0;
const at = (seconds: number, more: object = {}): Event => ({
  eventTime: iso(seconds),
  eventID: `e-${ids++}`,
  eventSource: 's3.amazonaws.com',
  eventName: 'GetBucketAcl',
  readOnly: true,
  awsRegion: 'eu-west-1',
  recipientAccountId: '111122223333',
  sourceIPAddress: '8.8.4.4',
  userAgent: 'aws-cli/2.1 x',
  userIdentity: { type: 'IAMUser', arn: ARN, accountId: '111122223333', accessKeyId: 'AKIA0000000000000001' },
  ...more,
});

const names = ['GetBucketAcl', 'ListBuckets', 'PutObject'];
/** Days of a steady life: every hour from 8 to 16. */
const days = (from: number, to: number, hourly = 3): Event[] => Array.from({ length: (to - from) * 8 * hourly }, (_, n) =>
  at(from * DAY + Math.floor(n / (8 * hourly)) * DAY + (8 + Math.floor(n / hourly) % 8) * HOUR + (n % hourly) * 60, { eventName: names[n % 3] }));

function run(events: readonly Event[], settings: Settings = {}): Match[] {
  const matcher = new Matcher(behaviourRules(settings));
  return events.flatMap((event) => matcher.match(record(event)));
}
const told = (matches: readonly Match[], id: string) => matches.filter(({ rule }) => rule.id === id);

describe('a principal unlike itself', () => {
  const strange = { awsRegion: 'ap-south-1', sourceIPAddress: '9.9.9.9', userAgent: 'python-requests/2' };

  test('is told once a day, with what is usual, what was seen and how rare that is', () => {
    const [match, ...others] = told(run([...days(0, 10), at(10 * DAY + 9 * HOUR, strange), at(10 * DAY + 9 * HOUR + 60, { ...strange, eventName: 'DeleteBucket' })]), 'behaviour-unusual');
    expect(others).toEqual([]);
    expect(match.hit!.reason).toBe(`${ARN} is unlike itself: region ap-south-1 (never before; usual: eu-west-1 always); `
      + 'program python-requests (never before; usual: aws-cli always); network 9.9.0.0/16 (never before; usual: 8.8.0.0/16 always)');
    const { unusual, bits } = match.hit!.evidence as { unusual: { chance: number }[]; bits: number };
    expect(bits).toBeCloseTo(unusual.reduce((sum, { chance }) => sum - Math.log2(chance), 0), 0);
    expect(unusual[0].chance).toBeGreaterThan(1 / 300);
    expect(unusual[0].chance).toBeLessThan(1 / 150);
  });
  test('not for one broken habit', () => {
    for (const [field, value] of Object.entries(strange)) expect(run([...days(0, 10), at(10 * DAY + 9 * HOUR, { [field]: value })])).toEqual([]);
  });
  test('not before the warm-up, nor with few events', () => {
    expect(run([...days(0, 6), at(6 * DAY, strange)])).toEqual([]);
    expect(run([...days(0, 10, 1).slice(0, 80), at(11 * DAY, strange)])).toEqual([]);
  });
  test('not for a principal that always does something else', () => {
    const varied = days(0, 12).map((event, n) => ({ ...event, sourceIPAddress: `${20 + n % 90}.${n % 200}.1.1`, awsRegion: `r-${n % 17}` }));
    expect(told(run([...varied, at(12 * DAY + 9 * HOUR, { awsRegion: 'x', sourceIPAddress: '9.9.9.9' })]), 'behaviour-unusual')).toEqual([]);
  });
  test('a trusted network is none that could be new', () => {
    const events = [...days(0, 10), at(10 * DAY + 9 * HOUR, { sourceIPAddress: '9.9.9.9', awsRegion: 'ap-south-1' })];
    expect(told(run(events), 'behaviour-unusual')).toHaveLength(1);
    expect(run(events, { trustedNetworks: ['8.8.0.0/16', '9.9.9.0/24'] })).toEqual([]);
  });
  test('what a service does for somebody is no habit of theirs', () => {
    expect(run([...days(0, 10), at(10 * DAY, { ...strange, userIdentity: { type: 'IAMUser', arn: ARN, invokedBy: 'cloudformation.amazonaws.com' } })])).toEqual([]);
  });
  test('a habit that is given up is forgotten, and what is done again and again becomes one', () => {
    const moved = days(10, 40).map((event) => ({ ...event, ...strange }));
    const found = told(run([...days(0, 10), ...moved, at(40 * DAY + 9 * HOUR, strange)]), 'behaviour-unusual');
    expect(found.length).toBeGreaterThan(0);
    expect(Math.max(...found.map(({ record: { time } }) => (time - Date.UTC(2026, 2, 1)) / 1000))).toBeLessThan(13 * DAY);
  });
});

describe('a profile', () => {
  test('is the same whatever order the events come in', () => {
    const events = fc.array(fc.record({ value: fc.constantFrom('a', 'b', 'c'), time: fc.nat(60 * DAY) }), { minLength: 1, maxLength: 40 });
    fc.assert(fc.property(events, (list) => {
      const [one, two] = [new Profile(), new Profile()];
      for (const { value, time } of list) one.note('h', value, time * 1000);
      for (const { value, time } of [...list].reverse()) two.note('h', value, time * 1000);
      const now = 61 * DAY * 1000;
      expect(one.rarity('h', 'a', now)!.chance).toBeCloseTo(two.rarity('h', 'a', now)!.chance, 10);
      expect(one.events('h', now)).toBeCloseTo(two.events('h', now), 8);
    }));
  });
  test('halves what it knows in its half-life', () => {
    const profile = new Profile();
    for (let n = 0; n < 64; n++) profile.note('h', 'a', 0);
    expect(profile.events('h', HALF_LIFE)).toBeCloseTo(32);
    expect(profile.rarity('h', 'new', HALF_LIFE)!.chance).toBeCloseTo(1 / 33);
  });
  test('is saved and loaded whole', () => {
    const [one, two] = [new Profile(), new Profile()];
    for (let n = 0; n < 50; n++) one.note('h', `v${n % 7}`, n * DAY * 100);
    two.load(JSON.parse(JSON.stringify(one.save(50 * DAY * 100))) as never);
    expect(two.rarity('h', 'v3', 60 * DAY * 100)).toEqual({ ...one.rarity('h', 'v3', 60 * DAY * 100), chance: expect.closeTo(one.rarity('h', 'v3', 60 * DAY * 100)!.chance, 12) });
    expect([two.size, two.start]).toEqual([one.size, one.start]);
  });
});

describe('more than ever before', () => {
  const many = (day: number, count: number, more: object = {}) => Array.from({ length: count }, (_, n) => at(day * DAY + 9 * HOUR + n * 10, { eventName: `ListThings${n}`, ...more }));

  test('calls refused', () => {
    const [match, ...others] = told(run([...days(0, 10), ...many(10, 30, { errorCode: 'AccessDenied' })]), 'behaviour-refused');
    expect(others).toEqual([]);
    expect(match.hit!.reason).toBe(`8 different calls refused within an hour by ${ARN}, whose busiest hour had none`);
    expect(match.hit!.events).toHaveLength(8);
  });
  test('different read calls, measured by what the principal did before', () => {
    expect(told(run([...days(0, 10), ...many(10, 25)]), 'behaviour-enumeration')).toHaveLength(1);
    expect(told(run([...days(0, 10), ...many(9, 15).map((event) => ({ ...event, eventTime: iso(9 * DAY + 20 * HOUR) })), ...many(10, 25)]), 'behaviour-enumeration')).toEqual([]);
  });
  test('not by a principal that is new', () => {
    expect(run([...days(0, 3), ...many(3, 40, { errorCode: 'AccessDenied' })])).toEqual([]);
  });
});

describe('two places at once', () => {
  const [here, there] = [{ sourceIPAddress: '8.8.4.4', userAgent: 'a' }, { sourceIPAddress: '9.9.9.9', userAgent: 'b' }];
  const found = (...uses: object[]) => told(run(uses.map((use, n) => at(n * 60, use))), 'behaviour-two-places');

  test('here, there and here again with the same credentials', () => {
    expect(found(here, there, here, there, here).map(({ hit }) => hit!.reason)).toEqual(['AKIA0000000000000001 is used from 8.8.0.0/16, 9.9.0.0/16 and again 8.8.0.0/16 within 2 minutes']);
  });
  test('out of a trusted network and back into it, whatever addresses those are', () => {
    const trustedNetworks = ['8.8.0.0/16', '10.0.0.0/8', '203.0.113.0/24'];
    for (const office of ['8.8.4.4', '10.1.2.3', '203.0.113.9']) {
      const uses = [{ ...here, sourceIPAddress: office }, there, { ...here, sourceIPAddress: office }];
      expect(told(run(uses.map((use, n) => at(n * 60, use)), { trustedNetworks }), 'behaviour-two-places').map(({ hit }) => hit!.reason))
        .toEqual(['AKIA0000000000000001 is used from trusted, 9.9.0.0/16 and again trusted within 2 minutes']);
    }
  });
  test('not for a move, the same program, the other family of addresses, a trusted or a private one, or much later', () => {
    expect(found(here, here, there, there)).toEqual([]);
    expect(found(here, { ...there, userAgent: 'a' }, here)).toEqual([]);
    expect(found(here, { ...there, sourceIPAddress: '2600:1f00::1' }, here)).toEqual([]);
    expect(found(here, { ...there, sourceIPAddress: '10.1.1.1' }, here)).toEqual([]);
    expect(found(here, there, ...Array.from({ length: 20 }, () => there), here)).toEqual([]);
    expect(found(there, ...Array.from({ length: 20 }, () => here), there, here)).toEqual([]);
    expect(run([here, there, here].map((use, n) => at(n * 60, use)), { trustedNetworks: ['9.9.9.0/24'] })).toEqual([]);
  });
});
