import { services } from '../../../src/catalogue/services';
import { RateLimiter, ratesOf, type Timer } from '../../../src/engine/collect/rates';
import facts from '../../facts/limits.json';

interface Fact {
  readonly iamPrefix: string;
  readonly applies?: string;
  readonly verified: boolean;
  readonly bucket?: { readonly rate: number; readonly burst?: number };
  readonly operations?: Readonly<Record<string, number | { readonly account: readonly number[] }>>;
}

/** A clock that stands still, and notes when each pause would end. */
class Clock implements Timer {
  readonly ends: number[] = [];
  time = 0;
  now() { return this.time; }
  async pause(milliseconds: number) { this.ends.push(this.time + milliseconds); }
}

/** Seconds until the last of some calls has its turn, all asked at once. */
async function secondsOf(calls: readonly (readonly [string, string, string?])[]): Promise<number> {
  const clock = new Clock();
  const limiter = new RateLimiter(clock);
  for (const [prefix, operation, region = 'us-east-1'] of calls) await limiter.turn(prefix, operation, region);
  return Math.max(0, ...clock.ends) / 1000;
}
const times = (count: number, prefix: string, operation: string) => Array.from({ length: count }, () => [prefix, operation] as const);

const perOperation = (facts.api as unknown as readonly Fact[]).filter(({ verified, operations }) => verified && operations)
  .flatMap(({ iamPrefix, operations }) => Object.entries(operations!).flatMap(([names, value]) => names.split(', ').map((name) => {
    const [rate, burst] = typeof value === 'number' ? [value, value] : value.account;
    return [iamPrefix, name, rate, burst] as const;
  })));

test.each(perOperation)('%s:%s is kept at %d a second, %d at once', (prefix, name, rate, burst) => {
  expect(ratesOf(prefix, name).map((each) => [each.rate, each.burst ?? each.rate])).toEqual([[rate, burst]]);
});

/** An operation that a bucket without names of operations holds for. */
const examples: Readonly<Record<string, string>> = {
  'ec2 Describe*, List*, Search*, Get* not named below': 'DescribeVolumes',
  'lambda everything except invocation, GetFunction, GetPolicy': 'ListFunctions',
  'route53 all operations together, and each operation on its own': 'ListHostedZones',
  'route53resolver all operations together': 'ListResolverRules',
  'apigateway undefined': 'GetRestApis',
  'securityhub BatchImportFindings, BatchUpdateFindings': 'BatchUpdateFindings',
  'securityhub all other operations': 'DescribeHub',
  'events control plane operations': 'ListRules',
  'sts AssumeRole, GetCallerIdentity, GetSessionToken, GetFederationToken, DecodeAuthorizationMessage, GetAccessKeyInfo together': 'GetCallerIdentity',
};
// The catalogue's lists always send MaxResults.
const buckets = (facts.api as unknown as readonly Fact[]).filter(({ verified, bucket, applies }) => verified && bucket && !applies?.startsWith('unfiltered'))
  .map(({ iamPrefix, applies, bucket }) => [iamPrefix, examples[`${iamPrefix} ${applies}`] ?? applies!, bucket!] as const);

test.each(buckets)('%s:%s is kept within %j', (prefix, operation, { rate, burst }) => {
  expect(ratesOf(prefix, operation)).toContainEqual(expect.objectContaining({ rate, ...burst && { burst } }));
});

test('there is no rate that the facts do not have', () => {
  const known = new Set([...perOperation, ...buckets].map(([prefix]) => prefix));
  for (const prefix of new Set(services.flatMap(({ operations }) => Object.values(operations).map(({ action }) => action.split(':')[0])))) {
    if (!known.has(prefix)) expect(ratesOf(prefix, 'ListThings')).toEqual([]);
  }
  expect(ratesOf('lambda', 'GetFunction')).toEqual([]);
  expect(ratesOf('ec2', 'RunInstances')).toEqual([]);
});

test('the burst goes at once, the rest at the rate', async () => {
  expect(await secondsOf(times(100, 'ec2', 'DescribeVolumes'))).toBe(0);
  expect(await secondsOf(times(300, 'ec2', 'DescribeVolumes'))).toBeCloseTo(10);
});

test('operations that share a bucket wait for each other, others do not', async () => {
  expect(await secondsOf([...times(15, 'lambda', 'ListFunctions'), ...times(30, 'lambda', 'ListTags')])).toBeCloseTo(2);
  expect(await secondsOf([...times(15, 'lambda', 'ListFunctions'), ...times(15, 'lambda', 'GetPolicy'), ...times(500, 'lambda', 'GetFunction')])).toBe(0);
  expect(await secondsOf([...times(100, 'ec2', 'DescribeVolumes'), ...times(100, 'ec2', 'DescribeVpcs')])).toBe(0);
});

test('each Region has its own bucket, a global service one for all', async () => {
  const inTwo = (prefix: string, operation: string, count: number) => Array.from({ length: count }, (_, at) => [prefix, operation, at % 2 ? 'us-east-1' : 'eu-west-1'] as const);
  expect(await secondsOf(inTwo('lambda', 'ListTags', 30))).toBe(0);
  expect(await secondsOf(inTwo('route53', 'ListHostedZones', 70))).toBeCloseTo(2);
});

test('a bucket fills up again, but not over', async () => {
  const clock = new Clock();
  const limiter = new RateLimiter(clock);
  for (let count = 0; count < 15; count++) await limiter.turn('lambda', 'ListTags', 'us-east-1');
  clock.time = 3_600_000;
  for (let count = 0; count < 16; count++) await limiter.turn('lambda', 'ListTags', 'us-east-1');
  expect(clock.ends).toEqual([clock.time + 1000 / 15]);
});
