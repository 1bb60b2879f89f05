import { memberAt } from './members';
import type { Json } from '../json';

/** Records that were skimmed together. */
export interface Batch {
  /** The text they stand in. */
  readonly text: Buffer;
  /** Rows of records, as wasm/skim.ts writes them. */
  readonly rows: Int32Array;
  /** Values by their numbers. */
  readonly values: readonly unknown[];
}

const HEAD = 3;
const VERSION = memberAt('eventVersion')!;
const QUOTE = '"'.charCodeAt(0);

/** How many numbers the row of a record has. */
export const widthOf = (members: number): number => HEAD + (members + 1) * 2;

/** A record that was checked to be well-formed, but not built: a member is when it is asked for. */
export class SkimmedEvent {
  private readonly text: Buffer;
  private readonly rows: Int32Array;
  /** Values by their numbers; another list where the numbers began anew. */
  readonly values: readonly unknown[];
  /** Members that were built, each behind its number. */
  private built: unknown[] | undefined;

  /** @param row place of its row */
  constructor({ text, rows, values }: Batch, private readonly row: number) {
    this.text = text;
    this.rows = rows;
    this.values = values;
  }

  /** Where it begins in the text. */
  get from(): number { return this.rows[this.row]; }

  /** Where it ends. */
  get to(): number { return this.rows[this.row + 1]; }

  /** Whether CloudTrail wrote it: it writes a version into every record. */
  get isOfCloudTrail(): boolean {
    return typeof this.member(VERSION.number) === 'string';
  }

  /** Whether it has members that have no number. */
  get hasOthers(): boolean {
    return this.rows[this.row + 2] !== 0;
  }

  /** A member by its number; undefined where it is absent. */
  member(number: number): unknown {
    const cell = this.row + HEAD + number * 2;
    const to = this.rows[cell + 1];
    if (to === 0) return undefined;
    const from = this.rows[cell];
    if (to === -1) return this.values[from];
    return to > 0 && this.text[from] === QUOTE ? this.text.toString('latin1', from + 1, to - 1) : this.build(number, from, Math.abs(to));
  }

  /** The number of the value of a member; below 0 where it has none. */
  numberOf(number: number): number {
    const cell = this.row + HEAD + number * 2;
    return this.rows[cell + 1] === -1 ? this.rows[cell] : -1;
  }

  /** A member by its number, as JSON. */
  json(number: number): string | undefined {
    const cell = this.row + HEAD + number * 2;
    const to = this.rows[cell + 1];
    return to === -1 ? JSON.stringify(this.member(number)) : to === 0 ? undefined : this.text.toString('utf8', this.rows[cell], Math.abs(to));
  }

  /** The whole of it. */
  whole(): Json {
    return JSON.parse(this.text.toString('utf8', this.from, this.to)) as Json;
  }

  private build(number: number, from: number, to: number): unknown {
    this.built ??= [];
    for (let at = 0; at < this.built.length; at += 2) if (this.built[at] === number) return this.built[at + 1];
    const value: unknown = JSON.parse(this.text.toString('utf8', from, to));
    this.built.push(number, value);
    return value;
  }
}
