import { activityChapter } from './activity';
import type { Chapter } from './chapter';
import { cryptoChapter } from './crypto';
import { LakeGraph } from './export/graph';
import { htmlReport } from './html';
import type { Check } from '../../catalogue/model/check';
import type { Finding, ScanSummary } from '../contracts';
import { cryptoInventory } from '../crypto/inventory';
import { trendsOf } from '../posture/trend';
import type { Lake } from '../store/lake';

/** The findings of the accounts that a run entered. */
export async function* findingsOf({ accounts, refused }: ScanSummary, lake: Lake): AsyncIterable<Finding> {
  const out = new Set(refused.map(({ accountId }) => accountId));
  for (const { accountId } of accounts) if (!out.has(accountId)) yield* lake.findings('posture', accountId);
}

/** The HTML report of a run, with a chapter for each thing that the lake has to tell of. */
export async function* htmlOf(summary: ScanSummary, lake: Lake, checks: readonly Pick<Check, 'id' | 'why'>[]): AsyncIterable<string> {
  const why = new Map(checks.map((check) => [check.id, check.why]));
  const trends = await trendsOf(summary, lake.objects);
  yield* htmlReport(summary, findingsOf(summary, lake), { why: (id) => why.get(id), trends, chapters: await chaptersOf(summary, lake) });
}

async function chaptersOf({ startedAt }: ScanSummary, lake: Lake): Promise<Chapter[]> {
  const chapters = await Promise.all([
    activityChapter(lake.findings('activity')),
    cryptoInventory(new LakeGraph(lake.objects)).then((inventory) => cryptoChapter(inventory, new Date(startedAt))),
  ]);
  return chapters.filter((chapter) => chapter !== undefined);
}
