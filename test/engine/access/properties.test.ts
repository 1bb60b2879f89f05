import * as fc from 'fast-check';
import { alice, decide, HERE, session, THERE, type Statements } from './support';
import type { Request } from '../../../src/engine/access/evaluate';

const ACTIONS = ['s3:GetObject', 's3:PutObject', 'ec2:RunInstances'];
const RESOURCES = ['arn:aws:s3:::bucket/key', 'arn:aws:s3:::bucket/team-red/key', 'arn:aws:s3:::other/key'];
const KEYS = ['aws:PrincipalTag/team', 'aws:SourceIp', 'aws:MultiFactorAuthPresent'];

const condition = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  fc.tuple(fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLikeIfExists', 'ForAllValues:StringEquals', 'ForAnyValue:StringLike'), fc.subarray(['red', 'blue', 'r*', '${aws:PrincipalTag/other}'], { minLength: 1 }))
    .map(([operator, values]) => ({ [operator]: { 'aws:PrincipalTag/team': values } })),
  fc.constantFrom('IpAddress', 'NotIpAddress', 'NotIpAddressIfExists').map((operator) => ({ [operator]: { 'aws:SourceIp': '203.0.113.0/24' } })),
  fc.tuple(fc.constantFrom('Bool', 'BoolIfExists', 'Null'), fc.constantFrom('true', 'false')).map(([operator, value]) => ({ [operator]: { 'aws:MultiFactorAuthPresent': value } })),
);

const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
  action: fc.tuple(fc.constantFrom('Action', 'Action', 'NotAction'), fc.subarray(['s3:*', 's3:Get*', 'S3:PUTOBJECT', '*', 'ec2:?unInstances'], { minLength: 1 })),
  resource: fc.tuple(fc.constantFrom('Resource', 'Resource', 'NotResource'), fc.subarray(['*', 'arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket/team-${aws:PrincipalTag/team}/*', 'arn:aws:s3:::*/key'], { minLength: 1 })),
  Condition: condition,
}).map(({ Effect, action: [actionElement, actions], resource: [resourceElement, resources], Condition }) => ({ Effect, [actionElement]: actions, [resourceElement]: resources, Condition }));

const ofResource = fc.tuple(statement, fc.constantFrom('*', { AWS: HERE }, { AWS: alice.arn! }, { AWS: session.roleArn! }, { AWS: session.arn! })).map(([each, Principal]) => ({ ...each, Principal }));

const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const statements: fc.Arbitrary<Statements> = fc.record({
  identity: fc.array(statement, { maxLength: 3 }),
  boundary: maybe(some(statement)),
  session: maybe(some(statement)),
  scp: maybe(some(some(statement))),
  resource: maybe(some(ofResource)),
});

const context = fc.record({
  'aws:PrincipalTag/team': fc.constantFrom('red', 'blue', 'r*'),
  'aws:SourceIp': fc.constantFrom('203.0.113.9', '198.51.100.1', '2001:db8::1'),
  'aws:MultiFactorAuthPresent': fc.constantFrom('true', 'false'),
}, { requiredKeys: [] });

const request: fc.Arbitrary<Request> = fc.record({
  principal: fc.constantFrom(alice, session),
  action: fc.constantFrom(...ACTIONS),
  resource: fc.record({ arn: fc.constantFrom(...RESOURCES), account: fc.constantFrom(HERE, HERE, THERE) }),
  context,
});

const allowed = (policies: Statements, asked: Request) => decide(policies, asked).decision === 'Allow';
const runs = { numRuns: 1000 };

test('adding a Deny never allows more', () => {
  fc.assert(fc.property(statements, request, statement, fc.constantFrom('identity', 'boundary', 'session' as const), (policies, asked, added, kind) => {
    const more = { ...policies, [kind]: [...policies[kind as 'identity'] ?? [{ Effect: 'Allow', Action: '*', Resource: '*' }], { ...added, Effect: 'Deny' }] };
    if (!allowed(policies, asked)) expect(allowed(more, asked)).toBe(false);
  }), runs);
});

test('what a boundary and a policy allow together, each of them allows alone', () => {
  fc.assert(fc.property(some(statement), some(statement), request, (identity, boundary, asked) => {
    const here = { ...asked, resource: { ...asked.resource, account: HERE } };
    if (!allowed({ identity, boundary }, here)) return;
    expect(allowed({ identity }, here)).toBe(true);
    expect(allowed({ identity: boundary }, here)).toBe(true);
  }), runs);
});

test('the same for a session policy, and for a level of SCPs', () => {
  fc.assert(fc.property(statements, some(statement), request, (policies, level, asked) => {
    const { resource: _, ...rest } = policies;
    if (allowed({ ...rest, session: level }, asked)) expect(allowed({ ...rest, session: undefined }, asked)).toBe(true);
    if (allowed({ ...policies, scp: [...policies.scp ?? [], level] }, asked)) expect(allowed(policies, asked)).toBe(true);
  }), runs);
});

test('names and order of statements change nothing', () => {
  fc.assert(fc.property(statements, request, fc.string({ minLength: 1 }), (policies, asked, name) => {
    const turned = Object.fromEntries(Object.entries(policies).filter(([, list]) => list !== undefined).map(([kind, list]) => [kind, kind === 'scp'
      ? (list as object[][]).map((level) => [...level].reverse())
      : [...list as object[]].reverse().map((each, at) => ({ ...each, Sid: `${name}${at}` }))]));
    expect(decide(turned, asked).decision).toBe(decide(policies, asked).decision);
  }), runs);
});

test('the letter case of an action changes nothing, nor that of a context key', () => {
  fc.assert(fc.property(statements, request, (policies, asked) => {
    const upper = { ...asked, action: asked.action.toUpperCase(), context: Object.fromEntries(Object.entries(asked.context!).map(([key, value]) => [key.toUpperCase(), value])) };
    expect(decide(policies, upper)).toEqual(decide(policies, asked));
  }), runs);
});

test('a decision without some keys holds whatever their values are', () => {
  const answers = new Set<string>();
  fc.assert(fc.property(statements, request, fc.subarray(KEYS, { minLength: 1 }), (policies, asked, unknown) => {
    const known = Object.fromEntries(Object.entries(asked.context!).filter(([key]) => !unknown.includes(key)));
    const before = decide(policies, { ...asked, context: known, unknown });
    const after = decide(policies, asked);
    answers.add(before.decision);
    if (before.decision === 'Conditional') {
      expect(before.conditions.length).toBeGreaterThan(0);
      expect(before.conditions.filter(({ key }) => !unknown.includes(key))).toEqual([]);
    } else if (before.decision === 'ImplicitDeny') {
      expect(after.decision).not.toBe('Allow');
    } else {
      expect(after.decision).toBe(before.decision);
    }
  }), { numRuns: 3000 });
  expect([...answers].sort()).toEqual(['Allow', 'Conditional', 'ExplicitDeny', 'ImplicitDeny']);
});
