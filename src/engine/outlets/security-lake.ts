import { homeRegion, partitionOf } from '../collect/place';
import type { Finding } from '../contracts';
import { complianceFinding } from '../report/ocsf/compliance-finding';
import { complianceShape } from '../report/ocsf/compliance-shape';
import { nestedParquet } from '../store/nested';
import type { ObjectStore } from '../store/objects';

/** What Amazon Security Lake has of one custom source: the folder of the source. */
export interface SecurityLakeSource { readonly store: ObjectStore }

// Rows of one object: some 20 MB of Parquet, far below the 256 MB that one may have.
const ROWS = 50_000;

/** The partition of a finding, in the layout of custom sources: https://docs.aws.amazon.com/security-lake/latest/userguide/custom-sources.html */
function folderOf({ accountId, region, lastSeen }: Finding, own: string): string {
  // What is in no Region is where AWS keeps it.
  const place = region === 'global' ? homeRegion(partitionOf(own)) : region;
  return `region=${place}/accountId=${accountId}/eventDay=${lastSeen.slice(0, 10).replaceAll('-', '')}`;
}

/** A finding as a row: an event in the order of time, what OCSF does not know as text. */
function rowOf(finding: Finding) {
  const event = complianceFinding(finding) as { unmapped: { service: string; evidence: object } };
  return { ...event, unmapped: { service: event.unmapped.service, evidence: JSON.stringify(event.unmapped.evidence) } };
}

/**
 * Writes findings of checks as Compliance Findings of OCSF. What is written twice for the same time takes the place of what was there.
 * @param at ISO 8601, names the objects
 * @param own Region of the scanner, which tells the partition of AWS
 * @returns how many were written
 */
export async function writeSecurityLake({ store }: SecurityLakeSource, findings: Iterable<Finding>, at: string, own: string): Promise<number> {
  const folders = new Map<string, Finding[]>();
  for (const finding of findings) {
    const folder = folderOf(finding, own);
    const known = folders.get(folder);
    if (known) known.push(finding);
    else folders.set(folder, [finding]);
  }
  let written = 0;
  for (const [folder, all] of folders) {
    all.sort((a, b) => a.lastSeen.localeCompare(b.lastSeen));
    for (let first = 0; first < all.length; first += ROWS) {
      const rows = all.slice(first, first + ROWS);
      await store.write(`${folder}/${at.replace(/[:.]/g, '-')}-${first / ROWS}.parquet`, nestedParquet(complianceShape, rows.map(rowOf)));
      written += rows.length;
    }
  }
  return written;
}
