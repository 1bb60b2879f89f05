import type { Landscape } from './account/model';
import type { Advice } from './advice';
import type { Finding } from '../contracts';
import type { Analysis } from './paths/analyse';
import type { Hop } from './paths/hop';
import type { Path } from './paths/routes';

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

const pathJson = ({ from, to, status, hops }: Path, targets: ReadonlySet<string>) =>
  ({ from, to, status, administrator: targets.has(to), hops: hops.map(hopJson) });

/** What `access --json` prints; its JSON Schema is `docs/reference/schemas/access.schema.json`. */
export function accessJson({ landscape, analysis, findings, advice }: AccessReport) {
  const { administrators, conditional, paths, targets, cut, blocked, sensitive } = analysis;
  return {
    accounts: landscape.accounts.map(({ id, users, groups, roles, policies }) => (
      { accountId: id, users: users.length, groups: groups.length, roles: roles.length, policies: policies.size }
    )),
    administrators,
    conditionalAdministrators: conditional,
    paths: paths.map((path) => pathJson(path, targets)),
    cut,
    blocked,
    sensitive: sensitive.map(({ resource, paths: to, blocked: stopped }) => ({ resource, paths: to.map((path) => pathJson(path, targets)), blocked: stopped })),
    findings,
    advice,
  };
}
