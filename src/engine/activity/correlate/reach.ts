import { readLandscape } from '../../access/account/landscape';
import { InvalidAccountData } from '../../access/account/shape';
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

const LISTS: Readonly<Record<string, string>> = { aws_iam_user: 'UserDetailList', aws_iam_group: 'GroupDetailList', aws_iam_role: 'RoleDetailList', aws_iam_managed_policy: 'Policies' };

/** A managed policy as IAM tells it: the inventory keeps the text of its default version alone. */
const detailOf = ({ _type, Document, ...entity }: Entity): unknown => (_type === 'aws_iam_managed_policy'
  ? { ...entity, PolicyVersionList: [{ VersionId: entity.DefaultVersionId, Document, IsDefaultVersion: true }] } : entity);

/**
 * What the identities of an inventory can reach, by ARN; those who can reach nothing special are left out.
 * @param iam users, groups, roles and managed policies
 * @returns with the reason where the inventory cannot be understood
 */
export function reachOf(iam: readonly Entity[], now: Date): { readonly reach: ReadonlyMap<string, Reach>; readonly problem?: string } {
  const content: Record<string, unknown[]> = {};
  for (const entity of iam) if (LISTS[entity._type] !== undefined && !entity._mapped) (content[LISTS[entity._type]] ??= []).push(detailOf(entity));
  if (Object.keys(content).length === 0) return { reach: new Map() };
  try {
    return { reach: found(content, now) };
  } catch (error) {
    if (error instanceof InvalidAccountData) return { reach: new Map(), problem: error.message };
    throw error;
  }
}

function found(content: unknown, now: Date): Map<string, Reach> {
  const analysis = analyse(readLandscape([{ name: 'the lake', content }]), { now });
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
