import { requirementsOf } from './requirements';
import type { Finding } from '../../contracts';
import { csvLine, neutral } from '../export/csv';

const COLUMNS: Readonly<Record<string, (finding: Finding) => string>> = {
  'Status': ({ status }) => status,
  'Severity': ({ severity }) => severity,
  'Account': ({ accountId }) => accountId,
  'Region': ({ region }) => region,
  'Service': ({ service }) => service,
  'Check': ({ check }) => check,
  'Title': ({ title }) => title,
  'Reason': ({ reason }) => reason,
  'Resource': ({ resource }) => resource.join('\n'),
  'Resource name': ({ resourceName }) => resourceName,
  'Resource type': ({ resourceType }) => resourceType,
  'Requirements': (finding) => requirementsOf(finding).join('; '),
  'AWS CLI': ({ remedy }) => remedy.cli,
  'AWS CDK': ({ remedy }) => remedy.cdk,
  'First seen': ({ firstSeen }) => firstSeen,
  'Last seen': ({ lastSeen }) => lastSeen,
  'Id': ({ id }) => id,
};

/** Findings as a CSV file for spreadsheets (RFC 4180), a line each: no text of it is taken for a formula. */
export async function* findingsCsv(findings: AsyncIterable<Finding> | Iterable<Finding>): AsyncIterable<string> {
  yield `${csvLine(Object.keys(COLUMNS))}\r\n`;
  for await (const finding of findings) yield `${csvLine(Object.values(COLUMNS).map((of) => neutral(of(finding))))}\r\n`;
}
