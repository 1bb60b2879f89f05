import type { Entity } from '../contracts';
import { advice, ofLabel, type Source } from './source';
import type { Graph } from '../graph/graph';

/** What a finding of a basic scan and one of an enhanced scan say: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanFindings.html */
interface Finding {
  readonly name?: string;
  readonly severity?: string;
  readonly uri?: string;
  readonly description?: string;
  readonly title?: string;
  readonly status?: string;
  readonly findingArn?: string;
  readonly packageVulnerabilityDetails?: { readonly vulnerabilityId?: string; readonly sourceUrl?: string };
  readonly remediation?: { readonly recommendation?: { readonly text?: string; readonly url?: string } };
  readonly firstObservedAt?: string;
  readonly lastObservedAt?: string;
  readonly imageScanCompletedAt?: string;
}

/** The image, which the graph links to the finding. */
const imagesOf = (finding: Entity, graph: Graph) =>
  graph.to(finding._key).filter(({ _class, _fromType }) => _class === 'HAS' && _fromType === 'aws_ecr_image').map(({ _fromEntityKey }) => _fromEntityKey);

/** Image scans of Amazon ECR, basic ones and those that Amazon Inspector makes. */
export const ecr: Source = {
  type: 'aws_ecr_image_scan_finding',
  tell: (entity, graph) => {
    const finding = entity as unknown as Finding;
    const what = finding.packageVulnerabilityDetails?.vulnerabilityId ?? finding.name ?? finding.title ?? entity.displayName;
    return {
      check: `ecr/${what}`,
      severity: ofLabel(finding.severity),
      status: finding.status === 'SUPPRESSED' ? 'suppressed' : finding.status === 'CLOSED' ? 'pass' : 'fail',
      resources: imagesOf(entity, graph),
      title: finding.title ?? what,
      reason: finding.description ?? what,
      remedy: advice(finding.remediation?.recommendation?.text,
        finding.remediation?.recommendation?.url ?? finding.uri ?? finding.packageVulnerabilityDetails?.sourceUrl),
      firstSeen: finding.firstObservedAt ?? finding.imageScanCompletedAt,
      lastSeen: finding.lastObservedAt ?? finding.imageScanCompletedAt,
      ids: finding.findingArn ? [finding.findingArn] : [],
    };
  },
};
