import type { Landscape } from './account/model';
import type { Advice } from './advice';
import type { Finding } from '../contracts';
import type { Analysis } from './paths/analyse';
import type { Hop } from './paths/hop';

/** Everything `access` finds out. */
export interface AccessReport {
  readonly landscape: Landscape;
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
  readonly advice: readonly Advice[];
}

const hopJson = ({ from, to, method, edge, status, statements, conditions, unseen, resource }: Hop) => ({
  from, to, method, edge, status, statements, conditions, unseen, ...resource !== undefined && { resource },
});

/** What `access --json` prints; its JSON Schema is `docs/reference/schemas/access.schema.json`. */
export function accessJson({ landscape, analysis, findings, advice }: AccessReport) {
  const { administrators, conditional, paths, targets, cut, blocked } = analysis;
  return {
    accounts: landscape.accounts.map(({ id, users, groups, roles, policies }) => (
      { accountId: id, users: users.length, groups: groups.length, roles: roles.length, policies: policies.size }
    )),
    administrators,
    conditionalAdministrators: conditional,
    paths: paths.map(({ from, to, status, hops }) => ({ from, to, status, administrator: targets.has(to), hops: hops.map(hopJson) })),
    cut,
    blocked,
    findings,
    advice,
  };
}
