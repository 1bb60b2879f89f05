import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run';
import { addReport } from '../../src/cli/report';
import { LocalLake } from '../../src/engine/store/lake';
import { sampleFindings, sampleSummary } from '../engine/report/sample';

const folder = mkdtempSync(join(tmpdir(), 'report-findings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const findings = sampleFindings(60);
const [lake, output] = [join(folder, 'lake'), join(folder, 'out', 'findings')];
const report = (format: string, from = lake) => runCommand(addReport, 'report', '--lake', from, '--format', format, '--output', output);

beforeAll(async () => {
  const target = new LocalLake(lake);
  for (const account of new Set(findings.map(({ accountId }) => accountId))) await target.writeFindings('posture', account, findings.filter(({ accountId }) => accountId === account));
  await target.writeRun(sampleSummary());
});
afterEach(() => rmSync(output, { force: true }));

test.each([
  ['ocsf', (text: string) => text.trim().split('\n').map((line) => JSON.parse(line) as object).length],
  ['asff', (text: string) => text.trim().split('\n').flatMap((line) => (JSON.parse(line) as { Findings: object[] }).Findings).length],
  ['sarif', (text: string) => (JSON.parse(text) as { runs: [{ results: object[] }] }).runs[0].results.length],
] as const)('--format %s writes the findings of the lake', async (format, countOf) => {
  const { code, out } = await report(format);
  expect([code, out]).toEqual([0, `Findings: ${output}\n`]);
  const told = format === 'sarif' ? findings.filter(({ status }) => status === 'fail') : findings;
  expect(countOf(readFileSync(output, 'utf8'))).toBe(told.length);
});

test('--format csv-findings writes a line each', async () => {
  await report('csv-findings');
  expect(readFileSync(output, 'utf8').split('\r\n').filter((line) => /^(fail|unknown),/.test(line))).toHaveLength(findings.length);
});

test('findings of other services are told, but not to Security Hub, which knows them', async () => {
  const from = join(folder, 'imported');
  const target = new LocalLake(from);
  const [one] = findings.filter(({ status }) => status === 'fail');
  const { accountId } = sampleSummary().accounts[0];
  const told = { ...one, accountId, id: 'guardduty/Trojan|x', check: 'guardduty/Trojan', source: 'imported' as const, title: 'Trojan', remedy: { cli: '', cdk: '' } };
  await target.writeFindings('posture', accountId, [{ ...one, accountId }]);
  await target.writeFindings('imported', accountId, [told]);
  await target.writeRun(sampleSummary());
  const checks = async (format: string) => {
    await report(format, from);
    return [one.check, told.check].filter((check) => readFileSync(output, 'utf8').includes(check));
  };
  for (const format of ['html', 'ocsf', 'sarif', 'csv-findings']) expect([format, await checks(format)]).toEqual([format, [one.check, told.check]]);
  expect(await checks('asff')).toEqual([one.check]);
});

test('findings of access are told to every tool', async () => {
  const from = join(folder, 'access');
  const target = new LocalLake(from);
  const [one] = findings.filter(({ status }) => status === 'fail');
  const { accountId } = sampleSummary().accounts[0];
  await target.writeFindings('access', accountId, [{ ...one, accountId, id: 'access-privilege-path|x', check: 'access-privilege-path', source: 'access' }]);
  await target.writeRun(sampleSummary());
  for (const format of ['ocsf', 'asff', 'sarif', 'csv-findings']) {
    await report(format, from);
    expect([format, readFileSync(output, 'utf8').includes('access-privilege-path')]).toEqual([format, true]);
  }
});

test('nothing is written where there is no scan', async () => {
  const { code, err } = await report('ocsf', join(folder, 'none'));
  expect([code, existsSync(output)]).toEqual([2, false]);
  expect(err).toContain('No scan in the lake');
});
