const SLOTS = 2 ** 19;
const FULL = SLOTS / 2;
const DASHES = [8, 13, 18, 23];
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

/** Value of the hexadecimal digit at a place; NaN where there is none. */
function digit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 102) return code - 87;
  return code >= 65 && code <= 70 ? code - 55 : NaN;
}

/** A number from hexadecimal digits. */
function hexadecimal(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) number = number * 16 + digit(text, at);
  return number;
}

/** Half of the digits of a GUID as two numbers; undefined for anything else. */
function halves(id: string): [number, number] | undefined {
  if (id.length !== LENGTH || DASHES.some((at) => id[at] !== '-')) return undefined;
  const [high, low] = [hexadecimal(id, 0, 8), hexadecimal(id, LENGTH - 8, LENGTH)];
  return Number.isNaN(high + low) ? undefined : [high, low];
}

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
    const known = id === undefined ? undefined : halves(id);
    if (!known) return false;
    const [high, low] = known;
    const before = this.newer.find(high, low) || this.older.find(high, low);
    if (before !== 0) return before !== file;
    if (this.newer.count >= FULL) [this.older, this.newer] = [this.newer, new Table()];
    this.newer.add(high, low, file);
    return false;
  }
}
