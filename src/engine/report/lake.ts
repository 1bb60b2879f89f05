import { activityChapter } from './activity';
import type { Chapter } from './chapter';
import { htmlReport } from './html';
import type { Check } from '../../catalogue/model/check';
import type { Finding, ScanSummary } from '../contracts';
import { trendsOf } from '../posture/trend';
import type { Lake } from '../store/lake';

/** The findings of the accounts that a run entered: of the checks, and of other services. */
export async function* findingsOf({ accounts, refused }: ScanSummary, lake: Lake, sources = ['posture', 'imported']): AsyncIterable<Finding> {
  const out = new Set(refused.map(({ accountId }) => accountId));
  for (const { accountId } of accounts.filter((account) => !out.has(account.accountId))) {
    for (const source of sources) yield* lake.findings(source, accountId);
  }
}

/** Those that AWS Security Hub is told: what it and others found, it knows. */
export const ownFindingsOf = (summary: ScanSummary, lake: Lake): AsyncIterable<Finding> => findingsOf(summary, lake, ['posture']);

/** The HTML report of a run, with a chapter for each thing that the lake has to tell of. */
export async function* htmlOf(summary: ScanSummary, lake: Lake, checks: readonly Pick<Check, 'id' | 'why'>[]): AsyncIterable<string> {
  const why = new Map(checks.map((check) => [check.id, check.why]));
  const trends = await trendsOf(summary, lake.objects);
  yield* htmlReport(summary, findingsOf(summary, lake), { why: (id) => why.get(id), trends, chapters: await chaptersOf(lake) });
}

async function chaptersOf(lake: Lake): Promise<Chapter[]> {
  const chapters = await Promise.all([activityChapter(lake.findings('activity'))]);
  return chapters.filter((chapter) => chapter !== undefined);
}
