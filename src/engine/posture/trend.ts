import type { ScanSummary, Score } from '../contracts';
import { readText, type ObjectStore } from '../store/objects';

/** Score of an account in a run, 0 to 100. */
export interface TrendPoint { readonly startedAt: string; readonly score: number }

/** Scores of accounts as a whole, by account, from the oldest run to the one that is told of. A run that gave an account no score is not among its points. */
export type Trends = ReadonlyMap<string, readonly TrendPoint[]>;

/** Runs that a trend goes back, at most. */
const MOST_RUNS = 30;

const RUN = /^runs\/(.+)\.json$/;

type Run = Pick<ScanSummary, 'run' | 'startedAt' | 'scores'>;

const isWhole = ({ region, score }: Score) => region === 'all' && score !== undefined;

/** How the accounts of a run have done since the runs before it in the lake; of each run only the scores are kept in memory. */
export async function trendsOf(latest: Run, objects: ObjectStore): Promise<Trends> {
  const trends = new Map<string, TrendPoint[]>(latest.scores.map(({ accountId }) => [accountId, []]));
  const note = ({ startedAt, scores }: Run) => {
    for (const { accountId, score } of scores.filter(isWhole)) trends.get(accountId)?.push({ startedAt, score: score! });
  };
  const before = (await objects.list('runs/')).filter((key) => (RUN.exec(key)?.[1] ?? latest.run) < latest.run).slice(1 - MOST_RUNS);
  for (const key of before) {
    const text = await readText(objects, key);
    if (text) note(JSON.parse(text) as Run);
  }
  note(latest);
  return trends;
}
