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

const known = ({ score }: { readonly score?: number }) => score !== undefined;

/** The scores of a run by what they are of. */
type ScoresOf = (run: Run) => Iterable<readonly [name: string, score: number]>;

const accounts: ScoresOf = ({ scores }) => scores.filter((score) => score.region === WHOLE && known(score)).map(({ accountId, score }) => [accountId, score!]);

const regions: ScoresOf = ({ scores }) => {
  const names = [...new Set(scores.map(({ region }) => region))].filter((region) => region !== WHOLE);
  const scored = names.map((region) => [region, together(scores.filter((each) => each.region === region)).score] as const);
  return scored.filter((pair): pair is readonly [string, number] => pair[1] !== undefined);
};

const frameworks: ScoresOf = (run) => (run.frameworks ?? []).filter(known).map(({ framework, score }) => [framework, score!]);

/** The points of whatever has a score in the latest run. */
class Gathered {
  readonly points = new Map<string, TrendPoint[]>();

  constructor(latest: Run, private readonly scoresOf: ScoresOf) {
    for (const [name] of scoresOf(latest)) this.points.set(name, []);
  }

  add(run: Run): void {
    for (const [name, score] of this.scoresOf(run)) this.points.get(name)?.push({ startedAt: run.startedAt, score });
  }
}

/** How a run has done since the runs before it in the lake, each of which is read once: its accounts, its Regions over all accounts, its frameworks. */
export async function trendsOf(latest: Run, objects: ObjectStore): Promise<{ accounts: Trends; regions: Trends; frameworks: Trends }> {
  const all = [accounts, regions, frameworks].map((scoresOf) => new Gathered(latest, scoresOf));
  for await (const run of runsUpTo(latest, objects)) for (const each of all) each.add(run);
  const [ofAccounts, ofRegions, ofFrameworks] = all.map(({ points }) => points);
  return { accounts: ofAccounts, regions: ofRegions, frameworks: ofFrameworks };
}
