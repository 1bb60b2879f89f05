import { endOfValue } from './json-end';
import { skimmer } from './skimmer';

/** A JSON value found in a file, or what could not be read as one. */
export type Piece = { readonly line: number; readonly index?: number } & ({ readonly value: unknown } | { readonly broken: string });

const [NEWLINE, CLOSE_LIST, OPEN_OBJECT, COMMA] = ['\n', ']', '{', ','].map((character) => character.charCodeAt(0));
const isSpace = (byte: number) => byte === 32 || byte === 9 || byte === 10 || byte === 13;

// The byte order mark of UTF-8: no value begins with one of its bytes.
const isMark = (byte: number) => byte === 0xef || byte === 0xbb || byte === 0xbf;

/** How CloudTrail's files begin, and the answers of its LookupEvents. */
const LIST_OF_RECORDS = /^\{\s*"(?:Records|Events)"\s*:\s*\[/;
const HEAD = 64;
/** CloudTrail writes every record with its version first: most likely a record ends here. JSON.parse then tells whether it does. */
const LIKELY_END = Buffer.from('},{"eventVersion"');
const LARGEST = 64 * 1024 * 1024;

/**
 * Finds JSON values in a stream of bytes: lines, concatenated or pretty-printed values, and the elements of lists of records one by one,
 * so that a file of any size is never held as a whole. What is broken is told and stepped over.
 */
export class Splitter {
  private buffer: Buffer = Buffer.alloc(0);
  private at = 0;
  private line = 1;
  /** Place of a newline, none lies between it and what was taken; a file may be one long line. */
  private newline = -1;
  private index: number | undefined;
  /** Whether the list of records stands in an object. */
  private wrapped = false;
  private hasLines = false;
  private found: Piece[] = [];

  /** Takes bytes; gives the pieces that are complete. */
  push(bytes: Buffer): Piece[] {
    const rest = this.buffer.subarray(this.at);
    this.buffer = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
    this.at = 0;
    this.newline = -1;
    return this.split(false);
  }

  /** Ends the stream; gives what is left, incomplete pieces as broken ones. */
  end(): Piece[] {
    return this.split(true);
  }

  private split(last: boolean): Piece[] {
    this.found = [];
    for (;;) {
      this.skipSpace();
      if (this.at >= this.buffer.length) break;
      if (!(this.index === undefined ? this.top(last) : this.element(last))) break;
    }
    if (last && this.index !== undefined) this.broken('the list of records is cut off');
    return this.found;
  }

  private skipSpace(): void {
    for (; this.at < this.buffer.length; this.at++) {
      const byte = this.buffer[this.at];
      if (byte === NEWLINE) this.line++;
      else if (!isSpace(byte) && !(this.index === undefined ? isMark(byte) : byte === COMMA)) return;
    }
  }

  /** A value that stands in no list; false where more bytes are needed. */
  private top(last: boolean): boolean {
    const head = this.buffer.toString('latin1', this.at, Math.min(this.at + HEAD, this.buffer.length));
    const list = LIST_OF_RECORDS.exec(head)?.[0] ?? (head.startsWith('[') ? '[' : undefined);
    if (list !== undefined) {
      this.skipTo(this.at + list.length);
      this.index = 0;
      this.wrapped = list !== '[';
      return true;
    }
    if (head.length < HEAD && !last && !head.includes('\n')) return false;
    return this.lineOrValue(last);
  }

  private lineOrValue(last: boolean): boolean {
    if (this.skim(false)) {
      if (this.buffer[this.at] === NEWLINE) this.hasLines = true;
      return true;
    }
    const newline = this.buffer.indexOf(NEWLINE, this.at);
    if (newline < 0 && !last) return this.tooLarge();
    const lineEnd = newline < 0 ? this.buffer.length : newline;
    if (this.take(lineEnd)) {
      this.hasLines = true;
      return true;
    }
    const isOneOfLines = this.hasLines || this.buffer[lineEnd + 1] === OPEN_OBJECT;
    const end = isOneOfLines ? lineEnd : endOfValue(this.buffer, this.at);
    if (end < 0 && !last) return this.tooLarge();
    if (end > 0 && end !== lineEnd && this.take(end)) return true;
    this.broken('no JSON');
    this.skipTo(isOneOfLines || end < 0 ? lineEnd : Math.max(end, lineEnd));
    return true;
  }

  /** An element of a list of records; false where more bytes are needed. */
  private element(last: boolean): boolean {
    if (this.buffer[this.at] === CLOSE_LIST) return this.closeList(last);
    if (this.skim(true)) return true;
    const likely = this.buffer.indexOf(LIKELY_END, this.at + 1);
    if (likely >= 0 && this.take(likely + 1)) return true;
    const end = endOfValue(this.buffer, this.at);
    if (end >= 0 && end > this.at && this.take(end)) return true;
    if (end < 0 && likely < 0 && !last) return this.tooLarge();
    this.broken(end < 0 && likely < 0 ? 'a record is cut off' : 'a record is no JSON');
    this.skipTo(likely >= 0 ? likely + 1 : end > this.at ? end : this.buffer.length);
    this.index!++;
    return true;
  }

  /** Takes the records of CloudTrail that are well-formed, as many as there are; they are not built yet. */
  private skim(isList: boolean): boolean {
    const { start, events } = skimmer().skim(this.buffer, this.at, isList);
    for (const event of events) {
      this.skipTo(start + event.from);
      this.found.push({ value: event.isOfCloudTrail ? event : event.whole(), ...this.place() });
      if (isList) this.index!++;
      this.skipTo(start + event.to);
    }
    return events.length > 0;
  }

  private closeList(last: boolean): boolean {
    let end = this.at + 1;
    if (this.wrapped) {
      // What stands behind the list up to the end of its object is of no interest.
      end = endOfValue(this.buffer, this.at, 2);
      if (end < 0 && !last) return this.tooLarge();
      if (end < 0) this.broken('the file is cut off behind its records');
    }
    this.skipTo(end < 0 ? this.buffer.length : end);
    this.index = undefined;
    return true;
  }

  /** Takes the bytes up to an end if they are one JSON value. */
  private take(end: number): boolean {
    let value: unknown;
    try {
      value = JSON.parse(this.buffer.toString('utf8', this.at, end));
    } catch {
      return false;
    }
    this.found.push({ value, ...this.place() });
    this.skipTo(end);
    if (this.index !== undefined) this.index++;
    return true;
  }

  private place(): { line: number; index?: number } {
    return this.index === undefined ? { line: this.line } : { line: this.line, index: this.index };
  }

  private broken(why: string): void {
    this.found.push({ broken: why, ...this.place() });
  }

  private skipTo(end: number): void {
    while (this.newline < end) {
      if (this.newline >= this.at) this.line++;
      const next = this.buffer.indexOf(NEWLINE, Math.max(this.newline + 1, this.at));
      this.newline = next < 0 ? Infinity : next;
    }
    this.at = end;
  }

  /** More bytes are needed, unless what is held is larger than any record. */
  private tooLarge(): boolean {
    if (this.buffer.length - this.at < LARGEST) return false;
    this.broken(`a value of more than ${LARGEST} bytes`);
    this.skipTo(this.buffer.length);
    return true;
  }
}
