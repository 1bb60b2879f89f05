const SLOTS = 2 ** 19;
const FULL = SLOTS / 2;
const DASH = '-'.charCodeAt(0);
const LENGTH = 36;

/** Ids with the number of the file they came from: 12 bytes each, in open addressing. */
class Table {
  count = 0;
  private readonly slots = new Uint32Array(SLOTS * 3);

  /** Number of the file that an id was seen in; 0 where it was in none. */
  find(high: number, low: number): number {
    return this.slots[this.slot(high, low) + 2];
  }

  add(high: number, low: number, file: number): void {
    const slot = this.slot(high, low);
    if (this.slots[slot + 2] === 0) this.count++;
    this.slots[slot] = high;
    this.slots[slot + 1] = low;
    this.slots[slot + 2] = file;
  }

  private slot(high: number, low: number): number {
    const { slots } = this;
    let slot = (low % SLOTS) * 3;
    while (slots[slot + 2] !== 0 && (slots[slot] !== high || slots[slot + 1] !== low)) slot = (slot + 3) % slots.length;
    return slot;
  }
}

/** Values of the hexadecimal digits by their codes; 16 for what is none. */
const DIGITS = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(digit) ? 16 : digit;
});

/** A number from eight hexadecimal digits; -1 where there are others. */
function hexadecimal(text: string, from: number): number {
  let number = 0;
  for (let at = from; at < from + 8; at++) {
    const digit = DIGITS[text.charCodeAt(at)] ?? 16;
    if (digit === 16) return -1;
    number = number * 16 + digit;
  }
  return number;
}

const isGuid = (id: string): boolean => id.length === LENGTH
  && id.charCodeAt(8) === DASH && id.charCodeAt(13) === DASH && id.charCodeAt(18) === DASH && id.charCodeAt(23) === DASH;

/**
 * Tells a second delivery of an event: its id came before, from another file. Ids of AWS are GUIDs, of which half the digits are kept; anything
 * else is no id of AWS and is never taken for one. The last quarter of a million ids are known, at most twice as many, in 12 MB.
 */
export class SeenEvents {
  private older = new Table();
  private newer = new Table();

  /**
   * Notes an event.
   * @param file number of the file, from 1
   * @returns whether it came before
   */
  isRepeated(id: string | undefined, file: number): boolean {
    if (id === undefined || !isGuid(id)) return false;
    const [high, low] = [hexadecimal(id, 0), hexadecimal(id, LENGTH - 8)];
    if (high < 0 || low < 0) return false;
    const before = this.newer.find(high, low) || this.older.find(high, low);
    if (before !== 0) return before !== file;
    if (this.newer.count >= FULL) [this.older, this.newer] = [this.newer, new Table()];
    this.newer.add(high, low, file);
    return false;
  }
}
