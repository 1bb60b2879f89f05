import fc from 'fast-check';
import { ACCOUNT, entity, linked } from './support';
import type { EntityType } from '../../../src/catalogue/model/names';
import { evaluate } from '../../../src/engine/access/evaluate';
import { compilePolicy } from '../../../src/engine/access/statement';

const policyArn = `arn:aws:iam::${ACCOUNT}:policy/p`;
const account = entity(`arn:aws:iam::${ACCOUNT}:root`, 'aws_account');
const bucket = (name: string) => entity(`arn:aws:s3:::${name}`, 'aws_s3_bucket');
const key = (id: string, more: object = {}) => entity(`arn:aws:kms:eu-west-1:${ACCOUNT}:key/${id}`, 'aws_kms_key', more);

type Statement = Record<string, unknown>;
const policyOf = (Statement: Statement[], Version = '2012-10-17') => entity(policyArn, 'aws_iam_policy', { _class: ['AccessPolicy'], Document: JSON.stringify({ Version, Statement }) });
const allow = (Action: string | string[], Resource: string | string[], more: Statement = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
const deny = (Action: string, Resource: string, more: Statement = {}) => ({ Effect: 'Deny', Action, Resource, ...more });
const allowed = (statements: Statement[], others: Parameters<typeof linked>[0] = [], version?: string) =>
  linked([account, policyOf(statements, version), ...others]).from(policyArn);
const ends = (...given: Parameters<typeof allowed>) => allowed(...given).map(({ _toEntityKey }) => _toEntityKey);

test('a pattern covers what it matches, and the actions of that service', () => {
  const [edge, ...others] = allowed([allow(['s3:GetObject', 'kms:Decrypt'], ['arn:aws:s3:::data-*', 'arn:aws:sqs:*:*:q'])], [bucket('data-1'), bucket('logs'), key('1')]);
  expect(others).toEqual([]);
  expect(edge).toMatchObject({ _key: `${policyArn}|ALLOWS|arn:aws:s3:::data-1`, _type: 'aws_iam_policy_allows_aws_s3_bucket', actions: ['s3:GetObject'], conditional: false });
});

test('what lies in a resource stands for it', () => {
  expect(ends([allow('s3:GetObject', 'arn:aws:s3:::data/private/*')], [bucket('data'), bucket('database')])).toEqual(['arn:aws:s3:::data']);
  expect(ends([allow('s3:GetObject', 'arn:aws:s3:::*/private')], [bucket('data')])).toEqual(['arn:aws:s3:::data']);
  const group = entity(`arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/app`, 'aws_cloudwatch_log_group');
  expect(ends([allow('logs:PutLogEvents', `${group._key}:*`)], [group])).toEqual([group._key]);
  const f = (name: string) => entity(`arn:aws:lambda:eu-west-1:${ACCOUNT}:function:${name}`, 'aws_lambda_function');
  expect(ends([allow('lambda:InvokeFunction', [`arn:aws:lambda:*:${ACCOUNT}:function:a`, `arn:aws:lambda:*:${ACCOUNT}:function:b:live`])], [f('a'), f('b'), f('c')])).toEqual([f('a')._key, f('b')._key]);
  // A role whose path begins with the name of another is not in it.
  const role = entity(`arn:aws:iam::${ACCOUNT}:role/app`, 'aws_iam_role');
  expect(ends([allow('iam:PassRole', `${role._key}/worker`)], [role])).toEqual([]);
});

test('an alias, a role to assume, a variable', () => {
  const alias = `arn:aws:kms:eu-west-1:${ACCOUNT}:alias/main`;
  expect(ends([allow('kms:Decrypt', alias)], [key('1', { _aliases: [alias] })])).toEqual([key('1')._key]);
  expect(ends([allow('sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/*`)], [entity(`arn:aws:iam::${ACCOUNT}:role/app`, 'aws_iam_role')])).toEqual([`arn:aws:iam::${ACCOUNT}:role/app`]);
  expect(ends([allow('s3:*', 'arn:aws:s3:::home-${aws:username}')], [bucket('home-ann'), bucket('other')])).toEqual(['arn:aws:s3:::home-ann']);
});

test('on every resource it is the service, with every action the account', () => {
  expect(ends([allow(['s3:Get*', 'kms:*', 'sqs:*'], '*')], [bucket('data'), key('1')])).toEqual([`aws_s3:${ACCOUNT}`, 'Service:kms.amazonaws.com']);
  expect(ends([allow('*', '*')], [bucket('data')])).toEqual([account._key]);
  expect(allowed([{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }])).toMatchObject([{ _toEntityKey: account._key, actions: ['*:*'] }]);
  expect(ends([{ Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::data' }], [bucket('data')])).toEqual([`aws_s3:${ACCOUNT}`]);
});

test('a Deny takes away, one that may apply makes it conditional', () => {
  const data = [bucket('data')];
  const get = allow(['s3:Get*', 's3:PutObject'], 'arn:aws:s3:::data/*');
  expect(ends([get, deny('s3:*', 'arn:aws:s3:::data*')], data)).toEqual([]);
  expect(allowed([get, deny('s3:Get*', '*')], data)).toMatchObject([{ actions: ['s3:PutObject'], conditional: false }]);
  expect(allowed([get, deny('s3:GetObject', '*')], data)).toMatchObject([{ actions: ['s3:Get*', 's3:PutObject'] }]);
  expect(allowed([allow('s3:Get*', 'arn:aws:s3:::data/*'), deny('s3:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } })], data)).toMatchObject([{ conditional: true }]);
});

test('conditions are kept', () => {
  const Condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  expect(allowed([allow('s3:GetObject', 'arn:aws:s3:::data/*', { Condition })], [bucket('data')])).toMatchObject([
    { conditional: true, conditions: [{ Bool: { 'aws:MultiFactorAuthPresent': ['true'] } }] },
  ]);
  expect(allowed([allow('s3:GetObject', 'arn:aws:s3:::data/*', { Condition }), allow('s3:PutObject', 'arn:aws:s3:::data/*')], [bucket('data')]))
    .toMatchObject([{ conditional: false }]);
});

test('a policy covers no policy of a bucket, and a document that AWS would not take nothing', () => {
  expect(ends([allow('s3:*', 'arn:aws:s3:::data/*')], [entity('arn:aws:s3:::data/policy', 'aws_s3_bucket_policy', { _class: ['AccessPolicy'] })])).toEqual([]);
  expect(ends([{ Effect: 'Allow', Action: 's3:*' }], [bucket('data')])).toEqual([]);
});

describe('against the evaluator', () => {
  const services = { sqs: 'aws_sqs_queue', lambda: 'aws_lambda_function' } as const;
  const word = fc.stringMatching(/^[ab]{1,3}$/);
  const resource = fc.tuple(fc.constantFrom('sqs', 'lambda'), word).map(([service, name]) => ({ arn: `arn:aws:${service}:eu-west-1:${ACCOUNT}:${name}`, type: services[service as 'sqs'] as EntityType }));
  const pattern = fc.tuple(fc.constantFrom('sqs', 'lambda', 's?s', '*'), fc.constantFrom('eu-west-1', '*'), fc.stringMatching(/^[ab*?]{1,3}$/))
    .map(([service, region, name]) => `arn:aws:${service}:${region}:${ACCOUNT}:${name}`);
  const action = fc.tuple(fc.constantFrom('sqs', 'lambda'), fc.constantFrom('Send', 'Get')).map(([service, name]) => `${service}:${name}`);
  const statement = fc.record({ Effect: fc.constantFrom('Allow', 'Allow', 'Deny'), Action: fc.array(action, { minLength: 1, maxLength: 2 }), Resource: fc.array(pattern, { minLength: 1, maxLength: 2 }) });

  test('a policy leads to what some action on it is allowed by, and to nothing else', () => {
    fc.assert(fc.property(fc.uniqueArray(resource, { selector: ({ arn }) => arn, maxLength: 6 }), fc.array(statement, { minLength: 1, maxLength: 3 }), (resources, statements) => {
      const policy = compilePolicy({ Version: '2012-10-17', Statement: statements }, 'identity', 'p');
      const principal = { type: 'user', arn: `arn:aws:iam::${ACCOUNT}:user/x`, account: ACCOUNT } as const;
      const expected = resources.filter(({ arn }) => ['Send', 'Get'].some((name) =>
        evaluate({ principal, action: `${arn.split(':')[2]}:${name}`, resource: { arn, account: ACCOUNT } }, { identity: [policy] }).decision === 'Allow'));
      const found = ends(statements, resources.map(({ arn, type }) => entity(arn, type)));
      expect([...found].sort()).toEqual(expected.map(({ arn }) => arn).sort());
    }), { numRuns: 300, seed: 1 });
  });
});
