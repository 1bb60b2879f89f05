import { advice, ofLabel, ofScore, type Source } from './source';
import type { EntityOf } from '../../catalogue/model/check';
import type { Frameworks } from '../../catalogue/model/frameworks';
import type { securityhub } from '../../catalogue/services/securityhub';
import type { Finding as Imported } from '../contracts';

type Finding = EntityOf<(typeof securityhub)['entities']['aws_securityhub_finding']>;

/** Levels of the normalized severity: https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html#Severity */
const levels = { critical: 90, high: 70, medium: 40, low: 1 };

const ofCompliance = { PASSED: 'pass', FAILED: 'fail', WARNING: 'unknown', NOT_AVAILABLE: 'unknown' } as const;

function statusOf({ Workflow, Compliance }: Finding): Imported['status'] {
  if (Workflow?.Status === 'SUPPRESSED') return 'suppressed';
  if (Compliance?.Status) return ofCompliance[Compliance.Status];
  return Workflow?.Status === 'RESOLVED' ? 'pass' : 'fail';
}

const requirement = /^(?:NIST\.800-53\.(?<nist>r5)|PCI DSS v(?<pci>4\.0)(?:\.\d+)?|CIS AWS Foundations Benchmark v(?<cis>[3-7]\.0)(?:\.\d+)?)[ /](?<id>.+)$/;

const pushed = <K extends string>(to: Partial<Record<K, string[]>>, key: K, id: string) => { (to[key] ??= [] as string[]).push(id); };

/** The frameworks that a control answers to, of those that our checks cite too. */
export function frameworksOf({ Compliance }: Pick<Finding, 'Compliance'>): Frameworks {
  const found: Partial<Record<'fsbp' | 'nist_800_53_r5' | 'pci_dss_4_0', string[]>> = {};
  const cis: Partial<Record<keyof Frameworks['cis'] & string, string[]>> = {};
  for (const text of Compliance?.RelatedRequirements ?? []) {
    const { nist, pci, cis: version, id = '' } = requirement.exec(text)?.groups ?? {};
    if (nist) pushed(found, 'nist_800_53_r5', id);
    if (pci) pushed(found, 'pci_dss_4_0', id);
    if (version) pushed(cis, version as never, id);
  }
  const isFsbp = Compliance?.AssociatedStandards?.some(({ StandardsId = '' }) => StandardsId.includes('aws-foundational-security-best-practices'));
  if (isFsbp && Compliance?.SecurityControlId) found.fsbp = [Compliance.SecurityControlId];
  return { ...found, ...Object.keys(cis).length > 0 && { cis } };
}

/** AWS Security Hub: its own controls, and what others send to it. */
export const securityHub: Source = {
  type: 'aws_securityhub_finding',
  tell: (entity) => {
    const finding = entity as unknown as Finding;
    const { Compliance, Severity, Remediation } = finding;
    const product = finding.ProductArn?.split('/').pop();
    return {
      check: `securityhub/${Compliance?.SecurityControlId ?? `${product}/${finding.Types?.[0]?.split('/').pop() ?? finding.GeneratorId}`}`,
      severity: Severity?.Label ? ofLabel(Severity.Label) : ofScore(Severity?.Normalized ?? 0, levels),
      status: statusOf(finding),
      resources: finding.Resources?.flatMap(({ Id }) => Id ?? []) ?? [],
      title: finding.Title ?? finding.GeneratorId!,
      reason: finding.Description ?? finding.Title ?? '',
      remedy: advice(Remediation?.Recommendation?.Text, Remediation?.Recommendation?.Url),
      frameworks: frameworksOf(finding),
      firstSeen: finding.FirstObservedAt ?? finding.CreatedAt,
      lastSeen: finding.LastObservedAt ?? finding.UpdatedAt,
      ids: [finding.Id!],
      control: Compliance?.SecurityControlId,
    };
  },
};
