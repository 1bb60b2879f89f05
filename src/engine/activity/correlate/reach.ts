import type { LakeAccess } from '../../access/lake/read';
import { analyse } from '../../access/paths/analyse';
import { bestPaths, shownPath } from '../../access/paths/findings';

/** What an identity can do at worst. */
export interface Reach {
  /** `administrator`: it is one. `path`: it can become one. */
  readonly kind: 'administrator' | 'path';
  /** `possible`: under conditions of which nothing is known. */
  readonly status: 'proven' | 'possible';
  /** In a sentence, and the steps of the path with the statements that allow them. */
  readonly because: string;
  readonly hops?: readonly { readonly from: string; readonly to: string; readonly method: string; readonly status: string; readonly statements: unknown }[];
}

/** Reach by ARN; those who can reach nothing special are left out. */
export interface Reached {
  readonly reach: ReadonlyMap<string, Reach>;
  /** The accounts of which nothing is known, and why; undefined where there are none. */
  readonly problem?: string;
}

/** What the identities of an inventory can reach, within what resources and the organisation allow, across its accounts. */
export function reachIn({ landscape, unread, ...inventory }: LakeAccess, now: Date): Reached {
  const analysis = analyse(landscape, { now, ...inventory });
  const conditional = new Set(analysis.conditional.map(({ arn }) => arn));
  const reach = new Map<string, Reach>();
  for (const [arn, path] of bestPaths(analysis)) {
    const hops = path.hops.map(({ from, to, method, status, statements }) => ({ from, to, method, status, statements }));
    reach.set(arn, { kind: 'path', status: path.status, because: shownPath(path), hops });
  }
  for (const arn of analysis.administrators) {
    if (reach.get(arn)?.because.startsWith('makes itself')) continue;
    reach.set(arn, { kind: 'administrator', status: conditional.has(arn) ? 'possible' : 'proven', because: `is an administrator${conditional.has(arn) ? ' under conditions' : ''}` });
  }
  return { reach, ...unread.length > 0 && { problem: unread.map(({ accountId, reason }) => `account ${accountId}: ${reason}`).join('; ') } };
}
