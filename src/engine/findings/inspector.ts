import { advice, ofLabel, type Source } from './source';
import type { EntityOf } from '../../catalogue/model/check';
import type { inspector2 } from '../../catalogue/services/inspector2';

type Finding = EntityOf<(typeof inspector2)['entities']['aws_inspector_finding']>;

const statusOf = { ACTIVE: 'fail', SUPPRESSED: 'suppressed', CLOSED: 'pass' } as const;

function remedyOf({ remediation, packageVulnerabilityDetails }: Finding): string | undefined {
  const fixed = packageVulnerabilityDetails?.vulnerablePackages?.filter(({ fixedInVersion }) => fixedInVersion && fixedInVersion !== 'NotAvailable')
    .map(({ name, fixedInVersion }) => `${name} ${fixedInVersion}`);
  const text = remediation?.recommendation?.text;
  return advice(fixed?.length ? `Update to ${fixed.join(', ')}.` : text === 'None Provided' ? undefined : text,
    remediation?.recommendation?.Url ?? packageVulnerabilityDetails?.sourceUrl);
}

/** Amazon Inspector. */
export const inspector: Source = {
  type: 'aws_inspector_finding',
  tell: (entity) => {
    const finding = entity as unknown as Finding;
    const what = finding.packageVulnerabilityDetails?.vulnerabilityId ?? finding.codeVulnerabilityDetails?.detectorId ?? finding.type;
    return {
      check: `inspector2/${what}`,
      severity: ofLabel(finding.severity),
      status: statusOf[finding.status ?? 'ACTIVE'],
      resources: finding.resources.flatMap(({ id }) => id ?? []),
      title: finding.title ?? String(what),
      reason: finding.description ?? finding.title ?? String(what),
      remedy: remedyOf(finding),
      firstSeen: finding.firstObservedAt,
      lastSeen: finding.lastObservedAt,
      ids: [finding.findingArn!],
    };
  },
};
