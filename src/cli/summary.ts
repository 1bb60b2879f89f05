import { severities } from '../catalogue/model/check';
import type { Finding, ScanSummary } from '../engine/contracts';
import { trendsOf } from '../engine/posture/trend';
import { consoleReport } from '../engine/report/console';
import { scanJson } from '../engine/report/json';
import { findingsOf } from '../engine/report/lake';
import type { Lake } from '../engine/store/lake';

const WORST = 10;

/** The findings that failed and matter most, at most ten. */
async function worst(summary: ScanSummary, lake: Lake, concerning: (finding: Finding) => boolean): Promise<Finding[]> {
  const rank = ({ severity }: Finding) => severities.indexOf(severity);
  let kept: Finding[] = [];
  for await (const finding of findingsOf(summary, lake)) {
    if (finding.status === 'fail' && concerning(finding)) kept = [...kept, finding].sort((a, b) => rank(a) - rank(b)).slice(0, WORST);
  }
  return kept;
}

/**
 * Prints a scan for a person, or as JSON for a machine.
 * @param concerning which of the failed findings are shown. Default: all
 */
export async function printScan(
  summary: ScanSummary, lake: Lake, { json, concerning = () => true }: { json: boolean; concerning?: (finding: Finding) => boolean }): Promise<void> {
  if (json) {
    process.stdout.write(`${JSON.stringify(scanJson(summary))}\n`);
    return;
  }
  const terminal = { color: process.stdout.isTTY === true && !process.env.NO_COLOR, width: process.stdout.columns ?? 100 };
  const { accounts: trends } = await trendsOf(summary, lake.objects);
  process.stdout.write(`${consoleReport(summary, await worst(summary, lake, concerning), { ...terminal, trends })}\n`);
}
