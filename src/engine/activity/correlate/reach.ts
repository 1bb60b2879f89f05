import { readLandscape } from '../../access/account/landscape';
import type { Landscape } from '../../access/account/model';
import { InvalidAccountData } from '../../access/account/shape';
import { detailsOf } from '../../access/lake/details';
import { organizationIn } from '../../access/lake/organization';
import { analyse } from '../../access/paths/analyse';
import { bestPaths, shownPath } from '../../access/paths/findings';
import type { Entity } from '../../contracts';

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

/** Reach by ARN, or why it is not known. */
interface Reached { readonly reach: ReadonlyMap<string, Reach>; readonly problem?: string }

/**
 * What the identities of an inventory can reach, by ARN; those who can reach nothing special are left out.
 * @param iam users, groups, roles and managed policies
 * @param accounts the accounts, with the policies that their organisation sets for them
 * @returns with the reason where the inventory cannot be understood
 */
export function reachOf(iam: readonly Entity[], accounts: readonly Entity[], now: Date): Reached {
  const content = detailsOf(iam);
  if (!content) return { reach: new Map() };
  try {
    return { reach: found({ ...readLandscape([{ name: 'the lake', content }]), organization: organizationIn(accounts, []) }, now) };
  } catch (error) {
    if (error instanceof InvalidAccountData) return { reach: new Map(), problem: error.message };
    throw error;
  }
}

function found(landscape: Landscape, now: Date): Map<string, Reach> {
  const analysis = analyse(landscape, { now });
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
  return reach;
}
