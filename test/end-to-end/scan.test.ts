import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { cli, plantedFlaws, START_TIMEOUT, startSample, temporaryFolder, type Flaw, type Sample } from './sample';
import { clientOptions } from '../../emulator/client';
import { histories } from '../../examples/organization/history';
import { INTERNET } from '../../src/catalogue/model/outside';
import type { Finding } from '../../src/engine/contracts';
import type { AttackPathEvidence } from '../../src/engine/posture/attack-paths';
import { LocalLake } from '../../src/engine/store/lake';
import { reimported } from '../engine/crypto/reimport';

interface Bill { readonly components?: readonly { readonly 'bom-ref': string }[] }

let sample: Sample;
const folder = temporaryFolder();
const lake = join(folder, 'lake');
const scan = (...args: string[]) => cli(['scan', '--regions', 'us-east-1,eu-west-1', ...args], sample.environment);

beforeAll(async () => { sample = await startSample(); }, START_TIMEOUT);
afterAll(() => sample?.stop());

async function findings(of: string, source?: string): Promise<Finding[]> {
  const all: Finding[] = [];
  for await (const finding of new LocalLake(of).findings(source)) all.push(finding);
  return all;
}

/** What a finding is about, as CloudFormation names it: the last part of the key, or the account. */
const flawOf = ({ check, accountId, resource: [key], resourceType }: Finding): Flaw =>
  ({ check, accountId, resource: resourceType === 'aws_account' ? accountId : key.split(/:::|[/:]/).pop()! });
const sorted = (flaws: readonly Flaw[]) => flaws.map(({ check, accountId, resource }) => `${check} ${accountId} ${resource.split('/').pop()}`).sort();

test('the organisation is scanned through the deployed roles, and each planted flaw is found, and its check fails nowhere else', async () => {
  const { code, stdout } = await scan('--org', '111111111111', '--external-id', 'demo-organisation-7f3a', '--out', lake, '--json');
  expect(JSON.parse(stdout)).toMatchObject({ units: { partial: 0, failed: 0 }, denied: [] });
  expect(code).toBe(0);
  const planted = await plantedFlaws(sample);
  // What the sample does not plant, such as flow logs of default networks, fails as it does in a new account of AWS.
  const checks = new Set(planted.map(({ check }) => check));
  expect(checks.size).toBeGreaterThan(10);
  const failed = [...await findings(lake), ...await findings(lake, 'access')].filter(({ status, check }) => status === 'fail' && checks.has(check));
  expect(sorted(failed.map(flawOf))).toEqual(sorted(planted));
  expect((await findings(lake)).filter(({ status }) => status === 'unknown')).toEqual([]);
  expect(new Set((await findings(lake)).map(({ accountId }) => accountId))).toEqual(new Set(histories.map(({ accountId }) => accountId)));
});

test('what fails on a way from the Internet to personal data is worse, with the way as evidence', async () => {
  const [found, ...others] = (await findings(lake)).filter(({ check, accountId }) => check === 'ec2-instance-imdsv2' && accountId === '333333333333');
  expect(others).toEqual([]);
  const { because, hops, ...severities } = found.evidence.attackPath as AttackPathEvidence;
  expect([found.severity, severities]).toEqual(['critical', { before: 'high', after: 'critical' }]);
  expect(because).toEqual(['shop-orders-333333333333 is tagged PII']);
  expect([hops[0].from, hops.at(-1)!.to]).toEqual([INTERNET, 'arn:aws:s3:::shop-orders-333333333333']);
  expect(hops.map(({ to }) => to)).toContain(found.resource[0]);
});

test('detect joins what happened with the inventory of the scan', async () => {
  const entities = [];
  for await (const entity of new LocalLake(lake).entities(new Set(['iam', 's3']))) entities.push(entity);
  const bucket = entities.find(({ _type, _mapped }) => _type === 'aws_s3_bucket' && !_mapped)!;
  const role = entities.find(({ _type, _mapped, accountId }) => _type === 'aws_iam_role' && !_mapped && accountId === bucket.accountId)!;
  const userIdentity = { type: 'Role', arn: role._key, accountId: bucket.accountId };
  const log = join(folder, 'log.json');
  writeFileSync(log, JSON.stringify({
    eventVersion: '1.11',
    eventID: 'e-1',
    eventTime: '2026-11-25T09:00:00Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'DeleteBucketPublicAccessBlock',
    awsRegion: 'us-east-1',
    recipientAccountId: bucket.accountId,
    sourceIPAddress: '198.51.100.7',
    requestParameters: { bucketName: bucket.displayName },
    userIdentity,
  }));
  const { code, stdout, stderr } = await cli(['detect', log, '--lake', lake, '--json']);
  expect(stderr).not.toContain('is not known');
  expect(code).toBe(0);
  const found = stdout.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>).find(({ detection }) => detection === 's3-public-access-block-removed');
  expect(found).toMatchObject({ targets: [{ key: bucket._key }], identity: { key: role._key } });
});

test('--fail-on makes findings an exit code', async () => {
  const args = ['--accounts', '333333333333', '--external-id', 'demo-organisation-7f3a', '--out', join(folder, 'fail-on')];
  expect((await scan(...args, '--fail-on', 'critical')).code).toBe(1);
  expect((await scan('--accounts', '222222222222', ...args.slice(2), '--fail-on', 'critical', '--streams', 'kms')).code).toBe(0);
});

describe('findings to live with', () => {
  const args = ['--accounts', '333333333333', '--external-id', 'demo-organisation-7f3a', '--streams', 's3,kms', '--out', join(folder, 'suppressed')];
  const file = join(folder, 'suppressions.yml');

  test('are suppressed with their reason, and no longer fail', async () => {
    expect((await scan(...args, '--fail-on', 'low')).code).toBe(1);
    writeFileSync(file, 'suppressions:\n  - {check: "s3-*", reason: "The public website"}\n  - {check: "kms-*", reason: "Moves out in May"}\n  - {check: root-mfa-enabled, reason: "Not ours"}\n');
    const { code, stderr } = await scan(...args, '--fail-on', 'low', '--suppressions', file);
    expect(code).toBe(0);
    expect(stderr).toContain('The suppression of root-mfa-enabled met no finding: take it out.');
    const suppressed = (await findings(join(folder, 'suppressed'))).filter(({ status }) => status === 'suppressed');
    expect(suppressed.map(({ evidence }) => evidence.suppression)).toContainEqual({ reason: 'Moves out in May' });
    expect((await scan(...args, '--fail-on', 'low')).code).toBe(1);
  });

  test.each([
    ['- {check: s3-bucket-not-public}', 'suppression 1: reason is undefined; allowed is a reason in words'],
    ['- {check: s3-bucket-public, reason: website}', "no check is called 's3-bucket-public'"],
    ['- {check: "s3-*", reason: website, until: x}', "has the field 'until'; allowed are check, resource"],
    ['- {check: "s3-*", reason: website, expires: "2027-02-31x"}', 'allowed is a day such as 2027-01-31, in quotes'],
  ])('%s is told', async (entry, message) => {
    writeFileSync(file, `suppressions:\n  ${entry}\n`);
    const { code, stderr } = await scan(...args, '--suppressions', file);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('are not new: --new-only counts what failed first in this run, or since the baseline', async () => {
    const old = join(folder, 'old');
    const scanned = (out: string, ...more: string[]) => scan(...args.slice(0, -1), out, '--fail-on', 'low', '--new-only', ...more);
    expect((await scanned(old)).code).toBe(1);
    const again = await scanned(old);
    expect(again.code).toBe(0);
    expect(again.stdout).not.toContain('Worst findings');
    expect((await scanned(join(folder, 'fresh'), '--baseline', old)).code).toBe(0);
    expect(await scanned(join(folder, 'fresh'), '--baseline', join(folder, 'nothing'))).toMatchObject({ code: 2, stderr: expect.stringContaining('No scan in the baseline') });
  });
});

describe('checks of a folder', () => {
  const own = join(folder, 'checks');
  const args = ['--accounts', '333333333333', '--external-id', 'demo-organisation-7f3a', '--streams', 's3', '--out', join(folder, 'own')];
  const yaml = `
id: bucket-has-owner
entity: aws_s3_bucket
severity: low
title: Buckets name their owner
why: Nobody answers for a bucket without one.
needs: [s3:GetBucketTagging]
fails: { ownerless: { 'tags.Owner|exists': false }, condition: ownerless }
examples: { pass: [{ entity: { tags: { Owner: web } } }], fail: [{ entity: { tags: {} } }] }
`;
  const module = `export default {
  id: 'bucket-name-short', entity: 'aws_s3_bucket', severity: 'informational', title: 'Names are short', why: 'They are typed.', needs: ['s3:ListAllMyBuckets'],
  fails: ({ displayName }) => (displayName.length > 63 ? displayName.length + ' characters' : undefined),
  examples: { pass: [{ entity: { displayName: 'a' } }], fail: [{ entity: { displayName: 'a'.repeat(64) } }] },
};`;
  beforeAll(() => mkdirSync(own));

  test('run beside those of the catalogue', async () => {
    writeFileSync(join(own, 'bucket-has-owner.yml'), yaml);
    writeFileSync(join(own, 'bucket-name-short.mjs'), module);
    const { code, stderr } = await scan(...args, '--checks', own);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const found = await findings(join(folder, 'own'));
    const buckets = found.filter(({ check }) => check === 's3-bucket-not-public').length;
    expect(buckets).toBeGreaterThan(0);
    for (const id of ['bucket-has-owner', 'bucket-name-short']) expect(found.filter(({ check }) => check === id)).toHaveLength(buckets);
  });

  test('are refused with the file and the reason', async () => {
    writeFileSync(join(own, 'other-name.yml'), yaml);
    const { code, stderr } = await scan(...args, '--checks', own);
    expect(code).toBe(2);
    expect(stderr).toMatch(/The check '.*other-name.yml': id is 'bucket-has-owner'; it must equal the name of the file/);
  });
});

test.each([['a wrong external id', ['--external-id', 'wrong-one']], ['no external id', []], ['a role that is not there', ['--role-name', 'Nobody']]])(
  '%s is told plainly, and nothing is written', async (_, args) => {
    const out = join(folder, 'refused');
    for (const whom of [['--org', '111111111111'], ['--accounts', '333333333333,444444444444']]) {
      const { code, stdout, stderr } = await scan(...whom, ...args, '--out', out);
      expect(code).toBe(3);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/error: Not allowed to assume arn:aws:iam::\d{12}:role\/\w+ \(AccessDenied\)/);
      expect(existsSync(out)).toBe(false);
    }
  });

test('an account that cannot be entered leaves the others scanned, and is named', async () => {
  const out = join(folder, 'one-refused');
  const { code, stdout } = await scan('--accounts', '333333333333,999999999999', '--external-id', 'demo-organisation-7f3a', '--out', out, '--json');
  expect(code).toBe(3);
  expect(JSON.parse(stdout).denied).toContainEqual({ action: 'sts:AssumeRole', units: JSON.parse(stdout).units.failed });
  expect(readdirSync(join(out, 'entities'))).toEqual(['account=333333333333']);
});

test('a denied call leaves the scan running: exit 3, the check unknown, the action named with the next step', async () => {
  const role = { RoleName: 'SecurityScanner', PolicyName: 'Stripped' };
  const iam = new IAMClient(clientOptions(sample.emulator, '333333333333'));
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'kms:GetKeyRotationStatus', Resource: '*' }] };
  await iam.send(new PutRolePolicyCommand({ ...role, PolicyDocument: JSON.stringify(document) }));
  const out = join(folder, 'stripped');
  const { code, stdout } = await scan('--accounts', '333333333333', '--external-id', 'demo-organisation-7f3a', '--out', out);
  await iam.send(new DeleteRolePolicyCommand(role));
  expect(code).toBe(3);
  expect(stdout).toMatch(/What could not be read\n.*kms:GetKeyRotationStatus[\s\S]*Next: allow these actions/);
  const unknown = (await findings(out)).filter(({ status }) => status === 'unknown');
  expect(new Set(unknown.map(({ check }) => check))).toEqual(new Set(['kms-key-rotates']));
  expect(unknown[0].reason).toBe('Not readable: the role lacks kms:GetKeyRotationStatus (AccessDeniedException).');
});

test.each([
  [['--regions', 'mars'], "'mars' is not an AWS Region. Example: us-east-1,eu-west-1"],
  [['--accounts', '123'], "'123' is not an AWS account id of 12 digits"],
  [['--streams', 'kmss'], "'kmss' is not a stream. Streams: accessanalyzer, account"],
  [['--fail-on', 'bad'], 'Allowed choices are critical, high, medium, low, informational'],
  [['--concurrency', '0'], "'0' is not a number from 1 to 999."],
  [['--org', '111111111111', '--accounts', '222222222222'], '--org and --accounts exclude each other'],
])('wrong input %j is exit 2 and says what is allowed', async (args, message) => {
  const { code, stderr } = await scan(...args);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});

test('without credentials it says how to get some', async () => {
  const none = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_PROFILE: '', AWS_EC2_METADATA_DISABLED: 'true', HOME: folder };
  for (const whom of [[], ['--accounts', '333333333333']]) {
    const { code, stderr } = await cli(['scan', '--regions', 'us-east-1', ...whom], { ...none, AWS_ENDPOINT_URL: sample.emulator.endpoint });
    expect(stderr).toMatch(/^error: Could not load credentials.* sign in with aws sso login\.$/m);
    expect(code).toBe(2);
  }
});

test('the caller\'s own credentials scan the caller\'s own account', async () => {
  const { code, stdout } = await scan('--out', join(folder, 'own'), '--streams', 'kms', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout).scores.every(({ accountId }: { accountId: string }) => accountId === '222222222222')).toBe(true);
});

test('report and query read the lake; without one they say what to do', async () => {
  const html = join(folder, 'report.html');
  expect((await cli(['report', '--lake', lake, '--output', html])).stdout).toContain(html);
  const { stdout } = await cli(['query', '--lake', lake, '--json', "SELECT count(*) AS n FROM entities WHERE _type = 'aws_kms_key' AND account = '333333333333'"]);
  expect(Number(JSON.parse(stdout)[0].n)).toBeGreaterThanOrEqual(2);
  expect(await cli(['report', '--lake', join(folder, 'none')])).toMatchObject({ code: 2, stderr: expect.stringContaining('Run cdk-security-scanner scan') });
  expect(await cli(['query', '--lake', lake, 'SELEC'])).toMatchObject({ code: 2, stderr: expect.stringContaining('syntax error') });
});

test('its bill of cryptography is valid, and another library reads it whole', async () => {
  const bills = join(folder, 'bills');
  expect(await cli(['report', '--lake', lake, '--format', 'cyclonedx', '--output', bills])).toMatchObject({ code: 0 });
  const files = readdirSync(bills).map((file) => join(bills, file));
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  expect(readdirSync(bills)).toContain('cbom.cdx.json');
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
  for (const text of texts) expect(await validator.validate(text)).toBeNull();
  const refs = ({ components = [] }: Bill) => components.map((each) => each['bom-ref']).sort();
  const told = texts.map((text) => refs(JSON.parse(text) as Bill));
  expect((await reimported<Bill>(files)).map(refs)).toEqual(told);
  const { stdout } = await cli(['query', '--lake', lake, '--json', "SELECT _key FROM entities WHERE _type = 'aws_kms_key'"]);
  expect(told.flat()).toEqual(expect.arrayContaining((JSON.parse(stdout) as { _key: string }[]).map(({ _key }) => _key)));
});

test('no value of an environment variable is stored', async () => {
  const { stdout } = await cli(['query', '--lake', lake, '--json', "SELECT properties FROM entities WHERE _type = 'aws_lambda_function'"]);
  expect(stdout).toContain('API_TOKEN');
  expect(stdout).not.toContain('not-to-be-stored');
});
