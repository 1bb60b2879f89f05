import { isAddress } from './addresses';
import type { Known } from './condition';
import type { ActivityRecord } from './record';

/** Values of a field that the shapes of events tell apart; what comes later is one value that nobody knows. */
const VALUES = 30;
const UNKNOWN = VALUES;

/** Numbers for the values of a field in the order of their coming; 0 for none. */
class Numbers {
  private readonly known = new Map<unknown, number>();
  private last: unknown;
  private ofLast = 0;

  of(value: unknown): number {
    if (value === undefined || value === null) return 0;
    // Most events are like the one before.
    if (value === this.last) return this.ofLast;
    const number = this.known.get(value) ?? this.next(value);
    [this.last, this.ofLast] = [value, number];
    return number;
  }

  private next(value: unknown): number {
    if (typeof value === 'object' || this.known.size + 1 >= VALUES) return UNKNOWN;
    this.known.set(value, this.known.size + 1);
    return this.known.size;
  }
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** What a test may ask of a field instead of its value, where the values are too many to tell apart. */
export const questions = {
  /** Whether it is an address. */
  isAddress: (field: string) => `${field} is an address`,
  /** Its first four characters, which tell the kind of an access key. */
  head: (field: string) => `head of ${field}`,
};

const SOURCE = questions.isAddress('sourceIPAddress');
const KEY = questions.head('userIdentity.accessKeyId');
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const FIELDS: readonly (readonly [string, (record: ActivityRecord) => unknown])[] = [
  ['userIdentity.type', ({ identity }) => identity.type],
  ['eventType', ({ event }) => event.eventType],
  ['readOnly', ({ event }) => event.readOnly],
  ['sessionCredentialFromConsole', ({ event }) => event.sessionCredentialFromConsole],
  [KEY, ({ identity }) => text(identity.accessKeyId).slice(0, 4)],
];

/** Shapes of events: what many rules ask, beside source and name. All events of one shape answer the same. */
export class Shapes {
  private readonly numbers = FIELDS.map(() => new Numbers());

  /** Number of the shape of an event. */
  of(record: ActivityRecord): number {
    const { event, identity } = record;
    const [type, eventType, readOnly, session, key] = this.numbers;
    const { accessKeyId } = identity;
    let shape = type.of(identity.type);
    shape = shape * (VALUES + 1) + eventType.of(event.eventType);
    shape = shape * (VALUES + 1) + readOnly.of(event.readOnly);
    shape = shape * (VALUES + 1) + session.of(event.sessionCredentialFromConsole);
    shape = shape * (VALUES + 1) + key.of(typeof accessKeyId === 'string' ? accessKeyId.slice(0, 4) : '');
    return shape * 16 + (isAbsent(event.errorCode) ? 1 : 0) + (isAbsent(event.errorMessage) ? 2 : 0) + (isAbsent(identity.invokedBy) ? 4 : 0)
      + (isAddress(text(event.sourceIPAddress)) ? 8 : 0);
  }

  /** The fields that events of the shape of this one share. */
  known(record: ActivityRecord): Known {
    const { event, identity } = record;
    const known = new Map<string, unknown>([[SOURCE, isAddress(text(event.sourceIPAddress))]]);
    for (const [at, [field, read]] of FIELDS.entries()) if (this.numbers[at].of(read(record)) !== UNKNOWN) known.set(field, read(record) ?? undefined);
    for (const [field, value] of [['errorCode', event.errorCode], ['errorMessage', event.errorMessage], ['userIdentity.invokedBy', identity.invokedBy]] as const) {
      if (isAbsent(value)) known.set(field, undefined);
    }
    return known;
  }
}
