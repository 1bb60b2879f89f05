import { operationsOf } from './operations';
import { globParts, matchesGlob } from '../catalogue/model/glob';
import type { EntityType } from '../catalogue/model/names';
import type { Service } from '../catalogue/model/service';
import dataAccess from '../catalogue/policies/data-access.json';
import securityAudit from '../catalogue/policies/security-audit.json';

/** A statement of an IAM policy. ARNs hold `${Partition}` and `${Account}` until they are put into a template. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/** What a grant is limited to; see `grant`. */
export interface GrantOptions { readonly types?: readonly EntityType[]; readonly beside?: 'SecurityAudit'; readonly core?: boolean }

/** A policy document. */
export interface PolicyDocument { readonly Version: '2012-10-17'; readonly Statement: readonly Statement[] }

/** Quotas of IAM, characters without white space: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const quotas = { managedPolicyCharacters: 6144, inlineCharactersOfRole: 10240, managedPoliciesOfRole: 10, trustPolicyCharacters: 2048 } as const;

/** Whether an action matches an IAM pattern (`*` and `?`, case-insensitive). */
export function matchesAction(pattern: string, action: string): boolean {
  return matchesGlob(globParts(pattern.toLowerCase()), action.toLowerCase());
}

/** Whether the AWS managed policy SecurityAudit grants the action on every resource, or on all that the pattern `resource` names. */
export function grantedBySecurityAudit(action: string, resource = '*'): boolean {
  return securityAudit.statements.some(({ actions, resources }) => actions.some((pattern) => matchesAction(pattern, action))
    && resources.some((pattern) => matchesGlob(globParts(pattern), resource)));
}

/** An action with what it is allowed on: `*`, or ARNs that hold `${Partition}` and `${Account}`. */
export interface Permission { readonly action: string; readonly resources: readonly string[] }

/**
 * What reading the entity types needs, call by call.
 * @param options.types entity types of the chosen streams, @default all
 * @param options.core leaves out the operations that only add details; an action that another operation needs stays
 */
export function permissionsOf(services: readonly Service[], { types, core }: Pick<GrantOptions, 'types' | 'core'> = {}): Permission[] {
  return operationsOf(services, types)
    .filter(({ unrestricted, detail }) => !unrestricted && !(core && detail))
    .map(({ action, resource = '*' }) => ({ action, resources: [resource] }));
}

/**
 * The Allow statements of permissions: one statement a set of resources, actions in alphabetical order, each action once.
 * @param beside the managed policy that is attached too: what it grants is left out
 */
export function allow(permissions: readonly Permission[], beside?: 'SecurityAudit'): Statement[] {
  const reached = new Map<string, Set<string>>();
  for (const { action, resources } of permissions) {
    const lacking = resources.filter((resource) => !beside || !grantedBySecurityAudit(action, resource));
    if (lacking.length > 0) reached.set(action, new Set([...reached.get(action) ?? [], ...lacking]));
  }
  const actions = new Map<string, string[]>();
  for (const [action, resources] of reached) {
    const key = resources.has('*') ? '*' : [...resources].sort().join(' ');
    actions.set(key, [...actions.get(key) ?? [], action]);
  }
  return [...actions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([resources, granted], at) => ({
    Sid: `Scanner${at}`, Effect: 'Allow', Action: granted.sort(), Resource: resources.split(' '),
  }));
}

/** The Allow statements that reading the entity types needs, no more. */
export const grant = (services: readonly Service[], options: GrantOptions = {}): Statement[] => allow(permissionsOf(services, options), options.beside);

/** Denies every read that returns customer data, code or secrets, whatever else is attached. */
export function dataAccessDeny(): Statement[] {
  return [
    { Sid: 'DenyDataAccess', Effect: 'Deny', Action: dataAccess.actions.map(({ action }) => action).sort(), Resource: ['*'] },
    { Sid: 'DenyApiKeys', Effect: 'Deny', Action: [dataAccess.apiKeys.action], Resource: dataAccess.apiKeys.resources },
  ];
}

/** Characters of a document as IAM counts them, with the longest partition name in place of `${Partition}`. */
export function characters(document: PolicyDocument): number {
  return JSON.stringify(document).replaceAll('${Partition}', 'aws-us-gov').replaceAll('${Account}', '123456789012').length;
}

const asDocument = (statements: readonly Statement[]): PolicyDocument => ({ Version: '2012-10-17', Statement: statements });

/**
 * Splits statements into documents of at most `limit` characters, first fit in the given order, cutting the action list of a statement
 * only where it must.
 * @throws when a single action does not fit
 */
export function split(statements: readonly Statement[], limit: number = quotas.managedPolicyCharacters): PolicyDocument[] {
  const documents: Statement[][] = [[]];
  for (const statement of statements) {
    for (const action of statement.Action) {
      const last = documents[documents.length - 1];
      const open = last[last.length - 1];
      const grown = open?.Sid === statement.Sid
        ? [...last.slice(0, -1), { ...open, Action: [...open.Action, action] }]
        : [...last, { ...statement, Action: [action] }];
      if (characters(asDocument(grown)) <= limit) {
        documents[documents.length - 1] = grown;
      } else if (characters(asDocument([{ ...statement, Action: [action] }])) <= limit) {
        documents.push([{ ...statement, Action: [action] }]);
      } else {
        throw new Error(`The statement for ${action} alone has more than ${limit} characters, the limit of IAM for one policy.`);
      }
    }
  }
  return documents.filter((document) => document.length > 0).map(asDocument);
}

/** A read that returns customer data, code or secrets, and what it returns. */
export interface DataRead { readonly action: string; readonly returns: string }

/** The first read of customer data that an action pattern lets in on the resources; undefined for none. */
export function dataReadIn(pattern: string, resources: readonly string[]): DataRead | undefined {
  // An API key is a resource among others of one action: only there does it matter which resources are named.
  const reached = resources.map((resource) => resource.replace(/^arn:[^:]+:/, 'arn:${Partition}:'));
  const apiKeys = dataAccess.apiKeys.resources.some((arn) => reached.some((resource) => matchesAction(resource, arn)));
  return [...dataAccess.actions, ...dataAccess.refused, ...apiKeys ? [dataAccess.apiKeys] : []].find(({ action }) => matchesAction(pattern, action));
}

/**
 * Makes sure that no Allow reaches a read of customer data, wildcards expanded.
 * @throws naming the action and the pattern that lets it in
 */
export function assertNoDataAccess(statements: readonly Statement[]): void {
  for (const { Action, Resource } of statements.filter(({ Effect }) => Effect === 'Allow')) {
    for (const pattern of Action) {
      const reached = dataReadIn(pattern, Resource);
      if (reached) throw new Error(`The grant must not let in ${reached.action} (returns ${reached.returns}), but '${pattern}' allows it.`);
    }
  }
}

/**
 * Makes sure that a role can hold so many managed policies.
 * @throws naming the number and the quota
 */
export function assertAttachable(managedPolicies: number): void {
  if (managedPolicies <= quotas.managedPoliciesOfRole) return;
  throw new Error(`The role would need ${managedPolicies} managed policies, IAM allows ${quotas.managedPoliciesOfRole}: choose fewer streams, or SECURITY_AUDIT.`);
}
