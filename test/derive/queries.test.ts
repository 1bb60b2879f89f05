import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { ObjectRows } from '../../src/engine/activity/ingest/object-rows';
import { Matcher } from '../../src/engine/activity/matcher';
import { LogReader } from '../../src/engine/activity/reader/read';
import type { Entity, Finding, Relationship, ScanSummary, UnitLedger } from '../../src/engine/contracts';
import { LocalLake } from '../../src/engine/store/lake';
import { queryLake } from '../../src/engine/store/query';

const FOLDER = join(__dirname, '..', '..', 'docs', 'reference', 'queries');
const files = readdirSync(FOLDER);
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

const account = '111122223333';
const region = 'eu-west-1';
const key = (id: string) => `arn:aws:kms:${region}:${account}:key/${id}`;
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const lambda = `arn:aws:lambda:${region}:${account}:function:app`;
const bucket = (name: string) => `arn:aws:s3:::${name}`;

const entity = (_service: string, _type: Entity['_type'], _key: string, fields: object = {}, place = region): Entity => ({
  _key, _type, _class: [], _service, displayName: _key.split(/[:/]/).pop()!, accountId: account, region: place, tags: {}, ...fields,
});
const edge = (_service: string, [_fromType, from]: [Entity['_type'], string], _class: Relationship['_class'], [_toType, to]: [Entity['_type'], string]): Relationship => ({
  _key: `${from}|${_class}|${to}`,
  _class,
  _type: `${_fromType}_${_class}_${_toType}`.toLowerCase(),
  _fromEntityKey: from,
  _toEntityKey: to,
  _fromType,
  _toType,
  accountId: account,
  region,
  _service,
});
const encrypted = (SSEAlgorithm: string) => ({
  ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm }, BucketKeyEnabled: true }] },
});
const finding = (check: string, severity: Finding['severity'], status: Finding['status'], resource: string, accountId = account): Finding => ({
  id: `${check}|${resource}`,
  source: 'posture',
  check,
  service: 's3',
  severity,
  status,
  resource: [resource],
  resourceType: 'aws_s3_bucket',
  resourceName: resource,
  accountId,
  region,
  title: `Title of ${check}`,
  reason: 'R',
  remedy: { cli: 'x', cdk: 'y' },
  frameworks: {},
  firstSeen: '2026-01-01T00:00:00.000Z',
  lastSeen: '2026-01-01T00:00:00.000Z',
  evidence: {},
});
const unit = (service: string, unread: UnitLedger['unread'] = []): UnitLedger => ({
  accountId: account, region, service, status: unread.length > 0 ? 'partial' : 'complete', unread, unlisted: [], calls: 3, milliseconds: 9, entities: 1, relationships: 0,
});
const summary = (run: string, ledger: readonly UnitLedger[]) => ({ run, ledger }) as ScanSummary;
const gap = (action: string, code: string, denied = true) => ({ action, code, denied });

const TODAY = new Date();
const daysAgo = (days: number) => new Date(TODAY.getTime() - days * 86_400_000).toISOString();
const call = (eventTime: string, errorCode?: string) => ({
  eventVersion: '1.08',
  eventID: `${eventTime} ${errorCode}`,
  eventTime,
  eventSource: 'kms.amazonaws.com',
  eventName: 'Decrypt',
  awsRegion: region,
  recipientAccountId: account,
  userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${account}:assumed-role/app/s`, accountId: account, sessionContext: { sessionIssuer: { type: 'Role', arn: role('app') } } },
  ...errorCode !== undefined && { errorCode },
});

/** A log file as the consumer brings it into the lake. */
async function consumed(calls: readonly ReturnType<typeof call>[]) {
  const rows = new ObjectRows('s3://logs/AWSLogs/x.json', 'x', new Matcher([]));
  for await (const records of new LogReader().read('x.json', Readable.from([Buffer.from(JSON.stringify({ Records: calls }))]))) rows.add(records);
  return rows.finish();
}

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'queries-'));
  const lake = new LocalLake(folder);
  const write = (service: string, place: string, entities: Entity[], relationships: Relationship[] = []) =>
    lake.writeUnit({ account, region: place, service }, true, { entities, relationships });
  await write('kms', region, [
    entity('kms', 'aws_kms_key', key('used'), { KeyManager: 'CUSTOMER', KeyState: 'Enabled', KeyRotationEnabled: true }),
    entity('kms', 'aws_kms_key', key('idle'), { KeyManager: 'CUSTOMER', KeyState: 'Enabled', KeyRotationEnabled: false }),
  ]);
  await write('lambda', region, [entity('lambda', 'aws_lambda_function', lambda), entity('lambda', 'aws_kms_key', key('mapped'), { _mapped: true })], [
    edge('lambda', ['aws_lambda_function', lambda], 'USES', ['aws_kms_key', key('used')]),
    edge('lambda', ['aws_lambda_function', lambda], 'HAS', ['aws_iam_role', role('app')]),
  ]);
  await write('iam', 'global', [
    entity('iam', 'aws_iam_role', role('app'), { isServiceLinked: false }, 'global'),
    entity('iam', 'aws_iam_role', role('idle'), { isServiceLinked: false }, 'global'),
    entity('iam', 'aws_iam_role', role('AWSServiceRoleForSupport'), { isServiceLinked: true }, 'global'),
  ], [edge('iam', ['aws_iam', `aws_iam:${account}`], 'HAS', ['aws_iam_role', role('idle')])]);
  await write('s3', region, [
    entity('s3', 'aws_s3_bucket', bucket('kms'), encrypted('aws:kms')),
    entity('s3', 'aws_s3_bucket', bucket('dsse'), encrypted('aws:kms:dsse')),
    entity('s3', 'aws_s3_bucket', bucket('aes'), encrypted('AES256')),
    entity('s3', 'aws_s3_bucket', bucket('old')),
    entity('s3', 'aws_s3_bucket', bucket('shy'), { _unread: [gap('s3:GetEncryptionConfiguration', 'AccessDenied')] }),
    entity('s3', 'aws_s3_bucket', bucket('elsewhere'), { _mapped: true }),
  ]);
  await lake.writeFindings('posture', account, [
    finding('a-medium', 'medium', 'fail', 'x'), finding('a-medium', 'medium', 'fail', 'y'), finding('b-critical', 'critical', 'fail', 'x'),
    finding('b-critical', 'critical', 'unknown', 'y'), finding('c-high', 'high', 'pass', 'x'),
  ]);
  await lake.writeFindings('posture', '444455556666', [finding('a-medium', 'medium', 'fail', 'z', '444455556666')]);
  const activity = [call(daysAgo(0)), call(daysAgo(1), 'AccessDenied'), call(daysAgo(2), 'Client.UnauthorizedOperation'), call(daysAgo(3), 'AccessDenied'), call(daysAgo(9), 'AccessDenied'), call(daysAgo(40))];
  for (const { key: path, content } of await consumed(activity)) await lake.objects.write(path, content);
  await lake.writeRun(summary('2026-01-01T00-00-00-000Z-a', [unit('kms', [gap('kms:ListKeys', 'AccessDenied')])]));
  await lake.writeRun(summary('2026-01-02T00-00-00-000Z-a', [
    unit('kms'), unit('s3', [gap('s3:GetBucketAcl', 'AccessDenied'), gap('s3:ListAllMyBuckets', 'SlowDown', false)]),
  ]));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What each query answers over the lake above. */
const answers: Record<string, object[]> = {
  'failed-findings-by-severity.sql': [
    { severity: 'critical', check: 'b-critical', title: 'Title of b-critical', failed: '1', accounts: '1', not_readable: '1' },
    { severity: 'medium', check: 'a-medium', title: 'Title of a-medium', failed: '3', accounts: '2', not_readable: '0' },
  ],
  'buckets-without-kms.sql': [['aes', 'AES256'], ['old', 'none'], ['shy', 'not readable']].map(([name, encryption]) => ({ account, region, bucket: name, encryption })),
  'role-users.sql': [
    { account, role: 'app', role_arn: role('app'), user_type: 'aws_lambda_function', user_key: lambda, user_region: region },
    { account, role: 'idle', role_arn: role('idle'), user_type: null, user_key: null, user_region: null },
  ],
  'refused-calls.sql': [['AccessDenied', '2', 1], ['Client.UnauthorizedOperation', '1', 2]].map(([error_code, calls, days]) => ({
    account, region, principal: role('app'), event_source: 'kms.amazonaws.com', event_name: 'Decrypt', error_code, calls, last_seen: expect.stringContaining(daysAgo(days as number).slice(0, 10)),
  })),
  'roles-by-activity.sql': [
    { account, role: 'idle', role_arn: role('idle'), calls: '0', last_call: null },
    { account, role: 'app', role_arn: role('app'), calls: '5', last_call: expect.stringContaining(daysAgo(0).slice(0, 10)) },
  ],
  'unread-actions-by-unit.sql': [
    { account, region, service: 's3', status: 'partial', action: 's3:GetBucketAcl', denied: 'true', code: 'AccessDenied' },
    { account, region, service: 's3', status: 'partial', action: 's3:ListAllMyBuckets', denied: 'false', code: 'SlowDown' },
  ],
  'keys-and-users.sql': [
    { account, region, kms_key: 'idle', key_arn: key('idle'), manager: 'CUSTOMER', state: 'Enabled', rotates: 'false', user_type: null, user_key: null },
    {
      account,
      region,
      kms_key: 'used',
      key_arn: key('used'),
      manager: 'CUSTOMER',
      state: 'Enabled',
      rotates: 'true',
      user_type: 'aws_lambda_function',
      user_key: lambda,
    },
  ],
};

test('every query has its answer here', () => expect(files).toEqual(Object.keys(answers).sort()));

test.each(Object.entries(answers))('%s', async (file, rows) => expect(await queryLake(folder, read(file))).toEqual(rows));

test.each(files)('%s says first what it answers', (file) => expect(read(file)).toMatch(/^-- [A-Z].*\?.*\n[A-Z]/));

// Functions that are in the manuals of both DuckDB and Trino, on which Athena builds, with the same arguments and results.
const common = ['coalesce', 'count', 'json_extract_scalar', 'max', 'min', 'regexp_extract_all', 'sum'];

test.each(files)('%s calls only functions that both engines have', (file) => {
  const called = [...read(file).matchAll(/(?<!AS )\b([a-z_]+)\(/g)].map(([, name]) => name);
  expect(called.filter((name) => !common.includes(name))).toEqual([]);
});
