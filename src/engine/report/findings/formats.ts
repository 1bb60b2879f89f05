import { asffRequests } from './asff';
import { findingsCsv } from './csv';
import { sarifLog, type KnownCheck } from './sarif';
import type { Finding } from '../../contracts';
import { complianceFinding } from '../ocsf/compliance-finding';

/** The ways findings are written, with what each is for and how a file of it ends. */
export const findingFormats = {
  'ocsf': { use: 'Compliance Findings of OCSF 1.3.0, one a line', extension: 'ocsf.jsonl' },
  'asff': { use: 'requests of BatchImportFindings for AWS Security Hub, one a line', extension: 'asff.jsonl' },
  'sarif': { use: 'SARIF 2.1.0: failed and suppressed findings, resources as logical locations', extension: 'sarif' },
  'csv-findings': { use: 'CSV for spreadsheets, a finding a line', extension: 'csv' },
} as const;

/** A way to write findings. */
export type FindingFormat = keyof typeof findingFormats;

async function* ocsfLines(findings: AsyncIterable<Finding> | Iterable<Finding>): AsyncIterable<string> {
  for await (const finding of findings) yield `${JSON.stringify(complianceFinding(finding))}\n`;
}

/**
 * Findings in a format, in pieces as they come.
 * @param known what the catalogue tells of a check
 */
export function writtenFindings(
  findings: AsyncIterable<Finding> | Iterable<Finding>, format: FindingFormat, known: (check: string) => KnownCheck | undefined): AsyncIterable<string> {
  if (format === 'ocsf') return ocsfLines(findings);
  if (format === 'asff') return asffRequests(findings);
  return format === 'sarif' ? sarifLog(findings, known) : findingsCsv(findings);
}
