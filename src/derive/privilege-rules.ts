import { credentialReads, identityChanges } from '../catalogue/identity-changes';
import type { PrivilegePath, Requirement } from '../catalogue/model/privilege-path';
import type { RolePassing } from '../catalogue/model/role-passing';
import { rolePassing } from '../catalogue/role-passing';

/** Ids of the general rules; a path of a rule has its id in place of that of a method. */
export const ruleIds = ['rule:pass-role', 'rule:reuse-role', 'rule:change-identity', 'rule:read-credentials'] as const;

const actionsOf = ({ requires }: PrivilegePath) => requires.flatMap(({ action }) => action);

/** Whether the methods of the catalogue say how these calls escalate: a rule that takes fewer of them would contradict it. */
function told(methods: readonly PrivilegePath[]): (first: string, ...others: string[]) => boolean {
  const byAction = new Map<string, PrivilegePath[]>();
  for (const method of methods) for (const action of actionsOf(method)) byAction.set(action, [...byAction.get(action) ?? [], method]);
  return (first, ...others) => (byAction.get(first) ?? []).some((method) => others.every((action) => byAction.get(action)?.includes(method)));
}

/**
 * The general rules, as methods: what the catalogue knows of services and roles says which calls escalate though no method lists them.
 * What a rule finds is possible, not proven.
 */
export function privilegeRules(methods: readonly PrivilegePath[]): PrivilegePath[] {
  const isTold = told(methods);
  return [...rolePassing.flatMap((service) => [...passing(service, isTold), ...reusing(service, isTold)]), ...identities(isTold), ...credentials(isTold)];
}

type Told = ReturnType<typeof told>;

const names = ({ prefix }: RolePassing, calls: readonly string[] = []) => calls.map((call) => `${prefix}:${call}`);

function passing(service: RolePassing, isTold: Told): PrivilegePath[] {
  const starts = names(service, service.starts).filter((start) => !isTold(start));
  const runs = names(service, service.runs);
  const work: Requirement[][] = [
    ...starts.length > 0 ? [[{ action: starts, on: '*' as const }]] : [],
    ...names(service, service.makes).flatMap((make) => {
      const untold = runs.filter((run) => !isTold(make, run));
      return untold.length > 0 ? [[{ action: make, on: '*' as const }, { action: untold, on: '*' as const }]] : [];
    }),
  ];
  return service.principals.flatMap((principal) => work.map((requirements): PrivilegePath => ({
    id: 'rule:pass-role',
    title: `Pass the role to ${principal}, which puts work of the caller under it`,
    category: 'new-passrole',
    requires: [{ action: 'iam:PassRole', on: 'target-role', passedTo: principal }, ...requirements],
    trusts: [principal],
    gains: 'target',
    unseen: [`${service.prefix} needs nothing more than the calls named`],
  })));
}

function reusing(service: RolePassing, isTold: Told): PrivilegePath[] {
  const reuses = names(service, service.reuses).filter((call) => !isTold(call));
  return reuses.length === 0 ? [] : service.principals.map((principal): PrivilegePath => ({
    id: 'rule:reuse-role',
    title: `Bring work of the caller to a resource of ${service.prefix} that has a role`,
    category: 'existing-passrole',
    requires: [{ action: reuses, on: '*' }],
    trusts: [principal],
    gains: 'target',
    unseen: [`a resource of ${service.prefix} has the role`],
  }));
}

function identities(isTold: Told): PrivilegePath[] {
  return identityChanges.flatMap(({ action, on, gains }) => {
    const untold = [action].flat().filter((each) => !isTold(each));
    return untold.length === 0 ? [] : [{
      id: 'rule:change-identity',
      title: 'Change who an identity is, or how it proves it',
      category: 'principal-access' as const,
      requires: [{ action: untold, on }],
      gains,
      unseen: ['the credential or membership opens something'],
    }];
  });
}

function credentials(isTold: Told): PrivilegePath[] {
  return credentialReads.flatMap(({ action, on }) => {
    const untold = [action].flat().filter((each) => !isTold(each));
    return untold.length === 0 ? [] : [{
      id: 'rule:read-credentials',
      title: 'Read credentials, or open what holds them',
      category: 'credential-access' as const,
      requires: [{ action: untold, on }],
      gains: 'resource' as const,
      unseen: ['it holds credentials'],
    }];
  });
}
