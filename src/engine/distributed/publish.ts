import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { GlueClient } from '@aws-sdk/client-glue';
import type { SecurityHubClient } from '@aws-sdk/client-securityhub';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { Severity } from '../../catalogue/model/check';
import { partitionOf } from '../collect/place';
import type { ScanSummary } from '../contracts';
import type { Job, Worker } from './job';
import { summarize } from './summarize';
import { mailOf, newFindings, noticeOf, type Notice } from '../outlets/notice';
import { importIntoSecurityHub } from '../outlets/security-hub';
import { tellTables } from '../outlets/table-partitions';
import { toAsff, type AsffFinding } from '../report/asff';
import { findingsOf, htmlOf, ownFindingsOf } from '../report/lake';

/** Where results go; what is undefined is left out. */
export interface Outlets {
  readonly accountId: string;
  readonly topic?: { readonly client: SNSClient; readonly arn: string };
  readonly bus: { readonly client: EventBridgeClient; readonly name: string };
  readonly securityHub?: SecurityHubClient;
  readonly tables: { readonly client: GlueClient; readonly database: string };
}

/** What publishing a scan gave. */
export interface Published extends Notice { readonly securityHub?: { readonly imported: number; readonly refused: number } }

/** `source` of the events of a scan. */
export const EVENT_SOURCE = 'cdk-security-scanner';

async function writeReport(worker: Worker, summary: ScanSummary): Promise<string> {
  const key = `reports/${summary.run}.html`;
  let page = '';
  for await (const chunk of htmlOf(summary, worker.lake, worker.checks)) page += chunk;
  await worker.lake.objects.write(key, page);
  return `${worker.lake.location}${key}`;
}

/** What AWS Security Hub is told: what fails, and what has changed into something else in this scan. */
async function* forSecurityHub(worker: Worker, { accountId }: Outlets, summary: ScanSummary): AsyncIterable<AsffFinding> {
  const importer = { partition: partitionOf(worker.region), region: worker.region, accountId };
  for await (const finding of ownFindingsOf(summary, worker.lake)) {
    if (finding.status === 'fail' || finding.status === 'suppressed' || finding.firstSeen === summary.startedAt) yield toAsff(finding, importer, summary.startedAt);
  }
}

async function sendEvent({ bus }: Outlets, notice: Notice): Promise<void> {
  const { PutEventsCommand } = await import('@aws-sdk/client-eventbridge');
  const entry = { Source: EVENT_SOURCE, DetailType: 'Scan Completed', Detail: JSON.stringify(notice), EventBusName: bus.name };
  const { Entries: [sent] = [] } = await bus.client.send(new PutEventsCommand({ Entries: [entry] }));
  if (sent?.ErrorCode) throw new Error(`The event was refused: ${sent.ErrorCode} ${sent.ErrorMessage}`);
}

async function sendMail({ topic }: Outlets, { subject, text }: { subject: string; text: string }): Promise<void> {
  const { PublishCommand } = await import('@aws-sdk/client-sns');
  await topic?.client.send(new PublishCommand({ TopicArn: topic.arn, Subject: subject, Message: text }));
}

/** Sums a scan up and tells of it: the summary and the report in the lake first, so that nothing is lost when an outlet fails. */
export async function publish(worker: Worker, job: Job, outlets: Outlets, now: Date): Promise<Published> {
  const summary = await summarize(worker, job, now);
  const report = await writeReport(worker, summary);
  await tellTables(outlets.tables.client, outlets.tables.database, worker.lake.objects);
  const least = worker.settings.notifyAt as Severity;
  const { count, shown } = await newFindings(findingsOf(summary, worker.lake), summary, least);
  const notice = noticeOf(summary, count, report);
  const imported = outlets.securityHub && await importIntoSecurityHub(outlets.securityHub, forSecurityHub(worker, outlets, summary));
  if (count > 0 || notice.refused.length > 0) await sendMail(outlets, mailOf(notice, shown, least));
  await sendEvent(outlets, notice);
  return { ...notice, ...imported && { securityHub: { imported: imported.imported, refused: imported.refused.length } } };
}
