import { isAddress } from './addresses';
import type { Known } from './condition';
import { memberAt } from './members';
import type { ActivityRecord } from './record';

/** Numbers for the values of a field in the order of their coming, 0 for none; what comes when they are given out is one value that nobody knows. */
class Numbers {
  private readonly known = new Map<unknown, number>();
  private last: unknown;
  private ofLast = 0;

  /** @param count how many numbers there are, the unknown one included */
  constructor(readonly count: number) {}

  /** The number of what nobody knows. */
  get unknown(): number { return this.count - 1; }

  of(value: unknown): number {
    if (value === undefined || value === null) return 0;
    // Most events are like the one before.
    if (value === this.last) return this.ofLast;
    const number = this.known.get(value) ?? this.next(value);
    [this.last, this.ofLast] = [value, number];
    return number;
  }

  private next(value: unknown): number {
    if (typeof value === 'object' || this.known.size + 1 >= this.unknown) return this.unknown;
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

/** Fields whose values the shapes tell apart, and how many: all shapes together stay below the largest small integer. */
const FIELDS = ([['userIdentity.type', 30], ['eventType', 30], ['readOnly', 4], ['sessionCredentialFromConsole', 4]] as const).map(([path, count]) => ({ field: memberAt(path)!, count }));
const HEADS = 30;
/** Fields of which the shapes tell whether they are there. */
const OPTIONAL = ['errorCode', 'errorMessage', 'userIdentity.invokedBy'].map((path) => memberAt(path)!);

const headOf = ({ accessKeyId = '' }: ActivityRecord): string => accessKeyId.slice(0, 4);
const ADDRESS = memberAt('sourceIPAddress')!;
const hasAddress = (record: ActivityRecord): boolean => isAddress(record.text(ADDRESS) ?? '');

/** Shapes of events: what many rules ask, beside source and name. All events of one shape answer the same. */
export class Shapes {
  private readonly fields = FIELDS.map(({ field, count }) => ({ field, numbers: new Numbers(count) }));
  private readonly heads = new Numbers(HEADS);

  /** Number of the shape of an event. */
  of(record: ActivityRecord): number {
    let shape = this.heads.of(headOf(record));
    for (const { field, numbers } of this.fields) shape = shape * numbers.count + numbers.of(record.read(field));
    for (const field of OPTIONAL) shape = shape * 2 + (isAbsent(record.read(field)) ? 1 : 0);
    return shape * 2 + (hasAddress(record) ? 1 : 0);
  }

  /** The fields that events of the shape of this one share. */
  known(record: ActivityRecord): Known {
    const known = new Map<string, unknown>([[SOURCE, hasAddress(record)]]);
    const note = (field: string, value: unknown, numbers: Numbers) => { if (numbers.of(value) !== numbers.unknown) known.set(field, value ?? undefined); };
    note(KEY, headOf(record), this.heads);
    for (const { field, numbers } of this.fields) note(field.path, record.read(field), numbers);
    for (const field of OPTIONAL) if (isAbsent(record.read(field))) known.set(field.path, undefined);
    return known;
  }
}
