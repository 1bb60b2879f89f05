import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Ajv2020 from 'ajv/dist/2020';
import { runCommand } from './run';
import { addDetect } from '../../src/cli/detect';
import { corpus, CORPUS } from '../engine/activity/corpus';

const schema = JSON.parse(readFileSync(join(__dirname, '../../docs/reference/schemas/detect.schema.json'), 'utf8')) as object;
const validate = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(schema);

const folder = mkdtempSync(join(tmpdir(), 'detect-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runCommand(addDetect, 'detect', ...args);

let files = 0;
function file(content: string | Buffer, name = `${files++}.json`): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const stop = {
  eventVersion: '1.11',
  eventID: '11111111-2222-4333-8444-555555555555',
  eventTime: '2026-03-15T09:05:00Z',
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
  awsRegion: 'eu-west-1',
  recipientAccountId: '111122223333',
  sourceIPAddress: '198.51.100.7',
  requestParameters: { name: 'trail' },
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice', accountId: '111122223333', userName: 'alice' },
};
const trail = (...events: object[]) => file(JSON.stringify({ Records: events }));
const lines = (out: string) => out.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);

describe('detect', () => {
  test('shows detections in a table, worst first, and what was read', async () => {
    const { code, out, err } = await run(trail({ ...stop, eventName: 'CreateTrail', eventID: 'x' }, stop, stop));
    expect(code).toBe(0);
    expect(out).toMatch(/│ high +│ 2 +│ cloudtrail-logging-stopped │ Trail logging turned off +│ 2026-03-15 09:05 │ 111122223333:user\/alice │/);
    expect(out.indexOf('cloudtrail-logging-stopped')).toBeLessThan(out.indexOf('cloudtrail-trail-changed'));
    expect(err).toMatch(/3 events in 1 files\.\n$/);
  });

  test('says so where there is nothing', async () => {
    expect(await run(trail({ ...stop, eventName: 'DescribeTrails' }))).toMatchObject({ code: 0, out: 'Nothing detected.\n' });
  });

  test('--json prints a finding a line', async () => {
    const path = trail({ ...stop, eventName: 'DescribeTrails' }, stop);
    const found = lines((await run(path, '--json')).out).filter(({ detection }) => detection === 'cloudtrail-logging-stopped');
    expect(found).toEqual([{
      detection: 'cloudtrail-logging-stopped',
      id: 'cloudtrail-logging-stopped|11111111-2222-4333-8444-555555555555',
      severity: 'high',
      attack: ['T1562.008'],
      title: 'Trail logging turned off',
      reason: 'StopLogging of cloudtrail.amazonaws.com by arn:aws:iam::111122223333:user/alice from 198.51.100.7',
      accountId: '111122223333',
      region: 'eu-west-1',
      resource: ['arn:aws:iam::111122223333:user/alice'],
      firstSeen: '2026-03-15T09:05:00.000Z',
      lastSeen: '2026-03-15T09:05:00.000Z',
      frameworks: { cis: { '3.0': ['4.5'] } },
      events: [{ file: path, index: 1, eventID: '11111111-2222-4333-8444-555555555555' }],
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      actor: 'arn:aws:iam::111122223333:user/alice',
      principal: 'arn:aws:iam::111122223333:user/alice',
      sourceAddress: '198.51.100.7',
    }]);
  });

  test('--json follows its schema over the corpus, and names the line of each labelled event', async () => {
    const { code, out, err } = await run(CORPUS, '--json');
    const found = lines(out);
    expect(found.length).toBeGreaterThan(500);
    for (const finding of found) expect({ finding, errors: validate(finding) ? null : validate.errors }).toEqual({ finding, errors: null });
    expect(validate({ ...found[0], extra: 1 })).toBe(false);
    expect(validate({ ...found[0], events: [] })).toBe(false);
    const fired = new Set(found.flatMap(({ detection, events }) => (events as { line: number }[]).map(({ line }) => `${line} ${detection as string}`)));
    const missed = corpus.flatMap(({ must_match: ids }, at) => ids.map((id) => `${at + 1} ${id}`)).filter((pair) => !fired.has(pair));
    const forbidden = corpus.flatMap(({ must_not_match: ids }, at) => ids.map((id) => `${at + 1} ${id}`)).filter((pair) => fired.has(pair));
    expect({ missed, forbidden }).toEqual({ missed: [], forbidden: [] });
    // A few records of the corpus spell their fields as no log does.
    expect({ code, err }).toEqual({ code: 3, err: expect.stringMatching(/1065 events in 1 files, 6 values skipped\.\n {2}.*line 243: no log record/) });
  });

  test('finds the same in every run', async () => {
    const [one, two] = [await run(CORPUS, '--json'), await run(CORPUS, '--json')];
    expect(one.out).toBe(two.out);
    const ids = lines(one.out).map(({ id, events }) => `${id as string} ${JSON.stringify(events)}`);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each([['high', 1], ['critical', 0]])('--fail-on %s ends with %i', async (severity, code) => {
    expect((await run(trail(stop), '--fail-on', severity)).code).toBe(code);
  });

  test('what could not be read is named, and ends with 3', async () => {
    const whole = gzipSync(JSON.stringify({ Records: [stop] }));
    const broken = file(whole.subarray(0, 60), 'broken.json.gz');
    const { code, err } = await run(trail(stop), broken);
    expect(code).toBe(3);
    expect(err).toMatch(new RegExp(`1 events in 2 files, 1 files broken\\.\\n  ${broken}: unexpected end of file`));
  });

  test('names in the log cannot steer the terminal', async () => {
    const { out } = await run(trail({ ...stop, userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::1:user/\u001b[31mred\u202e', userName: 'x' } }));
    expect(out).toContain('user/red');
    // eslint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\u001b\u202e]/);
  });
});

const RULE = 'title: own rule\nid: 9f8b1a50-0000-4000-8000-000000000000\nauthor: Some One\nlevel: medium\nlogsource: { product: aws, service: cloudtrail }\ndetection:\n  s: { eventName: StopLogging }\n  condition: s\n';

describe('--rules', () => {
  test('adds rules of a folder, and shows their author', async () => {
    const rules = join(folder, 'rules');
    mkdirSync(rules);
    writeFileSync(join(rules, 'own.yml'), RULE);
    writeFileSync(join(rules, 'readme.md'), 'no rule');
    const path = trail(stop);
    expect((await run(path, '--rules', rules)).out).toMatch(/own rule, rule by Some One/);
    const [found] = lines((await run(path, '--rules', rules, '--json')).out).filter(({ detection }) => detection === '9f8b1a50-0000-4000-8000-000000000000');
    expect(found).toMatchObject({ title: 'own rule', severity: 'medium', author: 'Some One' });
    expect(validate(found)).toBe(true);
  });
  test('a rule that cannot be used ends with 2, and every one is named', async () => {
    const wrong = file(`${RULE.replace('eventName:', 'eventName|fuzzy:')}---\n${RULE.replace('condition: s', 'condition: t')}`, 'wrong.yml');
    const { code, err } = await run(trail(stop), '--rules', wrong);
    expect(code).toBe(2);
    expect(err).toMatch(/modifier 'fuzzy', which is not supported[^]*there is no search 't'/);
  });
  test('--lint-rules reads no logs', async () => {
    const rule = file(RULE.replace('eventName: StopLogging', 'src_ip: x'), 'lint.yml');
    const { code, out } = await run('--rules', rule, '--lint-rules');
    expect({ code, out }).toEqual({ code: 0, out: `own rule (${rule}): can never match CloudTrail\nown rule (${rule}): search 's' never holds: the field 'src_ip' does not exist in CloudTrail\n1 rules, 2 remarks.\n` });
    expect(lines((await run('--rules', rule, '--lint-rules', '--json')).out)[0]).toEqual({ rule: 'own rule', file: rule, message: 'can never match CloudTrail' });
  });
});

describe('--config', () => {
  const outside = { ...stop, eventSource: 'lambda.amazonaws.com', eventName: 'AddPermission20150331v2', requestParameters: { principal: '999988887777' } };
  const fired = async (config: string, event: object) => lines((await run(trail(event), '--json', '--config', config)).out).map(({ detection }) => detection);

  test('accounts of the organization are no outsiders', async () => {
    expect(await fired(file('trustedNetworks: [10.0.0.0/8]', 'a.yml'), outside)).toContain('lambda-permission-external');
    expect(await fired(file('{"organizationAccounts": ["999988887777"]}', 'b.json'), outside)).not.toContain('lambda-permission-external');
  });
  test('a detection can be switched off', async () => {
    expect(await fired(file('disabled: [cloudtrail-logging-stopped]', 'c.yml'), stop)).not.toContain('cloudtrail-logging-stopped');
  });
  test("AWS's list of its ranges is read from its file", async () => {
    writeFileSync(join(folder, 'ip-ranges.json'), JSON.stringify({ prefixes: [{ ip_prefix: '93.184.216.0/24' }], ipv6_prefixes: [{ ipv6_prefix: '2600::/16' }] }));
    const theft = { ...stop, sourceIPAddress: '93.184.216.34', userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/web/i-0123456789abcdef0' } };
    expect(await fired(file('{}', 'd.yml'), theft)).toContain('instance-credentials-outside-aws');
    expect(await fired(file('lists: { aws_ip_ranges: ip-ranges.json }', 'e.yml'), theft)).not.toContain('instance-credentials-outside-aws');
  });
  test.each<[string, RegExp]>([
    ['organizationAccounts: [123]', /organizationAccounts has 123; allowed is a list of account ids of 12 digits, in quotes/],
    ['trustedNetworks: [10.0.0.0/40]', /trustedNetworks: '10\.0\.0\.0\/40' is no address range/],
    ['networks: []', /has the field 'networks'; allowed are organizationAccounts, /],
    ['[1]', /is \[1\]; allowed is an object/],
    ['a: [', /is neither YAML nor JSON/],
    ['disabled: [nothing]', /disabled names 'nothing', which is no detection/],
    ['lists: { aws_ip_ranges: nowhere.json }', /nowhere\.json' cannot be read: ENOENT/],
  ])('%s is refused', async (config, message) => {
    expect(await run(trail(stop), '--config', file(config, `wrong-${files++}.yml`))).toEqual({ code: 2, out: '', err: expect.stringMatching(message) });
  });
});

describe('wrong input ends with 2 and says what is allowed', () => {
  test.each<[string, string[], RegExp]>([
    ['a file that is not there', [join(folder, 'nowhere')], /Cannot be read: ENOENT/],
    ['no file', [], /No log given: name files or folders/],
    ['a configuration that is not there', [CORPUS, '--config', join(folder, 'nowhere')], /nowhere' cannot be read: ENOENT/],
    ['rules that are not there', [CORPUS, '--rules', join(folder, 'nowhere')], /Cannot be read: ENOENT/],
    ['--lint-rules without rules', ['--lint-rules'], /--lint-rules needs rules: pass --rules/],
  ])('%s', async (_, args, message) => {
    expect(await run(...args)).toEqual({ code: 2, out: '', err: expect.stringMatching(message) });
  });
  test('a folder without logs', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    expect((await run(empty)).err).toMatch(/No log file in .*empty; files are read that end in \.json, \.jsonl/);
  });
});
