import { severities, type Severity } from '../../catalogue/model/check';
import type { Frameworks } from '../../catalogue/model/frameworks';
import { frameworkNames } from '../../derive/coverage';
import type { Finding } from '../contracts';

/** Findings of one check (and severity), failed ones first. */
export interface Group {
  readonly check: string;
  readonly title: string;
  readonly severity: Severity;
  readonly service: string;
  readonly findings: Finding[];
  readonly failed: number;
}

/** A framework as it is shown, with the requirements a check answers to. */
export interface Framework { readonly name: string; readonly requirements: readonly string[] }

/** The frameworks of a check by name, the newest CIS version first. */
export function frameworkList(frameworks: Frameworks): Framework[] {
  const cis = Object.entries(frameworks.cis ?? {}).sort(([a], [b]) => Number(b) - Number(a));
  return [
    ...cis.map(([version, requirements]) => ({ name: `CIS ${version}`, requirements: requirements ?? [] })),
    ...(Object.keys(frameworkNames) as (keyof typeof frameworkNames)[]).map((key) => ({ name: frameworkNames[key][0], requirements: frameworks[key] ?? [] })),
  ].filter(({ requirements }) => requirements.length > 0);
}

/** The findings that need attention, grouped by check: worst severity first, then the most failed. Passed ones are not kept. */
export async function groupFindings(findings: AsyncIterable<Finding> | Iterable<Finding>): Promise<Group[]> {
  const groups = new Map<string, Finding[]>();
  for await (const finding of findings) {
    if (finding.status !== 'fail' && finding.status !== 'unknown') continue;
    const key = `${finding.severity}|${finding.check}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].map(toGroup).sort(compareGroups);
}

function toGroup(findings: Finding[]): Group {
  const [{ check, title, severity, service }] = findings;
  findings.sort(compareFindings);
  return { check, title, severity, service, findings, failed: findings.filter(({ status }) => status === 'fail').length };
}

const compare = (a: string, b: string) => a < b ? -1 : a > b ? 1 : 0;

/** Order of findings within a check: failed before unknown, then by where they are. */
function compareFindings(a: Finding, b: Finding): number {
  return compare(a.status, b.status) || compare(a.accountId, b.accountId) || compare(a.region, b.region) || compare(a.resourceName, b.resourceName);
}

function compareGroups(a: Group, b: Group): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity)
    || b.failed - a.failed || b.findings.length - a.findings.length || compare(a.title, b.title) || compare(a.check, b.check);
}
