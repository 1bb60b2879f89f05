import { module } from './skim-module';
import { members } from '../members';
import { SkimmedEvent, widthOf, type Batch } from '../skimmed';

/** What wasm/skim.ts exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  textAt(): number;
  textSize(): number;
  rowsAt(): number;
  valueAt(value: number): number;
  valueCount(): number;
  isFull(): number;
  forget(): void;
  ask(parent: number, length: number, kind: number): number;
  skim(from: number, end: number, separator: number): number;
}

// TypeScript declares it with the DOM, which jsii leaves out; every Node.js has it.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

const KINDS = { place: 0, value: 1, open: 2 } as const;
/** Rows of many batches lie together: memory for each would be dear. */
const SLAB = 2 ** 16;
const NONE: readonly SkimmedEvent[] = [];
const [COMMA, QUOTE] = [',', '"'].map((character) => character.charCodeAt(0));

/** A value of JSON that is well-formed: a text without escapes stands there as it is. */
function parsed(bytes: Buffer, from: number, to: number): unknown {
  const text = bytes[from] === QUOTE ? bytes.toString('utf8', from + 1, to - 1) : '\\';
  return text.includes('\\') ? JSON.parse(bytes.toString('utf8', from, to)) : text;
}

let shared: Skimmer | undefined;

/** The one of this process: what it remembers of values serves all files. */
export const skimmer = (): Skimmer => shared ??= new Skimmer();

/** Records that were skimmed, and where the text begins that they tell their places in. */
export interface Skimmed { readonly start: number; readonly events: readonly SkimmedEvent[] }

/** Skims records: finds where they end, whether they are well-formed, and where their members stand, many times as fast as they are parsed. */
export class Skimmer {
  private readonly wasm: Exports;
  private readonly memory: Buffer;
  private readonly width = widthOf(members.length);
  private readonly written: Int32Array;
  private rows = new Int32Array(0);
  private taken = 0;
  private values: unknown[] = [];
  /** What the text was copied from: bytes from `start` to `end`. */
  private loaded: Buffer | undefined;
  private start = 0;
  private end = 0;

  constructor() {
    this.wasm = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(module, 'base64'))).exports as unknown as Exports;
    this.memory = Buffer.from(this.wasm.memory.buffer);
    this.written = new Int32Array(this.wasm.memory.buffer, this.wasm.rowsAt());
    const numbers = new Map([['', 0]]);
    for (const { path, keys, kind } of members) {
      const name = keys[keys.length - 1];
      this.memory.write(name, this.wasm.textAt(), 'latin1');
      numbers.set(path, this.wasm.ask(numbers.get(keys.slice(0, -1).join('.'))!, name.length, KINDS[kind]));
    }
  }

  /**
   * Skims as many records as there are at a place, one after the other, and as fit.
   * @param isList whether commas stand between them
   * @returns none where there is no whole record, or one that is better parsed
   */
  skim(bytes: Buffer, from: number, isList: boolean): Skimmed {
    if (bytes !== this.loaded || from < this.start || from >= this.end) this.load(bytes, from);
    let count = this.run(from, isList);
    if (count === 0 && this.start < from && this.end < bytes.length) {
      this.load(bytes, from);
      count = this.run(from, isList);
    }
    return { start: this.start, events: count === 0 ? NONE : this.events(count) };
  }

  private load(bytes: Buffer, from: number): void {
    this.start = from;
    this.end = Math.min(bytes.length, from + this.wasm.textSize());
    bytes.copy(this.memory, this.wasm.textAt(), this.start, this.end);
    this.loaded = bytes;
  }

  private run(from: number, isList: boolean): number {
    if (this.wasm.isFull()) {
      this.wasm.forget();
      this.values = [];
    }
    return this.wasm.skim(from - this.start, this.end - this.start, isList ? COMMA : 0);
  }

  private events(count: number): SkimmedEvent[] {
    const { wasm, memory, values, width } = this;
    for (let value = values.length; value < wasm.valueCount(); value++) {
      values.push(parsed(memory, wasm.valueAt(value), wasm.valueAt(value + 1)));
    }
    const size = count * width;
    if (this.taken + size > this.rows.length) [this.rows, this.taken] = [new Int32Array(Math.max(SLAB, size)), 0];
    this.rows.set(this.written.subarray(0, size), this.taken);
    const batch: Batch = { text: this.loaded!.subarray(this.start, this.end), rows: this.rows, values };
    const events: SkimmedEvent[] = [];
    for (const end = this.taken + size; this.taken < end; this.taken += width) events.push(new SkimmedEvent(batch, this.taken));
    return events;
  }
}
