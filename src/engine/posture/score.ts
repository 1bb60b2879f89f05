import type { Severity } from '../../catalogue/model/check';
import type { Finding, Score } from '../contracts';

/** How much one result weighs in a score. */
export const weights: Readonly<Record<Severity, number>> = { critical: 10, high: 6, medium: 3, low: 1, informational: 0 };

interface Tally { passed: number; failed: number; unread: number; fail: number; pass: number; unknown: number }
const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;

/** Counts results as they come and gives the score of every account and Region, and of every account as a whole (`all`). */
export class Scoreboard {
  private readonly tallies = new Map<string, Tally>();

  count({ accountId, region, severity, status }: Finding): void {
    for (const key of [`${accountId} ${region}`, `${accountId} all`]) {
      const tally = this.tallies.get(key) ?? { passed: 0, failed: 0, unread: 0, fail: 0, pass: 0, unknown: 0 };
      this.tallies.set(key, tally);
      if (status === 'pass') { tally.pass++; tally.passed += weights[severity]; }
      if (status === 'fail') { tally.fail++; tally.failed += weights[severity]; }
      if (status === 'unknown') { tally.unknown++; tally.unread += weights[severity]; }
    }
  }

  /** score = 100 × passed weight ÷ (passed + failed weight); confidence = read weight ÷ all weight. Unknown lowers only the confidence. */
  scores(): Score[] {
    return [...this.tallies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, { passed, failed, unread, ...counts }]) => {
      const [accountId, region] = key.split(' ');
      const read = passed + failed;
      return {
        accountId,
        region,
        ...read > 0 && { score: rounded(100 * passed / read, 1) },
        confidence: read + unread > 0 ? rounded(read / (read + unread), 3) : 1,
        ...counts,
      };
    });
  }
}
