import type { ServiceUse, Usage } from './usage';
import { globParts, matchesGlob } from '../../../catalogue/model/glob';
import type { Identity, Landscape } from '../account/model';
import { readPolicy } from '../account/policy-text';
import { Context } from '../context';
import type { Decision, Outcome } from '../decision';
import type { StatementDocument } from '../document';
import { evaluate, type Policies } from '../evaluate';
import { callerOf, contextOf, limitsOf } from '../findings/effective';
import { compilePolicy, type Policy } from '../statement';

/** A request that was decided with the policies of today and with those of the advice; of an action, or of one that a wildcard meets. */
export interface Compared { readonly action: string; readonly resource: string; readonly before: Outcome; readonly after: Outcome }

/** What the evaluator says of an advice. */
export interface Verification {
  /** requests of used actions that are allowed today: as many are allowed with the advice */
  readonly kept: readonly Compared[];
  /** requests that were allowed and are not any more, of actions that were not used */
  readonly removed: readonly Compared[];
  /** used actions that are not allowed today either: denied calls, or those that policies of resources allow */
  readonly notAllowed: readonly string[];
  /** requests of used actions that the advice would deny: none, or the advice is no good */
  readonly broken: readonly Compared[];
  /** requests that the advice would allow and today's policies do not: none, or the advice is no good */
  readonly widened: readonly Compared[];
}

const isAllowed = (outcome: Outcome) => outcome === 'Allow' || outcome === 'Conditional';
const ANY_RESOURCE = 'arn:aws:zz9plural:eu-west-1:111122223333:zz9plural';
const example = (pattern: string) => pattern.replaceAll('*', 'zz9plural').replaceAll('?', 'x').replaceAll(/\$\{[^}]*\}/g, 'zz9plural');

/**
 * Decides requests with the policies of today and with those of the advice: each used action, each action that a statement names, on an example of
 * each resource that a statement names. Boundary and organization limit both; context keys that are not of the principal are open in both.
 */
export function verify(identity: Identity, landscape: Landscape, usage: Usage, advice: readonly object[]): Verification {
  const before = identity.policies.map(({ text }) => text);
  const after = advice.map((document, at) => readPolicy(document, 'identity', `advice[${at}]`));
  const statements = [...before, ...after].flatMap(({ document }) => document.statements);
  const resourcesFor = resourcesIn(statements);
  const decide = decider(identity, landscape);
  const [today, advised] = [before, after].map((texts) => texts.map(({ compiled }) => compiled));
  const used = new Set([...usage.services.values()].flatMap(({ service, used: names }) => names.map((name) => `${service}:${name}`)));
  const compared = [...new Set([...used, ...namedIn(statements)])].flatMap((action) => resourcesFor(example(action)).map((resource): Compared => ({
    action, resource, before: decide(today, example(action), resource).decision, after: decide(advised, example(action), resource).decision,
  })));
  const usedNames = new Set([...used].map((action) => action.toLowerCase()));
  const isUsed = ({ action }: Compared) => usedNames.has(action.toLowerCase());
  const allowedBefore = compared.filter((each) => isAllowed(each.before));
  const allowed = new Set(allowedBefore.map(({ action }) => action));
  return {
    kept: allowedBefore.filter((each) => isUsed(each) && each.after === each.before),
    broken: allowedBefore.filter((each) => isUsed(each) && each.after !== each.before),
    removed: allowedBefore.filter((each) => !isUsed(each) && !isAllowed(each.after)),
    widened: compared.filter((each) => isAllowed(each.after) && (!isAllowed(each.before) || (each.before === 'Conditional' && each.after === 'Allow'))),
    notAllowed: [...used].filter((action) => !allowed.has(action)),
  };
}

function decider(identity: Identity, landscape: Landscape): (policies: readonly Policy[], action: string, resource: string) => Decision {
  const [principal, base] = [callerOf(identity), new Context(contextOf(identity, landscape.organization), ['*'])];
  const { account, boundary } = identity;
  const facts = { principalAccountIsManagement: landscape.organization.managementAccount === account };
  // Policies of resources leave it to those of the principal, as they do by default: nothing else is compared.
  const resource = compilePolicy({ Statement: { Effect: 'Allow', Principal: { AWS: account }, Action: '*', Resource: '*' } }, 'resource', 'resource');
  const limits: Omit<Policies, 'identity'> = { ...boundary && { boundary: boundary.text.compiled }, ...limitsOf(landscape, account), resource };
  return (policies, action, arn) => evaluate({ principal, action, resource: { arn, account }, base }, { ...limits, identity: policies }, facts);
}

/** Actions that statements name; for a wildcard an action is asked that no list holds. */
const namedIn = (statements: readonly StatementDocument[]) => statements.flatMap(({ action }) => action.values);

/** Examples of the resources of the statements that speak of an action. */
function resourcesIn(statements: readonly StatementDocument[]): (action: string) => string[] {
  const made = statements.map(({ action: { negated, values }, resource }) => {
    const patterns = values.map((value) => globParts(value.toLowerCase()));
    const examples = (!resource || resource.negated ? ['*'] : resource.values).map((value) => (value === '*' ? ANY_RESOURCE : example(value)));
    return { speaks: (name: string) => patterns.some((pattern) => matchesGlob(pattern, name)) !== negated, examples };
  });
  return (action) => [...new Set(made.filter(({ speaks }) => speaks(action.toLowerCase())).flatMap(({ examples }) => examples))];
}

/** Services that today's policies allow and the usage does not know, as patterns show them. */
export const droppedServices = (identity: Identity, services: ReadonlyMap<string, ServiceUse>): string[] => {
  const allowed = identity.policies.flatMap(({ text }) => text.document.statements).filter(({ effect, action }) => effect === 'Allow' && !action.negated);
  const named = allowed.flatMap(({ action }) => action.values.map((value) => value.split(':')[0].toLowerCase())).filter((service) => !/[*?]/.test(service));
  return [...new Set(named)].filter((service) => !services.has(service)).sort();
};
