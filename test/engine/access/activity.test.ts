import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { document, ec2, HERE, role } from './findings/support';
import { readLandscape } from '../../../src/engine/access/account/landscape';
import { activityInFiles, activityInLake } from '../../../src/engine/access/activity/read';
import { Gatherer, type SeenActivity } from '../../../src/engine/access/activity/seen';
import { adviseAll } from '../../../src/engine/access/advice';
import { findingsOf } from '../../../src/engine/access/findings';
import { ObjectRows } from '../../../src/engine/activity/ingest/object-rows';
import { Matcher } from '../../../src/engine/activity/matcher';
import { LogReader } from '../../../src/engine/activity/reader/read';
import { LocalLake } from '../../../src/engine/store/lake';

const NOW = new Date('2026-11-01T12:00:00Z');
const ARN = `arn:aws:iam::${HERE}:role/app`;
const OTHER = `arn:aws:iam::${HERE}:role/other`;
const DAY = 24 * 3600 * 1000;
const ago = (days: number) => new Date(NOW.getTime() - days * DAY).toISOString().replace(/\.\d+Z/, 'Z');

/** An event as CloudTrail writes it. */
const event = (days: number, eventSource: string, eventName: string, more: object = {}, arn = ARN) => ({
  eventVersion: '1.10',
  eventTime: ago(days),
  eventSource: `${eventSource}.amazonaws.com`,
  eventName,
  awsRegion: 'eu-west-1',
  recipientAccountId: HERE,
  eventID: `${days}-${eventName}-${arn}`,
  eventType: 'AwsApiCall',
  userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${HERE}:assumed-role/app/s`, accountId: HERE, sessionContext: { sessionIssuer: { type: 'Role', arn, userName: 'app' } } },
  ...more,
});

const folder = mkdtempSync(join(tmpdir(), 'activity-'));
afterAll(() => rmSync(folder, { recursive: true }));

function logged(name: string, events: readonly object[]): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify({ Records: events }));
  return file;
}

/** A lake in which the consumer of log files left these events. */
async function lakeOf(name: string, events: readonly object[]): Promise<LocalLake> {
  const lake = new LocalLake(join(folder, `lake-${name}`));
  const rows = new ObjectRows(`s3://logs/${name}`, name, new Matcher([]));
  for await (const records of new LogReader().read(logged(`${name}.json`, events))) rows.add(records);
  for (const { key, content } of rows.finish()) await lake.objects.write(key, content);
  return lake;
}

const allow = (...Action: string[]) => ({ Effect: 'Allow', Action, Resource: '*' });

function landscapeOf(activity: SeenActivity | undefined, policy: object, lastAccessed?: object[]) {
  const content = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [role('app', ec2, { policies: { p: document(policy) } })], Policies: [] };
  return { ...readLandscape([{ name: 'details', content }], lastAccessed && { lastAccessed: { [ARN]: lastAccessed } }), ...activity && { activity } };
}
const adviceOn = (...given: Parameters<typeof landscapeOf>) => [...adviseAll(landscapeOf(...given), { now: NOW })];
const actionsIn = (advice: ReturnType<typeof adviceOn>) => advice.flatMap(({ policies }) => policies).flatMap(({ Statement }) => [Statement].flat()).flatMap(({ Action }) => [Action].flat());

const daily = Array.from({ length: 90 }, (_, days) => event(days, 'ec2', 'DescribeInstances', {}, OTHER));
const used = [event(3, 'ec2', 'RunInstances'), event(5, 's3', 'ListObjects'), event(4, 'ec2', 'TerminateInstances', { errorCode: 'Client.UnauthorizedOperation' })];

describe.each(['lake', 'files'])('activity in %s', (kind) => {
  const read = async (name: string, events: readonly object[]) => (kind === 'files'
    ? activityInFiles([logged(`${name}.json`, events)], { now: NOW }) : (await activityInLake((await lakeOf(name, events)).objects, { now: NOW }))!);

  test('tells who used what, and since when it is known', async () => {
    const { accounts, principals } = await read('both', [...daily, ...used]);
    expect(accounts.get(HERE)).toMatchObject({ since: '2026-08-04', until: '2026-11-01' });
    expect(Object.fromEntries(principals.get(ARN)!.actions)).toEqual({ 'ec2:RunInstances': '2026-10-29', 's3:ListBucket': '2026-10-27' });
  });

  test('leaves out what is older than the span', async () => {
    const { principals } = await read('old', [event(400, 'sqs', 'SendMessage'), ...used]);
    expect([...principals.get(ARN)!.actions.keys()]).not.toContain('sqs:SendMessage');
  });
});

test('a lake without activity says nothing', async () => {
  expect(await activityInLake(new LocalLake(join(folder, 'nothing')).objects, { now: NOW })).toBeUndefined();
});

test('days that are too many to read are left out, the oldest first', async () => {
  const lake = await lakeOf('large', [...daily, ...used]);
  const { accounts } = (await activityInLake(lake.objects, { now: NOW, bytes: 1 }))!;
  expect([...accounts.get(HERE)!.days]).toEqual(['2026-11-01']);
});

describe('advice', () => {
  const policy = allow('ec2:RunInstances', 'ec2:TerminateInstances', 's3:ListBucket', 'rds:CreateDBInstance');

  test('takes away what a whole span of activity does not show, without last-accessed data', async () => {
    const advice = adviceOn(await activityInFiles([logged('a.json', [...daily, ...used])], { now: NOW }), policy);
    expect(actionsIn(advice).sort()).toEqual(['ec2:RunInstances', 's3:ListBucket']);
    expect(advice[0].sources).toEqual([{ source: 'activity', since: '2026-08-04', until: '2026-11-01' }]);
    expect(advice[0].blind.join(' ')).toContain('90 days from 2026-08-04 to 2026-11-01 in eu-west-1');
  });

  test('a few days of activity take nothing away by themselves', async () => {
    expect(adviceOn(await activityInFiles([logged('b.json', used)], { now: NOW }), policy)).toEqual([]);
  });

  test('a few days of activity add to what AWS tells', async () => {
    const told = ['ec2', 's3', 'rds'].map((ServiceNamespace) => ({ ServiceNamespace, LastAuthenticated: null }));
    const advice = adviceOn(await activityInFiles([logged('c.json', used)], { now: NOW }), policy, told);
    expect(actionsIn(advice)).toContain('ec2:RunInstances');
    expect(actionsIn(advice)).not.toContain('rds:CreateDBInstance');
    expect(advice[0].sources.map(({ source }) => source)).toEqual(['last-accessed', 'activity']);
    expect(advice[0].blind.join(' ')).toContain('takes nothing away');
  });

  test('what nobody can name stays as a whole', async () => {
    const events = [...daily, event(3, 'apigateway', 'CreateRestApi')];
    expect(actionsIn(adviceOn(await activityInFiles([logged('d.json', events)], { now: NOW }), allow('apigateway:POST', 'apigateway:DELETE', 'rds:CreateDBInstance')))).toEqual(['apigateway:POST', 'apigateway:DELETE'].sort());
  });

  test('activity of another account says nothing of this one', () => {
    const gatherer = new Gatherer();
    gatherer.cover('999999999999', '2026-10-30', 'eu-west-1');
    expect(adviceOn(gatherer, policy)).toEqual([]);
  });
});

describe('unused permissions', () => {
  const unused = (...given: Parameters<typeof landscapeOf>) =>
    findingsOf(landscapeOf(...given), { now: NOW }).filter(({ check }) => check === 'access-permissions-unused').map(({ reason, evidence }) => ({ reason, evidence }));

  test('are told from activity where AWS tells nothing, with its span', async () => {
    const [found, ...others] = unused(await activityInFiles([logged('e.json', [...daily, ...used])], { now: NOW }), allow('ec2:*', 'rds:*', 's3:*', 'dynamodb:GetItem'));
    expect(others).toEqual([]);
    expect(found.evidence).toMatchObject({ unusedServices: ['rds'], sources: ['CloudTrail from 2026-08-04 to 2026-11-01'] });
    expect(found.reason).toContain('says CloudTrail from 2026-08-04 to 2026-11-01');
  });

  test('a service that activity shows is used, whatever AWS tells', async () => {
    const told = ['ec2', 'rds'].map((ServiceNamespace) => ({ ServiceNamespace, LastAuthenticated: null }));
    const [found] = unused(await activityInFiles([logged('f.json', used)], { now: NOW }), allow('ec2:*', 'rds:*'), told);
    expect(found.evidence).toMatchObject({ unusedServices: ['rds'], sources: ['last-accessed data of AWS', 'CloudTrail from 2026-10-27 to 2026-10-29'] });
  });

  test('a few days of activity accuse nobody', async () => {
    expect(unused(await activityInFiles([logged('g.json', used)], { now: NOW }), allow('rds:*'))).toEqual([]);
  });
});

test('people of Identity Center count for their role', () => {
  const gatherer = new Gatherer();
  const sso = `arn:aws:iam::${HERE}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Dev_0123456789abcdef`;
  gatherer.add({ account: HERE, region: 'eu-west-1', day: '2026-10-30', eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', principal: `${sso}/ann@example.com` });
  expect([...gatherer.principals.keys()]).toEqual([sso]);
});
