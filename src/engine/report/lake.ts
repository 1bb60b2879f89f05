import { activityChapter } from './activity';
import type { Chapter } from './chapter';
import { htmlReport } from './html';
import type { Check } from '../../catalogue/model/check';
import type { Finding, ScanSummary } from '../contracts';
import { trendsOf } from '../posture/trend';
import type { Lake } from '../store/lake';

/** The findings of the accounts that a run entered. */
export async function* findingsOf({ accounts, refused }: Pick<ScanSummary, 'accounts' | 'refused'>, lake: Lake): AsyncIterable<Finding> {
  const out = new Set(refused.map(({ accountId }) => accountId));
  for (const { accountId } of accounts) if (!out.has(accountId)) yield* lake.findings('posture', accountId);
}

/**
 * The HTML report of a run, with a chapter for each thing that the lake has to tell of.
 * @param listed the accounts whose findings it lists; by default those that the run entered
 */
export async function* htmlOf(
  summary: ScanSummary, lake: Lake, checks: readonly Pick<Check, 'id' | 'why'>[], listed: Pick<ScanSummary, 'accounts' | 'refused'> = summary,
): AsyncIterable<string> {
  const why = new Map(checks.map((check) => [check.id, check.why]));
  const trends = await trendsOf(summary, lake.objects);
  yield* htmlReport(summary, findingsOf(listed, lake), { why: (id) => why.get(id), trends, chapters: await chaptersOf(lake) });
}

async function chaptersOf(lake: Lake): Promise<Chapter[]> {
  const chapters = await Promise.all([activityChapter(lake.findings('activity'))]);
  return chapters.filter((chapter) => chapter !== undefined);
}
