import { isObject, type Json } from '../json';
import { memberAt, memberTowards } from './members';
import type { ActivityRecord } from './record';

/** A test of a value; the record it stands in. */
export type ValueTest = (value: unknown, record: ActivityRecord) => boolean;

/** Whether some value of an event at a path satisfies a test. */
export type Walk = (record: ActivityRecord, test: ValueTest) => boolean;

/**
 * A dotted path as a walk over an event. Arrays are walked, and so are the `items` in which EC2 wraps its lists; a key may itself hold dots.
 * @param leaves whether an array at the end of the path is walked too, element by element; else the test gets it as it is
 */
export function walk(path: string, leaves: boolean): Walk {
  const keys = path.split('.');
  const last = keys.length;
  const known = memberTowards(keys);
  const first = known?.keys.length ?? 0;
  return (record, test) => {
    // A path that leads over one of the members, and is not found by it, may still be found another way.
    let value = known && record.read(known);
    let at = first;
    if (value === undefined) {
      if (!record.hasOthers) return last === 1 && !leaves && test(undefined, record);
      [value, at] = [record.event, 0];
    }
    for (; at < last; at++) {
      // Most objects on the way are plain ones that have the key.
      const next: unknown = isObject(value) ? value[keys[at]] : undefined;
      if (next === undefined) return at > 0 || last > 1 ? step(value, keys, at, leaves, test, record) : !leaves && test(undefined, record);
      value = next;
    }
    return leaves && typeof value === 'object' ? leaf(value, test, record) : test(value, record);
  };
}

function step(value: unknown, keys: readonly string[], at: number, leaves: boolean, test: ValueTest, record: ActivityRecord): boolean {
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

function leaf(value: unknown, test: ValueTest, record: ActivityRecord): boolean {
  if (typeof value !== 'object' || value === null) return value !== undefined && test(value, record);
  if (Array.isArray(value)) {
    for (const element of value) if (leaf(element, test, record)) return true;
    return false;
  }
  const { items } = value as Json;
  return Array.isArray(items) ? leaf(items, test, record) : test(value, record);
}

/** What an event has in a field where one look tells; undefined for fields that take more. */
export function plainly(path: string): ((record: ActivityRecord) => unknown) | undefined {
  const member = memberAt(path);
  if (member) return (record) => record.read(member);
  return path.includes('.') ? undefined : (record) => record.other(path);
}

/** Every value at a path, in the order of the event; absent and null ones left out. */
export function valuesAt(record: ActivityRecord, path: Walk): unknown[] {
  const found: unknown[] = [];
  path(record, (value) => {
    if (value !== undefined && value !== null) found.push(value);
    return false;
  });
  return found;
}
