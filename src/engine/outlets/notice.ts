import { atLeast, severities, type Severity } from '../../catalogue/model/check';
import type { Finding, ScanSummary } from '../contracts';
import { firstKnown } from '../posture/history';

/** What people and rules are told of a scan. */
export interface Notice {
  readonly run: string;
  readonly accounts: number;
  readonly units: Readonly<Record<'complete' | 'partial' | 'failed', number>>;
  /** Failed findings by severity. */
  readonly findings: Readonly<Record<Severity, number>>;
  /** New failed findings at the severity asked for, in all. */
  readonly newFindings: number;
  /** Accounts that could not be scanned, with the reason; at most fifty. */
  readonly refused: ScanSummary['refused'];
  /** Where the report is. */
  readonly report: string;
}

// An SNS message and an EventBridge entry have at most 256 KB.
const SHOWN = 50;
// https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
const SUBJECT = 100;

/** New failed findings of at least a severity, worst first: all are counted, the first fifty kept. */
export async function newFindings(
  findings: AsyncIterable<Finding>, { startedAt }: Pick<ScanSummary, 'startedAt'>, least: Severity,
): Promise<{ count: number; shown: Finding[] }> {
  const rank = ({ severity }: Finding) => severities.indexOf(severity);
  const counted = atLeast(least);
  let [count, shown]: [number, Finding[]] = [0, []];
  for await (const finding of findings) {
    if (finding.status !== 'fail' || firstKnown(finding) !== startedAt || !counted.includes(finding.severity)) continue;
    count++;
    shown = [...shown, finding].sort((a, b) => rank(a) - rank(b)).slice(0, SHOWN);
  }
  return { count, shown };
}

/** The notice of a scan. */
export function noticeOf(summary: ScanSummary, count: number, report: string): Notice {
  const units = { complete: 0, partial: 0, failed: 0 };
  for (const { status } of summary.ledger) units[status]++;
  const { run, accounts, findings, refused } = summary;
  return { run, accounts: accounts.length, units, findings, newFindings: count, refused: refused.slice(0, SHOWN), report };
}

// A name from AWS must not become a line of its own.
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 300);

/** The notice as a mail: subject in ASCII, text with a line for each new finding. */
export function mailOf(notice: Notice, shown: readonly Finding[], least: Severity): { subject: string; text: string } {
  const lines = shown.map(({ severity, title, accountId, region, resourceName }) => oneLine(`${severity.toUpperCase()} ${title}: ${resourceName} (${accountId}, ${region})`));
  const more = notice.newFindings - shown.length;
  const refused = notice.refused.map(({ accountId, reason }) => oneLine(`Not scanned: ${accountId}: ${reason}`));
  return {
    subject: `${notice.newFindings} new findings of severity ${least} or worse`.slice(0, SUBJECT),
    text: [...lines, ...more > 0 ? [`and ${more} more`] : [], '', ...refused, `Report: ${notice.report}`, `Run: ${notice.run}`].join('\n'),
  };
}
