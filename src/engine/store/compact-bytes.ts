const SHORT = 40;
const ASCII = 128;

/** Type codes of Thrift's compact protocol: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md */
const [I32, I64, BINARY, LIST, STRUCT] = [5, 6, 8, 9, 12];

/** Bytes that grow, and structures of Thrift's compact protocol in them. */
export class CompactBytes {
  at = 0;
  private buffer: Buffer;
  private last = 0;
  private readonly outer: number[] = [];

  constructor(size: number) {
    this.buffer = Buffer.allocUnsafe(size);
  }

  /** What was written. */
  get written(): Buffer { return this.buffer.subarray(0, this.at); }

  byte(value: number): void {
    this.room(1);
    this.buffer[this.at++] = value;
  }

  bytes(value: Uint8Array): void {
    this.room(value.length);
    this.buffer.set(value, this.at);
    this.at += value.length;
  }

  uint32(value: number): void {
    this.room(4);
    this.at = this.buffer.writeUInt32LE(value, this.at);
  }

  uint32At(at: number, value: number): void {
    this.buffer.writeUInt32LE(value, at);
  }

  /** A whole number in 8 bytes. */
  int64(value: number): void {
    this.uint32(((value % 2 ** 32) + 2 ** 32) % 2 ** 32);
    this.room(4);
    this.at = this.buffer.writeInt32LE(Math.floor(value / 2 ** 32), this.at);
  }

  double(value: number): void {
    this.room(8);
    this.at = this.buffer.writeDoubleLE(value, this.at);
  }

  /** A number of at least 0, seven bits a byte. */
  varint(value: number): void {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.byte((rest % 128) + 128);
    this.byte(rest);
  }

  /** UTF-8 behind its length in four bytes. */
  text(text: string): void {
    const { length } = text;
    this.room(4 + length * 3);
    const { buffer } = this;
    const start = this.at + 4;
    let size = length <= SHORT ? 0 : -1;
    for (; size >= 0 && size < length; size++) {
      const code = text.charCodeAt(size);
      if (code >= ASCII) {
        size = -2;
        break;
      }
      buffer[start + size] = code;
    }
    if (size < 0) size = buffer.write(text, start);
    buffer.writeUInt32LE(size, this.at);
    this.at = start + size;
  }

  /** A structure in a field, or in a list. */
  struct(fields: () => void, field?: number): void {
    if (field !== undefined) this.field(field, STRUCT);
    this.outer.push(this.last);
    this.last = 0;
    fields();
    this.byte(0);
    this.last = this.outer.pop()!;
  }

  int32Field(field: number, value: number): void {
    this.field(field, I32);
    this.varint(value * 2);
  }

  int64Field(field: number, value: number): void {
    this.field(field, I64);
    this.varint(value * 2);
  }

  binaryField(field: number, value: string): void {
    this.field(field, BINARY);
    this.binary(value);
  }

  int32List(field: number, values: readonly number[]): void {
    this.list(field, I32, values, (value) => this.varint(value * 2));
  }

  binaryList(field: number, values: readonly string[]): void {
    this.list(field, BINARY, values, (value) => this.binary(value));
  }

  structList<T>(field: number, values: readonly T[], each: (value: T) => void): void {
    this.list(field, STRUCT, values, (value) => this.struct(() => each(value)));
  }

  /** A list of structures that belongs to no field yet. */
  structs<T>(values: readonly T[], each: (value: T) => void): void {
    this.elements(STRUCT, values, (value) => this.struct(() => each(value)));
  }

  /** A list whose bytes were made before. */
  madeList(field: number, made: Uint8Array): void {
    this.field(field, LIST);
    this.bytes(made);
  }

  /** Writes a head that tells the size of the body behind it, which is made first. */
  behind(head: (size: number) => void, body: () => void, longestHead: number): void {
    const start = this.at;
    this.room(longestHead);
    this.at += longestHead;
    body();
    const end = this.at;
    this.at = start;
    head(end - start - longestHead);
    this.buffer.copyWithin(this.at, start + longestHead, end);
    this.at += end - start - longestHead;
  }

  private list<T>(field: number, type: number, values: readonly T[], each: (value: T) => void): void {
    this.field(field, LIST);
    this.elements(type, values, each);
  }

  private elements<T>(type: number, values: readonly T[], each: (value: T) => void): void {
    if (values.length < 15) {
      this.byte(values.length * 16 + type);
    } else {
      this.byte(15 * 16 + type);
      this.varint(values.length);
    }
    for (const value of values) each(value);
  }

  private binary(value: string): void {
    this.varint(Buffer.byteLength(value));
    this.room(value.length * 3);
    this.at += this.buffer.write(value, this.at);
  }

  private field(field: number, type: number): void {
    this.byte((field - this.last) * 16 + type);
    this.last = field;
  }

  private room(size: number): void {
    if (this.at + size <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + size));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }
}
