import { findingsOf } from '.';
import type { Settings } from './finding';
import { severities } from '../../../catalogue/model/check';
import type { Finding } from '../../contracts';
import type { Landscape } from '../account/model';
import type { Analysis } from '../paths/analyse';
import { bestPaths, pathFindings, shownPath } from '../paths/findings';

/** Everything that is wrong with access, paths to administrators among it, worst first. */
export function allFindings(landscape: Landscape, analysis: Analysis, settings: Omit<Settings, 'paths'>): Finding[] {
  const best = bestPaths(analysis);
  const paths = new Map([...best].map(([arn, path]) => [arn, shownPath(path)]));
  const found = [...pathFindings(best, landscape, settings.now), ...findingsOf(landscape, { ...settings, paths })];
  const rank = new Map(severities.map((severity, at) => [severity, at]));
  return found.sort((a, b) => rank.get(a.severity)! - rank.get(b.severity)!);
}
