import type { Known } from './condition';
import type { ActivityRecord } from './record';

/** Values of a field that the shapes of events tell apart; what comes later is one value that nobody knows. */
const VALUES = 30;
const UNKNOWN = VALUES;

/** Numbers for the values of a field in the order of their coming; 0 for none. */
class Numbers {
  private readonly known = new Map<unknown, number>();

  of(value: unknown): number {
    if (value === undefined || value === null) return 0;
    const number = this.known.get(value);
    if (number !== undefined) return number;
    if (typeof value === 'object' || this.known.size + 1 >= VALUES) return UNKNOWN;
    this.known.set(value, this.known.size + 1);
    return this.known.size;
  }
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** Shapes of events: what many rules ask, beside source and name. All events of one shape answer the same. */
export class Shapes {
  private readonly types = new Numbers();
  private readonly eventTypes = new Numbers();
  private readonly readOnly = new Numbers();

  /** Number of the shape of an event. */
  of({ event, identity }: ActivityRecord): number {
    const values = (this.types.of(identity.type) * (VALUES + 1) + this.eventTypes.of(event.eventType)) * (VALUES + 1) + this.readOnly.of(event.readOnly);
    const absences = (isAbsent(event.errorCode) ? 1 : 0) + (isAbsent(event.errorMessage) ? 2 : 0) + (isAbsent(identity.invokedBy) ? 4 : 0);
    return values * 8 + absences;
  }

  /** The fields that events of the shape of this one share. */
  known({ event, identity }: ActivityRecord): Known {
    const known = new Map<string, unknown>();
    for (const [field, value, numbers] of [['userIdentity.type', identity.type, this.types], ['eventType', event.eventType, this.eventTypes], ['readOnly', event.readOnly, this.readOnly]] as const) {
      if (numbers.of(value) !== UNKNOWN) known.set(field, value ?? undefined);
    }
    for (const [field, value] of [['errorCode', event.errorCode], ['errorMessage', event.errorMessage], ['userIdentity.invokedBy', identity.invokedBy]] as const) {
      if (isAbsent(value)) known.set(field, undefined);
    }
    return known;
  }
}
