import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScanSummary } from '../../../src/engine/contracts';
import { trendsOf, type Trends } from '../../../src/engine/posture/trend';
import { LocalLake } from '../../../src/engine/store/lake';
import { sampleSummary } from '../report/sample';

const folder = mkdtempSync(join(tmpdir(), 'trend-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A run of a day with the scores of accounts as a whole; an account without one was not checked. */
function run(day: number, scores: Record<string, number | undefined>): ScanSummary {
  const startedAt = new Date(Date.UTC(2026, 0, day)).toISOString();
  const of = (accountId: string, region: string, score?: number) => ({ accountId, region, score, confidence: 1, fail: 1, pass: 1, unknown: 0 });
  return sampleSummary({ run: `${startedAt.replace(/[:.]/g, '-')}-abcdef`, startedAt, scores: Object.entries(scores).flatMap(([id, score]) => [of(id, 'all', score), of(id, 'eu-west-1', 1)]) });
}

async function lakeOf(...runs: ScanSummary[]) {
  const lake = new LocalLake(mkdtempSync(join(folder, 'lake-')));
  for (const each of runs) await lake.writeRun(each);
  return lake.objects;
}

const told = async (latest: ScanSummary, ...runs: ScanSummary[]) =>
  Object.fromEntries([...(await trendsOf(latest, await lakeOf(...runs))).accounts].map(([account, points]) => [account, points.map(({ score }) => score)]));

test('has the scores of the accounts of the run, oldest first, the run itself once', async () => {
  const [first, second, third] = [run(1, { a: 10, b: 20 }), run(2, { a: 30.5 }), run(3, { a: 40, b: 50, c: 60 })];
  const all = { a: [10, 30.5, 40], b: [20, 50], c: [60] };
  expect(await told(third, third, first, second)).toEqual(all);
  expect(await told(third, first, second)).toEqual(all);
});

test('leaves out later runs, accounts the run has not, and runs without a score', async () => {
  expect(await told(run(2, { a: 3 }), run(1, { a: undefined, b: 2 }), run(2, { a: 3 }), run(3, { a: 4 }))).toEqual({ a: [3] });
});

test('goes back thirty runs', async () => {
  const runs = Array.from({ length: 40 }, (_, at) => run(at + 1, { a: at }));
  expect((await told(runs[39], ...runs)).a).toEqual(Array.from({ length: 30 }, (_, at) => at + 10));
});

test('has the scores of frameworks and of Regions too, accounts together; an earlier version told none of frameworks', async () => {
  const cis = (score: number) => [{ framework: 'CIS 7.0', score, confidence: 1, fail: 1, pass: 1, unknown: 0 }];
  const of = (region: string, score: number, results: number) => ({ accountId: region + results, region, score, confidence: 1, fail: 0, pass: results, unknown: 0 });
  const first = run(1, { a: 1 });
  const second = { ...run(2, { a: 1 }), frameworks: cis(40), scores: [of('all', 3, 1), of('eu-west-1', 10, 1), of('eu-west-1', 40, 2)] };
  const third = { ...run(3, { a: 1 }), frameworks: cis(60), scores: [of('all', 3, 1), of('eu-west-1', 50, 5)] };
  const objects = await lakeOf(first, second);
  const scores = (trends: Trends) => Object.fromEntries([...trends].map(([name, points]) => [name, points.map(({ score }) => score)]));
  expect(scores((await trendsOf(third, objects)).frameworks)).toEqual({ 'CIS 7.0': [40, 60] });
  expect(scores((await trendsOf(third, objects)).regions)).toEqual({ 'eu-west-1': [1, 30, 50] });
});
