import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntegrationSchema } from '@jupiterone/data-model';
import { cli, START_TIMEOUT, startSample, temporaryFolder, type Sample } from './sample';

let sample: Sample;
const folder = temporaryFolder();
const lake = join(folder, 'lake');

beforeAll(async () => {
  sample = await startSample();
  await cli(['scan', '--regions', 'us-east-1,eu-west-1', '--org', '111111111111', '--external-id', 'demo-organisation-7f3a', '--out', lake], sample.environment);
}, START_TIMEOUT);
afterAll(() => sample?.stop());

const linesOf = (file: string) => readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, string> & { _class: string[] });

test('every entity of the sample organisation is valid in JupiterOne\'s data model', async () => {
  const output = join(folder, 'jsonl');
  expect(await cli(['report', '--lake', lake, '--format', 'jsonl', '--output', output])).toMatchObject({ code: 0, stderr: '' });
  const entities = linesOf(join(output, 'entities.jsonl'));
  expect(entities.length).toBeGreaterThan(100);
  const mistakes = entities.flatMap((entity) => entity._class.filter((name) => name !== 'Everyone').flatMap((name) => {
    const validate = IntegrationSchema.getSchema(`#${name}`)!;
    return validate(entity) ? [] : validate.errors!.map(({ instancePath, message }) => `${entity._type} ${entity._key} as ${name}: ${instancePath} ${message}`);
  }));
  expect(mistakes).toEqual([]);
  const types = new Set(linesOf(join(output, 'relationships.jsonl')).map(({ _type }) => _type));
  expect([...types]).toEqual(expect.arrayContaining([
    'aws_security_group_allows_internet', 'aws_iam_role_trusts_aws_account', 'aws_iam_role_trusts_aws_lambda', 'aws_iam_policy_allows_aws_s3', 'aws_iam_role_policy_allows_aws_account',
  ]));
});

test('relationships end at vertices', async () => {
  const output = join(folder, 'neptune');
  const { stdout } = await cli(['report', '--lake', lake, '--format', 'neptune', '--output', output]);
  const idsOf = (file: string, column: number) => readFileSync(file, 'utf8').trim().split('\n').slice(1).map((line) => line.split(',')[column]);
  const files = stdout.trim().split('\n').map((line) => line.replace('Export: ', ''));
  const vertices = new Set(files.filter((file) => file.includes('vertices-')).flatMap((file) => idsOf(file, 0)));
  const ends = [1, 2].flatMap((column) => idsOf(join(output, 'edges.csv'), column));
  expect(ends.length).toBeGreaterThan(200);
  expect(ends.filter((end) => !vertices.has(end))).toEqual([]);
});
