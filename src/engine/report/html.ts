import { createHash } from 'node:crypto';
import type { Finding, ScanSummary } from '../contracts';
import type { Chapter } from './chapter';
import { constant, html, type Html } from './escape';
import { day } from './figures';
import { findingsSection } from './findings';
import { groupFindings } from './groups';
import { resourceScript, resourceStyle } from './resource';
import { script as pageScript } from './script';
import { inventorySection, masthead, runSection, scoreSection, severityStrip, unreadSection } from './sections';
import { style as pageStyle } from './style';
import type { Trends } from '../posture/trend';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Size of a chunk in characters, about; rows alone would be too many writes. */
const chunkSize = 65_536;

/** What a report tells beside the summary and the findings. */
export interface Beside {
  /** What goes wrong if a check fails, by check id; left out where undefined. */
  readonly why?: (check: string) => string | undefined;
  /** Scores of the accounts from run to run. */
  readonly trends?: Trends;
  /** Scores of the Regions, all accounts together. */
  readonly regionTrends?: Trends;
  readonly chapters?: readonly Chapter[];
}

/**
 * The scan as one HTML file that loads nothing and that no text from AWS can make run anything: chunks in order.
 * Only failed and unknown findings are kept in memory and listed.
 */
export async function* htmlReport(summary: ScanSummary, findings: AsyncIterable<Finding> | Iterable<Finding>, beside: Beside = {}): AsyncIterable<string> {
  let chunk = '';
  for await (const { markup } of page(summary, findings, beside)) {
    chunk += markup;
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

async function* page(
  summary: ScanSummary, findings: AsyncIterable<Finding> | Iterable<Finding>,
  { why = () => undefined, trends = new Map(), regionTrends = new Map(), chapters = [] }: Beside,
): AsyncGenerator<Html> {
  const style = [pageStyle, resourceStyle, ...chapters.map((chapter) => chapter.style)].join('');
  const script = [pageScript, resourceScript, ...chapters.flatMap((chapter) => chapter.script ?? [])].join('\n');
  yield head(summary, style, script);
  yield masthead(summary, chapters);
  yield html`<main>
${severityStrip(summary)}${unreadSection(summary)}${scoreSection(summary, trends, regionTrends)}`;
  yield* findingsSection(summary, await groupFindings(findings), why);
  for (const { markup } of chapters) yield* markup();
  yield html`${inventorySection(summary)}${runSection(summary)}</main>
<footer><p>Made by cdk-security-scanner. This file holds everything it shows and sends nothing anywhere.</p></footer>
<script>${constant(script)}</script></body></html>
`;
}

function head(summary: ScanSummary, style: string, script: string): Html {
  const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${constant(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
<title>Cloud security report, ${day(summary.startedAt)}</title>
<style>${constant(style)}</style></head>
<body><a class="skip" href="#findings">Skip to the findings</a>
`;
}
