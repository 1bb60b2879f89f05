import { isObject, type Json } from '../json';
import type { ActivityRecord } from './record';

/** A test of a value; the record it stands in, where the walk was told. */
export type ValueTest<T = unknown> = (value: unknown, record: T) => boolean;

/** Whether some value at a path satisfies a test. */
export type Walk = <T>(event: unknown, test: ValueTest<T>, record?: T) => boolean;

/**
 * A dotted path as a walk over an event. Arrays are walked, and so are the `items` in which EC2 wraps its lists; a key may itself hold dots.
 * @param leaves whether an array at the end of the path is walked too, element by element; else the test gets it as it is
 */
export function walk(path: string, leaves: boolean): Walk {
  const keys = path.split('.');
  const last = keys.length;
  return (event, test, record) => {
    let value = event;
    for (let at = 0; at < last; at++) {
      // Most objects on the way are plain ones that have the key.
      const next: unknown = isObject(value) ? value[keys[at]] : undefined;
      if (next === undefined) return at > 0 || last > 1 ? step(value, keys, at, leaves, test, record!) : !leaves && test(undefined, record!);
      value = next;
    }
    return leaves && typeof value === 'object' ? leaf(value, test, record!) : test(value, record!);
  };
}

function step<T>(value: unknown, keys: readonly string[], at: number, leaves: boolean, test: ValueTest<T>, record: T): boolean {
  if (at === keys.length) return leaves ? leaf(value, test, record) : test(value, record);
  if (Array.isArray(value)) {
    for (const element of value) if (step(element, keys, at, leaves, test, record)) return true;
    return false;
  }
  if (!isObject(value)) return false;
  const key = keys[at];
  if (Object.hasOwn(value, key)) return step(value[key], keys, at + 1, leaves, test, record);
  if (Array.isArray(value.items)) return step(value.items, keys, at, leaves, test, record);
  for (let end = at + 2, joined = key; end <= keys.length; end++) {
    joined += `.${keys[end - 1]}`;
    if (Object.hasOwn(value, joined)) return step(value[joined], keys, end, leaves, test, record);
  }
  return false;
}

function leaf<T>(value: unknown, test: ValueTest<T>, record: T): boolean {
  if (typeof value !== 'object' || value === null) return value !== undefined && test(value, record);
  if (Array.isArray(value)) {
    for (const element of value) if (leaf(element, test, record)) return true;
    return false;
  }
  const { items } = value as Json;
  return Array.isArray(items) ? leaf(items, test, record) : test(value, record);
}

/** What an event has in a field that stands at its top or in its `userIdentity`: most rules ask for these. Undefined for deeper fields. */
export function plainly(path: string): ((record: ActivityRecord) => unknown) | undefined {
  const [first, second, ...more] = path.split('.');
  if (second === undefined) return ({ event }) => event[first];
  return first === 'userIdentity' && more.length === 0 ? ({ identity }) => (identity as Json)[second] : undefined;
}

/** Every value at a path, in the order of the event; absent and null ones left out. */
export function valuesAt(event: unknown, path: Walk): unknown[] {
  const found: unknown[] = [];
  path(event, (value) => {
    if (value !== undefined && value !== null) found.push(value);
    return false;
  });
  return found;
}
