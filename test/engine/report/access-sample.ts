import type { Entitlements } from '../../../src/engine/access/entitlements';
import type { Picture, PictureEdge } from '../../../src/engine/access/picture';

/** ARN in the account of the sample. */
export const arn = (name: string) => `arn:aws:iam::111122223333:${name}`;
/** A user or a role. */
export const node = (id: string, administrator = false) => ({ id, kind: id.includes(':user/') ? 'user' as const : 'role' as const, administrator });
/** A step. */
export const edge = (from: string, to: string, more: Partial<PictureEdge> = {}): PictureEdge => ({ from, to, edge: 'CAN_ASSUME', methods: ['sts-001'], status: 'proven', ...more });

/** Chains of every length up to 4, beside each other, to one administrator. */
export function chains(): Picture {
  const edges = [1, 2, 3, 4].flatMap((length) => Array.from({ length }, (_, at) =>
    edge(arn(`role/chain${length}-${at}`), at === length - 1 ? arn('role/admin') : arn(`role/chain${length}-${at + 1}`))));
  const ids = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return { nodes: [...ids].map((id) => node(id, id === arn('role/admin'))), edges, shown: 10, of: 10 };
}

/** What a scan found of access, with this picture. */
export const entitlements = (picture: Picture, more: Partial<Entitlements> = {}): Entitlements => ({
  at: '2026-11-01T00:00:00Z',
  accounts: [{ accountId: '111122223333', users: 1, roles: 10 }],
  administrators: [{ arn: arn('role/admin'), conditions: 0 }],
  reaching: 10,
  cut: { statements: [], exact: true },
  sensitive: [],
  unknown: [],
  picture,
  unread: [],
  advised: 0,
  ...more,
});
