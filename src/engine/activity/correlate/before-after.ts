import type { Entity } from '../../contracts';
import { isObject, type Json } from '../../json';
import type { ActivityRecord } from '../record';

/** A field that a request sets. */
export interface Changed {
  readonly entity: string;
  /** As AWS spells it in the inventory. */
  readonly field: string;
  /** What the inventory holds, where it was read before the change. */
  readonly before?: unknown;
  /** What the inventory holds, where it was read after the change. */
  readonly inventory?: unknown;
  /** What the request asked for. */
  readonly after: unknown;
}

const DEPTH = 3;
const FIELDS = 20;

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Fields of a request by their plain names, those of inner objects too. */
function asked(value: Json, depth = 0, found = new Map<string, unknown>()): Map<string, unknown> {
  for (const [name, inner] of Object.entries(value)) {
    if (!found.has(plain(name))) found.set(plain(name), inner);
    if (isObject(inner) && depth < DEPTH) asked(inner, depth + 1, found);
  }
  return found;
}

/** A policy stands in a request as its JSON. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('{')) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/**
 * What a request changes of an entity: fields that both have, with their values. What the request names and the inventory does not hold is left out.
 * @param asOf ISO 8601 time of the inventory
 */
export function changedBy({ event: { requestParameters }, time }: ActivityRecord, entity: Entity, asOf: string | undefined): Changed[] {
  if (!isObject(requestParameters)) return [];
  const wanted = asked(requestParameters);
  const wasBefore = asOf !== undefined && Date.parse(asOf) <= time;
  const isAsked = ([field, value]: [string, unknown]) => /^[A-Z]/.test(field) && wanted.has(plain(field)) && value !== undefined;
  return Object.entries(entity).filter(isAsked).map(([field, value]): Changed => {
    const after = parsed(wanted.get(plain(field)));
    return { entity: entity._key, field, ...wasBefore ? { before: value } : { inventory: value }, after };
  }).filter(({ before, inventory, after }) => JSON.stringify(before ?? inventory) !== JSON.stringify(after)).slice(0, FIELDS);
}
