import { accessChapter } from './access/chapter';
import { activityChapter } from './activity';
import type { Chapter } from './chapter';
import { cryptoChapter } from './crypto';
import { LakeGraph } from './export/graph';
import { frameworkChapter } from './frameworks/chapter';
import { CheckTally } from './frameworks/results';
import { htmlReport } from './html';
import { pathsChapter } from './paths/chapter';
import { PathCollector } from './paths/told';
import type { Check } from '../../catalogue/model/check';
import { readEntitlements } from '../access/entitlements';
import type { Finding, ScanSummary } from '../contracts';
import { cryptoInventory } from '../crypto/inventory';
import { trendsOf, type Trends } from '../posture/trend';
import type { Lake } from '../store/lake';

/** The accounts of a run, and those it was refused. */
type Listed = Pick<ScanSummary, 'accounts' | 'refused'>;

/** The findings of the accounts that a run entered: of the checks, and of other services. */
export async function* findingsOf({ accounts, refused }: Listed, lake: Lake, sources = ['posture', 'imported']): AsyncIterable<Finding> {
  const out = new Set(refused.map(({ accountId }) => accountId));
  for (const { accountId } of accounts.filter((account) => !out.has(account.accountId))) {
    for (const source of sources) yield* lake.findings(source, accountId);
  }
}

/** Those for other tools: who can do more than they should is among them, which the report tells in a chapter of its own. */
export const exportedFindingsOf = (listed: Listed, lake: Lake): AsyncIterable<Finding> => findingsOf(listed, lake, ['posture', 'access', 'imported']);

/** Those that AWS Security Hub is told: what it and others found, it knows. */
export const securityHubFindingsOf = (listed: Listed, lake: Lake): AsyncIterable<Finding> => findingsOf(listed, lake, ['posture', 'access']);

/** Those of the checks. */
export const ownFindingsOf = (listed: Listed, lake: Lake): AsyncIterable<Finding> => findingsOf(listed, lake, ['posture']);

/** What a report is made of. */
interface Extent {
  /** The accounts whose findings it lists. @default - those that the run entered */
  readonly listed?: Listed;
  /** Whether it looks at the cryptography of all accounts together, whose keys are then in memory. @default true */
  readonly together?: boolean;
}

/** The HTML report of a run, with a chapter for each thing that the lake has to tell of. */
export async function* htmlOf(
  summary: ScanSummary, lake: Lake, checks: readonly Pick<Check, 'id' | 'why'>[], { listed = summary, together = true }: Extent = {},
): AsyncIterable<string> {
  const why = new Map(checks.map((check) => [check.id, check.why]));
  const { accounts, regions, frameworks } = await trendsOf(summary, lake.objects);
  const chapters = await chaptersOf(summary, lake, frameworks, { listed, together });
  yield* htmlReport(summary, findingsOf(listed, lake), { why: (id) => why.get(id), trends: accounts, regionTrends: regions, chapters });
}

async function chaptersOf(summary: ScanSummary, lake: Lake, trends: Trends, { listed, together }: Required<Extent>): Promise<Chapter[]> {
  const [tally, paths] = [new CheckTally(), new PathCollector()];
  for await (const finding of ownFindingsOf(listed, lake)) {
    tally.count(finding);
    paths.take(finding);
  }
  const chapters = [
    pathsChapter(paths),
    frameworkChapter(tally, summary.frameworks, trends),
    await accessChapter(await readEntitlements(lake), lake.findings('access')),
    together ? cryptoChapter(await cryptoInventory(new LakeGraph(lake.objects)), new Date(summary.startedAt)) : undefined,
    await activityChapter(lake.findings('activity')),
  ];
  return chapters.filter((chapter) => chapter !== undefined);
}
