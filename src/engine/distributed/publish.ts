import type { GlueClient } from '@aws-sdk/client-glue';
import pLimit from 'p-limit';
import type { Job, Worker } from './job';
import { summarize, type Summed } from './summarize';
import type { Severity } from '../../catalogue/model/check';
import { ACROSS } from '../graph/across';
import { isWorthAMail, mailOf, noticeOf, type Notice } from '../outlets/notice';
import { tellTables, type PartitionValues } from '../outlets/table-partitions';
import { sendEvent, sendMail, type Listeners } from '../outlets/tell';
import { wholeAccount } from '../report/figures';
import { htmlOf } from '../report/lake';

/** Where results go; what is undefined is left out. */
export interface Outlets extends Listeners {
  readonly tables: { readonly client: GlueClient; readonly database: string };
  /** A link to an object of the lake by which whoever has it reads it. @default - the mail names the object alone */
  readonly linkTo?: (key: string) => Promise<string>;
}

/** What publishing a scan gave. */
export interface Published extends Notice { readonly securityHub: Summed['securityHub'] }

// Listings of folders under way at the same time.
const LISTED_AT_ONCE = 16;
// The findings that the lake holds are of these sources.
const SOURCES = ['access', 'activity', 'crypto', 'imported', 'posture'];

/** Writes the report: of the accounts that it has no room for, their scores as a whole. */
async function writeReport(worker: Worker, { summary, reported, together }: Summed): Promise<string> {
  const key = `reports/${summary.run}.html`;
  const listed = new Set(reported);
  const shown = { ...summary, scores: summary.scores.filter(({ accountId, region }) => region === wholeAccount || listed.has(accountId)) };
  const listing = { accounts: reported.map((accountId) => ({ accountId })), refused: [] };
  let page = '';
  for await (const chunk of htmlOf(shown, worker.lake, worker.checks, { listed: listing, together })) page += chunk;
  await worker.lake.objects.write(key, page);
  return key;
}

/** The accounts and Regions that the lake has activity of, scanned or not. */
async function activityIn({ lake: { objects } }: Worker): Promise<PartitionValues> {
  const limit = pLimit(LISTED_AT_ONCE);
  const valueOf = (folder: string) => folder.slice(folder.indexOf('=') + 1);
  const accounts = await objects.folders('activity/');
  const regions = await Promise.all(accounts.map((account) => limit(() => objects.folders(`activity/${account}/`))));
  return { account: accounts.map(valueOf), region: [...new Set(regions.flat().map(valueOf))] };
}

/** Every partition value that a table of the lake has since this scan. */
async function partitionsOf(worker: Worker, { summary }: Summed): Promise<(table: string) => PartitionValues> {
  const { lake, services } = worker;
  const runs = (await lake.objects.list('runs/')).map((key) => key.slice('runs/'.length, -'.json'.length));
  const refused = new Set(summary.refused.map(({ accountId }) => accountId));
  const scanned = {
    account: summary.accounts.map(({ accountId }) => accountId).filter((accountId) => !refused.has(accountId)),
    region: [...summary.regions, 'global'],
    service: [...services.map(({ id }) => id), ACROSS],
    source: SOURCES,
    run: runs,
  };
  const activity = await activityIn(worker);
  const both = { ...scanned, account: [...scanned.account, ...activity.account], region: [...scanned.region, ...activity.region] };
  return (table) => (table === 'activity' ? activity : table === 'findings' ? both : scanned);
}

/** Sums a scan up and tells of it: the summary and the report in the lake first, so that nothing is lost when an outlet fails. */
export async function publish(worker: Worker, job: Job, outlets: Outlets, now: Date): Promise<Published> {
  const summed = await summarize(worker, job, now);
  const report = await writeReport(worker, summed);
  const notice = noticeOf(summed, `${worker.lake.location}${report}`);
  await tellTables(outlets.tables.client, outlets.tables.database, await partitionsOf(worker, summed));
  if (isWorthAMail(notice)) await sendMail(outlets, mailOf(notice, summed.fresh, worker.settings.notifyAt as Severity, await outlets.linkTo?.(report)));
  await sendEvent(outlets, 'Scan Completed', notice);
  return { ...notice, securityHub: summed.securityHub };
}
