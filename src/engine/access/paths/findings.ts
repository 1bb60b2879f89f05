import type { Analysis } from './analyse';
import type { Path } from './routes';
import type { Finding } from '../../contracts';
import type { Identity, Landscape } from '../account/model';
import { finding, subjectOf, type Rule } from '../findings/finding';

const reaches: Rule = {
  id: 'access-privilege-path',
  severity: 'critical',
  title: 'Nobody but an administrator can become one',
  remedy: {
    cli: 'aws iam list-policies --scope Local --only-attached # then take away the statements that the finding names, or put a permissions boundary on the principal',
    cdk: 'iam.PermissionsBoundary.of(role).apply(boundary) // and name roles in passRole, with a condition on iam:PassedToService',
  },
};

/** The best path of everybody who reaches an administrator: a proven one where there is one, the shortest of them. */
export function bestPaths({ paths, targets }: Analysis): Map<string, Path> {
  const best = new Map<string, Path>();
  for (const path of paths.filter(({ to }) => targets.has(to))) {
    const known = best.get(path.from);
    if (!known || worth(path) < worth(known)) best.set(path.from, path);
  }
  return best;
}

const MOST_HOPS = 1000;

const worth = ({ status, hops }: Path) => (status === 'proven' ? 0 : MOST_HOPS) + hops.length;

/** A path in a line. */
export const shownPath = ({ from, to, hops }: Path): string =>
  (from === to ? `makes itself an administrator by ${hops[0].method}` : `reaches ${to} by ${hops.map(({ method }) => method).join(', ')}`);

/** A finding for everybody who reaches an administrator: critical where it is proven, high where it is possible. */
export function pathFindings(best: ReadonlyMap<string, Path>, { accounts }: Landscape, now: Date): Finding[] {
  const identities = new Map<string, Identity>(accounts.flatMap(({ users, roles }) => [...users, ...roles]).map((identity) => [identity.arn, identity]));
  return [...best.values()].map((path) => finding(reaches, subjectOf(identities.get(path.from)!), {
    severity: path.status === 'proven' ? 'critical' : 'high',
    reason: shownPath(path),
    evidence: { to: path.to, status: path.status, hops: path.hops.map(({ from, to, method, status }) => ({ from, to, method, status })) },
  }, now));
}
