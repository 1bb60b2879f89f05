import { severities, type Check, type Example, type Look } from '../../catalogue/model/check';
import type { Frameworks } from '../../catalogue/model/frameworks';
import type { EntityType } from '../../catalogue/model/names';
import type { Need, Service } from '../../catalogue/model/service';
import type { SigmaDetection } from '../../catalogue/model/sigma';
import type { Predicate } from '../activity/condition';
import { predicate } from '../activity/predicate';
import { ActivityRecord } from '../activity/record';
import { SigmaError } from '../activity/sigma/errors';
import { compileSearches } from '../activity/sigma/search';
import { isObject, type Json } from '../json';
import { clockAt, indexes } from './look';

/** A check of the user that cannot be used: the message says what is wrong, what was given and what is allowed. */
export class InvalidCheck extends Error {}

const FIELDS = ['id', 'entity', 'severity', 'title', 'why', 'needs', 'remedy', 'frameworks', 'exposes', 'about', 'applies', 'fails', 'examples'];

const shown = (value: unknown) => (value === undefined ? 'missing' : JSON.stringify(value));

function text(given: Json, name: string): string {
  const value = given[name];
  if (typeof value !== 'string' || value.trim() === '') throw new InvalidCheck(`${name} is ${shown(value)}; allowed is a text.`);
  return value;
}

function oneOf<T extends string>(given: Json, name: string, allowed: readonly T[]): T {
  const value = given[name];
  if (!allowed.includes(value as T)) throw new InvalidCheck(`${name} is ${shown(value)}; allowed are ${allowed.join(', ')}.`);
  return value as T;
}

/** What attack paths make of the check: see `Check`. */
function onPaths(given: Json): Pick<Check, 'exposes' | 'about'> {
  const { exposes, about } = given;
  if (exposes !== undefined && exposes !== true) throw new InvalidCheck(`exposes is ${shown(exposes)}; allowed is true, or nothing.`);
  if (about !== undefined && about !== 'availability') throw new InvalidCheck(`about is ${shown(about)}; allowed is availability, or nothing.`);
  return { ...exposes && { exposes }, ...about && { about } };
}

/** The operations that the named IAM actions allow. */
function needsOf(given: Json, service: Service, services: readonly Service[]): Need[] {
  const known = services.flatMap(({ id, operations }) =>
    Object.entries(operations).map(([operation, { action }]) => ({ service: id, operation, action: action as string })));
  if (!Array.isArray(given.needs) || given.needs.length === 0) {
    throw new InvalidCheck(`needs is ${shown(given.needs)}; allowed is a list of the IAM actions that the check rests on.`);
  }
  return given.needs.flatMap((action: unknown) => {
    const found = known.filter((need) => need.action === action);
    if (found.length === 0) {
      const own = known.filter((need) => need.service === service.id).map((need) => need.action);
      throw new InvalidCheck(`needs has ${shown(action)}, which the scan does not call; the actions of ${service.id} are ${[...new Set(own)].sort().join(', ')}.`);
    }
    return found;
  });
}

/** A test over fields in Sigma's form, as a function of an entity. */
function searchOf(detection: unknown, name: string, id: string): { holds: (entity: object) => boolean; fields: readonly string[] } {
  if (!isObject(detection)) throw new InvalidCheck(`${name} is ${shown(detection)}; allowed are searches and a condition, as in Sigma, or a function.`);
  let holds: Predicate;
  try {
    holds = predicate(compileSearches(detection as SigmaDetection, { rule: id, strictObjects: false }));
  } catch (error) {
    throw error instanceof SigmaError ? new InvalidCheck(error.message) : error;
  }
  const maps = Object.entries(detection).filter(([search]) => search !== 'condition').flatMap(([, of]) => of).filter(isObject);
  const fields = [...new Set(maps.flatMap((map) => Object.keys(map)).map((key) => key.split('|')[0]))];
  return { holds: (entity) => holds(new ActivityRecord(entity as Json, { file: id }, 0, 'cloudtrail')), fields };
}

const valueAt = (entity: object, path: string) => path.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), entity);

const seen = (entity: object, fields: readonly string[]) => fields.map((field) => `${field} is ${shown(valueAt(entity, field)).slice(0, 200)}`).join(', ');

function logicOf(given: Json, id: string): Pick<Check, 'applies' | 'fails'> {
  const applies = typeof given.applies === 'function' || given.applies === undefined ? given.applies as Check['applies'] : searchOf(given.applies, 'applies', id).holds;
  if (typeof given.fails === 'function') return { applies, fails: given.fails as Check['fails'] };
  const { holds, fields } = searchOf(given.fails, 'fails', id);
  return { applies, fails: (entity: object) => (holds(entity) ? seen(entity, fields) : undefined) };
}

/** What a check sees of an example: only what the example names. */
export function lookAtExample({ others = {}, accounts = [], now: at = '2026-01-01' }: Example<object>): Look {
  const all = (_: unknown, type: EntityType) => others[type] ?? [];
  return { ...clockAt(new Date(at)), accounts, all: (service, type) => all(service, type) as never, by: indexes(all) };
}

/** Runs the examples: a check that says something else of them than its author is a mistake. */
function proved(check: Check, examples: Check['examples']): void {
  for (const kind of ['pass', 'fail'] as const) {
    const list = examples[kind];
    if (!Array.isArray(list) || list.length === 0) throw new InvalidCheck(`examples.${kind} is ${shown(list)}; allowed is a list of at least one {entity}.`);
    list.forEach((example: Example<object>, at) => {
      const look = lookAtExample(example);
      const reason = check.applies && !check.applies(example.entity, look) ? 'does not apply' : check.fails(example.entity, look);
      if ((reason === undefined) !== (kind === 'pass')) throw new InvalidCheck(`examples.${kind}[${at}] ${reason === undefined ? 'passes' : `fails: ${reason}`}.`);
    });
  }
}

/**
 * A check that a user wrote: the fields of `defineCheck`, with IAM actions as `needs`; `applies` and `fails` are functions, or searches over
 * the fields of the entity in Sigma's form. Its examples are run at once.
 * @throws InvalidCheck
 */
export function ownCheck(given: unknown, services: readonly Service[]): Check {
  if (!isObject(given)) throw new InvalidCheck(`is ${shown(given)}; allowed is an object with ${FIELDS.join(', ')}.`);
  const other = Object.keys(given).find((name) => !FIELDS.includes(name));
  if (other !== undefined) throw new InvalidCheck(`has the field '${other}'; allowed are ${FIELDS.join(', ')}.`);
  const entity = oneOf(given, 'entity', services.flatMap((each) => Object.keys(each.entities)) as EntityType[]);
  const service = services.find((each) => entity in each.entities)!;
  const { cli = '', cdk = '' } = (given.remedy ?? {}) as { cli?: string; cdk?: string };
  const id = text(given, 'id');
  const examples = (given.examples ?? {}) as Check['examples'];
  const check: Check = {
    id,
    entity,
    service: service.id,
    severity: oneOf(given, 'severity', severities),
    title: text(given, 'title'),
    why: text(given, 'why'),
    needs: needsOf(given, service, services),
    remedy: { cli, cdk },
    prowler: [],
    frameworks: (given.frameworks ?? {}) as Frameworks,
    examples,
    ...onPaths(given),
    ...logicOf(given, id),
  };
  proved(check, examples);
  return check;
}
