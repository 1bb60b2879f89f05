import { globParts, matchesGlob } from '../../../catalogue/model/glob';
import type { Listed, StatementDocument } from '../document';

/** A statement of a policy as IAM takes it, in its shortest form. */
export type JsonStatement = Readonly<Record<string, unknown>>;

/** A policy document. */
export interface JsonPolicy { readonly Version: '2012-10-17'; readonly Statement: JsonStatement | readonly JsonStatement[] }

/** Names of all actions of a service by its prefix; undefined where they are not known. */
export type ActionsOf = (service: string) => readonly string[] | undefined;

const shortest = <T>(values: readonly T[]) => (values.length === 1 ? values[0] : values);

/** A statement as IAM takes it: no Sid, no list of one. */
export const jsonOf = ({ effect, action, resource, condition }: StatementDocument): JsonStatement => ({
  Effect: effect,
  [action.negated ? 'NotAction' : 'Action']: shortest(action.values),
  ...resource && { [resource.negated ? 'NotResource' : 'Resource']: shortest(resource.values) },
  ...Object.keys(condition).length > 0 && {
    Condition: Object.fromEntries(Object.entries(condition).map(([operator, keys]) =>
      [operator, Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, shortest(values)]))])),
  },
});

/** A document of statements. */
export const policyOf = (statements: readonly StatementDocument[]): JsonPolicy => ({ Version: '2012-10-17', Statement: shortest(statements.map(jsonOf)) as JsonPolicy['Statement'] });

/** Characters of a policy as IAM counts them: without white space. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const charactersOf = (policy: JsonPolicy): number => JSON.stringify(policy).length;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const sorted = ({ negated, values }: Listed<readonly string[]>) => ({ negated, values: [...values].sort() });
const meets = (pattern: string, text: string) => matchesGlob(globParts(pattern), text);

/** Whether everything that the second pattern meets, the first meets too; no, where that is not plain to see. */
const covers = (wide: string, narrow: string) => wide === '*' || wide === narrow || (!/[?$]/.test(narrow) && meets(wide, narrow));

/**
 * The same permissions in fewer characters: what another entry covers goes, statements that differ in their actions alone, or in their resources
 * alone, become one, and actions that are all that a wildcard meets become the wildcard.
 * @param actionsOf of services, to put wildcards for actions; without, only wildcards that were there are used
 */
export function minimal(statements: readonly StatementDocument[], actionsOf: ActionsOf = () => undefined): StatementDocument[] {
  const tidy = statements.map((statement) => ({
    effect: statement.effect,
    action: statement.action.negated ? statement.action : { negated: false, values: uncovered(statement.action.values, true) },
    ...statement.resource && { resource: statement.resource.negated ? statement.resource : { negated: false, values: uncovered(statement.resource.values, false) } },
    condition: statement.condition,
  }));
  const left = withoutCovered(merged(tidy)).map((statement) => (statement.action.negated || statement.effect === 'Deny' ? statement : { ...statement, action: { negated: false, values: wildcards(statement.action.values, actionsOf) } }));
  return merged(left).map((statement) => ({ ...statement, action: sorted(statement.action) }));
}

/** Values that no other one covers, the first of those that are the same. */
function uncovered(values: readonly string[], foldCase: boolean): string[] {
  const distinct = new Map<string, string>();
  for (const value of values) {
    const folded = foldCase ? value.toLowerCase() : value;
    if (!distinct.has(folded)) distinct.set(folded, value);
  }
  const wide = [...distinct.keys()].filter((folded) => /[*?]/.test(folded));
  return [...distinct].filter(([folded]) => !wide.some((other) => other !== folded && covers(other, folded))).map(([, value]) => value);
}

/** Joins statements until none can be joined. */
function merged(statements: readonly StatementDocument[]): StatementDocument[] {
  const list = [...statements];
  for (let at = 0; at < list.length; at++) {
    const other = list.findIndex((each, place) => place > at && join(list[at], each) !== undefined);
    if (other < 0) continue;
    list[at] = join(list[at], list[other])!;
    list.splice(other, 1);
    at = -1;
  }
  return list;
}

function join(a: StatementDocument, b: StatementDocument): StatementDocument | undefined {
  if (a.effect !== b.effect || !same(a.condition, b.condition) || !a.resource || !b.resource) return undefined;
  const [sameAction, sameResource] = [same(sorted(a.action), sorted(b.action)), same(sorted(a.resource), sorted(b.resource))];
  if (sameResource && !a.action.negated && !b.action.negated) return { ...a, action: { negated: false, values: uncovered([...a.action.values, ...b.action.values], true) } };
  if (sameAction && !a.resource.negated && !b.resource.negated) return { ...a, resource: { negated: false, values: uncovered([...a.resource.values, ...b.resource.values], false) } };
  return undefined;
}

/** Takes out actions that another statement allows anyway, on more resources and without a condition or with the same. */
function withoutCovered(statements: readonly StatementDocument[]): StatementDocument[] {
  let list = [...statements];
  for (const statement of statements.filter(({ action, resource }) => !action.negated && resource && !resource.negated)) {
    const others = list.filter((each) => each !== statement && each.effect === statement.effect && !each.action.negated && each.resource && !each.resource.negated
      && (Object.keys(each.condition).length === 0 || same(each.condition, statement.condition)));
    const wider = others.filter((other) => statement.resource!.values.every((resource) => other.resource!.values.some((each) => covers(each, resource))))
      .flatMap(({ action }) => action.values.map((each) => each.toLowerCase()));
    const left = statement.action.values.filter((action) => !wider.some((each) => covers(each, action.toLowerCase())));
    if (left.length < statement.action.values.length) list = list.flatMap((each) => (each !== statement ? [each] : left.length > 0 ? [{ ...statement, action: { negated: false, values: left } }] : []));
  }
  return list;
}

/** Puts a wildcard in place of actions where it meets these and no other action of the service. */
function wildcards(actions: readonly string[], actionsOf: ActionsOf): string[] {
  const services = new Map<string, string[]>();
  for (const action of actions) services.set(action.split(':')[0], [...services.get(action.split(':')[0]) ?? [], action]);
  return [...services].flatMap(([service, given]) => {
    const all = actionsOf(service.toLowerCase())?.map((name) => name.toLowerCase());
    return all && service !== '*' ? shorter(service, given.map((action) => action.slice(service.length + 1)), all) : given;
  });
}

function shorter(service: string, names: readonly string[], all: readonly string[]): string[] {
  const has = new Set(names.map((name) => name.toLowerCase()));
  const plain = names.filter((name) => !/[*?]/.test(name));
  const prefixes = new Set(plain.flatMap((name) => [...name].map((_, length) => name.slice(0, length))));
  // Shortest first: a wildcard that meets more stands for the longer ones too.
  const allowed = [...prefixes].sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).filter((prefix) => {
    const met = all.filter((name) => name.startsWith(prefix.toLowerCase()));
    return met.length > 1 && met.every((name) => has.has(name));
  });
  const chosen: string[] = [];
  for (const prefix of allowed) if (!chosen.some((each) => prefix.toLowerCase().startsWith(each.toLowerCase()))) chosen.push(prefix);
  const rest = names.filter((name) => /[*?]/.test(name) || !all.includes(name.toLowerCase()) || !chosen.some((prefix) => name.toLowerCase().startsWith(prefix.toLowerCase())));
  return [...chosen.map((prefix) => `${service}:${prefix}*`), ...rest.map((name) => `${service}:${name}`)];
}
