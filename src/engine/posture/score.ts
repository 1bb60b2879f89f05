import type { Severity } from '../../catalogue/model/check';
import { frameworks } from '../../derive/coverage';
import type { Finding, FrameworkScore, Score } from '../contracts';

/** How much one result weighs in a score. */
export const weights: Readonly<Record<Severity, number>> = { critical: 10, high: 6, medium: 3, low: 1, informational: 0 };

/** Region of the scores that stand for an account as a whole. */
export const WHOLE = 'all';

/** Scores together: averaged by the number of their results, their results added up. */
export function together(rows: readonly Score[]): Omit<Score, 'accountId' | 'region'> {
  const total = (of: (row: Score) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  const results = (row: Score) => row.score === undefined ? 0 : row.fail + row.pass;
  const weight = total(results);
  const all = total((row) => row.fail + row.pass + row.unknown);
  return {
    score: weight > 0 ? total((row) => (row.score ?? 0) * results(row)) / weight : undefined,
    confidence: all > 0 ? total((row) => row.confidence * (row.fail + row.pass + row.unknown)) / all : 1,
    fail: total((row) => row.fail),
    pass: total((row) => row.pass),
    unknown: total((row) => row.unknown),
  };
}

/** Results counted and weighed, which can be added to others. */
export interface Weighed { passed: number; failed: number; unread: number; fail: number; pass: number; unknown: number }
/** Results weighed by the name of the framework that their checks answer to. */
export type FrameworkWeights = Readonly<Record<string, Readonly<Weighed>>>;

const nothing = (): Weighed => ({ passed: 0, failed: 0, unread: 0, fail: 0, pass: 0, unknown: 0 });
const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;

const scoreOf = ({ passed, failed, unread, ...counts }: Weighed) => {
  const read = passed + failed;
  return { ...read > 0 && { score: rounded(100 * passed / read, 1) }, confidence: read + unread > 0 ? rounded(read / (read + unread), 3) : 1, ...counts };
};

function add(tallies: Map<string, Weighed>, key: string, { severity, status }: Finding): void {
  const tally = tallies.get(key) ?? nothing();
  tallies.set(key, tally);
  if (status === 'pass') { tally.pass++; tally.passed += weights[severity]; }
  if (status === 'fail') { tally.fail++; tally.failed += weights[severity]; }
  if (status === 'unknown') { tally.unknown++; tally.unread += weights[severity]; }
}

/**
 * Counts results as they come and gives scores: score = 100 × passed weight ÷ (passed + failed weight); confidence = read weight ÷ all weight.
 * Unknown lowers only the confidence.
 */
export class Scoreboard {
  private readonly tallies = new Map<string, Weighed>();
  private readonly byFramework = new Map<string, Weighed>();

  count(finding: Finding): void {
    for (const region of [finding.region, WHOLE]) add(this.tallies, `${finding.accountId} ${region}`, finding);
    for (const { name, of } of frameworks) if (of(finding.frameworks)?.length) add(this.byFramework, name, finding);
  }

  /** The score of every account and Region, and of every account as a whole (`all`). */
  scores(): Score[] {
    return [...this.tallies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, tally]) => {
      const [accountId, region] = key.split(' ');
      return { accountId, region, ...scoreOf(tally) };
    });
  }

  /** What the results of the checks that answer to each framework come to. */
  frameworkWeights(): FrameworkWeights { return Object.fromEntries(this.byFramework); }
}

/** Adds what the results of another account come to. */
export function addWeights(to: Record<string, Weighed>, more: FrameworkWeights): void {
  for (const [name, weighed] of Object.entries(more)) {
    const sum = to[name] ??= nothing();
    for (const each of Object.keys(sum) as (keyof Weighed)[]) sum[each] += weighed[each];
  }
}

/** The score of every framework, over the results of the checks that answer to it in all accounts. */
export const frameworkScores = (weighed: FrameworkWeights): FrameworkScore[] =>
  frameworks.filter(({ name }) => name in weighed).map(({ name }) => ({ framework: name, ...scoreOf(weighed[name]) }));
