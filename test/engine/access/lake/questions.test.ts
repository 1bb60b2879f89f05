import { account, allow, arnIn, document, entity, LAB, lakeOf, MANAGEMENT, NOW, role, SHOP, trust, user } from './support';
import { readLake } from '../../../../src/engine/access/lake/read';
import { whatCan } from '../../../../src/engine/access/questions/what';
import { whoCan } from '../../../../src/engine/access/questions/who';

const bucketOf = (Policy: string | undefined, fields: object = {}) =>
  entity('aws_s3_bucket', 'arn:aws:s3:::orders', SHOP, 's3', { Policy, ...fields }, 'eu-west-1');
const read = allow('s3:GetObject', 'arn:aws:s3:::orders/*');
const shared = (Principal: object | string, Condition?: object) => document({ ...read, Principal, ...Condition && { Condition } });

async function readers(...given: Parameters<typeof lakeOf>): Promise<[string, string][]> {
  const { landscape } = await readLake(await lakeOf(...given));
  return whoCan({ action: 's3:GetObject', resource: 'arn:aws:s3:::orders/1', now: NOW }, landscape).can.map(({ principal, decision }) => [principal, decision]);
}
const root = [arnIn(SHOP, 'root'), 'Allow'];

test('across accounts both sides must allow', async () => {
  const [own, other] = [user(SHOP, 'own', document(read)), user(LAB, 'other', document(read))];
  expect(await readers(own, other, bucketOf(undefined))).toEqual([[arnIn(SHOP, 'user/own'), 'Allow'], root]);
  expect(await readers(own, other, bucketOf(shared({ AWS: LAB })))).toEqual([[arnIn(SHOP, 'user/own'), 'Allow'], [arnIn(LAB, 'user/other'), 'Allow'], root]);
  expect(await readers(user(LAB, 'other'), bucketOf(shared({ AWS: LAB })))).toEqual([root]);
});

test('whom a policy lets in from outside: everybody, accounts, services; not where S3 blocks the public', async () => {
  expect(await readers(user(SHOP, 'own'), bucketOf(shared('*')))).toEqual([[arnIn(SHOP, 'user/own'), 'Allow'], root, ['*', 'Allow']]);
  expect(await readers(user(LAB, 'own'), bucketOf(shared('*'), { PublicAccessBlockConfiguration: { RestrictPublicBuckets: true } }))).toEqual([root]);
  expect(await readers(user(LAB, 'own'), bucketOf(shared({ AWS: '999988887777' })))).toEqual([root, ['999988887777', 'Allow']]);
  expect(await readers(user(LAB, 'own'), bucketOf(shared({ Service: 'logging.s3.amazonaws.com' })))).toEqual([root, ['logging.s3.amazonaws.com', 'Allow']]);
});

test('a resource control policy of the account of the resource limits callers of other accounts', async () => {
  const closed = document({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }, { Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: '*', Condition: { StringNotEquals: { 'aws:PrincipalAccount': SHOP } } });
  const levels = { ResourceControlPolicyLevels: [[{ Content: closed }]] };
  const all = [user(SHOP, 'own', document(read)), user(LAB, 'other', document(read)), bucketOf(shared({ AWS: LAB }))];
  expect(await readers(account(SHOP, levels), ...all)).toEqual([[arnIn(SHOP, 'user/own'), 'Allow'], root]);
  // Policies on the account of the caller say nothing of resources elsewhere.
  expect((await readers(account(LAB, levels), ...all)).map(([arn]) => arn)).toContain(arnIn(LAB, 'user/other'));
});

test('what somebody can do in other accounts is there by the policies of the resources', async () => {
  const { landscape } = await readLake(await lakeOf(
    account(MANAGEMENT), user(LAB, 'alice', document(allow('*'))), bucketOf(shared({ AWS: arnIn(LAB, 'user/alice') })), role(SHOP, 'deploy', trust({ AWS: arnIn(LAB, 'user/alice') })),
  ));
  expect(whatCan(arnIn(LAB, 'user/alice'), landscape, { now: NOW }).can.map(({ actions, resource, decision }) => [actions.join(), resource, decision])).toEqual([
    ['*', '*', 'Allow'], ['s3:GetObject', 'arn:aws:s3:::orders/*', 'Allow'], ['sts:AssumeRole', arnIn(SHOP, 'role/deploy'), 'Allow'],
  ]);
});
