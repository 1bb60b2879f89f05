import type { Member } from './members';
import type { ActivityRecord } from './record';

/** Works something out from a member of events, once for each value as far as values have numbers: most come again and again. */
export class ByValue<T> {
  private values: readonly unknown[] = [];
  private readonly known = new Map<number, T>();

  /** @param work is given undefined where the member is absent */
  constructor(private readonly member: Member, private readonly work: (value: unknown) => T) {}

  /** What comes of the value that an event has. */
  of(record: ActivityRecord): T {
    const number = record.skimmed?.numberOf(this.member.number) ?? -1;
    if (number < 0) return this.work(record.read(this.member));
    const { values } = record.skimmed!;
    if (values !== this.values) {
      this.values = values;
      this.known.clear();
    }
    let known = this.known.get(number);
    if (known === undefined) this.known.set(number, known = this.work(values[number]));
    return known;
  }
}
