import { isObject, type Json } from '../json';

/** Whether some value at a path satisfies a test. */
export type Walk = (event: unknown, test: (value: unknown) => boolean) => boolean;

/**
 * A dotted path as a walk over an event. Arrays are walked, and so are the `items` in which EC2 wraps its lists; a key may itself hold dots.
 * @param leaves whether an array at the end of the path is walked too, element by element; else the test gets it as it is
 */
export function walk(path: string, leaves: boolean): Walk {
  const keys = path.split('.');
  const last = keys.length;
  return (event, test) => {
    let value = event;
    for (let at = 0; at < last; at++) {
      // Most objects on the way are plain ones that have the key.
      const next: unknown = isObject(value) ? value[keys[at]] : undefined;
      if (next === undefined) return at > 0 || last > 1 ? step(value, keys, at, leaves, test) : !leaves && test(undefined);
      value = next;
    }
    return leaves ? leaf(value, test) : test(value);
  };
}

function step(value: unknown, keys: readonly string[], at: number, leaves: boolean, test: (value: unknown) => boolean): boolean {
  if (at === keys.length) return leaves ? leaf(value, test) : test(value);
  if (Array.isArray(value)) {
    for (const element of value) if (step(element, keys, at, leaves, test)) return true;
    return false;
  }
  if (!isObject(value)) return false;
  const key = keys[at];
  if (Object.hasOwn(value, key)) return step(value[key], keys, at + 1, leaves, test);
  if (Array.isArray(value.items)) return step(value.items, keys, at, leaves, test);
  for (let end = at + 2, joined = key; end <= keys.length; end++) {
    joined += `.${keys[end - 1]}`;
    if (Object.hasOwn(value, joined)) return step(value[joined], keys, end, leaves, test);
  }
  return false;
}

function leaf(value: unknown, test: (value: unknown) => boolean): boolean {
  if (typeof value !== 'object' || value === null) return value !== undefined && test(value);
  if (Array.isArray(value)) {
    for (const element of value) if (leaf(element, test)) return true;
    return false;
  }
  const { items } = value as Json;
  return Array.isArray(items) ? leaf(items, test) : test(value);
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
