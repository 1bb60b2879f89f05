import { isAddress } from './addresses';
import { ByValue } from './by-value';
import type { Known } from './condition';
import { memberAt } from './members';
import type { ActivityRecord } from './record';
import { text } from '../json';

/** Numbers for the values of a field in the order of their coming, 0 for none; what comes when they are given out is one value that nobody knows. */
class Numbers {
  private readonly known = new Map<unknown, number>();

  /** @param count how many numbers there are, the unknown one included */
  constructor(readonly count: number) {}

  /** The number of what nobody knows. */
  get unknown(): number { return this.count - 1; }

  of(value: unknown): number {
    return value === undefined || value === null ? 0 : this.known.get(value) ?? this.next(value);
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

const KEY_MEMBER = memberAt('userIdentity.accessKeyId')!;
const ADDRESS_MEMBER = memberAt('sourceIPAddress')!;
const headOf = (key: unknown): string => (text(key) ?? '').slice(0, 4);

/** Shapes of events: what many rules ask, beside source and name. All events of one shape answer the same. */
export class Shapes {
  private readonly fields = FIELDS.map(({ field, count }) => {
    const numbers = new Numbers(count);
    return { field, numbers, number: new ByValue(field, (value) => numbers.of(value)) };
  });

  private readonly heads = new Numbers(HEADS);
  private readonly head = new ByValue(KEY_MEMBER, (key) => this.heads.of(headOf(key)));
  private readonly hasAddress = new ByValue(ADDRESS_MEMBER, (address) => isAddress(text(address) ?? ''));

  /** Number of the shape of an event. */
  of(record: ActivityRecord): number {
    let shape = this.head.of(record);
    for (const { numbers, number } of this.fields) shape = shape * numbers.count + number.of(record);
    for (const field of OPTIONAL) shape = shape * 2 + (isAbsent(record.read(field)) ? 1 : 0);
    return shape * 2 + (this.hasAddress.of(record) ? 1 : 0);
  }

  /** The fields that events of the shape of this one share. */
  known(record: ActivityRecord): Known {
    const known = new Map<string, unknown>([[SOURCE, this.hasAddress.of(record)]]);
    const note = (field: string, value: unknown, numbers: Numbers) => { if (numbers.of(value) !== numbers.unknown) known.set(field, value ?? undefined); };
    note(KEY, headOf(record.accessKeyId), this.heads);
    for (const { field, numbers } of this.fields) note(field.path, record.read(field), numbers);
    for (const field of OPTIONAL) if (isAbsent(record.read(field))) known.set(field.path, undefined);
    return known;
  }
}
