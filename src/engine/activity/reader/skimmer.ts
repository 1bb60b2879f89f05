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
const COMMA = ','.charCodeAt(0);

let shared: Skimmer | undefined;

/** The one of this process: what it remembers of values serves all files. */
export const skimmer = (): Skimmer => shared ??= new Skimmer();

/** A record that was skimmed, and where it stands. */
export interface Skimmed { readonly event: SkimmedEvent; readonly from: number; readonly to: number }

/** Skims records: finds where they end, whether they are well-formed, and where their members stand, many times as fast as they are parsed. */
export class Skimmer {
  private readonly wasm: Exports;
  private readonly memory: Buffer;
  private readonly width = widthOf(members.length);
  private values: unknown[] = [];
  /** What the text was copied from: bytes from `start` to `end`. */
  private loaded: Buffer | undefined;
  private start = 0;
  private end = 0;

  constructor() {
    this.wasm = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(module, 'base64'))).exports as unknown as Exports;
    this.memory = Buffer.from(this.wasm.memory.buffer);
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
  skim(bytes: Buffer, from: number, isList: boolean): readonly Skimmed[] {
    if (bytes !== this.loaded || from < this.start || from >= this.end) this.load(bytes, from);
    let count = this.run(from, isList);
    if (count === 0 && this.start < from && this.end < bytes.length) {
      this.load(bytes, from);
      count = this.run(from, isList);
    }
    const batch = this.batch(count);
    const records: Skimmed[] = [];
    for (let row = 0; row < batch.rows.length; row += this.width) {
      records.push({ event: new SkimmedEvent(batch, row), from: this.start + batch.rows[row], to: this.start + batch.rows[row + 1] });
    }
    return records;
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

  private batch(count: number): Batch {
    const { wasm, memory, values } = this;
    for (let value = values.length; value < wasm.valueCount(); value++) {
      values.push(JSON.parse(memory.toString('utf8', wasm.valueAt(value), wasm.valueAt(value + 1))));
    }
    const at = wasm.rowsAt();
    const rows = new Int32Array(memory.buffer.slice(at, at + count * this.width * 4));
    return { text: this.loaded!.subarray(this.start, this.end), rows, values };
  }
}
