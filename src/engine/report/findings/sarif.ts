import { remedyText, requirementsOf } from './requirements';
import type { Check, Severity } from '../../../catalogue/model/check';
import type { Finding } from '../../contracts';

/** What is known of a check beside its findings. */
export type KnownCheck = Pick<Check, 'severity' | 'why'>;

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { critical: 'error', high: 'error', medium: 'warning', low: 'note', informational: 'note' };

// As GitHub ranks them: above 9.0 critical, from 7.0 high, from 4.0 medium, above 0 low.
const SCORES: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0', informational: '0.0' };

const shown = (text: string, otherwise: string) => (/\S/.test(text) ? text : otherwise);

function ruleOf(finding: Finding, known: KnownCheck | undefined): object {
  const { check, title, severity } = finding;
  const text = remedyText(finding);
  return {
    id: check,
    shortDescription: { text: shown(title, check) },
    fullDescription: { text: shown(known?.why ?? title, check) },
    ...text !== '' && { help: { text } },
    defaultConfiguration: { level: LEVELS[known?.severity ?? severity] },
    properties: { 'tags': ['security', ...requirementsOf(finding)], 'security-severity': SCORES[known?.severity ?? severity] },
  };
}

/** A suppression is one of a file or a tag, so outside of what was checked. */
const suppressionOf = ({ evidence }: Finding): object => {
  const reason = (evidence.suppression as { reason?: unknown } | undefined)?.reason;
  return { kind: 'external', ...typeof reason === 'string' && { justification: reason } };
};

function resultOf(finding: Finding, ruleIndex: number): object {
  const { check, severity, status, title, reason, resource, resourceName, resourceType, accountId, region, id } = finding;
  return {
    ruleId: check,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: shown(reason, shown(title, check)) },
    locations: [{ logicalLocations: resource.map((key, at) => ({ fullyQualifiedName: key, kind: 'resource', ...at === 0 && resourceName !== '' && { name: resourceName } })) }],
    partialFingerprints: { 'findingId/v1': id },
    ...status === 'suppressed' && { suppressions: [suppressionOf(finding)] },
    properties: { severity, accountId, region, resourceType },
  };
}

const HEAD = '{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{"results":[';

/**
 * Failed and suppressed findings as one SARIF log, in pieces: the results first, then the rules they name, so that only the rules are kept in memory.
 * Resources are logical locations by key. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * @param known what the catalogue tells of a check; of one of a user's own, its findings tell
 */
export async function* sarifLog(findings: AsyncIterable<Finding> | Iterable<Finding>, known: (check: string) => KnownCheck | undefined): AsyncIterable<string> {
  const rules = new Map<string, { readonly index: number; readonly rule: object }>();
  yield HEAD;
  let between = '\n';
  for await (const finding of findings) {
    if (finding.status !== 'fail' && finding.status !== 'suppressed') continue;
    if (!rules.has(finding.check)) rules.set(finding.check, { index: rules.size, rule: ruleOf(finding, known(finding.check)) });
    yield `${between}${JSON.stringify(resultOf(finding, rules.get(finding.check)!.index))}`;
    between = ',\n';
  }
  const driver = { name: 'cdk-security-scanner', rules: [...rules.values()].map(({ rule }) => rule) };
  yield `\n],"tool":{"driver":${JSON.stringify(driver)}},"columnKind":"utf16CodeUnits"}]}\n`;
}
