import { valuesAt, walk } from './path';
import type { ActivityRecord } from './record';
import type { Surroundings } from './settings';

/** The values of a key in an event; none where the event has no such thing. */
export type Key = (record: ActivityRecord) => readonly string[];

const one = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value]);

const INSTANCES = ['requestParameters.instancesSet.items.instanceId', 'requestParameters.instanceId'].map((path) => walk(path, true));

/** A key by its name: something worked out from the event, or a field of it. */
export function key(name: string, around: Surroundings): Key {
  switch (name) {
    case 'principal': return (record) => one(record.principal);
    case 'network': return (record) => one(record.network(around.trusted));
    case 'userAgentFamily': return (record) => one(record.userAgentFamily);
    case 'recipientAccountId': return (record) => one(record.accountId);
    case 'instanceId': return ({ event }) => [...new Set(INSTANCES.flatMap((path) => valuesAt(event, path).map(String)))];
    default: return field(name);
  }
}

/** The values of a field, as texts. */
export function field(name: string): Key {
  const path = walk(name, true);
  return ({ event }) => valuesAt(event, path).map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)));
}

const COMBINATIONS = 50;
const SEPARATOR = '\u0000';

/**
 * The groups an event belongs to, one for each combination of the values of several keys; none where it has no value for any of them.
 * At most fifty, as requests may carry long lists.
 */
export function groups(keys: readonly Key[], record: ActivityRecord): string[] {
  let found: string[] = [];
  let empty = true;
  for (const [at, each] of keys.entries()) {
    const values = each(record);
    if (values.length > 0) empty = false;
    const next = values.length > 0 ? values : [''];
    found = at === 0 ? [...next] : found.flatMap((head) => next.map((value) => head + SEPARATOR + value)).slice(0, COMBINATIONS);
  }
  return keys.length === 0 ? [''] : empty ? [] : found;
}

/** A group for people to read. */
export const shownGroup = (group: string): string => group.split(SEPARATOR).filter(Boolean).join(', ');
