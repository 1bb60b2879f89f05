import { ACCOUNT, ALL, arn, document, type Statement } from './from-fact';
import { readLandscape, type Beside } from '../../../../src/engine/access/account/landscape';
import { analyse } from '../../../../src/engine/access/paths/analyse';
import { sensitiveIn } from '../../../../src/engine/access/sensitive';

const NOW = new Date('2026-11-01T00:00:00Z');
const SECRET = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:orders-AbCdEf`;

const own = (statements: Statement[] = []) => (statements.length > 0 ? [{ PolicyName: 'own', PolicyDocument: document(statements) }] : []);
const allow = (Action: string | string[], Resource: string | string[] = '*', Condition: object = {}): Statement => ({ Effect: 'Allow', Action, Resource, Condition });
const user = (name: string, statements: Statement[] = [], more: object = {}) => ({ UserName: name, Arn: arn(`user/${name}`), UserPolicyList: own(statements), ...more });
const role = (name: string, Principal: object, statements: Statement[] = [], more: object = {}) => ({
  RoleName: name,
  Arn: arn(`role/${name}`),
  RolePolicyList: own(statements),
  ...more,
  AssumeRolePolicyDocument: document([{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' } as unknown as Statement]),
});

async function reach(spec: string, UserDetailList: object[], RoleDetailList: object[] = [], beside: Beside = {}, Policies: object[] = []) {
  const landscape = readLandscape([{ name: 'gaad.json', content: { UserDetailList, RoleDetailList, Policies } }], beside);
  const sensitive = await sensitiveIn([spec], landscape);
  return analyse(landscape, { now: NOW, sensitive, blocked: true }).sensitive;
}

const lines = async (...given: Parameters<typeof reach>) => (await reach(...given)).flatMap(({ paths }) =>
  paths.map(({ from, hops, status }) => `${from.split('/')[1]} ${hops.map(({ method }) => method).join(' ')} ${status}`)).sort();

test('whoever may use it reaches it, and everybody from whom a path leads there', async () => {
  const reader = role('reader', { AWS: ACCOUNT }, [allow('secretsmanager:GetSecretValue', SECRET)]);
  const deployer = user('deployer', [allow('iam:PassRole', arn('role/work')), allow(['lambda:CreateFunction', 'lambda:InvokeFunction'])]);
  const work = role('work', { Service: 'lambda.amazonaws.com' }, [allow('sts:AssumeRole', arn('role/reader'))]);
  expect(await lines(SECRET, [deployer, user('other', [allow('s3:*')])], [reader, work])).toEqual([
    'deployer lambda-001 sts-001 uses:secretsmanager:GetSecretValue proven',
    'reader uses:secretsmanager:GetSecretValue proven',
    'work sts-001 uses:secretsmanager:GetSecretValue proven',
  ]);
});

test('an administrator reaches it, and who becomes one', async () => {
  const found = await lines(SECRET, [user('boss', [ALL]), user('self', [allow('iam:PutUserPolicy', arn('user/self'))]), user('maker', [allow(['iam:CreateUser', 'iam:AttachUserPolicy', 'iam:CreateAccessKey'])])]);
  expect(found.map((line) => line.split(' ')[0])).toEqual(expect.arrayContaining(['boss', 'self']));
});

test('what stops somebody is told: a Deny, a boundary, a condition, an SCP', async () => {
  const read = allow('secretsmanager:GetSecretValue', SECRET);
  const boundary = { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn('policy/b') } };
  const policy = { PolicyName: 'b', Arn: arn('policy/b'), DefaultVersionId: 'v1', PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: document([allow('s3:*')]) }] };
  const users = [
    user('denied', [read, { Effect: 'Deny', Action: 'secretsmanager:*', Resource: '*' }]), user('bounded', [read], boundary),
    user('early', [allow('secretsmanager:GetSecretValue', SECRET, { DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } })]),
    user('nobody', [allow('secretsmanager:GetSecretValue', `${SECRET}x`)]),
  ];
  const [{ paths, blocked }] = await reach(SECRET, users, [], {}, [policy]);
  expect(paths).toEqual([]);
  expect(blocked.map(({ from, by, missing, statements }) => [from.split('/')[1], by, missing, statements.length])).toEqual([['denied', 'ExplicitDeny', [], 1], ['bounded', 'ImplicitDeny', ['boundary'], 0]]);
  const scp = { scpLevels: [[document([allow('s3:*')])]] };
  expect((await reach(SECRET, [user('limited', [read])], [], { scp }))[0].blocked).toMatchObject([{ from: arn('user/limited'), missing: ['scp[0]'] }]);
});

test('what lies in a bucket, under the policy of the bucket; a key without a policy leaves it to IAM', async () => {
  const bucket = { 'arn:aws:s3:::orders': document([{ Effect: 'Allow', Principal: { AWS: arn('user/a') }, Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders/*' } as unknown as Statement]) };
  expect(await lines('arn:aws:s3:::orders', [user('a'), user('b')], [], { resourcePolicies: bucket })).toEqual(['a uses:s3:GetObject proven']);
  const key = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`;
  expect(await lines(key, [user('a', [allow('kms:Decrypt', key)]), user('b')])).toEqual(['a uses:kms:Decrypt proven']);
});

test('a role may be what is sensitive, by its name, a pattern or a tag', async () => {
  const target = role('payroll', { AWS: ACCOUNT }, [], { Tags: [{ Key: 'class', Value: 'secret' }] });
  const caller = user('a', [allow('sts:AssumeRole', arn('role/payroll'))]);
  for (const spec of [arn('role/payroll'), arn('role/pay*'), 'class=secret']) expect(await lines(spec, [caller], [target])).toEqual(['a sts-001 proven']);
});

test.each([['owner=nobody', /Nothing that was read is meant by 'owner=nobody'/], ['arn:aws:s3:::none-*', /Nothing that was read/], ['orders', /What is sensitive is "orders"; allowed is an ARN/]])('%s is refused', async (spec, message) => {
  await expect(reach(spec, [user('a')])).rejects.toThrow(message);
});
