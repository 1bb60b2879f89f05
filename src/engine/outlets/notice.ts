import { atLeast, severities, type Severity } from '../../catalogue/model/check';
import type { Finding, ScanSummary, UnitLedger } from '../contracts';
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
  /** Accounts whose findings an outlet was not told of; at most fifty. */
  readonly untold: readonly string[];
  /** Why nobody looked at who may what across the accounts; absent when somebody did. */
  readonly notAnalysed?: string;
  /** Where the report is. */
  readonly report: string;
  /** Accounts whose findings the report has no room for: the lake has them. */
  readonly notInReport: number;
}

// An SNS message and an EventBridge entry have at most 256 KB.
const SHOWN = 50;
// https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
const SUBJECT = 100;

const rank = ({ severity }: Finding) => severities.indexOf(severity);

/** New failed findings: how many, and the first fifty of them, worst first. */
export interface NewFindings { readonly count: number; readonly shown: readonly Finding[] }

/** Nothing new. */
export const none: NewFindings = { count: 0, shown: [] };

/** New failed findings of at least a severity. */
export function newFindings(findings: Iterable<Finding>, { startedAt }: Pick<ScanSummary, 'startedAt'>, least: Severity): NewFindings {
  const counted = atLeast(least);
  const fresh = [...findings].filter((finding) => finding.status === 'fail' && firstKnown(finding) === startedAt && counted.includes(finding.severity));
  return joined(none, { count: fresh.length, shown: fresh });
}

/** New findings of several accounts together. */
export const joined = (one: NewFindings, other: NewFindings): NewFindings =>
  ({ count: one.count + other.count, shown: [...one.shown, ...other.shown].sort((a, b) => rank(a) - rank(b)).slice(0, SHOWN) });

/** What a scan comes to. */
export interface ScanResult {
  readonly summary: ScanSummary;
  readonly units: Readonly<Record<UnitLedger['status'], number>>;
  readonly fresh: NewFindings;
  /** Accounts whose findings the report lists. */
  readonly reported: readonly string[];
  /** Accounts that an outlet was not told of. */
  readonly untold: readonly string[];
  /** Why nobody looked at who may what across the accounts; absent when somebody did. */
  readonly notAnalysed?: string;
}

/** The notice of a scan. */
export function noticeOf({ summary, units, fresh, reported, untold, notAnalysed }: ScanResult, report: string): Notice {
  const { run, accounts, findings, refused } = summary;
  return {
    run,
    accounts: accounts.length,
    units,
    findings,
    newFindings: fresh.count,
    refused: refused.slice(0, SHOWN),
    untold: untold.slice(0, SHOWN),
    ...notAnalysed !== undefined && { notAnalysed },
    report,
    notInReport: accounts.length - refused.length - reported.length,
  };
}

// A name from AWS must not become a line of its own.
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 300);

/** A mail: its subject in ASCII. */
export interface Mail { readonly subject: string; readonly text: string }

/** A line for each finding, as far as they are shown. */
const linesOf = ({ count, shown }: NewFindings) => [
  ...shown.map(({ severity, title, accountId, region, resourceName }) => oneLine(`${severity.toUpperCase()} ${title}: ${resourceName} (${accountId}, ${region})`)),
  ...count > shown.length ? [`and ${count - shown.length} more`] : [],
];

const subjectOf = ({ count }: NewFindings, least: Severity) => `${count} new findings of severity ${least} or worse`;

/** What a change in an account brought about, as a mail. */
export const changeMailOf = (accountId: string, fresh: NewFindings, least: Severity): Mail =>
  ({ subject: `${subjectOf(fresh, least)} after a change in ${accountId}`.slice(0, SUBJECT), text: linesOf(fresh).join('\n') });

/** Whether there is something that people must know: what is new, and what could not be found out. */
export const isWorthAMail = ({ newFindings: fresh, refused, untold, notAnalysed, units }: Notice): boolean =>
  fresh > 0 || refused.length > 0 || untold.length > 0 || notAnalysed !== undefined || units.failed > 0;

/**
 * The notice as a mail, with a line for each new finding.
 * @param link by which whoever has the mail reads the report
 */
export function mailOf(notice: Notice, fresh: NewFindings, least: Severity, link?: string): Mail {
  const left = [
    ...notice.notAnalysed !== undefined ? [oneLine(`Who may what across the accounts is as it was before: ${notice.notAnalysed}`)] : [],
    ...notice.untold.map((accountId) => oneLine(`An outlet was not told of ${accountId}`)),
    ...notice.units.failed > 0 ? [`${notice.units.failed} services of an account could not be read: what was read of them before stays, marked as stale`] : [],
    ...notice.notInReport > 0 ? [`${notice.notInReport} accounts are in the lake and not in the report: it lists those where most fails`] : [],
  ];
  const refused = notice.refused.map(({ accountId, reason }) => oneLine(`Not scanned: ${accountId}: ${reason}`));
  return {
    subject: subjectOf(fresh, least).slice(0, SUBJECT),
    text: [...linesOf(fresh), '', ...refused, ...left, `Report: ${notice.report}`, ...link ? [link] : [], `Run: ${notice.run}`].join('\n'),
  };
}
