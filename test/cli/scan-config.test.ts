import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run';
import { addReport } from '../../src/cli/report';
import { addScan } from '../../src/cli/scan';
import { queryLake } from '../../src/engine/store/query';
import { startAggregator } from '../engine/collect/config/aggregator';
import { ACCOUNT, recordedDocuments, REGION } from '../engine/collect/config/documents';

let aggregator: Awaited<ReturnType<typeof startAggregator>>;
let folder: string;
const before = { ...process.env };
beforeAll(async () => {
  aggregator = await startAggregator(recordedDocuments);
  Object.assign(process.env, { AWS_ENDPOINT_URL: aggregator.endpoint, AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'x' });
});
afterAll(async () => {
  process.env = before;
  await aggregator.stop();
});
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'config-')); aggregator.state.deny = false; });
afterEach(() => rmSync(folder, { recursive: true }));

const scan = (...args: string[]) => runCommand(addScan, 'scan', '--out', join(folder, 'lake'), '--json', ...args);

test('scans every account of the aggregator, and what is not recorded is unknown, not wrong', async () => {
  const { code, out } = await scan('--source', 'config', '--aggregator', 'org', '--region', REGION);
  expect(code).toBe(0);
  const summary = JSON.parse(out) as { entities: number; denied: object[]; scores: { accountId: string; region: string }[] };
  expect(summary.denied).toEqual([]);
  expect(summary.scores.map(({ accountId, region }) => `${accountId} ${region}`)).toContain(`${ACCOUNT} ${REGION}`);
  const types = await queryLake(join(folder, 'lake'), 'SELECT _type FROM entities WHERE NOT _mapped ORDER BY 1');
  expect(types.map(({ _type }) => _type)).toEqual(expect.arrayContaining(['aws_iam_role', 'aws_instance', 'aws_kms_key', 'aws_lambda_function', 'aws_s3_bucket', 'aws_security_group']));
  const findings = await queryLake(join(folder, 'lake'), 'SELECT "check", status FROM findings');
  const statusOf = (id: string) => new Set(findings.filter(({ check }) => check === id).map(({ status }) => status));
  expect(statusOf('ec2-security-group-no-world-admin-ports')).toEqual(new Set(['fail']));
  expect(statusOf('kms-key-rotates')).toEqual(new Set(['pass']));
  expect(statusOf('s3-bucket-not-public')).toEqual(new Set(['unknown']));
});

test.each([
  [['--source', 'config'], /--source config needs the aggregator/],
  [['--source', 'config', '--aggregator', 'org', '--region', REGION, '--org', ACCOUNT], /leave it out/],
  [['--aggregator', 'org', '--regions', REGION], /--aggregator needs --source config/],
  [['--source', 'cloud'], /Allowed choices are aws, config/],
])('%j is wrong input', async (args, message) => {
  const { code, err } = await scan(...args);
  expect(code).toBe(2);
  expect(err).toMatch(message);
  expect(readdirSync(folder)).toEqual([]);
});

test('an aggregator that refuses is told plainly', async () => {
  aggregator.state.deny = true;
  const { code, err } = await scan('--source', 'config', '--aggregator', 'org', '--region', REGION);
  expect(code).toBe(3);
  expect(err).toBe(`The aggregator 'org' in ${REGION} cannot be asked: config:SelectAggregateResourceConfig gave AccessDeniedException.`);
});

test('exports come into a new folder, whole', async () => {
  await scan('--source', 'config', '--aggregator', 'org', '--region', REGION);
  const report = (...args: string[]) => runCommand(addReport, 'report', '--lake', join(folder, 'lake'), ...args);
  const output = join(folder, 'graph');
  const { code, out } = await report('--format', 'neptune', '--output', output);
  expect(code).toBe(0);
  expect(readdirSync(output)).toEqual(expect.arrayContaining(['edges.csv', 'vertices-aws_instance.csv', 'vertices-internet.csv']));
  expect(out.trim().split('\n')).toEqual(readdirSync(output).sort().map((file) => `Export: ${join(output, file)}`));
  expect(await report('--format', 'csv', '--output', output)).toMatchObject({ code: 2, err: expect.stringContaining('is not empty') as string });
  expect(await report('--format', 'jsonl', '--lake', join(folder, 'none'), '--output', join(folder, 'x'))).toMatchObject({ code: 2 });
  expect(readdirSync(folder).sort()).toEqual(['graph', 'lake']);
});
