import { account, allow, arnIn, complete, document, entity, LAB, lakeOf, MANAGEMENT, NOW, role, SHOP, trust, user } from './support';
import { findEntitlements, readEntitlements } from '../../../../src/engine/access/entitlements';
import { readLake } from '../../../../src/engine/access/lake/read';
import { analyse } from '../../../../src/engine/access/paths/analyse';
import type { Finding } from '../../../../src/engine/contracts';
import type { Lake } from '../../../../src/engine/store/lake';

const everything = document(allow('*'));
const lambda = trust({ Service: 'lambda.amazonaws.com' });

async function findingsIn(lake: Lake, accountId: string): Promise<Finding[]> {
  const found: Finding[] = [];
  for await (const each of lake.findings('access', accountId)) found.push(each);
  return found;
}

async function pathsIn(lake: Lake, ledger = complete(LAB, 'lambda')) {
  const { landscape, unread, ...inventory } = await readLake(lake, ledger);
  expect(unread).toEqual([]);
  return analyse(landscape, { now: NOW, ...inventory }).paths.map(({ from, to, status, hops }) => `${from} ${hops.map(({ method }) => method).join()} ${to} ${status}`);
}

test('paths lead from account to account, and are findings of the account where they begin', async () => {
  const lake = await lakeOf(
    account(LAB), account(SHOP),
    user(LAB, 'alice', document(allow('sts:AssumeRole', arnIn(SHOP, 'role/admin')))),
    role(SHOP, 'admin', trust({ AWS: arnIn(LAB, 'root') }), everything),
  );
  const found = (await findEntitlements(lake, [], NOW))!;
  expect(found).toMatchObject({ administrators: [{ arn: arnIn(SHOP, 'role/admin'), conditions: 0 }], reaching: 1, picture: { shown: 1, of: 1 } });
  expect(await readEntitlements(lake)).toEqual(found);
  expect((await findingsIn(lake, LAB)).map(({ check, resource, severity }) => [check, resource[0], severity])).toContainEqual(['access-privilege-path', arnIn(LAB, 'user/alice'), 'critical']);
  expect((await findingsIn(lake, SHOP)).map(({ check }) => check)).toContain('access-administrator');
});

test('a finding keeps the time when it was first seen, and goes when its cause is gone', async () => {
  const lake = await lakeOf(account(LAB), user(LAB, 'alice', everything));
  await findEntitlements(lake, [], NOW);
  const later = new Date('2026-11-02T00:00:00Z');
  await findEntitlements(lake, [], later);
  const administrator = (await findingsIn(lake, LAB)).find(({ check }) => check === 'access-administrator');
  expect(administrator).toMatchObject({ firstSeen: NOW.toISOString(), lastSeen: later.toISOString() });
  await lake.writeUnit({ account: LAB, region: 'global', service: 'iam' }, true, { entities: [user(LAB, 'alice')], relationships: [] });
  await findEntitlements(lake, [], later);
  expect((await findingsIn(lake, LAB)).map(({ check }) => check)).not.toContain('access-administrator');
});

test('a lake without identities says nothing of access', async () => {
  const lake = await lakeOf(account(LAB));
  expect(await findEntitlements(lake, [], NOW)).toBeUndefined();
  expect(await readEntitlements(lake)).toBeUndefined();
});

describe('service control policies', () => {
  const noIam = document(allow('*'), { Effect: 'Deny', Action: 'iam:*', Resource: '*' });
  const administrators = async (id: string, fields: object) => {
    const { landscape } = await readLake(await lakeOf(account(id, fields), user(id, 'alice', everything)));
    return analyse(landscape, { now: NOW }).administrators;
  };
  const levels = { ServiceControlPolicyLevels: [[{ Content: everything }], [{ Content: noIam }]] };

  test('of every level limit an account, but not the management account', async () => {
    expect(await administrators(LAB, levels)).toEqual([]);
    expect(await administrators(MANAGEMENT, levels)).toEqual([arnIn(MANAGEMENT, 'user/alice')]);
  });

  test('that are not enabled, or were not read, limit nobody', async () => {
    expect(await administrators(LAB, { ServiceControlPolicyLevels: [[], []] })).toHaveLength(1);
    expect(await administrators(LAB, {})).toHaveLength(1);
  });
});

describe('methods that use what is there', () => {
  const caller = user(LAB, 'alice', document(allow(['lambda:UpdateFunctionCode', 'lambda:InvokeFunction'])));
  const target = role(LAB, 'admin', lambda, everything);
  const named = `arn:aws:lambda:eu-west-1:${LAB}:function:nightly`;
  const functionOf = (Role: string) => entity('aws_lambda_function', named, LAB, 'lambda', { FunctionArn: named, Role }, 'eu-west-1');
  const reaches = (lines: string[]) => lines.filter((line) => line.includes(arnIn(LAB, 'role/admin')));

  test('are proven where the inventory knows the function', async () => {
    expect(reaches(await pathsIn(await lakeOf(caller, target, functionOf(arnIn(LAB, 'role/admin')))))[0]).toMatch(/ proven$/);
  });

  test('are no path where every function carries another role, or there is none', async () => {
    expect(reaches(await pathsIn(await lakeOf(caller, target, functionOf(arnIn(LAB, 'role/other')))))).toEqual([]);
    expect(reaches(await pathsIn(await lakeOf(caller, target)))).toEqual([]);
  });

  test('are possible where functions could not be read', async () => {
    const [denied] = complete(LAB, 'lambda').map((unit) => ({ ...unit, status: 'partial' as const }));
    const lines = reaches(await pathsIn(await lakeOf(caller, target), [denied]));
    expect(lines).not.toEqual([]);
    expect(lines.every((line) => line.endsWith(' possible'))).toBe(true);
  });

  test('an instance carries the role of its profile, a task that of its definition', async () => {
    const profile = arnIn(LAB, 'instance-profile/web');
    const definition = `arn:aws:ecs:eu-west-1:${LAB}:task-definition/web:1`;
    const { carriers } = await readLake(await lakeOf(
      role(LAB, 'web', trust({ Service: 'ec2.amazonaws.com' }), undefined, { InstanceProfileList: [{ Arn: profile }] }),
      entity('aws_instance', `arn:aws:ec2:eu-west-1:${LAB}:instance/i-1`, LAB, 'ec2', { IamInstanceProfile: { Arn: profile } }, 'eu-west-1'),
      entity('aws_ecs_task_definition', definition, LAB, 'ecs', { taskRoleArn: arnIn(LAB, 'role/task') }, 'eu-west-1'),
      entity('aws_ecs_task', `arn:aws:ecs:eu-west-1:${LAB}:task/c/1`, LAB, 'ecs', { taskDefinitionArn: definition }, 'eu-west-1'),
    ));
    expect(carriers.get(arnIn(LAB, 'role/web'))).toEqual([`arn:aws:ec2:eu-west-1:${LAB}:instance/i-1`]);
    expect(carriers.get(arnIn(LAB, 'role/task'))).toContain(`arn:aws:ecs:eu-west-1:${LAB}:task/c/1`);
  });
});

test('buckets belong to the account that was read, and what S3 blocks is not public', async () => {
  const bucket = (name: string, block: boolean) => entity('aws_s3_bucket', `arn:aws:s3:::${name}`, SHOP, 's3', {
    Policy: document({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${name}/*` }),
    PublicAccessBlockConfiguration: { RestrictPublicBuckets: block },
  }, 'eu-west-1');
  const lake = await lakeOf(user(LAB, 'a'), user(SHOP, 'b'), bucket('open', false), bucket('blocked', true));
  await findEntitlements(lake, [], NOW);
  const open = async (id: string) => (await findingsIn(lake, id)).filter(({ check }) => check === 'access-resource-public').map(({ resource }) => resource[0]);
  expect(await open(SHOP)).toEqual(['arn:aws:s3:::open']);
  expect(await open(LAB)).toEqual([]);
});

test('credentials, keys and the use of services come from the scan; advice is kept beside', async () => {
  const key = entity('aws_iam_access_key', arnIn(LAB, 'access-key/AKIA1'), LAB, 'iam', {
    UserName: 'alice', AccessKeyId: 'AKIA1', Status: 'Active', CreateDate: '2025-01-01T00:00:00Z', AccessKeyLastUsed: { LastUsedDate: '2025-02-01T00:00:00Z' },
  });
  const lake = await lakeOf(key, user(LAB, 'alice', document(allow(['s3:GetObject', 'ec2:DescribeInstances'])), {
    ServicesLastAccessed: [{ ServiceNamespace: 's3', LastAuthenticated: '2026-10-30T00:00:00Z' }, { ServiceNamespace: 'ec2' }],
  }));
  expect(await findEntitlements(lake, [], NOW)).toMatchObject({ advised: 1 });
  const checks = (await findingsIn(lake, LAB)).map(({ check }) => check);
  expect(checks).toEqual(expect.arrayContaining(['access-key-unused', 'access-key-old', 'access-permissions-unused']));
  const advice = JSON.parse(Buffer.from((await lake.objects.read(`access/advice/account=${LAB}.json`))!).toString()) as { dropped: string[] }[];
  expect(advice).toMatchObject([{ principal: arnIn(LAB, 'user/alice'), dropped: ['ec2'] }]);
});

test('what cannot be read of an account is said, and the others are judged', async () => {
  const broken = user(LAB, 'broken', '{"Statement": [{"Effect": "Perhaps"}]}');
  const found = await findEntitlements(await lakeOf(broken, user(SHOP, 'b', everything)), [], NOW);
  expect(found).toMatchObject({ unread: [{ accountId: LAB, reason: expect.stringMatching(/Perhaps/) }], administrators: [{ arn: arnIn(SHOP, 'user/b') }] });
});
