import type { ScanSummary } from '../contracts';
import { together, WHOLE } from './score';
import { readText, type ObjectStore } from '../store/objects';

/** Score in a run, 0 to 100. */
export interface TrendPoint { readonly startedAt: string; readonly score: number }

/** Scores by what they are of (account, Region, framework), from the oldest run to the one that is told of. A run that gave no score is not among the points. */
export type Trends = ReadonlyMap<string, readonly TrendPoint[]>;

/** Runs that a trend goes back, at most. */
const MOST_RUNS = 30;

const RUN = /^runs\/(.+)\.json$/;

type Run = Pick<ScanSummary, 'run' | 'startedAt' | 'scores' | 'frameworks'>;

/** The runs up to this one, the oldest first; of each only the scores are kept. */
async function* runsUpTo(latest: Run, objects: ObjectStore): AsyncIterable<Run> {
  const before = (await objects.list('runs/')).filter((key) => (RUN.exec(key)?.[1] ?? latest.run) < latest.run).slice(1 - MOST_RUNS);
  for (const key of before) {
    const text = await readText(objects, key);
    if (text) yield JSON.parse(text) as Run;
  }
  yield latest;
}

/** The points of whatever has a score in the latest run. */
async function gathered(latest: Run, objects: ObjectStore, scoresOf: (run: Run) => Iterable<readonly [name: string, score: number]>): Promise<Trends> {
  const trends = new Map<string, TrendPoint[]>();
  for (const [name] of scoresOf(latest)) trends.set(name, []);
  for await (const run of runsUpTo(latest, objects)) for (const [name, score] of scoresOf(run)) trends.get(name)?.push({ startedAt: run.startedAt, score });
  return trends;
}

const known = ({ score }: { readonly score?: number }) => score !== undefined;

/** How the accounts of a run have done since the runs before it in the lake. */
export const trendsOf = (latest: Run, objects: ObjectStore): Promise<Trends> => gathered(latest, objects, ({ scores }) =>
  scores.filter((score) => score.region === WHOLE && known(score)).map(({ accountId, score }) => [accountId, score!]));

/** How the Regions have done, all accounts together. */
export const regionTrendsOf = (latest: Run, objects: ObjectStore): Promise<Trends> => gathered(latest, objects, ({ scores }) => {
  const regions = [...new Set(scores.map(({ region }) => region))].filter((region) => region !== WHOLE);
  const scored = regions.map((region) => [region, together(scores.filter((each) => each.region === region)).score] as const);
  return scored.filter((pair): pair is readonly [string, number] => pair[1] !== undefined);
});

/** How the scan has done by the checks of each framework. */
export const frameworkTrendsOf = (latest: Run, objects: ObjectStore): Promise<Trends> => gathered(latest, objects, ({ frameworks = [] }) =>
  frameworks.filter(known).map(({ framework, score }) => [framework, score!]));
