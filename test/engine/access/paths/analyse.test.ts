import * as fc from 'fast-check';
import { ACCOUNT, ALL, arn, document, type Statement } from './from-fact';
import { readLandscape, type Beside } from '../../../../src/engine/access/account/landscape';
import { analyse, type Analysis } from '../../../../src/engine/access/paths/analyse';

const NOW = new Date('2026-11-01T00:00:00Z');
const OTHER = '444455556666';

interface Named { readonly statements?: Statement[]; readonly tags?: Record<string, string>; readonly account?: string }
interface RoleOf extends Named { readonly trust: Statement[] }

const arnIn = (account: string, name: string) => `arn:aws:iam::${account}:${name}`;
const own = (statements: Statement[] = []) => (statements.length > 0 ? [{ PolicyName: 'own', PolicyDocument: document(statements) }] : []);
const user = (name: string, { statements, tags = {}, account = ACCOUNT }: Named = {}) => ({
  UserName: name, Arn: arnIn(account, `user/${name}`), UserPolicyList: own(statements), Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
});
const role = (name: string, { statements, trust, account = ACCOUNT }: RoleOf) => ({
  RoleName: name, Arn: arnIn(account, `role/${name}`), RolePolicyList: own(statements), AssumeRolePolicyDocument: document(trust),
});

const allow = (Action: string | string[], Resource: string | string[] = '*', Condition: object = {}): Statement => ({ Effect: 'Allow', Action, Resource, Condition });
const trusts = (Principal: object, Condition: object = {}): Statement => ({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Condition });
const service = (name: string) => trusts({ Service: `${name}.amazonaws.com` });

function run(UserDetailList: object[], RoleDetailList: object[], beside: Beside = {}, blocked = false): Analysis {
  return analyse(readLandscape([{ name: 'gaad.json', content: { UserDetailList, RoleDetailList } }], beside), { now: NOW, blocked });
}

const lines = ({ paths }: Analysis) => paths.map(({ from, hops, status }) => `${from.split('/')[1]}${hops.map(({ method, to }) => ` ${method} ${to.split('/')[1] ?? to}`).join('')} ${status}`);

test('a path of several steps, each with the statements on both sides', () => {
  const found = run([user('a', { statements: [allow('sts:AssumeRole', arn('role/b'))] })], [
    role('b', { trust: [trusts({ AWS: ACCOUNT })], statements: [allow('iam:PassRole', arn('role/c')), allow(['states:CreateStateMachine', 'states:StartExecution'])] }),
    role('c', { trust: [service('states')], statements: [ALL] }),
  ]);
  expect(found.administrators).toEqual([arn('role/c')]);
  expect(lines(found)).toEqual(['b stepfunctions-001 c proven', 'a sts-001 b stepfunctions-001 c proven']);
  expect(found.paths[1].hops.map(({ edge }) => edge)).toEqual(['CAN_ASSUME', 'CAN_PASS']);
  expect(found.paths[1].hops[0].statements.map(({ policy, index }) => `${policy} ${index}`)).toEqual([`${arn('user/a')}#own 0`, `${arn('role/b')}#AssumeRolePolicyDocument 0`]);
  expect(found.cut).toMatchObject({ exact: true, statements: [expect.anything()] });
});

test('accounts: both sides must allow', () => {
  const target = (Principal: object) => role('c', { account: OTHER, trust: [trusts(Principal)], statements: [ALL] });
  const caller = user('a', { statements: [allow('sts:AssumeRole', arnIn(OTHER, 'role/c'))] });
  expect(lines(run([caller], [target({ AWS: arn('user/a') })]))).toEqual(['a sts-001 c proven']);
  expect(lines(run([caller], [target({ AWS: ACCOUNT })]))).toEqual(['a sts-001 c proven']);
  expect(lines(run([caller], [target({ AWS: '123456789012' })]))).toEqual([]);
  expect(lines(run([user('a')], [target({ AWS: arn('user/a') })]))).toEqual([]);
});

test('what hangs on a key that nobody knows is possible, with the condition; a key that is known decides', () => {
  const target = (Condition: object) => role('c', { trust: [trusts({ AWS: ACCOUNT }, Condition)], statements: [ALL] });
  const callers = [user('a', { statements: [allow('sts:AssumeRole')], tags: { team: 'red' } })];
  const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  const open = run(callers, [target(mfa)]);
  expect(lines(open)).toEqual(['a sts-001 c possible']);
  expect(open.paths[0].hops[0].conditions).toMatchObject([{ operator: 'Bool', key: 'aws:MultiFactorAuthPresent', values: ['true'] }]);
  expect(lines(run(callers, [target({ StringEquals: { 'aws:PrincipalTag/team': 'red' } })]))).toEqual(['a sts-001 c proven']);
  expect(lines(run(callers, [target({ StringEquals: { 'aws:PrincipalTag/team': 'blue' } })]))).toEqual([]);
  expect(lines(run(callers, [target({ DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } })]))).toEqual([]);
  // A session of a role has no MFA device at hand.
  expect(lines(run([], [target(mfa), role('b', { trust: [service('ec2')], statements: [allow('sts:AssumeRole')] })]))).toEqual([]);
  // The caller says in which Region it asks, and how its session is called.
  expect(lines(run(callers, [target({ StringLike: { 'sts:RoleSessionName': 'x*', 'aws:RequestedRegion': 'eu-*' } })]))).toEqual(['a sts-001 c proven']);
});

const alphabet = (from: string, to: string) => [...'abcdefghijklmnopqrstuvwxyz'].filter((letter) => letter >= from && letter <= to).map((letter) => `${letter}*:*`);

test.each<[boolean, string, Statement[]]>([
  [true, 'everything', [ALL]],
  [true, 'everything in two halves of the alphabet', [allow(alphabet('a', 'm')), allow(alphabet('n', 'z'))]],
  [true, 'everything but IAM, and IAM', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, allow('iam:*')]],
  [true, 'everything but one call', [ALL, { Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' }]],
  [true, 'everything in one Region', [allow('*', '*', { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } })]],
  [false, 'everything but IAM', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]],
  [false, 'everything, with IAM denied', [ALL, { Effect: 'Deny', Action: 'iam:*', Resource: '*' }]],
  [false, 'everything, with all but EC2 denied', [ALL, { Effect: 'Deny', NotAction: 'ec2:*', Resource: '*' }]],
  [false, 'everything, with all denied piece by piece', [ALL, { Effect: 'Deny', Action: alphabet('a', 'm'), Resource: '*' }, { Effect: 'Deny', Action: alphabet('n', 'z'), Resource: '*' }]],
  [true, 'the half of the alphabet that has IAM in it, by a call on itself', [allow(alphabet('a', 'm'))]],
  [false, 'the other half', [allow(alphabet('n', 'z'))]],
  [false, 'everything on one bucket', [allow('*', 'arn:aws:s3:::bucket/*')]],
  [false, 'everything for another', [allow('*', '*', { StringEquals: { 'aws:username': 'bob' } })]],
])('administrator %s: %s', (expected, _, statements) => {
  expect(run([user('a', { statements })], []).administrators).toEqual(expected ? [arn('user/a')] : []);
});

test('the organization limits everybody but its management account', () => {
  const scp = { scpLevels: [[document([ALL])], [document([ALL, { Effect: 'Deny', Action: 'iam:*', Resource: '*' }])]] };
  const callers = [user('a', { statements: [ALL] })];
  expect(run(callers, [], { scp }).administrators).toEqual([]);
  expect(run(callers, [], { scp: { ...scp, managementAccount: ACCOUNT } }).administrators).toEqual([arn('user/a')]);
});

describe('general rules', () => {
  const passes = (...actions: string[]) => [user('a', { statements: [allow('iam:PassRole', arn('role/c')), ...actions.map((action) => allow(action))] })];
  const target = (name: string) => [role('c', { trust: [service(name)], statements: [ALL] })];

  test.each([
    ['emr-serverless', ['emr-serverless:StartJobRun']],
    ['gamelift', ['gamelift:CreateFleet']],
    ['imagebuilder', ['imagebuilder:CreateInfrastructureConfiguration', 'imagebuilder:CreateImage']],
    ['pipes', ['pipes:CreatePipe']],
    ['brand-new', ['brand-new:CreateThing']],
    ['brand-new', ['brand-new:*']],
    ['runs.brand-new', ['brand-new:Start*']],
  ])('a role passed to %s by %s', (name, actions) => {
    expect(lines(run(passes(...actions), target(name)))).toEqual(['a rule:pass-role c possible']);
    expect(lines(run(passes(...actions.slice(1)), target(name)))).toEqual([]);
    expect(lines(run(passes(...actions), target('another')))).toEqual([]);
    expect(lines(run([user('a', { statements: actions.map((action) => allow(action)) })], target(name)))).toEqual([]);
  });

  test('a service that works in one way only gives nothing, nor does one that is only read', () => {
    expect(lines(run(passes('config:PutConfigurationRecorder'), target('config')))).toEqual([]);
    expect(lines(run(passes('brand-new:GetThing', 'brand-new:List*'), target('brand-new')))).toEqual([]);
  });

  test('work brought to what has a role already', () => {
    expect(lines(run([user('a', { statements: [allow('codebuild:StartSandbox')] })], target('codebuild')))).toEqual(['a rule:reuse-role c possible']);
  });

  test('a rule is silent where a method speaks', () => {
    expect(lines(run(passes('lambda:CreateFunction', 'lambda:InvokeFunction'), target('lambda')))).toEqual(['a lambda-001 c proven']);
    expect(lines(run(passes('lambda:CreateFunction'), target('lambda')))).toEqual([]);
  });
});

test('a grant that a wildcard happens to include tells of no secret; one written out does', () => {
  expect(lines(run([user('a', { statements: [allow('secretsmanager:Get*')] })], []))).toEqual([]);
  expect(lines(run([user('a', { statements: [allow('secretsmanager:GetSecretValue')] })], [])).join()).toMatch(/^a secretsmanager-get/);
  expect(lines(run([user('a', { statements: [allow('secretsmanager:GetSecretValue', `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:app/*`)] })], []))).toEqual([]);
});

test('what is stopped is told on request, with what stops it', () => {
  const target = role('c', { trust: [trusts({ AWS: ACCOUNT })], statements: [ALL] });
  const stopped = (beside: Beside, ...more: Statement[]) => run([user('a', { statements: [allow('sts:AssumeRole', arn('role/c')), ...more] })], [target], beside, true).blocked;
  expect(stopped({}, { Effect: 'Deny', Action: 'sts:*', Resource: '*' })).toMatchObject([{ from: arn('user/a'), to: arn('role/c'), method: 'sts-001', by: 'ExplicitDeny', statements: [{ policy: `${arn('user/a')}#own`, index: 1 }] }]);
  expect(stopped({ scp: [[document([{ Effect: 'Allow', NotAction: 'sts:*', Resource: '*' }])]] })).toMatchObject([{ by: 'ImplicitDeny', missing: ['scp[0]'] }]);
});

const NAMES = ['r0', 'r1', 'r2', 'r3', 'r4', 'r5'];
const graph = fc.record({
  edges: fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES)).filter(([from, to]) => from !== to), { maxLength: 14, selector: (edge) => edge.join() }),
  administrators: fc.subarray(NAMES, { minLength: 1, maxLength: 2 }),
});

type Graph = { edges: readonly (readonly [string, string])[]; administrators: readonly string[] };

/** Distances to the nearest administrator, worked out in another way. */
function distances({ edges, administrators }: Graph): Record<string, number> {
  const far = Object.fromEntries(administrators.map((name) => [name, 0]));
  for (let round = 1; round <= NAMES.length; round++) {
    for (const [from, to] of edges) if (far[to] === round - 1 && far[from] === undefined) far[from] = round;
  }
  return Object.fromEntries(Object.entries(far).filter(([, distance]) => distance > 0));
}

/** An account in which each edge is a statement of its own, without those that were taken away. */
const accountOf = ({ edges, administrators }: Graph, gone: ReadonlySet<string> = new Set()) => NAMES.map((name) => {
  const statements = [...edges.filter(([from]) => from === name).map(([, to]) => allow('sts:AssumeRole', arn(`role/${to}`))), ...administrators.includes(name) ? [ALL] : []];
  return role(name, {
    trust: gone.has(`${arn(`role/${name}`)}#AssumeRolePolicyDocument 0`) ? [service('config')] : [trusts({ AWS: ACCOUNT })],
    statements: statements.map((statement, at) => (gone.has(`${arn(`role/${name}`)}#own ${at}`) ? allow('s3:ListAllMyBuckets') : statement)),
  });
});

test('everybody who reaches an administrator is found, by the shortest way, and nobody else; after the cut nobody is', () => {
  fc.assert(fc.property(graph, (given) => {
    const found = run([], accountOf(given));
    const shortest: Record<string, number> = {};
    for (const { from, hops } of found.paths) shortest[from.split('/')[1]] = Math.min(shortest[from.split('/')[1]] ?? Infinity, hops.length);
    expect(shortest).toEqual(distances(given));
    const gone = new Set(found.cut.statements.map(({ policy, index }) => `${policy} ${index}`));
    expect(run([], accountOf(given, gone)).paths).toEqual([]);
    // Every statement of an edge into an administrator, or its trust policy, has to go: fewer than the administrators with such an edge cannot do.
    const entered = new Set(given.edges.filter(([from, to]) => given.administrators.includes(to) && !given.administrators.includes(from)).map(([, to]) => to));
    expect(gone.size).toBe(entered.size);
  }), { numRuns: 150 });
});
