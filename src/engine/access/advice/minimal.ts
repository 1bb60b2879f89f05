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
export const jsonOf = ({ effect, principal, action, resource, condition }: StatementDocument): JsonStatement => ({
  Effect: effect,
  ...principal && {
    [principal.negated ? 'NotPrincipal' : 'Principal']: Object.fromEntries(Object.entries(principal.values).map(([kind, values]) => [kind, shortest(values)])),
  },
  [action.negated ? 'NotAction' : 'Action']: shortest(action.values),
  ...resource && { [resource.negated ? 'NotResource' : 'Resource']: shortest(resource.values) },
  ...Object.keys(condition).length > 0 && {
    Condition: Object.fromEntries(Object.entries(condition).map(([operator, keys]) =>
      [operator, Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, shortest(values)]))])),
  },
});

/** A document of statements. */
export const policyOf = (statements: readonly StatementDocument[]): JsonPolicy =>
  ({ Version: '2012-10-17', Statement: shortest(statements.map(jsonOf)) as JsonPolicy['Statement'] });

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
  const tidy = statements.map(({ effect, action, resource, condition }) => ({
    effect,
    action: listed(action, (values) => uncovered(values, true)),
    ...resource && { resource: listed(resource, (values) => uncovered(values, false)) },
    condition,
  }));
  const short = withoutCovered(merged(tidy)).map((statement) =>
    (statement.effect === 'Deny' ? statement : { ...statement, action: listed(statement.action, (values) => wildcards(values, actionsOf)) }));
  return merged(short).map((statement) => ({ ...statement, action: sorted(statement.action) }));
}

/** Changes what a list says is meant; what it says is not meant stays. */
const listed = (list: Listed<readonly string[]>, change: (values: readonly string[]) => readonly string[]) =>
  (list.negated ? list : { negated: false, values: change(list.values) });

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
  const together = (one: Listed<readonly string[]>, other: Listed<readonly string[]>, foldCase: boolean) =>
    (one.negated || other.negated ? undefined : { negated: false, values: uncovered([...one.values, ...other.values], foldCase) });
  const action = same(sorted(a.resource), sorted(b.resource)) && together(a.action, b.action, true);
  if (action) return { ...a, action };
  const resource = same(sorted(a.action), sorted(b.action)) && together(a.resource, b.resource, false);
  return resource ? { ...a, resource } : undefined;
}

/** Takes out actions that another statement covers anyway, on more resources and without a condition or with the same. */
function withoutCovered(statements: readonly StatementDocument[]): StatementDocument[] {
  return statements.reduce<StatementDocument[]>((list, statement) => {
    const { action, resource } = statement;
    if (action.negated || !resource || resource.negated) return list;
    const wider = list.filter((each) => each !== statement && isWider(each, statement)).flatMap((each) => each.action.values);
    const left = action.values.filter((value) => !wider.some((each) => covers(each.toLowerCase(), value.toLowerCase())));
    if (left.length === action.values.length) return list;
    const replacement = left.length > 0 ? [{ ...statement, action: { negated: false, values: left } }] : [];
    return list.flatMap((each) => (each === statement ? replacement : [each]));
  }, [...statements]);
}

/** Whether a statement holds wherever another one does, their actions left aside. */
function isWider(wide: StatementDocument, narrow: StatementDocument): boolean {
  if (wide.effect !== narrow.effect || wide.action.negated || !wide.resource || wide.resource.negated) return false;
  if (Object.keys(wide.condition).length > 0 && !same(wide.condition, narrow.condition)) return false;
  const { values } = wide.resource;
  return narrow.resource!.values.every((resource) => values.some((each) => covers(each, resource)));
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
  const plain = names.filter((name) => all.includes(name.toLowerCase()));
  const has = new Set(plain.map((name) => name.toLowerCase()));
  const starts = (name: string, prefix: string) => name.toLowerCase().startsWith(prefix.toLowerCase());
  const prefixes = new Set(plain.flatMap((name) => [...name].map((_, length) => name.slice(0, length))));
  const exact = [...prefixes].filter((prefix) => {
    const met = all.filter((name) => starts(name, prefix));
    return met.length > 1 && met.every((name) => has.has(name));
  });
  // A shorter prefix meets all that a longer one does.
  const isBefore = (one: string, other: string) => one !== other && starts(other, one) && (one.length < other.length || one < other);
  const chosen = exact.filter((prefix) => !exact.some((other) => isBefore(other, prefix)));
  const rest = names.filter((name) => !has.has(name.toLowerCase()) || !chosen.some((prefix) => starts(name, prefix)));
  return [...chosen.map((prefix) => `${service}:${prefix}*`), ...rest.map((name) => `${service}:${name}`)];
}
