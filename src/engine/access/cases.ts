import type { ContextValue } from './context';
import type { Decision, Outcome, PolicyKind } from './decision';
import { MalformedPolicy } from './document';
import { evaluate, type Facts, type Policies, type Request } from './evaluate';
import { principalTypes, type Principal } from './principal';
import { compilePolicy, type Policy } from './statement';
import type { Json } from '../json';

/** A question of a case file, made ready. */
export interface Case {
  readonly id: string;
  readonly request: Request;
  readonly policies: Policies;
  readonly facts: Facts;
  /** the decision that the author of the file expects */
  readonly expected?: Outcome;
}

/** A case file that cannot be read: the message says where, what was given and what is allowed. */
export class InvalidCases extends Error {}

/** The version of the case format. */
export const caseSchema = 'iam-eval/1';

const OUTCOMES: readonly Outcome[] = ['Allow', 'ImplicitDeny', 'ExplicitDeny', 'Conditional'];
const FILE = ['schema', 'about', 'count', 'cases'];
const CASE = ['id', 'group', 'why', 'doc', 'request', 'policies', 'facts', 'expected', 'oracles'];
const REQUEST = ['principal', 'action', 'resource', 'context', 'unknown'];
const PRINCIPAL = ['type', 'arn', 'account', 'roleArn', 'userArn', 'serviceLinked'];
const KINDS: readonly PolicyKind[] = ['identity', 'boundary', 'session', 'scp', 'rcp', 'resource'];
const FACTS = ['principalAccountIsManagement', 'resourceAccountIsManagement', 'principalIsServiceLinkedRole'];

function fail(where: string, given: unknown, allowed: string): never {
  const shown = given === undefined ? 'missing' : JSON.stringify(given).slice(0, 100);
  throw new InvalidCases(`${where} is ${shown}; allowed is ${allowed}.`);
}

function object(value: unknown, known: readonly string[] | undefined, where: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(where, value, 'an object');
  const other = known && Object.keys(value).find((key) => !known.includes(key));
  if (other !== undefined) throw new InvalidCases(`${where} has the field '${other}'; allowed are ${known!.join(', ')}.`);
  return value as Json;
}

const array = (value: unknown, where: string): readonly unknown[] => (Array.isArray(value) ? value : fail(where, value, 'a list'));

function text(value: unknown, where: string): string {
  return typeof value === 'string' && value !== '' ? value : fail(where, value, 'a text');
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], where: string): T {
  return allowed.includes(value as T) ? value as T : fail(where, value, allowed.join(', '));
}

const textOrNull = (value: unknown, where: string) => (value === null || value === undefined ? null : text(value, where));

/**
 * Reads a case file of format iam-eval/1, parsed from JSON.
 * @throws InvalidCases
 */
export function readCases(file: unknown): Case[] {
  const { schema, cases } = object(file, FILE, 'the file');
  if (schema !== caseSchema) fail('the field schema', schema, `'${caseSchema}'`);
  const read = array(cases, 'the field cases').map((each, at) => caseOf(each, at));
  const ids = read.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new InvalidCases(`two cases have the id '${twice}'; an id stands for one case.`);
  return read;
}

function caseOf(given: unknown, at: number): Case {
  const fields = object(given, CASE, `cases[${at}]`);
  const id = text(fields.id, `cases[${at}].id`);
  const where = `case '${id}'`;
  return {
    id,
    request: requestOf(fields.request, `${where}: request`),
    policies: policiesOf(fields.policies, where),
    facts: factsOf(fields.facts, `${where}: facts`),
    ...fields.expected !== undefined && { expected: oneOf(fields.expected, OUTCOMES, `${where}: expected`) },
  };
}

function requestOf(given: unknown, where: string): Request {
  const { principal, action, resource, context, unknown } = object(given, REQUEST, where);
  const { arn, account } = object(resource, ['arn', 'account'], `${where}.resource`);
  const name = text(action, `${where}.action`);
  if (!/^[\w-]+:\w+$/.test(name)) fail(`${where}.action`, action, 'a service and an action, for instance s3:GetObject');
  return {
    principal: principalOf(principal, `${where}.principal`),
    action: name,
    resource: { arn: text(arn, `${where}.resource.arn`), account: text(account, `${where}.resource.account`) },
    context: contextOf(context, `${where}.context`),
    ...unknown !== undefined && { unknown: array(unknown, `${where}.unknown`).map((key, at) => text(key, `${where}.unknown[${at}]`)) },
  };
}

function principalOf(given: unknown, where: string): Principal {
  const { type, arn, account, roleArn, userArn, serviceLinked } = object(given, PRINCIPAL, where);
  return {
    type: oneOf(type, principalTypes, `${where}.type`),
    arn: type === 'anonymous' ? textOrNull(arn, `${where}.arn`) : text(arn, `${where}.arn`),
    account: textOrNull(account, `${where}.account`),
    ...roleArn !== undefined && { roleArn: text(roleArn, `${where}.roleArn`) },
    ...userArn !== undefined && { userArn: text(userArn, `${where}.userArn`) },
    ...serviceLinked !== undefined && { serviceLinked: truth(serviceLinked, `${where}.serviceLinked`) },
  };
}

function contextOf(given: unknown, where: string): Record<string, ContextValue> {
  const scalar = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);
  return Object.fromEntries(Object.entries(given === undefined ? {} : object(given, undefined, where)).map(([key, value]) => {
    if (![value].flat().every(scalar)) fail(`${where}['${key}']`, value, 'a text, number or boolean, or a list of them');
    return [key, value as ContextValue];
  }));
}

/** Policies of each kind; null or nothing where there are none. */
function policiesOf(given: unknown, where: string): Policies {
  const { identity, boundary, session, scp, rcp, resource } = object(given ?? {}, KINDS, `${where}: policies`);
  const compile = (document: unknown, kind: PolicyKind, name: string): Policy => {
    try {
      return compilePolicy(document, kind, name);
    } catch (error) {
      throw error instanceof MalformedPolicy ? new InvalidCases(`${where}: ${error.message}`) : error;
    }
  };
  const list = (value: unknown, kind: PolicyKind, name: string = kind) =>
    array(value, `${where}: ${name}`).map((document, at) => compile(document, kind, `${name}[${at}]`));
  const levels = (value: unknown, kind: PolicyKind) => array(value, `${where}: ${kind}`).map((level, at) => list(level, kind, `${kind}[${at}]`));
  return {
    identity: isNothing(identity) ? [] : list(identity, 'identity'),
    ...!isNothing(boundary) && { boundary: compile(boundary, 'boundary', 'boundary') },
    ...!isNothing(session) && { session: list(session, 'session') },
    ...!isNothing(scp) && { scp: levels(scp, 'scp') },
    ...!isNothing(rcp) && { rcp: levels(rcp, 'rcp') },
    ...!isNothing(resource) && { resource: compile(resource, 'resource', 'resource') },
  };
}

const isNothing = (value: unknown) => value === null || value === undefined;

const truth = (value: unknown, where: string) => (typeof value === 'boolean' ? value : fail(where, value, 'true or false'));

function factsOf(given: unknown, where: string): Facts {
  const facts = object(given ?? {}, FACTS, where);
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, truth(value, `${where}.${name}`)]));
}

/** Decides a case. */
export const decideCase = ({ request, policies, facts }: Case): Decision => evaluate(request, policies, facts);
