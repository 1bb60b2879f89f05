import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { detections } from '../../../../src/catalogue/detections';
import type { Event } from '../../../../src/catalogue/model/detection';
import { compileDetections } from '../../../../src/engine/activity/compile';
import { tacticOf, tacticsOf } from '../../../../src/engine/activity/correlate/attack';
import { Correlator } from '../../../../src/engine/activity/correlate/correlator';
import { Keeper } from '../../../../src/engine/activity/correlate/keep';
import { Knowledge } from '../../../../src/engine/activity/correlate/knowledge';
import { findingOf } from '../../../../src/engine/activity/findings';
import { Matcher } from '../../../../src/engine/activity/matcher';
import type { Rule } from '../../../../src/engine/activity/rule';
import type { ActivityFinding, Entity, Finding } from '../../../../src/engine/contracts';
import { LocalLake } from '../../../../src/engine/store/lake';
import { allow, document, entity as entityOf, LAB, lakeOf, role as roleIn, SHOP, trust, user as userIn } from '../../access/lake/support';
import { sampleFinding, sampleSummary } from '../../report/sample';
import { record } from '../corpus';

interface Generated {
  readonly details: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly truth: { readonly admins: string[]; readonly chains: { nodes: string[] }[]; readonly decoys: { nodes: string[]; brokenAt: number }[] };
}

const { details, truth } = JSON.parse(gunzipSync(readFileSync(join(__dirname, '../../../facts/gen-iam-600.json.gz'))).toString()) as Generated;
const ACCOUNT = '111122223333';
const NOW = new Date('2026-11-01T00:00:00Z');
const head = { accountId: ACCOUNT, region: 'global', tags: {}, _service: 'iam' } as const;

/** The inventory as a scan keeps it. */
function inventory(): Entity[] {
  const types = { UserDetailList: ['aws_iam_user', 'UserName'], GroupDetailList: ['aws_iam_group', 'GroupName'], RoleDetailList: ['aws_iam_role', 'RoleName'] } as const;
  const principals = Object.entries(types).flatMap(([list, [type, name]]) =>
    details[list].map((each) => ({ ...head, ...each, _key: each.Arn, _type: type, _class: ['User'], displayName: each[name] }) as unknown as Entity));
  const policies = details.Policies.map(({ PolicyVersionList, ...policy }) => {
    const current = (PolicyVersionList as { IsDefaultVersion: boolean; Document: unknown }[]).find(({ IsDefaultVersion }) => IsDefaultVersion);
    return { ...head, ...policy, Document: JSON.stringify(current!.Document), _key: policy.Arn, _type: 'aws_iam_policy', _class: ['AccessPolicy'], displayName: policy.PolicyName } as unknown as Entity;
  });
  const bucket = {
    ...head,
    _key: 'arn:aws:s3:::invoices',
    _type: 'aws_s3_bucket',
    _class: ['DataStore'],
    displayName: 'invoices',
    region: 'eu-west-1',
    _service: 's3',
    tags: { team: 'billing' },
    PublicAccessBlockConfiguration: { BlockPublicAcls: true },
  } as unknown as Entity;
  return [...principals, ...policies, bucket];
}

const failed = { ...sampleFinding(1), check: 's3-bucket-versioning', status: 'fail', resource: ['arn:aws:s3:::invoices'], accountId: ACCOUNT } as Finding;
const knowledgeOf = async (...entities: Entity[]): Promise<Knowledge> => {
  const lake = await lakeOf(...entities);
  await lake.writeFindings('posture', ACCOUNT, [failed]);
  await lake.writeRun({ ...sampleSummary(), ledger: [], startedAt: '2026-03-01T00:00:00.000Z' });
  return Knowledge.of(lake, NOW);
};
let knowledge: Knowledge;
let plain: string;
beforeAll(async () => {
  knowledge = await knowledgeOf(...inventory());
  plain = details.UserDetailList.map(({ Arn }) => Arn as string).find((arn) => !knowledge.reach.has(arn))!;
});

let ids = 0;
const at = (minute: number, eventSource: string, eventName: string, identity: object, more: object = {}): Event => ({
  eventVersion: '1.11',
  eventID: `id-${ids++}`,
  eventTime: new Date(Date.UTC(2026, 2, 15, 9, minute)).toISOString().replace('.000', ''),
  eventSource: `${eventSource}.amazonaws.com`,
  eventName,
  awsRegion: 'eu-west-1',
  recipientAccountId: ACCOUNT,
  sourceIPAddress: '8.8.4.4',
  userIdentity: identity,
  ...more,
});
const user = (name: string, accessKeyId = 'AKIA1') => ({ type: 'IAMUser', arn: `arn:aws:iam::${ACCOUNT}:user/${name}`, accountId: ACCOUNT, accessKeyId });
const session = (role: string, accessKeyId: string) => ({
  type: 'AssumedRole', arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/s`, accountId: ACCOUNT, accessKeyId, sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${ACCOUNT}:role/${role}`, userName: role } },
});
const assume = (minute: number, who: object, role: string, key: string) =>
  at(minute, 'sts', 'AssumeRole', who, { requestParameters: { roleArn: `arn:aws:iam::${ACCOUNT}:role/${role}` }, responseElements: { credentials: { accessKeyId: key } } });

function told(events: readonly Event[], known?: Knowledge, rules: readonly Rule[] = compileDetections(detections)): { findings: ActivityFinding[]; stories: ActivityFinding[] } {
  const [matcher, correlator] = [new Matcher(rules), new Correlator(known)];
  const findings = events.map((event) => record(event)).flatMap((each) => {
    correlator.note(each);
    return matcher.match(each).map((match) => correlator.add(findingOf(match), each));
  });
  return { findings, stories: correlator.end() };
}

const chain = truth.chains[0].nodes.map((arn) => arn.split('/').pop()!);

describe('what identities can reach, from the inventory', () => {
  test('a policy of the organisation takes it away from members, not from the management account', async () => {
    const [full, none] = [['Allow', '*'], ['Deny', 'iam:*']].map(([Effect, Action]) => ({ Content: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect, Action, Resource: '*' }] }) }));
    const under = async (policies: object[], management: string) => (await knowledgeOf(...inventory(), {
      ...head,
      _key: `arn:aws:iam::${ACCOUNT}:root`,
      _type: 'aws_account',
      _class: ['Account'],
      _service: 'account',
      displayName: ACCOUNT,
      Organization: { Id: 'o-abcde12345', MasterAccountId: management },
      ServiceControlPolicyLevels: [[full], policies],
    } as unknown as Entity)).reach;
    const known = [...knowledge.reach.keys()];
    expect([...(await under([full], '999999999999')).keys()]).toEqual(known);
    expect((await under([full, none], '999999999999')).size).toBeLessThan(known.length / 2);
    expect([...(await under([full, none], ACCOUNT)).keys()]).toEqual(known);
  });

  test('the policy of a resource that carries a role may keep somebody from it', async () => {
    const may = document(allow(['lambda:UpdateFunctionCode', 'lambda:InvokeFunction']));
    const own = userIn(SHOP, 'own', may);
    const admin = roleIn(SHOP, 'admin', trust({ Service: 'lambda.amazonaws.com' }), document(allow('*')));
    const reaching = async (...statements: object[]) => [...(await knowledgeOf(own, admin, entityOf(
      'aws_lambda_function', `arn:aws:lambda:eu-west-1:${SHOP}:function:deploy`, SHOP, 'lambda', { Role: admin._key, ...statements.length > 0 && { Policy: document(...statements) } }, 'eu-west-1',
    ))).reach.keys()].sort();
    const onFunction = { Action: 'lambda:*', Resource: '*' };
    expect(await reaching()).toEqual([admin._key, own._key]);
    expect(await reaching({ ...onFunction, Effect: 'Deny', Principal: { AWS: own._key } })).toEqual([admin._key]);
    expect(await reaching({ ...onFunction, Effect: 'Deny', Principal: { AWS: userIn(SHOP, 'another')._key } })).toEqual([admin._key, own._key]);
  });

  test('every planted administrator and chain, no decoy', () => {
    expect(knowledge.problem).toBeUndefined();
    expect(truth.admins.filter((arn) => !knowledge.reach.has(arn))).toEqual([]);
    expect(truth.chains.flatMap(({ nodes }) => nodes).filter((arn) => !knowledge.reach.has(arn))).toEqual([]);
    expect(truth.decoys.filter(({ nodes }) => knowledge.reach.get(nodes[0])?.status === 'proven').map(({ nodes }) => nodes)).toEqual([]);
  });
  test('an account that cannot be understood is told, and the rest still known', async () => {
    const broken = entityOf('aws_iam_role', 'k', LAB, 'iam', { Arn: 7 });
    const { problem, reach } = await knowledgeOf(broken, userIn(SHOP, 'root', document(allow('*'))));
    expect(problem).toMatch(/^account 333333333333: .*Arn is 7/);
    expect(reach.size).toBe(1);
  });
});

describe('who stands behind', () => {
  test('is found back through roles of roles, and the rights of each on the way count', () => {
    const events = [
      assume(0, user('u'), 'first', 'ASIA1'), assume(1, session('first', 'ASIA1'), chain[1], 'ASIA2'),
      at(2, 'cloudtrail', 'StopLogging', session(chain[1], 'ASIA2'), { requestParameters: { name: 'trail' } }),
    ];
    const finding = told(events, knowledge).findings.find(({ check }) => check === 'cloudtrail-logging-stopped')!;
    expect(finding.evidence.origin).toEqual({ principal: `arn:aws:iam::${ACCOUNT}:user/u`, via: [`arn:aws:iam::${ACCOUNT}:role/first`, `arn:aws:iam::${ACCOUNT}:role/${chain[1]}`] });
    expect(finding.evidence.reach).toMatchObject({ identity: `arn:aws:iam::${ACCOUNT}:role/${chain[1]}` });
  });
  test('the session of a role with a path, and a person, are their role', () => {
    const role = details.RoleDetailList.map(({ Arn }) => Arn as string).find((arn) => !arn.includes(':role/aws-service-role/'))!;
    expect(knowledge.identity(`arn:aws:sts::${ACCOUNT}:assumed-role/${role.split('/').pop()}/i-1`)?._key).toBe(role);
    expect(knowledge.identity(`${role}/gus@example.com`)?._key).toBe(role);
    expect(knowledge.identity(`arn:aws:iam::${ACCOUNT}:user/nobody`)).toBeUndefined();
  });
});

describe('stories', () => {
  const attack = (who: object) => [
    at(0, 'iam', 'CreateUser', who, { requestParameters: { userName: 'x' } }),
    at(1, 'iam', 'CreateAccessKey', who, { requestParameters: { userName: 'x' } }),
    at(9, 'cloudtrail', 'StopLogging', who, { requestParameters: { name: 'trail' } }),
    at(12, 's3', 'PutBucketPolicy', who, { requestParameters: { bucketName: 'invoices', bucketPolicy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }] } } }),
  ];
  test('group what one actor did, in time, with the tactics in order', () => {
    const { stories: [story, ...others] } = told(attack(user(plain.split('/').pop()!)), knowledge);
    const { tactics: order, steps, raised } = story.evidence.story as { tactics: string[]; steps: { detection: string; from: string }[]; raised?: object };
    expect(others).toEqual([]);
    expect(order).toEqual(tacticsOf(story.evidence.attack));
    expect(order).toEqual(expect.arrayContaining(['Persistence', 'Defense Evasion']));
    expect(steps.map(({ from }) => from)).toEqual([...steps.map(({ from }) => from)].sort());
    expect(steps.map(({ detection }) => detection)).toEqual(expect.arrayContaining(['iam-user-created', 'cloudtrail-logging-stopped', 's3-bucket-policy-public']));
    expect(raised).toBeUndefined();
    expect(story).toMatchObject({ check: 'story', status: 'fail', severity: 'high', firstSeen: '2026-03-15T09:00:00.000Z', lastSeen: '2026-03-15T09:12:00.000Z' });
  });
  test('are more severe where the actor can become an administrator, and say how', () => {
    const { stories: [story] } = told(attack(user(chain[0])), knowledge);
    expect(story.severity).toBe('critical');
    expect(story.evidence.story).toMatchObject({ raised: { from: 'high', because: expect.stringContaining(chain[0]) } });
    expect(story.evidence.reach).toMatchObject({ kind: 'path', hops: expect.arrayContaining([expect.objectContaining({ from: truth.chains[0].nodes[0] })]) });
  });
  test('another actor, or hours later, is another story', () => {
    const later = attack(user('a')).map((event) => ({ ...event, eventID: `late-${String(event.eventID)}`, eventTime: String(event.eventTime).replace('T09', 'T19') }));
    expect(told([...attack(user('a')), ...attack(user('b')), ...later]).stories.map(({ id }) => id.split('|')[1])).toEqual([user('a').arn, user('b').arn, user('a').arn]);
  });
  test('one detection that is not severe is none', () => {
    expect(told([at(0, 'iam', 'CreateUser', user('a'), { requestParameters: { userName: 'x' } })]).stories).toEqual([]);
  });
  test('name what was acted on, with its tags and what is wrong with it', () => {
    const finding = told(attack(user('a')), knowledge).findings.find(({ check }) => check === 's3-bucket-policy-public')!;
    expect(finding.evidence.targets).toEqual([{ key: 'arn:aws:s3:::invoices', type: 'aws_s3_bucket', name: 'invoices', tags: { team: 'billing' }, failures: ['s3-bucket-versioning'] }]);
    expect(finding.resource).toContain('arn:aws:s3:::invoices');
  });
});

test('techniques have tactics: all that the detections name', () => {
  const unknown = new Set(detections.flatMap(({ attack }) => attack).filter((technique) => tacticOf(technique) === undefined));
  expect([...unknown]).toEqual([]);
});

describe('the lake', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lake-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('gives back the entities it was given', async () => {
    const lake = new LocalLake(folder);
    const entities = inventory().slice(0, 5).map((entity) => ({ ...entity, tags: { a: 'b' } }));
    await lake.writeUnit({ account: ACCOUNT, region: 'global', service: 'iam' }, true, { entities, relationships: [] });
    const read: Entity[] = [];
    for await (const entity of lake.entities()) read.push(entity);
    expect(read).toEqual(JSON.parse(JSON.stringify(entities)));
  });

  test('keeps findings beside those of runs before, in folders no log can name', async () => {
    const lake = new LocalLake(folder);
    const [finding] = told([at(9, 'cloudtrail', 'StopLogging', user('a'), { requestParameters: { name: 'trail' } })]).findings;
    for (const id of ['one', 'two']) {
      const keeper = new Keeper();
      keeper.add({ ...finding, id });
      keeper.add({ ...finding, id: `${id}-evil`, accountId: '../../evil', region: '../x' });
      keeper.add({ ...finding, id: `${id}-low`, severity: 'low' });
      await keeper.write(lake);
    }
    const read: string[] = [];
    for await (const { id } of lake.findings('activity')) read.push(id);
    expect(read.sort()).toEqual(['one', 'one-evil', 'two', 'two-evil']);
    expect(readdirSync(join(folder, 'findings', 'source=activity')).sort()).toEqual([`account=${ACCOUNT}`, 'account=unknown']);
  });
});
