import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { runCommand } from './run';
import { addDetect } from '../../src/cli/detect';
import { writeHtml } from '../../src/cli/report';
import type { Entity } from '../../src/engine/contracts';
import { LocalLake } from '../../src/engine/store/lake';
import { problems } from '../engine/report/ocsf/validate';
import { sampleSummary } from '../engine/report/sample';

type Json = Record<string, unknown>;

const schema = JSON.parse(readFileSync(join(__dirname, '../../docs/reference/schemas/detect.schema.json'), 'utf8')) as object;
const validate = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(schema);

const ACCOUNT = '111122223333';
const ALICE = `arn:aws:iam::${ACCOUNT}:user/alice`;
const folder = mkdtempSync(join(tmpdir(), 'detect-lake-'));
const lake = join(folder, 'lake');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runCommand(addDetect, 'detect', ...args);
const lines = (out: string) => out.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line) as Json);

let files = 0;
function file(content: string, name = `${files++}.json`): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}
const event = (minute: number, eventSource: string, eventName: string, requestParameters: object, more: object = {}) => ({
  eventVersion: '1.11',
  eventID: `11111111-2222-4333-8444-${String(minute).padStart(12, '0')}`,
  eventTime: `2026-03-15T09:${String(minute).padStart(2, '0')}:00Z`,
  eventSource: `${eventSource}.amazonaws.com`,
  eventName,
  awsRegion: 'eu-west-1',
  recipientAccountId: ACCOUNT,
  sourceIPAddress: '198.51.100.7',
  userIdentity: { type: 'IAMUser', arn: ALICE, accountId: ACCOUNT, userName: 'alice' },
  requestParameters,
  ...more,
});
const trail = (...events: object[]) => file(JSON.stringify({ Records: events }));
const attack = trail(
  event(0, 'iam', 'CreateUser', { userName: 'x' }), event(4, 'cloudtrail', 'StopLogging', { name: 'trail' }),
  event(9, 's3', 'PutBucketPublicAccessBlock', { bucketName: 'invoices', PublicAccessBlockConfiguration: { BlockPublicAcls: false } }),
);

const entity = (key: string, type: string, name: string, service: string, region: string, more: object): Entity => ({
  _key: key, _type: type, _class: ['DataStore'], _service: service, displayName: name, accountId: ACCOUNT, region, tags: { team: 'billing' }, ...more,
}) as unknown as Entity;

beforeAll(async () => {
  const store = new LocalLake(lake);
  const admin = { PolicyName: 'all', PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } };
  const alice = entity(ALICE, 'aws_iam_user', 'alice', 'iam', 'global', { Arn: ALICE, UserName: 'alice', Path: '/', UserPolicyList: [admin], GroupList: [], AttachedManagedPolicies: [] });
  const bucket = entity('arn:aws:s3:::invoices', 'aws_s3_bucket', 'invoices', 's3', 'eu-west-1', { PublicAccessBlockConfiguration: { BlockPublicAcls: true } });
  await store.writeUnit({ account: ACCOUNT, region: 'global', service: 'iam' }, true, { entities: [alice], relationships: [] });
  await store.writeUnit({ account: ACCOUNT, region: 'eu-west-1', service: 's3' }, true, { entities: [bucket], relationships: [] });
  await store.writeRun({ ...sampleSummary(), startedAt: '2026-03-14T00:00:00.000Z' });
});

describe('detect --lake', () => {
  const config = file('changes: { allowed: [cloudformation.amazonaws.com] }', 'changes.yml');

  test('joins findings with identities, rights and targets, tells a story and keeps to its schema', async () => {
    const found = lines((await run(attack, '--json', '--lake', lake, '--config', config)).out);
    for (const line of found) expect([validate(line), validate.errors]).toEqual([true, null]);
    const story = found[found.length - 1];
    expect(story).toMatchObject({ detection: 'story', severity: 'critical', identity: { key: ALICE, tags: { team: 'billing' } }, reach: { kind: 'administrator', status: 'proven' } });
    expect(story.story).toMatchObject({ raised: { from: 'high', because: `${ALICE} is an administrator` } });
    const change = found.find(({ detection, eventName }) => detection === 'change-outside-pipeline' && eventName === 'PutBucketPublicAccessBlock')!;
    expect(change.targets).toMatchObject([{ key: 'arn:aws:s3:::invoices' }]);
    expect(change.explanation).toMatchObject({ changes: [{ field: 'PublicAccessBlockConfiguration', before: { BlockPublicAcls: true }, after: { BlockPublicAcls: false } }] });
  });

  test('leaves stories and findings for the report', async () => {
    await run(attack, '--lake', lake);
    const page = readFileSync(await writeHtml(lake, join(folder, 'report.html')), 'utf8');
    expect(page).toMatch(/<details class="story s-critical" open>[^]*Raised from high: arn:aws:iam::111122223333:user\/alice is an administrator/);
  });

  test('shows stories under the table', async () => {
    const { out } = await run(attack, '--stories');
    expect(out).toMatch(/cloudtrail-logging-stopped[^]*\nStories\n\nHIGH 2026-03-15 09:00 alice: Persistence, Defense Evasion\n {2}\d+ detections/);
  });

  test('--format ocsf prints valid events', async () => {
    const found = lines((await run(attack, '--format', 'ocsf', '--lake', lake)).out);
    expect(found.length).toBeGreaterThan(3);
    for (const each of found) expect(problems(each, 'detection_finding', '1.8.0')).toEqual([]);
  });

  test.each<[string, string[], RegExp]>([
    ['a lake that is not there', ['--lake', join(folder, 'nowhere')], /No lake at '.*nowhere'\. Run cdk-security-scanner scan --out/],
    ['changes without a list', ['--config', file('changes: {}', 'c1.yml')], /changes is {}; allowed is an object with allowed/],
    ['changes with another field', ['--config', file('changes: { allowed: [], who: [] }', 'c2.yml')], /changes has the field 'who'; allowed are allowed, services/],
    ['changes of no service', ['--config', file('changes: { allowed: [], services: [mars] }', 'c3.yml')], /changes\.services has 'mars'; allowed are /],
  ])('refuses %s', async (_, args, message) => {
    expect(await run(attack, ...args)).toEqual({ code: 2, out: '', err: expect.stringMatching(message) });
  });
});

describe('detect --state', () => {
  const denied = (from: number) => trail(...Array.from({ length: 10 }, (_, n) => event(from + n, 's3', 'GetObject', {}, { errorCode: 'AccessDenied' })));

  test('goes on where the last run ended, and tells a burst once', async () => {
    const state = join(folder, 'state');
    const fired = async (path: string) => lines((await run(path, '--json', '--state', state)).out).filter(({ detection }) => detection === 'thr-access-denied-burst').length;
    const [first, second] = [trail(...Array.from({ length: 12 }, (_, n) => event(0, 's3', 'GetObject', {}, { errorCode: 'AccessDenied', eventID: `a-${n}` }))), denied(1)];
    expect([await fired(first), await fired(first), await fired(second), await fired(second)]).toEqual([0, 0, 1, 0]);
    expect(readdirSync(state).sort()).toEqual([`account=${ACCOUNT}.json.gz`, 'events.json.gz', 'files.json.gz']);
  });

  test('refuses a file that is no state', async () => {
    const state = mkdtempSync(join(folder, 'bad-'));
    writeFileSync(join(state, `account=${ACCOUNT}.json.gz`), 'x');
    expect(await run(attack, '--state', state)).toEqual({ code: 2, out: '', err: expect.stringMatching(/holds no state of detect: .* Remove it to begin anew/) });
  });
});
