import { WrongInput } from './errors';
import { openLake } from './lake';
import { atLeast, type Severity } from '../catalogue/model/check';
import type { Finding, ScanSummary } from '../engine/contracts';
import { firstKnown } from '../engine/posture/history';
import type { Suppression, Suppressor } from '../engine/posture/suppressions';
import { findingsOf } from '../engine/report/lake';
import type { Lake } from '../engine/store/lake';

/** Ids of what fails in the lake of the baseline. */
export async function baselineOf({ newOnly, baseline }: { newOnly?: boolean; baseline?: string }): Promise<ReadonlySet<string> | undefined> {
  if (baseline === undefined) return undefined;
  if (!newOnly) throw new WrongInput('--baseline is used with --new-only.');
  const lake = await openLake(baseline);
  if (!await lake.latestRun()) throw new WrongInput(`No scan in the baseline '${baseline}'. Name a lake that scan wrote.`);
  const ids = new Set<string>();
  for (const source of ['posture', 'imported']) for await (const { id, status } of lake.findings(source)) if (status === 'fail') ids.add(id);
  return ids;
}

/** Whether a finding is new: not failed in the baseline, or first seen in this run. */
export const isNew = ({ startedAt }: ScanSummary, baseline?: ReadonlySet<string>) => (finding: Finding): boolean =>
  baseline ? !baseline.has(finding.id) : firstKnown(finding) === startedAt;

/** Whether a finding of at least that severity failed; the lake is only read to tell which of them concern. */
export async function failedAtLeast(summary: ScanSummary, lake: Lake, least: Severity, concerning?: (finding: Finding) => boolean): Promise<boolean> {
  const counted = atLeast(least);
  if (!concerning) return counted.some((severity) => summary.findings[severity] > 0);
  for await (const finding of findingsOf(summary, lake)) {
    if (finding.status === 'fail' && counted.includes(finding.severity) && concerning(finding)) return true;
  }
  return false;
}

/** Tells of suppressions that no longer do anything. */
export function tellSuppressions(suppressor: Suppressor): void {
  const name = ({ check, resource }: Suppression) => `${check}${resource === undefined ? '' : ` on ${resource}`}`;
  for (const each of suppressor.expired()) process.stderr.write(`The suppression of ${name(each)} expired on ${each.expires}: the finding counts again.\n`);
  for (const each of suppressor.unused()) process.stderr.write(`The suppression of ${name(each)} met no finding: take it out.\n`);
}
