import { mayPassRole, PASS_ROLE } from './unlogged';
import type { ServiceUse, Usage } from './usage';
import { globParts, matchesGlob } from '../../../catalogue/model/glob';
import type { NormalDocument, StatementDocument } from '../document';

const meets = (pattern: string, action: string) => matchesGlob(globParts(pattern.toLowerCase()), action.toLowerCase());

/** The statements of a policy as version 2012-10-17 says them: before, `${…}` was text. */
export function statementsOf({ variables, statements }: NormalDocument): readonly StatementDocument[] {
  const texts = (values: readonly string[]) => values.map((value) => value.replaceAll('${', '${$}{'));
  return variables ? statements : statements.map((statement) => ({
    ...statement,
    ...statement.resource && { resource: { ...statement.resource, values: texts(statement.resource.values) } },
    condition: Object.fromEntries(Object.entries(statement.condition).map(([operator, keys]) =>
      [operator, Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, texts(values)]))])),
  }));
}

/** Takes from statements whatever was not used. Denies stay as they are: they also hold against what policies of resources allow. */
export function narrow(statements: readonly StatementDocument[], usage: Usage): StatementDocument[] {
  const passes = [...usage.services.values()].some(({ service, whole, used }) => whole || used.some((name) => mayPassRole(`${service}:${name}`)));
  return statements.flatMap((statement) => {
    if (statement.effect === 'Deny') return [statement];
    if (statement.action.negated) return narrowNegated(statement, usage, passes);
    const actions = [...new Set(statement.action.values.flatMap((pattern) => keptOf(pattern, usage, passes)))];
    return actions.length > 0 ? [{ ...statement, action: { negated: false, values: actions } }] : [];
  });
}

/** The part of a pattern that was used, or may have been. */
function keptOf(pattern: string, usage: Usage, passes: boolean): string[] {
  const general = pattern === '*' ? '*:*' : pattern;
  const [ofService, ofName] = [general.slice(0, general.indexOf(':')), general.slice(general.indexOf(':') + 1)];
  const kept = [...usage.services.values()].filter(({ service }) => meets(ofService, service)).flatMap((use) => keptOfService(ofName, use));
  return passes && meets(general, PASS_ROLE) && !kept.some((each) => meets(each, PASS_ROLE)) ? [...kept, PASS_ROLE] : kept;
}

function keptOfService(pattern: string, { service, whole, used, unseen, unused }: ServiceUse): string[] {
  if (whole) return [`${service}:${pattern}`];
  const isName = !/[*?]/.test(pattern);
  // Last-accessed data lists the actions it tracks: one that is not among them may be in use.
  const untracked = isName && unused !== undefined && !unused.has(pattern.toLowerCase());
  return [...used, ...unseen, ...untracked ? [pattern] : []].filter((name) => meets(pattern, name)).map((name) => `${service}:${isName ? pattern : name}`);
}

/** NotAction allows every service: what stays is named, unless an exception lies within a service that stays as a whole. */
function narrowNegated(statement: StatementDocument, usage: Usage, passes: boolean): StatementDocument[] {
  const excluded = statement.action.values;
  const isExcluded = (action: string) => excluded.some((pattern) => meets(pattern, action));
  const within = [...usage.services.values()].some(({ service, whole }) => whole && !isExcluded(`${service}:*`) && excluded.some((pattern) => meets(pattern.split(':')[0], service)));
  if (within) return [statement];
  const actions = [...new Set(keptOf('*', usage, passes))].filter((action) => !isExcluded(action));
  return actions.length > 0 ? [{ ...statement, action: { negated: false, values: actions } }] : [];
}
