import type { Member } from './members';
import type { ActivityRecord } from './record';

/** Works something out from a member of events, once for each value as far as values have numbers: most come again and again. */
export class ByValue<T> {
  private values: readonly unknown[] = [];
  private readonly known: (T | undefined)[] = [];

  /** @param work is given undefined where the member is absent */
  constructor(private readonly member: Member, private readonly work: (value: unknown) => T) {}

  /** What comes of the value that an event has. */
  of(record: ActivityRecord): T {
    const number = record.skimmed?.numberOf(this.member.number) ?? -1;
    if (number < 0) return this.work(record.read(this.member));
    const { values } = record.skimmed!;
    if (values !== this.values) {
      this.values = values;
      this.known.length = 0;
    }
    // A list with gaps is slow.
    while (this.known.length <= number) this.known.push(undefined);
    return this.known[number] ??= this.work(values[number]);
  }
}
