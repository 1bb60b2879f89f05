const SLOTS = 2 ** 20;
const FULL = SLOTS / 2;
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Ids with the number of the file they came from: 12 bytes each, in open addressing. */
class Table {
  readonly high = new Uint32Array(SLOTS);
  readonly low = new Uint32Array(SLOTS);
  readonly file = new Uint32Array(SLOTS);
  count = 0;

  /** Number of the file that an id was seen in; 0 where it was in none. */
  find(high: number, low: number): number {
    return this.file[this.slot(high, low)];
  }

  add(high: number, low: number, file: number): void {
    const slot = this.slot(high, low);
    if (this.file[slot] === 0) this.count++;
    [this.high[slot], this.low[slot], this.file[slot]] = [high, low, file];
  }

  private slot(high: number, low: number): number {
    let slot = low % SLOTS;
    while (this.file[slot] !== 0 && (this.high[slot] !== high || this.low[slot] !== low)) slot = (slot + 1) % SLOTS;
    return slot;
  }
}

/**
 * Tells a second delivery of an event: its id came before, from another file. Ids of AWS are GUIDs, of which half the digits are kept; anything
 * else is no id of AWS and is never taken for one. The last half million ids are known, at most twice as many, in 24 MB.
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
    if (id === undefined || !GUID.test(id)) return false;
    const [high, low] = [Number.parseInt(id.slice(0, 8), 16), Number.parseInt(id.slice(28), 16)];
    const before = this.newer.find(high, low) || this.older.find(high, low);
    if (before !== 0) return before !== file;
    if (this.newer.count >= FULL) [this.older, this.newer] = [this.newer, new Table()];
    this.newer.add(high, low, file);
    return false;
  }
}
