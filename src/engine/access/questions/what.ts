import type { Asked } from './answer';
import { common, distinct, scopesOf, type Scope } from './narrow';
import { identitiesOf, targetOf, type Target } from './resource';
import { ask } from './who';
import type { Identity, Landscape, Levels } from '../account/model';
import type { PolicyText } from '../account/policy-text';
import { InvalidAccountData } from '../account/shape';
import type { Decision, StatementRef } from '../decision';
import { callerOf } from '../findings/effective';
import { ActionIndex } from '../paths/actions';
import { subjectsOf, type Subject } from '../paths/subject';
import { namingInStatement } from '../principal';

/** What somebody may do, as patterns: everything that they mean is decided alike, but for `except`. */
export interface Allowed extends Decision {
  readonly actions: readonly string[];
  readonly resource: string;
  /** Denies that take a part of it away */
  readonly except: readonly StatementRef[];
}

/** What somebody can do; and what its policies allow and something else does not. */
export interface What { readonly can: readonly Allowed[]; readonly stopped: readonly Allowed[] }

/** The subject of an ARN. @throws InvalidAccountData */
export function subjectOf(arn: string, landscape: Landscape, now: Date, actions: readonly string[] = []): Subject {
  const subject = subjectsOf(landscape, new ActionIndex(actions), now).byArn.get(arn);
  if (subject) return subject;
  const kind = identitiesOf(landscape).has(arn) ? 'is a service-linked role: it acts for its service alone' : 'is no user or role of the accounts';
  throw new InvalidAccountData(`'${arn}' ${kind}; allowed is the ARN of a user or role among those that were read.`);
}

// Combinations of patterns that are looked at; more make no answer that anybody reads.
const MOST = 500;

const allowsOf = ({ document }: PolicyText) => document.statements.filter(({ effect }) => effect === 'Allow').flatMap(scopesOf);

/** What limits a principal: its boundary, and each level of its organization. */
const limitsOn = ({ boundary, account }: Identity, { organization }: Landscape): PolicyText[][] => {
  const levels: Levels = organization.managementAccount === account ? [] : organization.scps(account) ?? [];
  return [...boundary ? [[boundary.text]] : [], ...levels.map((level) => [...level])];
};

/** What identity-based policies allow, narrowed to what every limit allows; what nothing of a limit meets stays as it is. */
function ownScopes(identity: Identity, landscape: Landscape): Scope[] {
  let scopes = distinct(identity.policies.flatMap(({ text }) => allowsOf(text)));
  for (const limit of limitsOn(identity, landscape)) {
    const allowed = distinct(limit.flatMap(allowsOf));
    scopes = distinct(scopes.flatMap((scope) => {
      const left = allowed.flatMap((each) => common(scope, each) ?? []);
      return left.length > 0 ? left : [scope];
    })).slice(0, MOST);
  }
  return scopes;
}

/** What policies of resources, trust policies among them, allow a principal by name. */
function grantedScopes(identity: Identity, landscape: Landscape): Scope[] {
  const principal = callerOf(identity);
  const trusts = landscape.accounts.flatMap(({ roles }) => roles.map(({ arn, trust }): [string, PolicyText] => [arn, trust]));
  return distinct([...landscape.resourcePolicies, ...trusts].flatMap(([arn, { document }]) => document.statements
    .filter(({ effect, principal: named }) => effect === 'Allow' && named && ['direct', 'base'].includes(namingInStatement(named, principal, false) ?? ''))
    .flatMap(scopesOf).map(({ action, resource }) => ({ action, resource: resource === '*' ? arn : resource }))));
}

// What stands for a wildcard: no pattern but one at least as wide means it.
const anyOf = (pattern: string) => pattern.replace(/\*/g, '\u0001'.repeat(8)).replace(/\?/g, '\u0002');

function deniesOf(identity: Identity, landscape: Landscape): { readonly text: PolicyText; readonly index: number; readonly scopes: readonly Scope[] }[] {
  const texts = [...identity.policies.map(({ text }) => text), ...limitsOn(identity, landscape).flat()];
  return texts.flatMap((text) => text.document.statements.flatMap((statement, index) =>
    (statement.effect === 'Deny' ? [{ text, index, scopes: scopesOf(statement) }] : [])));
}

/**
 * What a user or role can do, on everything or on one resource: each of its permissions, narrowed by boundary and organization, is decided as a whole;
 * a Deny of a part of it is named beside it.
 * @param about only what concerns this resource, ARN or pattern
 * @throws InvalidAccountData
 */
export function whatCan(principal: string, landscape: Landscape, { now, context, resource: about }: Pick<Asked, 'now' | 'context'> & { readonly resource?: string }): What {
  const subject = subjectOf(principal, landscape, now);
  const { identity } = subject;
  const denies = deniesOf(identity, landscape);
  const scopes = distinct([...ownScopes(identity, landscape), ...grantedScopes(identity, landscape)])
    .flatMap((scope) => (about === undefined ? [scope] : common(scope, { action: '*', resource: about }) ?? []));
  const decided = scopes.map(({ action, resource }): Allowed => {
    const [asked, on] = [anyOf(action), anyOf(resource)];
    const { account = identity.account, ...target } = targetOf(on, asked, landscape);
    const { principal: _, kind: __, ...decision } = ask(subject, { ...target, account: /^\d{12}$/.test(account) ? account : identity.account } satisfies Target,
      { action: asked.includes(':') ? asked : `${asked}:${asked}`, resource: on, ...context && { context } }, landscape);
    const part = denies.filter(({ scopes: denied }) => denied.some((each) => common({ action, resource }, each)));
    const except = part.map(({ text, index }): StatementRef => ({ policy: text.name, index, ...sidOf(text, index), effect: 'Deny' }))
      .filter(({ policy, index }) => !decision.statements.some((used) => used.policy === policy && used.index === index));
    return { actions: [action], resource, ...decision, except };
  });
  const able = ({ decision }: Decision) => decision === 'Allow' || decision === 'Conditional';
  return { can: joined(decided.filter(able)), stopped: joined(decided.filter((each) => !able(each) && !each.missing.includes('identity'))) };
}

const sidOf = ({ document }: PolicyText, index: number) => {
  const { sid } = document.statements[index];
  return sid === undefined ? {} : { sid };
};

/** Permissions that differ by the action only, as one. */
function joined(rows: readonly Allowed[]): Allowed[] {
  const found = new Map<string, Allowed>();
  for (const row of rows) {
    const { actions, ...rest } = row;
    const key = JSON.stringify(rest);
    found.set(key, { ...row, actions: [...found.get(key)?.actions ?? [], ...actions] });
  }
  return [...found.values()];
}
