import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { runCommand } from './run';
import { presets } from '../../src/catalogue/presets';
import { addGenerate } from '../../src/cli/generate';
import seeds from '../facts/seed-facts.json';

const schema = JSON.parse(readFileSync(join(__dirname, '../../docs/reference/schemas/generate.schema.json'), 'utf8')) as object;
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'generate-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runCommand(addGenerate, 'generate', ...args);

const files = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
const uvm = (...more: string[]) => run('zscaler-uvm', '--trusted-account', '222222222222', '--output', folder, '--non-interactive', ...more);

test('--json tells of each file, and follows its schema', async () => {
  const { code, out } = await uvm('--external-id', 'agreed-7f3a', '--json', '--org', 'r-abcd');
  const said = JSON.parse(out) as { files: { name: string; bytes: number; sha256: string }[]; actions: number; withheld: string[] };
  expect([code, validate(said), validate.errors]).toEqual([0, true, null]);
  expect(said.files.map(({ name }) => name)).toEqual(['avalor-aws-connector-organization.json', seeds.zscalerUvm.multiAccount.listAccountsStack.templateFile, seeds.zscalerUvm.multiAccount.templateFile]);
  for (const { name, bytes, sha256 } of said.files) {
    const content = readFileSync(join(folder, name));
    expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256]);
  }
  expect([said.actions, said.withheld]).toEqual([seeds.zscalerUvm.allActions.length, []]);
});

test('prints the commands of the document, the multi-account ones too', async () => {
  const { out } = await uvm('--external-id', 'agreed-7f3a', '--org', 'r-abcd', '--regions', 'eu-west-1');
  const { singleAccount, multiAccount } = seeds.zscalerUvm;
  const plain = out.replaceAll('\\\n', ' ').replaceAll(/ +/g, ' ');
  expect(plain).toContain(`aws cloudformation create-stack-set --region eu-west-1 --stack-set-name ${multiAccount.stackSetName} --template-body file://${multiAccount.templateFile}`);
  expect(plain).toContain(`--permission-model ${multiAccount.permissionModel}`);
  expect(plain).toContain('--auto-deployment Enabled=true,RetainStacksOnAccountRemoval=false');
  expect(plain).toContain(`--stack-name ${multiAccount.listAccountsStack.stackName} --capabilities ${singleAccount.capabilities[0]} --template-body file://${multiAccount.listAccountsStack.templateFile}`);
});

test('makes a UUID as external id where the platform leaves it to the customer, and asks for the one that a platform gives', async () => {
  expect((await uvm()).out).toMatch(/External id: [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\n/);
  expect(await run('cyscale', '--non-interactive', '--output', folder)).toMatchObject({ code: 2, err: 'Give --external-id <id>: nothing is asked without a terminal, or with --non-interactive or --json.' });
});

test.each([
  ['cloudformation', [], ['avalor-aws-connector.json']],
  ['cloudformation', ['--yaml'], ['avalor-aws-connector.yaml']],
  ['terraform', [], ['main.tf', 'outputs.tf', 'terraform.tfvars', 'variables.tf', 'versions.tf']],
])('writes %s %j', async (format, more, expected) => {
  expect((await uvm('--external-id', 'agreed-7f3a', '--format', format, ...more)).code).toBe(0);
  expect(files()).toEqual(expected);
});

test('writes steps with every value filled in', async () => {
  await run('cyscale', '--external-id', 'agreed-7f3a', '--format', 'manual', '--output', folder, '--non-interactive');
  const page = readFileSync(join(folder, 'cyscale_aws_cloudformation_read-only.md'), 'utf8');
  for (const value of ['agreed-7f3a', seeds.cyscale.vendorAccountId, 'CyscaleReadOnly', 'SecurityAudit', 'elasticfilesystem:ListTagsForResource']) expect(files().map((file) => readFileSync(join(folder, file), 'utf8')).join() + page).toContain(value);
});

test('replaces no file unless told to, and leaves nothing half-written', async () => {
  writeFileSync(join(folder, 'avalor-aws-connector.json'), 'edited');
  expect(await uvm('--external-id', 'agreed-7f3a', '--org', 'r-abcd')).toMatchObject({ code: 2, err: `${join(folder, 'avalor-aws-connector.json')} would be replaced: give --overwrite, or another --output.` });
  expect(files()).toEqual(['avalor-aws-connector.json']);
  expect((await uvm('--external-id', 'agreed-7f3a', '--overwrite')).code).toBe(0);
  expect((await uvm('--external-id', 'agreed-7f3a')).code).toBe(0);
});

test('makes templates of another platform from its description', async () => {
  const description = join(folder, 'acme.json');
  writeFileSync(description, JSON.stringify({ id: 'acme', title: 'Acme', roleName: 'AcmeReader', principalArn: 'arn:aws:iam::123456789012:root', actions: ['ec2:DescribeVpcs', 's3:GetObject'] }));
  const { code, out } = await run(description, '--external-id', 'agreed-7f3a', '--output', join(folder, 'out'), '--non-interactive');
  expect([code, existsSync(join(folder, 'out', 'acme.json'))]).toEqual([0, true]);
  expect(out).toContain('Withheld, because they return customer data, code or secrets: s3:GetObject.');
  writeFileSync(description, '{"id":"acme"}');
  expect((await run(description, '--non-interactive')).err).toBe(`'${description}' does not describe a platform: title of a preset must be the name of the platform, got nothing.`);
});

test.each<[string[], string]>([
  [['wiz'], `Unknown preset 'wiz'. Presets: ${presets.map(({ id }) => id).join(', ')}`],
  [[], 'Give the preset: nothing is asked without a terminal'],
  [['cyscale', '--external-id', 'x1', '--events'], "Cyscale has no part 'events'. It has config."],
  [['cyscale', '--external-id', 'x1', '--org', 'root'], "got 'root'"],
  [['cyscale', '--external-id', 'x'], 'externalId must have 2 to 1,224 characters'],
  [['cyscale', '--external-id', 'x1', '--config', 'maybe'], "'maybe' is not true or false."],
  [['zscaler-uvm', '--external-id', 'x1'], 'Give --trusted-account <id>'],
  [['zscaler-uvm', '--external-id', 'x1', '--trusted-account', '12'], "'12' is not an AWS account id of 12 digits."],
  [['cyscale', '--external-id', 'x1', '--region', 'frankfurt'], "'frankfurt' is not an AWS Region, such as eu-west-1."],
  [['cyscale', '--external-id', 'x1', '--template-url', 'http://x'], "A quick-create link needs the https URL of a template in an S3 bucket, got 'http://x'."],
])('%j is refused as wrong input', async (args, message) => {
  const { code, err } = await run(...args, '--output', join(folder, 'out'), '--non-interactive');
  expect(err).toContain(message);
  expect(code).toBe(2);
});
