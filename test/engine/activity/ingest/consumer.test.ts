import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { event, files, keyOf, shuffled } from './generate';
import { consumerOf, FolderSource } from './support';
import { LocalLake } from '../../../../src/engine/store/lake';
import { LocalObjects } from '../../../../src/engine/store/local';
import { queryLake } from '../../../../src/engine/store/query';

const ACCOUNT = '111111111111';
let [root, logs, lake] = ['', '', ''];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'consumer-'));
  [logs, lake] = [join(root, 'logs'), join(root, 'lake')];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(key: string, content: Buffer | string) {
  mkdirSync(dirname(join(logs, key)), { recursive: true });
  writeFileSync(join(logs, key), content);
  return key;
}
const message = (messageId: string, ...s3ObjectKey: string[]) => ({ messageId, body: JSON.stringify({ s3Bucket: 'logs', s3ObjectKey }) });
const parquetFiles = () => readdirSync(lake, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.parquet')).sort();
const contents = () => Object.fromEntries(parquetFiles().map((file) => [file, readFileSync(join(lake, file)).toString('base64')]));

test('events become rows of their account, Region and day, and say where they stand', async () => {
  const given = event(3, ACCOUNT, 'eu-west-1');
  const late = { ...event(4, ACCOUNT, 'eu-west-1'), eventTime: '2026-03-01T23:59:59Z' };
  const key = put(keyOf(ACCOUNT, 'eu-west-1', 1), gzipSync(JSON.stringify({ Records: [given, late] })));
  expect(await consumerOf(logs, lake).consume([message('m', key)])).toEqual([]);
  expect(parquetFiles().map(dirname)).toEqual(['activity/account=111111111111/region=eu-west-1/day=2026-03-01', 'activity/account=111111111111/region=eu-west-1/day=2026-03-02']);
  expect(await queryLake(lake, 'SELECT * FROM activity WHERE day = \'2026-03-02\'')).toEqual([{
    id: given.eventID,
    eventTime: '2026-03-02 00:00:21',
    eventSource: given.eventSource,
    eventName: given.eventName,
    eventCategory: 'Management',
    readOnly: true,
    principal: `arn:aws:iam::${ACCOUNT}:role/role-3`,
    actor: `arn:aws:sts::${ACCOUNT}:assumed-role/role-3/session-3`,
    accessKeyId: expect.stringMatching(/^ASIA/),
    sourceIPAddress: '203.0.113.3',
    userAgent: given.userAgent,
    errorCode: null,
    resources: JSON.stringify(given.resources),
    object: `s3://logs/${key}`,
    position: 0,
    account: ACCOUNT,
    region: 'eu-west-1',
    day: '2026-03-02',
  }]);
});

test('what fires on one event becomes a finding; what needs others does not', async () => {
  const stopped = { ...event(1, ACCOUNT, 'us-east-1'), eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging', readOnly: false, requestParameters: { name: 'audit' } };
  const key = put(keyOf(ACCOUNT, 'us-east-1', 1), gzipSync(JSON.stringify({ Records: [stopped, ...files(1, 50)[0].events] })));
  const { consume, ledger } = consumerOf(logs, lake);
  await consume([message('m', key)]);
  const found = await queryLake(lake, 'SELECT "check", id, account, evidence FROM findings');
  expect(found).toContainEqual({ check: 'cloudtrail-logging-stopped', id: `cloudtrail-logging-stopped|${stopped.eventID}`, account: ACCOUNT, evidence: expect.stringContaining(key) });
  expect(ledger.counts).toMatchObject({ Objects: 1, Events: 51, Findings: found.length, FaultyRecords: 0, GivenUp: 0, Retries: 0 });
});

test('what needs several events fires where one object holds them, in any order, and is told once where two objects do', async () => {
  const userIdentity = event(1, ACCOUNT, 'us-east-1').userIdentity as { arn: string };
  const burst = Array.from({ length: 25 }, (_, n) => ({ ...event(n, ACCOUNT, 'us-east-1'), userIdentity, errorCode: 'AccessDenied', eventName: 'GetObject', sourceIPAddress: '8.8.8.8' }));
  const denied = async (...objects: (typeof burst)[]) => {
    const keys = objects.map((Records, at) => put(keyOf(ACCOUNT, 'us-east-1', at), gzipSync(JSON.stringify({ Records }))));
    await consumerOf(logs, lake).consume(keys.map((key) => message(key, key)));
    const found: string[] = [];
    for await (const { check, id } of new LocalLake(lake).findings('activity')) if (check === 'thr-access-denied-burst') found.push(id);
    return found;
  };
  // What one object lacks another must not add: it may come twice.
  expect(await denied(burst.slice(0, 12), burst.slice(12))).toEqual([]);
  expect(await denied(shuffled(burst), [...burst].reverse())).toEqual([expect.stringContaining(`thr-access-denied-burst|${userIdentity.arn}|`)]);
});

test('an event that comes by itself is judged at once, with the ids that its log file brings later', async () => {
  const stopped = { ...event(1, ACCOUNT, 'us-east-1'), eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging', readOnly: false, requestParameters: { name: 'audit' } };
  const live = (detail: object, type = 'AWS API Call via CloudTrail') => ({ messageId: 'live', body: JSON.stringify({ 'version': '0', 'id': 'x', 'detail-type': type, 'source': 'aws.cloudtrail', 'account': ACCOUNT, 'region': 'us-east-1', detail }) });
  const told: string[] = [];
  const { consume, ledger, givenUp } = consumerOf(logs, lake, { tell: async ({ id, severity }) => void told.push(`${severity} ${id}`) });
  expect(await consume([live(stopped), live(event(2, ACCOUNT, 'us-east-1'))])).toEqual([]);
  expect(told).toEqual([`high cloudtrail-logging-stopped|${stopped.eventID}`]);
  const ids = async () => {
    const found: string[] = [];
    for await (const { check, id } of new LocalLake(lake).findings('activity')) if (check === 'cloudtrail-logging-stopped') found.push(id);
    return found;
  };
  expect(await ids()).toEqual([`cloudtrail-logging-stopped|${stopped.eventID}`]);
  // The row of the event is left to its log file.
  expect(parquetFiles().every((file) => file.startsWith('findings/source=activity/'))).toBe(true);
  expect(ledger.counts).toMatchObject({ LiveEvents: 2, Objects: 0, Events: 0, GivenUp: 0 });
  const before = contents();
  await consume([live(stopped)]);
  expect(contents()).toEqual(before);
  await consume([message('m', put(keyOf(ACCOUNT, 'us-east-1', 1), gzipSync(JSON.stringify({ Records: [stopped] }))))]);
  expect(await ids()).toEqual([`cloudtrail-logging-stopped|${stopped.eventID}`]);
  // The log file tells nobody again.
  expect(told).toHaveLength(2);
  const { consume: untold } = consumerOf(logs, lake, { tell: async () => { throw new Error('no bus'); } });
  expect(await untold([live(stopped)])).toEqual(['live']);
  // What is no event is given up, as any other message.
  await consume([live({}), live('x' as never)]);
  expect(givenUp.map(({ reason }) => reason)).toEqual([expect.stringContaining('neither a notice'), expect.stringContaining('neither a notice')]);
});

test('a window of an hour is no reason to leave out what one object holds', async () => {
  const call = (n: number, eventName: string) => ({ ...event(n, ACCOUNT, 'us-east-1'), errorCode: undefined, errorMessage: undefined, eventSource: 'iam.amazonaws.com', eventName, readOnly: false, requestParameters: { userName: 'intruder' } });
  const key = put(keyOf(ACCOUNT, 'us-east-1', 1), gzipSync(JSON.stringify({ Records: [call(1, 'CreateUser'), call(2, 'AttachUserPolicy'), call(3, 'CreateAccessKey')] })));
  await consumerOf(logs, lake).consume([message('m', key)]);
  expect(await queryLake(lake, "SELECT severity FROM findings WHERE \"check\" = 'seq-create-admin-user'")).toEqual([{ severity: 'high' }]);
  // First-seen values are for runs that know what was before.
  expect(await queryLake(lake, "SELECT count(*)::INT AS count FROM findings WHERE \"check\" LIKE 'fs-%' OR \"check\" LIKE 'behaviour-%'")).toEqual([{ count: 0 }]);
});

test('a repeat changes nothing, alone, in one batch or by another notice; another version is another file', async () => {
  const [{ key, content }] = files(1, 20);
  put(key, content);
  const { consume, ledger } = consumerOf(logs, lake);
  await consume([message('1', key), message('2', key)]);
  expect(ledger.counts.Objects).toBe(1);
  const first = contents();
  const event3 = { Records: [{ eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'logs' }, object: { key: encodeURIComponent(key), versionId: 'v1' } } }] };
  await consume([message('1', key), { messageId: '3', body: JSON.stringify(event3) }]);
  await consumerOf(logs, lake).consume([message('1', key)]);
  expect(contents()).toEqual(first);
  event3.Records[0].s3.object.versionId = 'v2';
  await consume([{ messageId: '4', body: JSON.stringify(event3) }]);
  expect(parquetFiles()).toHaveLength(2 * Object.keys(first).length);
});

const good = () => put(keyOf(ACCOUNT, 'us-east-1', 900), files(1, 10)[0].content);
const [{ content: whole }] = files(1, 200);
test.each<[string, Buffer, RegExp]>([
  ['cut off gzip', whole.subarray(0, whole.length - 500), /unexpected end of file/],
  ['damaged gzip', Buffer.concat([whole.subarray(0, 1000), Buffer.alloc(1000, 7), whole.subarray(2000)]), /./],
  ['an empty file', Buffer.alloc(0), /the file is empty/],
  ['text', Buffer.from('this is no log'), /no JSON/],
  ['other JSON', gzipSync('{"a":1}'), /no log record/],
])('%s is given up with the reason, and the rest of its message is complete', async (_, content, reason) => {
  const bad = put(keyOf(ACCOUNT, 'us-east-1', 901), content);
  const { consume, givenUp } = consumerOf(logs, lake);
  expect(await consume([message('m', bad, good())])).toEqual([]);
  expect(givenUp).toEqual([{ object: { bucket: 'logs', key: bad }, body: expect.any(String), reason: expect.stringMatching(reason) }]);
  expect(JSON.parse(givenUp[0].body)).toEqual({ s3Bucket: 'logs', s3ObjectKey: [bad] });
  expect(await queryLake(lake, 'SELECT count(*)::INT AS n, count(DISTINCT object)::INT AS objects FROM activity')).toEqual([{ n: 10, objects: 1 }]);
});

test('a cut off large file leaves nothing of it visible', async () => {
  const large = gzipSync(JSON.stringify({ Records: Array.from({ length: 21_000 }, (_, number) => event(number, ACCOUNT, 'us-east-1')) }), { level: 1 });
  const bad = put(keyOf(ACCOUNT, 'us-east-1', 1), large.subarray(0, large.length - 10_000));
  const { consume, givenUp } = consumerOf(logs, lake);
  await consume([message('m', bad, good())]);
  expect(givenUp).toHaveLength(1);
  expect(await queryLake(lake, 'SELECT DISTINCT object FROM activity')).toEqual([{ object: `s3://logs/${keyOf(ACCOUNT, 'us-east-1', 900)}` }]);
});

test('a broken record in a good file is counted and left out', async () => {
  const [a, b] = [event(1, ACCOUNT, 'us-east-1'), event(2, ACCOUNT, 'us-east-1')].map((each) => JSON.stringify(each));
  const key = put(keyOf(ACCOUNT, 'us-east-1', 1), gzipSync(`{"Records":[${a},{"eventVersion": oops},${b}]}`));
  const { consume, ledger, givenUp } = consumerOf(logs, lake);
  await consume([message('m', key)]);
  expect(ledger.counts).toMatchObject({ Events: 2, FaultyRecords: 1 });
  expect(givenUp).toEqual([]);
});

test('digests, other objects and tests are passed over; a message that is no notice is given up', async () => {
  const { consume, givenUp, ledger } = consumerOf(logs, lake);
  const bodies = [
    message('', `AWSLogs/${ACCOUNT}/CloudTrail-Digest/us-east-1/2026/03/02/d.json.gz`, `AWSLogs/${ACCOUNT}/CloudTrail/`, 'letters/a.json.gz').body,
    'CloudTrail validation message.', JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent' }), 'poison',
  ];
  expect(await consume(bodies.map((body, at) => ({ messageId: String(at), body })))).toEqual([]);
  expect(givenUp).toEqual([{ body: 'poison', reason: 'the message is no JSON' }]);
  expect(ledger.counts).toMatchObject({ Objects: 0, GivenUp: 1 });
});

test('what may go better next time comes again, and only that', async () => {
  const generated = files(3, 5);
  for (const { key, content } of generated) put(key, content);
  const [slow, denied, fine] = generated.map(({ key }) => key);
  const source = new FolderSource(logs);
  const open: FolderSource['open'] = async (object) => {
    if (object.key === denied) throw Object.assign(new Error('not authorized'), { name: 'AccessDenied' });
    const object2 = await source.open(object);
    if (object.key !== slow) return object2;
    return { ...object2, content: (async function* () { throw new Error('socket hang up'); })(), failure: () => new Error('socket hang up') };
  };
  const { consume, lines, givenUp } = consumerOf(logs, lake, { source: { open } });
  expect(await consume([message('slow', slow), message('denied', denied, fine), message('fine', fine)])).toEqual(['slow', 'denied']);
  expect(givenUp).toEqual([]);
  expect(lines.filter((line) => line.startsWith('has to come again'))).toEqual([expect.stringContaining('socket hang up'), expect.stringContaining('AccessDenied')]);
  expect(await queryLake(lake, 'SELECT DISTINCT object FROM activity')).toEqual([{ object: `s3://logs/${fine}` }]);
});

test('where the dead-letter queue refuses, or the lake does, the message comes again', async () => {
  const bad = put(keyOf(ACCOUNT, 'us-east-1', 1), 'no log');
  const refusing = async () => { throw new Error('refused'); };
  expect(await consumerOf(logs, lake, { giveUp: refusing }).consume([message('m', bad), { messageId: 'n', body: 'poison' }])).toEqual(['m', 'n']);
  const full = Object.assign(new LocalObjects(lake), { write: refusing });
  expect(await consumerOf(logs, lake, { lake: full }).consume([message('m', good())])).toEqual(['m']);
});

test('paths are made of what accounts and Regions look like', async () => {
  const forged = { ...event(1, ACCOUNT, 'us-east-1'), recipientAccountId: '../../x', awsRegion: 'a/../../b', eventTime: '../../c' };
  const key = put(keyOf(ACCOUNT, 'us-east-1', 1), gzipSync(JSON.stringify({ Records: [forged] })));
  await consumerOf(logs, lake).consume([message('m', key)]);
  expect(parquetFiles().map(dirname)).toEqual(['activity/account=unknown/region=unknown/day=unknown']);
});

test('EKS audit logs as Amazon Data Firehose delivers them: account and cluster of the envelope, Region of the key', async () => {
  const audit = (stage: string) => JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    auditID: 'a-1',
    stage,
    verb: 'create',
    requestURI: '/x',
    user: { username: 'system:anonymous' },
    sourceIPs: ['198.51.100.7'],
    objectRef: { resource: 'pods', subresource: 'exec', name: 'p', namespace: 'n' },
    requestReceivedTimestamp: '2026-03-02T10:00:00.123456Z',
    responseStatus: { code: 403 },
  });
  const envelope = (...messages: string[]) => gzipSync(JSON.stringify({ messageType: 'DATA_MESSAGE', owner: ACCOUNT, logGroup: '/aws/eks/prod/cluster', logStream: 's', logEvents: messages.map((text, id) => ({ id: String(id), timestamp: 1, message: text })) }));
  const key = put(`AWSLogs/${ACCOUNT}/EKS-Audit/eu-west-1/2026/03/02/prod.json.gz`, Buffer.concat([envelope(audit('RequestReceived'), audit('ResponseComplete')), envelope(audit('Panic'))]));
  const { consume, ledger } = consumerOf(logs, lake);
  await consume([message('m', key)]);
  expect(ledger.counts).toMatchObject({ Events: 3, FaultyRecords: 0, GivenUp: 0 });
  expect(await queryLake(lake, 'SELECT id, eventName, eventSource, actor, errorCode, account, region, day FROM activity ORDER BY id')).toEqual(['Panic', 'RequestReceived', 'ResponseComplete'].map((stage) => ({
    id: `a-1/${stage}`, eventName: 'create pods/exec', eventSource: 'eks-audit', actor: 'system:anonymous', errorCode: '403', account: ACCOUNT, region: 'eu-west-1', day: '2026-03-02',
  })));
});

test('duplicates, any order, many batches: the lake holds what the files hold', async () => {
  const generated = files(60, 25);
  for (const { key, content } of generated) put(key, content);
  const notices = shuffled([...generated, ...generated].map(({ key }, at) => message(String(at), key)));
  const { consume } = consumerOf(logs, lake);
  for (let at = 0; at < notices.length; at += 10) expect(await consume(notices.slice(at, at + 10))).toEqual([]);
  expect(await queryLake(lake, 'SELECT count(*)::INT AS n, count(DISTINCT id)::INT AS ids FROM activity')).toEqual([{ n: 1500, ids: 1500 }]);
});
