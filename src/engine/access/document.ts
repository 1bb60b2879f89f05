import type { PolicyKind } from './decision';
import { parseOperator } from './operators';
import { decodeDocument } from '../../catalogue/model/policy-document';
import { isObject, type Json } from '../json';

/** Operator → key → values. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Kinds of principals a policy can name, each with its values: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export type PrincipalBlock = Readonly<Partial<Record<'AWS' | 'Service' | 'Federated' | 'CanonicalUser', readonly string[]>>>;

/** A list, and whether it says what is meant or what is not. */
export interface Listed<T> { readonly negated: boolean; readonly values: T }

/** A statement whose elements are lists. */
export interface StatementDocument {
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly principal?: Listed<PrincipalBlock>;
  readonly action: Listed<readonly string[]>;
  readonly resource?: Listed<readonly string[]>;
  readonly condition: ConditionBlock;
}

/** A policy document that is well formed. */
export interface NormalDocument { readonly variables: boolean; readonly statements: readonly StatementDocument[] }

/** A policy that AWS would not take: the message says where, what was given and what is allowed. */
export class MalformedPolicy extends Error {}

const DOCUMENT = ['Version', 'Id', 'Statement'];
const STATEMENT = ['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];
const PRINCIPALS = ['AWS', 'Service', 'Federated', 'CanonicalUser'];
const VERSIONS = ['2012-10-17', '2008-10-17'];

const shown = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 100));

function fail(where: string, given: unknown, allowed: string): never {
  throw new MalformedPolicy(`${where} is ${shown(given)}; allowed is ${allowed}.`);
}

function onlyKnown(value: unknown, known: readonly string[], where: string): Json {
  if (!isObject(value)) return fail(where, value, 'an object');
  const other = Object.keys(value).find((key) => !known.includes(key));
  if (other !== undefined) throw new MalformedPolicy(`${where} has the element '${other}'; allowed are ${known.join(', ')}.`);
  return value;
}

function strings(value: unknown, where: string): string[] {
  if (typeof value === 'string' && value !== '') return [value];
  if (!Array.isArray(value) || value.length === 0 || value.some((each) => typeof each !== 'string' || each === '')) fail(where, value, 'a text or a list of texts, none empty');
  return value as string[];
}

/**
 * Reads a policy document as AWS does: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 * @param document an object, or its JSON, plain or URL-encoded
 * @param where name of the policy, for messages
 * @throws MalformedPolicy
 */
export function normalize(document: unknown, kind: PolicyKind, where: string): NormalDocument {
  const { Version, Statement } = onlyKnown(parsed(document, where), DOCUMENT, where);
  if (Version !== undefined && !VERSIONS.includes(Version as string)) fail(`${where}.Version`, Version, VERSIONS.join(' or '));
  if (Statement === undefined) fail(`${where}.Statement`, Statement, 'a statement or a list of them');
  return {
    variables: Version === VERSIONS[0],
    statements: [Statement].flat().map((statement, index) => statementOf(statement, kind, `${where}.Statement[${index}]`)),
  };
}

function parsed(document: unknown, where: string): unknown {
  if (typeof document !== 'string') return document;
  try {
    return JSON.parse(decodeDocument(document)!);
  } catch (error) {
    throw new MalformedPolicy(`${where} is not JSON: ${(error as Error).message}.`);
  }
}

function statementOf(given: unknown, kind: PolicyKind, where: string): StatementDocument {
  const statement = onlyKnown(given, STATEMENT, where);
  const { Sid, Effect } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') return fail(`${where}.Effect`, Effect, 'Allow or Deny');
  if (Sid !== undefined && typeof Sid !== 'string') fail(`${where}.Sid`, Sid, 'a text');
  const principal = oneOf(statement, 'Principal', where);
  const resource = oneOf(statement, 'Resource', where);
  const named = kind === 'resource' || kind === 'rcp';
  if (named !== (principal !== undefined)) throw new MalformedPolicy(`${where} ${named ? 'needs' : 'must not have'} a Principal in a policy of kind ${kind}.`);
  // Trust policies have no Resource: it is the role itself.
  if (resource === undefined && kind !== 'resource') fail(`${where}.Resource`, undefined, 'Resource or NotResource');
  const action = oneOf(statement, 'Action', where) ?? fail(`${where}.Action`, undefined, 'Action or NotAction');
  return {
    ...Sid && { sid: Sid as string },
    effect: Effect,
    ...principal && { principal: { negated: principal.negated, values: principals(principal.values, `${where}.${principal.element}`) } },
    action: { negated: action.negated, values: strings(action.values, `${where}.${action.element}`) },
    ...resource && { resource: { negated: resource.negated, values: strings(resource.values, `${where}.${resource.element}`) } },
    condition: conditions(statement.Condition, `${where}.Condition`),
  };
}

/** An element or its negation; never both. */
function oneOf(statement: Json, name: string, where: string): (Listed<unknown> & { readonly element: string }) | undefined {
  const [plain, not] = [statement[name], statement[`Not${name}`]];
  if (plain !== undefined && not !== undefined) throw new MalformedPolicy(`${where} has ${name} and Not${name}; allowed is one of the two.`);
  if (plain === undefined && not === undefined) return undefined;
  return { negated: not !== undefined, values: plain ?? not, element: not === undefined ? name : `Not${name}` };
}

function principals(value: unknown, where: string): PrincipalBlock {
  if (value === '*') return { AWS: ['*'] };
  const block = onlyKnown(value, PRINCIPALS, where);
  return Object.fromEntries(Object.entries(block).map(([kind, values]) => [kind, strings(values, `${where}.${kind}`)]));
}

function conditions(value: unknown, where: string): ConditionBlock {
  if (value === undefined) return {};
  if (!isObject(value)) return fail(where, value, 'an object of condition operators');
  return Object.fromEntries(Object.entries(value).map(([operator, keys]) => {
    if (!parseOperator(operator)) throw new MalformedPolicy(`${where} has the operator '${operator}', which AWS does not know.`);
    if (!isObject(keys)) return fail(`${where}.${operator}`, keys, 'an object of context keys');
    return [operator, Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, scalars(values, `${where}.${operator}.${key}`)]))];
  }));
}

function scalars(value: unknown, where: string): string[] {
  const values = [value].flat();
  if (values.some((each) => !['string', 'number', 'boolean'].includes(typeof each))) fail(where, value, 'a text, number or boolean, or a list of them');
  return values.map(String);
}
