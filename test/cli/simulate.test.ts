import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { runCommand } from './run';
import { addSimulate } from '../../src/cli/simulate';

const FACTS = join(__dirname, '../facts/iam-eval-public.json');
const schema = JSON.parse(readFileSync(join(__dirname, '../../docs/reference/schemas/simulate.schema.json'), 'utf8')) as object;
const questions = JSON.parse(readFileSync(join(__dirname, '../../docs/reference/schemas/simulate-question.schema.json'), 'utf8')) as object;
const isAnswer = new Ajv2020({ strict: true, allErrors: true, strictRequired: false, strictTypes: false }).compile(questions);
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

const folder = mkdtempSync(join(tmpdir(), 'simulate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runCommand(addSimulate, 'simulate', ...args);

const request = {
  principal: { type: 'user', arn: 'arn:aws:iam::111122223333:user/alice', account: '111122223333' },
  action: 's3:GetObject',
  resource: { arn: 'arn:aws:s3:::bucket/key', account: '111122223333' },
  context: {},
};
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const ALLOW = { Effect: 'Allow', Action: 's3:Get*', Resource: '*' };
const DENY = { Sid: 'OnlyOffice', Effect: 'Deny', Action: '*', Resource: '*', Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } };

const allowed = { id: 'allowed', request, policies: { identity: [policy(ALLOW)] }, expected: 'Allow' };
const denied = { id: 'denied', request, policies: { identity: [policy(ALLOW, DENY)] }, expected: 'ExplicitDeny' };
const silent = { id: 'silent', request, policies: { identity: [policy(ALLOW)], boundary: policy({ ...ALLOW, Action: 'ec2:*' }) }, expected: 'ImplicitDeny' };
const open = { id: 'open', request: { ...request, unknown: ['aws:SourceIp'] }, policies: { identity: [policy(ALLOW, DENY)] }, expected: 'Conditional' };

let files = 0;
function file(content: unknown): string {
  const path = join(folder, `${files++}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
const caseFile = (...cases: unknown[]) => file({ schema: 'iam-eval/1', cases });

describe('simulate', () => {
  test('prints each decision with what decided it', async () => {
    const { code, out } = await run(caseFile(allowed, denied, silent, open));
    expect(code).toBe(0);
    const row = (id: string) => out.split('\n').find((line) => line.includes(`│ ${id} `))!.split('│').map((cell) => cell.trim()).slice(1, -1);
    expect(row('allowed')).toEqual(['allowed', 'Allow', 'Allow identity[0].Statement[0]']);
    expect(row('denied')).toEqual(['denied', 'ExplicitDeny', 'Deny identity[0].Statement[1] OnlyOffice']);
    expect(row('silent')).toEqual(['silent', 'ImplicitDeny', 'no Allow in boundary']);
    expect(row('open')[2]).toBe('Allow identity[0].Statement[0]; Deny identity[0].Statement[1] OnlyOffice; unless NotIpAddress aws:SourceIp 203.0.113.0/24');
  });

  test('--json gives the agreed shape, in the order of the cases', async () => {
    const { code, out } = await run(caseFile(open, denied, silent, allowed), '--json');
    expect(code).toBe(0);
    const deny = { policy: 'identity[0]', index: 1, sid: 'OnlyOffice', effect: 'Deny' };
    const allow = { policy: 'identity[0]', index: 0, effect: 'Allow' };
    expect(JSON.parse(out)).toEqual([
      { id: 'open', decision: 'Conditional', statements: [allow, deny], conditions: [{ ...deny, operator: 'NotIpAddress', key: 'aws:SourceIp', values: ['203.0.113.0/24'] }] },
      { id: 'denied', decision: 'ExplicitDeny', statements: [deny], conditions: [] },
      { id: 'silent', decision: 'ImplicitDeny', statements: [], conditions: [] },
      { id: 'allowed', decision: 'Allow', statements: [allow], conditions: [] },
    ]);
    validate(JSON.parse(out));
    expect(validate.errors).toBeNull();
  });

  test('--json follows its schema for every public case', async () => {
    const { out } = await run(FACTS, '--json');
    const decisions = JSON.parse(out) as { id: string }[];
    expect(decisions.map(({ id }) => id)).toEqual((JSON.parse(readFileSync(FACTS, 'utf8')) as { cases: { id: string }[] }).cases.map(({ id }) => id));
    validate(decisions);
    expect(validate.errors).toBeNull();
    const [first] = decisions;
    expect(validate([{ ...first, extra: 1 }])).toBe(false);
    expect(validate([{ ...first, decision: 'Maybe' }])).toBe(false);
    expect(validate([{ ...first, statements: [{ policy: 'elsewhere', index: 0, effect: 'Allow' }] }])).toBe(false);
    expect(validate([{ ...first, conditions: [{ policy: 'resource', index: 0, effect: 'Allow' }] }])).toBe(false);
  });

  test('--check is content with what was expected', async () => {
    expect(await run(FACTS, '--check')).toEqual({ code: 0, out: '376 of 376 cases decided as expected.\n', err: '' });
  });

  test('--check lists what differs, and ends with 1', async () => {
    const { code, out } = await run(caseFile(allowed, { ...denied, expected: 'Allow' }), '--check');
    expect(code).toBe(1);
    expect(out).toMatch(/│ denied │ Allow +│ ExplicitDeny │ Deny identity\[0\]\.Statement\[1\] OnlyOffice │/);
    expect(out).not.toMatch(/│ allowed /);
    expect(out).toMatch(/1 of 2 cases decided as expected\.\n$/);
  });

  test('--check and --json together keep the array clean', async () => {
    const { code, out, err } = await run(caseFile({ ...allowed, expected: 'ImplicitDeny' }), '--check', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toHaveLength(1);
    expect(err).toMatch(/0 of 1 cases decided as expected/);
  });

  test('a file without cases is no mistake', async () => {
    expect(await run(caseFile())).toEqual({ code: 0, out: 'No cases.\n', err: '' });
    expect((await run(caseFile(), '--json')).out).toBe('[]\n');
  });
});

describe('questions about accounts', () => {
  const ACCOUNT = '111122223333';
  const arn = (name: string) => `arn:aws:iam::${ACCOUNT}:${name}`;
  const user = (UserName: string, ...Statement: object[]) => ({
    UserName, Arn: arn(`user/${UserName}`), UserPolicyList: Statement.length > 0 ? [{ PolicyName: 'own', PolicyDocument: policy(...Statement) }] : [],
  });
  const office = { Sid: 'Office', Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::orders/*', Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } };
  const account = file({
    UserDetailList: [
      user('alice', { ...ALLOW, Resource: 'arn:aws:s3:::orders/*' }), user('bob', office), user('carol', ALLOW, { Effect: 'Deny', Action: 's3:*', Resource: '*' }), user('dave'),
    ],
    RoleDetailList: [{ RoleName: 'app', Arn: arn('role/app'), AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { AWS: arn('user/dave') }, Action: 'sts:AssumeRole' }) }],
  });
  const object = 'arn:aws:s3:::orders/1';
  const json = async (...args: string[]) => {
    const told = JSON.parse((await run(account, ...args, '--json')).out) as Record<string, any>;
    expect([isAnswer(told), isAnswer.errors]).toEqual([true, null]);
    return told;
  };

  test('the schema takes nothing else', async () => {
    const told = await json('--principal', arn('user/alice'));
    expect([isAnswer({ ...told, more: 1 }), isAnswer({ ...told, can: [{}] }), isAnswer({ ...told, principal: '' })]).toEqual([false, false, false]);
  });

  test('who can do it, under which conditions, and whom something stops', async () => {
    const { can, stopped, asked } = await json('--who', '--action', 's3:GetObject', '--resource', object);
    expect(asked).toBe(5);
    expect(can.map(({ principal, decision }: any) => [principal, decision])).toEqual([[arn('user/alice'), 'Allow'], [arn('root'), 'Allow'], [arn('user/bob'), 'Conditional']]);
    expect(can[2].conditions).toMatchObject([{ sid: 'Office', operator: 'IpAddress', key: 'aws:SourceIp' }]);
    expect(stopped).toMatchObject([{ principal: arn('user/carol'), decision: 'ExplicitDeny', statements: [{ policy: `${arn('user/carol')}#own`, index: 1 }] }]);
    const { out } = await run(account, '--who', '--action', 's3:GetObject', '--resource', object);
    expect(out).toMatch(/^3 can do s3:GetObject on arn:aws:s3:::orders\/1; 5 users and roles were asked\./);
  });

  test('what is known of the request decides', async () => {
    const decided = async (address: string) => (await json('--principal', arn('user/bob'), '--action', 's3:GetObject', '--resource', object, '--context', `aws:SourceIp=${address}`)).decision;
    expect([await decided('203.0.113.7'), await decided('198.51.100.7')]).toEqual(['Allow', 'ImplicitDeny']);
  });

  test('why: the statements that decided, as their policies have them', async () => {
    const { decision, reasons } = await json('--principal', arn('user/carol'), '--action', 's3:GetObject', '--resource', object);
    expect([decision, reasons]).toEqual(['ExplicitDeny', [{ policy: `${arn('user/carol')}#own`, index: 1, effect: 'Deny', statement: { Effect: 'Deny', Action: 's3:*', Resource: '*' } }]]);
    expect((await json('--principal', arn('user/dave'), '--action', 'sts:AssumeRole', '--resource', arn('role/app'))).reasons)
      .toMatchObject([{ statement: { Principal: { AWS: arn('user/dave') } } }]);
  });

  test('what somebody can do, narrowed by what limits them', async () => {
    const scp = file({ scpLevels: [[policy({ Effect: 'Allow', Action: 's3:GetObject*', Resource: '*' })]] });
    expect((await json('--principal', arn('user/alice'), '--scp', scp)).can).toMatchObject([{ actions: ['s3:GetObject*'], resource: 'arn:aws:s3:::orders/*', decision: 'Allow', except: [] }]);
    expect((await json('--principal', arn('user/dave'))).can).toMatchObject([{ actions: ['sts:AssumeRole'], resource: arn('role/app'), decision: 'Allow' }]);
    const carol = await json('--principal', arn('user/carol'));
    expect([carol.can, carol.stopped]).toMatchObject([[], [{ actions: ['s3:Get*'], decision: 'ExplicitDeny' }]]);
    expect((await json('--principal', arn('user/alice'), '--resource', 'arn:aws:s3:::other/*')).can).toEqual([]);
  });

  test('a Deny of a part is named beside the whole', async () => {
    const some = file({ UserDetailList: [user('erin', { ...ALLOW, Action: 's3:*' }, { Sid: 'Keep', Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' })] });
    const { can } = JSON.parse((await run(some, '--principal', arn('user/erin'), '--json')).out) as Record<string, any>;
    expect(can).toMatchObject([{ actions: ['s3:*'], decision: 'Allow', except: [{ sid: 'Keep', effect: 'Deny' }] }]);
  });

  test.each<[string, string[], RegExp]>([
    ['both questions', ['--who', '--principal', 'x'], /one of the two/],
    ['no action', ['--who'], /--who needs --action/],
    ['an action without a resource', ['--principal', 'x', '--action', 's3:GetObject'], /--action needs --resource/],
    ['an action without a service', ['--who', '--action', 'GetObject', '--resource', '*'], /The action is 'GetObject'/],
    ['somebody who is not there', ['--principal', arn('user/nobody')], /is no user or role of the accounts/],
    ['a context without a value', ['--who', '--context', 'x'], /./],
    ['a lake that is none', ['--lake', folder, '--who', '--action', 's3:GetObject', '--resource', '*'], /beside --lake only --accounts is allowed/],
  ])('%s is refused', async (_, args, message) => {
    const { code, err } = await run(account, ...args);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  });
});

describe('wrong input ends with 2 and says what is allowed', () => {
  const changed = (change: (copy: any) => void) => {
    const copy = JSON.parse(JSON.stringify(denied)) as unknown;
    change(copy);
    return caseFile(copy);
  };
  test.each<[string, () => string, RegExp]>([
    ['a file that is not there', () => join(folder, 'nowhere.json'), /The file '.*nowhere\.json' cannot be read: ENOENT/],
    ['no JSON', () => file('{'), /is not JSON/],
    ['a list', () => file([]), /the file is \[\]; allowed is an object/],
    ['another version', () => file({ schema: 'iam-eval/2', cases: [] }), /the field schema is "iam-eval\/2"; allowed is 'iam-eval\/1'/],
    ['an unknown field of the file', () => file({ schema: 'iam-eval/1', cases: [], more: 1 }), /the file has the field 'more'; allowed are schema, about, count, cases/],
    ['an unknown field of a case', () => changed((each) => { each.because = ''; }), /cases\[0\] has the field 'because'; allowed are id, /],
    ['an unknown field of a request', () => changed((each) => { each.request.when = ''; }), /case 'denied': request has the field 'when'/],
    ['an unknown kind of policy', () => changed((each) => { each.policies.endpoint = {}; }), /case 'denied': policies has the field 'endpoint'; allowed are identity, boundary/],
    ['an unknown fact', () => changed((each) => { each.facts = { sunny: true }; }), /case 'denied': facts has the field 'sunny'/],
    ['a fact that is no truth', () => changed((each) => { each.facts = { principalAccountIsManagement: 'no' }; }), /principalAccountIsManagement is "no"; allowed is true or false/],
    ['a case without id', () => changed((each) => { delete each.id; }), /cases\[0\]\.id is missing; allowed is a text/],
    ['two cases with one id', () => caseFile(allowed, allowed), /two cases have the id 'allowed'/],
    ['an unknown kind of caller', () => changed((each) => { each.request.principal.type = 'robot'; }), /principal\.type is "robot"; allowed is user, role, /],
    ['an action without a service', () => changed((each) => { each.request.action = 'GetObject'; }), /request\.action is "GetObject"; allowed is a service and an action/],
    ['a context value that is an object', () => changed((each) => { each.request.context = { 'aws:x': {} }; }), /context\['aws:x'\] is \{\}; allowed is a text, number or boolean/],
    ['an unknown decision', () => changed((each) => { each.expected = 'Deny'; }), /expected is "Deny"; allowed is Allow, ImplicitDeny, ExplicitDeny, Conditional/],
    ['a malformed policy', () => changed((each) => { each.policies.identity[0].Statement[0].Effect = 'Permit'; }), /case 'denied': identity\[0\]\.Statement\[0\]\.Effect is "Permit"; allowed is Allow or Deny/],
  ])('%s', async (_, path, message) => {
    expect(await run(path())).toEqual({ code: 2, out: '', err: expect.stringMatching(message) });
  });

  test('--check where nothing is expected', async () => {
    const { expected: _, ...rest } = allowed;
    expect(await run(caseFile(rest), '--check')).toEqual({ code: 2, out: '', err: expect.stringMatching(/No case of .* has an expected decision/) });
  });
});
