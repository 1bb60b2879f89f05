import fc from 'fast-check';
import { fires } from './corpus';
import { Bounded } from '../../../src/engine/activity/state/bounded';

const DAY = 86_400;
const ROLE = (name: string) => ({ type: 'AssumedRole', arn: `arn:aws:sts::111122223333:assumed-role/${name}/s`, accountId: '111122223333', sessionContext: { sessionIssuer: { arn: `arn:aws:iam::111122223333:role/${name}`, userName: name } } });
const at = (seconds: number, more: object = {}) => ({
  eventTime: new Date(Date.UTC(2026, 2, 1) + seconds * 1000).toISOString().replace('.000', ''),
  eventSource: 'sts.amazonaws.com',
  eventName: 'GetCallerIdentity',
  readOnly: true,
  recipientAccountId: '111122223333',
  awsRegion: 'us-east-1',
  userIdentity: ROLE('app'),
  ...more,
});

describe('thresholds', () => {
  const denied = (seconds: number, name = 'app') => at(seconds, { errorCode: 'AccessDenied', sourceIPAddress: '198.51.100.7', userIdentity: ROLE(name), eventID: `e-${seconds}` });
  const burst = (count: number, gap: number) => Array.from({ length: count }, (_, n) => denied(n * gap));
  const run = (events: object[]) => fires(events as never, ['thr-access-denied-burst']);

  test('fire at the count within the window, once a burst, and tell its events', () => {
    expect(run(burst(19, 1))).toEqual([]);
    const [match, ...others] = run(burst(40, 1));
    expect(others).toEqual([]);
    expect(match.hit!.events).toHaveLength(20);
    expect(match.hit!.reason).toBe('20 events within 600 seconds of arn:aws:sts::111122223333:assumed-role/app/s');
  });
  test('not where the window is passed, nor over two principals', () => {
    expect(run(burst(20, 32))).toEqual([]);
    expect(run(Array.from({ length: 20 }, (_, n) => denied(n, n % 2 ? 'a' : 'b')))).toEqual([]);
  });
  test('fire again for a later burst', () => {
    expect(run([...burst(20, 1), ...burst(20, 1).map((_, n) => denied(5000 + n))])).toHaveLength(2);
  });
  test('whatever order the files have', () => {
    fc.assert(fc.property(fc.shuffledSubarray(burst(30, 15), { minLength: 30 }), (events) => run(events).length === 1));
    fc.assert(fc.property(fc.shuffledSubarray(burst(30, 33), { minLength: 30 }), (events) => run(events).length === 0));
  });
  test('a value that comes again and again is one', () => {
    const regions = (count: number) => Array.from({ length: 300 }, (_, n) => at(Math.floor(n / 10), { sourceIPAddress: '198.51.100.7', awsRegion: `r-${n % count}` }));
    expect(fires(regions(9) as never, ['thr-multi-region-sweep'])).toEqual([]);
    expect(fires(regions(10) as never, ['thr-multi-region-sweep'])).toHaveLength(1);
  });
  test('an event without a time counts for nothing', () => {
    expect(run(burst(40, 1).map((event) => ({ ...event, eventTime: 'soon' })))).toEqual([]);
  });
});

describe('first seen', () => {
  const from = (day: number, network: string, name = 'app') => at(day * DAY, { sourceIPAddress: `${network}.7`, userIdentity: ROLE(name) });
  const run = (events: object[], settings = {}) => fires(events as never, ['fs-network-for-principal'], settings);

  test('a known principal from another network', () => {
    expect(run([from(0, '8.8.1'), from(4, '8.8.2'), from(5, '9.9.1'), from(6, '9.9.2')]).map(({ hit }) => hit!.reason))
      .toEqual(['arn:aws:iam::111122223333:role/app: 9.9.0.0/16 not seen in the 30 days before']);
  });
  test('a new principal is new, not unusual', () => {
    expect(run([from(0, '8.8.1'), from(2, '9.9.1')])).toEqual([]);
  });
  test('a network that was not seen for the whole look-back is new again', () => {
    expect(run([from(0, '8.8.1'), from(1, '9.9.1'), from(20, '9.9.1'), from(45, '8.8.1'), from(46, '9.9.1')])).toHaveLength(1);
  });
  test('trusted networks are one', () => {
    expect(run([from(0, '8.8.1'), from(5, '9.9.1')], { trustedNetworks: ['8.8.0.0/16', '9.9.1.0/24'] })).toEqual([]);
  });
  test('what a late file brings does not fire again', () => {
    expect(run([from(0, '8.8.1'), from(6, '9.9.1'), from(5, '9.9.1')])).toHaveLength(1);
  });
});

describe('what is remembered is bounded', () => {
  class Counter { size = 0; }
  test('the groups that were not touched go first', () => {
    const bounded = new Bounded(10, () => new Counter());
    const set = (key: string, size: (before: number) => number) => {
      const group = bounded.open(key, { accountId: undefined });
      group.size = size(group.size);
      bounded.settle();
      return group.size;
    };
    const add = (key: string) => set(key, (before) => before + 1);
    for (const key of ['a', 'b', 'c', 'd', 'e']) add(key);
    for (let n = 0; n < 20; n++) {
      add('a');
      set('a', () => 1);
      add(`x${n}`);
    }
    expect(add('a')).toBe(2);
    expect(add('b')).toBe(1);
  });
  test('and the total stays below the limit', () => {
    fc.assert(fc.property(fc.array(fc.nat(50), { maxLength: 500 }), (keys) => {
      const alive = new Set<Counter>();
      const bounded = new Bounded(20, () => new Counter());
      for (const key of keys) {
        const group = bounded.open(String(key), { accountId: undefined });
        group.size = 3;
        alive.add(group);
        bounded.settle();
      }
      const held = (bounded as unknown as { groups: Map<string, unknown> }).groups.size;
      return held * 4 <= 20 || held === 1;
    }));
  });
});
