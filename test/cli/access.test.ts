import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { runCommand } from './run';
import { privilegePaths } from '../../src/catalogue/privilege-paths';
import { addAccess } from '../../src/cli/access';
import { ALL, arn, build, details, type Fact } from '../engine/access/paths/from-fact';

const schema = JSON.parse(readFileSync(join(__dirname, '../../docs/reference/schemas/access.schema.json'), 'utf8')) as object;
const validate = new Ajv2020({ strict: true, allErrors: true, strictRequired: false }).compile(schema);
const facts = (JSON.parse(readFileSync(join(__dirname, '../facts/privesc-public.json'), 'utf8')) as { paths: Fact[] }).paths;
const fact = (id: string) => facts.find((each) => each.id === id)!;

const folder = mkdtempSync(join(tmpdir(), 'access-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: unknown): string {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return join(folder, name);
}

const run = (...args: string[]) => runCommand(addAccess, 'access', ...args, '--as-of', '2026-11-01');

const account = file('gaad.json', details(fact('lambda-001'), build(fact('lambda-001'))));

test('prints JSON that meets its schema, with findings, paths and the cut', async () => {
  const { code, out } = await run(account, '--json', '--blocked', '--scp', file('scp.json', { managementAccount: '123456789012', scpLevels: [[{ Version: '2012-10-17', Statement: [ALL] }]] }));
  const printed = JSON.parse(out) as { administrators: string[]; paths: { from: string; to: string; hops: { method: string }[] }[]; findings: { check: string }[]; cut: { statements: object[] } };
  expect([validate(printed), validate.errors]).toEqual([true, null]);
  expect(code).toBe(0);
  expect(printed.administrators).toEqual([arn('role/target')]);
  expect(printed.paths.map(({ from, to, hops }) => [from, to, hops[0].method])).toEqual([[arn('user/caller'), arn('role/target'), 'lambda-001']]);
  expect(printed.findings.map(({ check }) => check)).toContain('access-privilege-path');
  expect(printed.cut.statements).toHaveLength(1);
});

test('methods in paths are ids of the catalogue or of rules', async () => {
  const { out } = await run(file('wide.json', details(fact('ec2-002'), { ...build(fact('ec2-002')), beside: [{ Effect: 'Allow', Action: ['ssm:*', 'iam:PassRole', 'gamelift:*'], Resource: '*' }] })), '--json');
  const methods = new Set((JSON.parse(out) as { paths: { hops: { method: string }[] }[] }).paths.flatMap(({ hops }) => hops.map(({ method }) => method)));
  expect(methods.size).toBeGreaterThan(1);
  for (const method of methods) expect(method.startsWith('rule:') || privilegePaths.some(({ id }) => id === method)).toBe(true);
});

test('prints paths for a person, names from AWS cleaned', async () => {
  const { code, out } = await run(file('odd.json', JSON.stringify(details(fact('lambda-001'), build(fact('lambda-001')))).replaceAll('user/caller', 'user/cal\\u001b[31mler')));
  expect(code).toBe(0);
  expect(out).toMatch(/1 administrators/);
  expect(out).toMatch(/lambda-001: Make a function with the role and invoke it \(proven\) ──▶ arn:aws:iam::111122223333:role\/target/);
  expect(out).not.toContain('\u001b[31mler');
});

test('exit 1 where a finding is severe enough', async () => {
  expect((await run(account, '--fail-on', 'critical')).code).toBe(1);
  const quiet = details(fact('lambda-001'), { ...build(fact('lambda-001')), statements: [] });
  expect((await run(file('quiet.json', quiet), '--fail-on', 'critical')).code).toBe(0);
});

test('an inventory proves what would be possible', async () => {
  const existing = file('existing.json', details(fact('lambda-003'), build(fact('lambda-003'))));
  const status = async (...args: string[]) => (JSON.parse((await run(existing, '--json', ...args)).out) as { paths: { status: string; hops: { method: string }[] }[] }).paths.map((path) => path.status);
  expect(await status()).toEqual(['possible']);
  // The facts leave open who invokes the function: the inventory says it is there and carries the role.
  expect(await status('--inventory', file('inventory.json', [{ arn: 'arn:aws:lambda:eu-west-1:111122223333:function:f', role: arn('role/target') }]))).toEqual(['proven']);
  expect(await status('--inventory', file('other.json', [{ arn: 'arn:aws:lambda:eu-west-1:111122223333:function:f', role: arn('role/other') }]))).toEqual([]);
});

test('--activity advises from log files', async () => {
  const user = arn('user/ann');
  const entities = {
    UserDetailList: [{
      UserName: 'ann',
      Arn: user,
      UserPolicyList: [{
        PolicyName: 'p',
        PolicyDocument: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: ['ec2:RunInstances', 'rds:*'], Resource: '*' } },
      }],
    }],
  };
  const Records = Array.from({ length: 90 }, (_, days) => ({
    eventTime: new Date(Date.parse('2026-10-31T12:00:00Z') - days * 86_400_000).toISOString().replace('.000', ''),
    eventSource: 'ec2.amazonaws.com',
    eventName: 'RunInstances',
    awsRegion: 'eu-west-1',
    recipientAccountId: '111122223333',
    eventID: String(days),
    eventVersion: '1.10',
    userIdentity: { type: 'IAMUser', arn: user, accountId: '111122223333', userName: 'ann' },
  }));
  const { out } = await run(file('used.json', entities), '--activity', file('log.json', { Records }), '--json');
  expect((JSON.parse(out) as { advice: object[] }).advice).toMatchObject([{ principal: user, sources: [{ source: 'activity' }], policies: [{ Statement: { Action: 'ec2:RunInstances' } }] }]);
});

test.each<[string, string[], RegExp]>([
  ['a file that is not there', [join(folder, 'none.json')], /none\.json' cannot be read/],
  ['a file that is not JSON', [file('text.json', 'no')], /text\.json' is not JSON/],
  ['a file that holds something else', [file('else.json', { cases: [] })], /allowed is an object with UserDetailList/],
  ['an inventory of another shape', [account, '--inventory', file('bad.json', {})], /the inventory is \{\}; allowed is a list/],
  ['logs that are not there', [account, '--activity', join(folder, 'logs')], /no file or folder '.*logs'/],
  ['logs without an event of the span', [account, '--activity', file('empty.json', { Records: [] })], /no event of CloudTrail of the 90 days before 2026-11-01/],
  ['an account id that is none', [account, '--accounts', file('accounts.json', ['12'])], /accounts\[0\] is "12"; allowed is an account id/],
])('exit 2 for %s', async (_, args, message) => {
  const { code, err } = await run(...args);
  expect(code).toBe(2);
  expect(err).toMatch(message);
});

test.each([['--as-of', 'soon'], ['--limit', '0'], ['--fail-on', 'awful']])('refuses %s %s', async (...args) => {
  expect((await run(account, ...args)).err).toMatch(new RegExp(args[1]));
});
