import { createHash } from 'node:crypto';
import { severities, type Severity } from '../../../catalogue/model/check';
import type { Finding } from '../../contracts';
import type { AttackPathEvidence } from '../../posture/attack-paths';

/** Id of the picture of a path in the page: the same for every finding on it. */
export const pathId = ({ hops }: AttackPathEvidence): string =>
  `path-${createHash('sha256').update(hops.map(({ from, to }) => `${from} ${to}`).join('\n')).digest('hex').slice(0, 12)}`;

/** The path that raised a finding, as the lake keeps it. */
export function pathOf({ evidence }: Pick<Finding, 'evidence'>): AttackPathEvidence | undefined {
  const path = evidence.attackPath as Partial<AttackPathEvidence> | undefined;
  return path && Array.isArray(path.hops) && path.hops.length > 0 && Array.isArray(path.because) ? path as AttackPathEvidence : undefined;
}

/** A path with what lies on it. */
export interface ToldPath {
  readonly id: string;
  readonly path: AttackPathEvidence;
  readonly accountId: string;
  /** Failed findings on it by severity. */
  readonly findings: Record<Severity, number>;
}

/** Gathers the paths of findings as they come, each once. */
export class PathCollector {
  private readonly paths = new Map<string, ToldPath>();

  take(finding: Finding): void {
    const path = finding.status === 'fail' ? pathOf(finding) : undefined;
    if (!path) return;
    const id = pathId(path);
    const told = this.paths.get(id) ?? { id, path, accountId: finding.accountId, findings: { critical: 0, high: 0, medium: 0, low: 0, informational: 0 } };
    this.paths.set(id, told);
    told.findings[finding.severity]++;
  }

  /** The paths, those with the most goals and the worst findings first. */
  all(): ToldPath[] {
    const weight = ({ findings }: ToldPath) => severities.map((severity) => findings[severity]);
    return [...this.paths.values()].sort((a, b) => {
      const goals = b.path.because.length - a.path.because.length;
      const [one, other] = [weight(a), weight(b)];
      const at = one.findIndex((each, index) => each !== other[index]);
      return goals || (at >= 0 ? other[at] - one[at] : 0) || (a.id < b.id ? -1 : 1);
    });
  }
}
