import { plainly, valuesAt, walk } from './path';
import type { ActivityRecord } from './record';
import type { Surroundings } from './settings';

/** The value of a key in an event, or its values; undefined or none where the event has no such thing. */
export type Key = (record: ActivityRecord) => string | readonly string[] | undefined;

const INSTANCES = ['requestParameters.instancesSet.items.instanceId', 'requestParameters.instanceId'].map((path) => walk(path, true));

/** A key by its name: something worked out from the event, or a field of it. */
export function key(name: string, around: Surroundings): Key {
  switch (name) {
    case 'principal': return (record) => record.principal;
    case 'network': return (record) => record.network(around.trusted);
    case 'userAgentFamily': return (record) => record.userAgentFamily;
    case 'recipientAccountId': return (record) => record.accountId;
    case 'instanceId': return (record) => [...new Set(INSTANCES.flatMap((path) => valuesAt(record, path).map(String)))];
    default: return field(name);
  }
}

const shown = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** The values of a field, as texts. */
export function field(name: string): Key {
  const path = walk(name, true);
  const of = plainly(name);
  return (record) => {
    const only = of?.(record);
    if (typeof only === 'string') return only;
    let found: string | string[] | undefined;
    path(record, (each) => {
      if (each === null) return false;
      const text = typeof each === 'string' ? each : shown(each);
      found = found === undefined ? text : typeof found === 'string' ? [found, text] : [...found, text];
      return false;
    });
    return found;
  };
}

const NO_VALUES: readonly string[] = [];
const listed = (values: ReturnType<Key>): readonly string[] => (values === undefined ? NO_VALUES : typeof values === 'string' ? [values] : values);

/** The values of several keys together. */
export function allValues(keys: readonly Key[], record: ActivityRecord): readonly string[] {
  if (keys.length === 1) return listed(keys[0](record));
  return keys.flatMap((each) => each(record) ?? []);
}

/** The value of a key, the first one where it has several. */
export function firstValue(each: Key, record: ActivityRecord): string | undefined {
  const values = each(record);
  return typeof values === 'object' ? values[0] : values;
}

const COMBINATIONS = 50;
const SEPARATOR = '\u0000';

/**
 * The groups an event belongs to, one for each combination of the values of several keys; none where it has no value for any of them.
 * At most fifty, as requests may carry long lists.
 */
export function groups(keys: readonly Key[], record: ActivityRecord): readonly string[] {
  if (keys.length === 0) return [''];
  if (keys.length === 1) return listed(keys[0](record));
  let found: readonly string[] = [''];
  let empty = true;
  for (const [at, each] of keys.entries()) {
    const values = listed(each(record));
    if (values.length > 0) empty = false;
    found = at === 0 ? values : combined(found.length > 0 ? found : [''], values.length > 0 ? values : ['']);
  }
  return empty ? [] : found;
}

const combined = (heads: readonly string[], values: readonly string[]): string[] =>
  heads.flatMap((head) => values.map((value) => joinedKey(head, value))).slice(0, COMBINATIONS);

/** Two parts of a key as one. */
export const joinedKey = (head: string, value: string): string => head + SEPARATOR + value;

/** A group for people to read. */
export const shownGroup = (group: string): string => group.split(SEPARATOR).filter(Boolean).join(', ');
