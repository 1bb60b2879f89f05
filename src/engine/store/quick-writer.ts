import { CompactBytes } from './compact-bytes';
import type { ColumnType, Table } from './parquet';

/** Numbers of the Parquet format: https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift */
const [BOOLEAN, INT64, DOUBLE, BYTE_ARRAY] = [0, 2, 5, 6];
const [UTF8, TIMESTAMP_MILLIS] = [0, 9];
const [PLAIN, RLE, RLE_DICTIONARY] = [0, 3, 8];
const [DATA_PAGE, DICTIONARY_PAGE] = [0, 2];
const OPTIONAL = 1;
/** So many different values may come before it is asked whether they come again. */
const FEW = 8;
/** Each of its seven numbers takes at most six bytes with the head of its field. */
const LONGEST_HEADER = 48;
const MAGIC = Buffer.from('PAR1');

/** How a column is stored: its physical type, and what that stands for. */
const STORED: Readonly<Record<ColumnType, readonly [type: number, converted?: number]>> = {
  STRING: [BYTE_ARRAY, UTF8],
  json: [BYTE_ARRAY, UTF8],
  DOUBLE: [DOUBLE],
  INT64: [INT64],
  BOOLEAN: [BOOLEAN],
  TIMESTAMP: [INT64, TIMESTAMP_MILLIS],
};

interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly at: number;
  readonly size: number;
  readonly dictionaryAt?: number;
  readonly values: number;
}

interface RowGroup { readonly rows: number; readonly columns: readonly Column[] }

/** Values as they are stored; null where there is none. */
function stored<Row>(rows: readonly Row[], [type, value]: Table<Row>['columns'][string]): unknown[] {
  const form = type === 'json' ? JSON.stringify : type === 'TIMESTAMP' ? millis : undefined;
  const values: unknown[] = [];
  for (const row of rows) {
    const found = value(row) ?? null;
    values.push(form && found !== null ? form(found) : found);
  }
  return values;
}

const millis = (time: unknown): unknown => (typeof time === 'string' ? Date.parse(time) : time);

/**
 * Writes a table as one Parquet file in memory, for files that are soon merged into others: time counts for more than size. Values are stored as
 * they are, without compression; texts that come again and again are stored once, in a dictionary. `TableWriter` makes the small files.
 */
export class QuickWriter<Row> {
  private readonly bytes: CompactBytes;
  private readonly groups: RowGroup[] = [];
  private held: Row[] = [];

  /** @param size how many bytes it will about be */
  constructor(private readonly table: Table<Row>, size = 32 * 1024) {
    this.bytes = new CompactBytes(size);
    this.bytes.bytes(MAGIC);
  }

  /** Adds a row, which is held until the row group ends. */
  add(row: Row): void {
    this.held.push(row);
  }

  /** Ends a row group; gives back the memory of its rows. */
  flush(): void {
    if (this.held.length === 0) return;
    const columns = Object.entries(this.table.columns).map(([name, column]) => this.column(name, column[0], stored(this.held, column)));
    this.groups.push({ rows: this.held.length, columns });
    this.held = [];
  }

  /** The file. */
  finish(): Uint8Array {
    this.flush();
    const start = this.bytes.at;
    this.footer();
    this.bytes.uint32(this.bytes.at - start);
    this.bytes.bytes(MAGIC);
    return this.bytes.written;
  }

  private column(name: string, type: ColumnType, all: readonly unknown[]): Column {
    const values = all.includes(null) ? all.filter((value) => value !== null) : all;
    const start = this.bytes.at;
    const known = type === 'STRING' || type === 'json' ? numbered(values) : undefined;
    if (!known) {
      const at = this.dataPage(all, values, PLAIN, () => plain(this.bytes, type, values));
      return { name, type, at, size: this.bytes.at - start, values: all.length };
    }
    this.page(DICTIONARY_PAGE, () => this.bytes.struct(() => {
      this.bytes.int32Field(1, known.size);
      this.bytes.int32Field(2, PLAIN);
    }, 7), () => plain(this.bytes, type, [...known.keys()]));
    const at = this.dataPage(all, values, RLE_DICTIONARY, () => indexes(this.bytes, values, known));
    return { name, type, at, size: this.bytes.at - start, dictionaryAt: start, values: all.length };
  }

  /** Answers where the page begins. */
  private dataPage(all: readonly unknown[], values: readonly unknown[], encoding: number, write: () => void): number {
    const start = this.bytes.at;
    this.page(DATA_PAGE, () => this.bytes.struct(() => {
      this.bytes.int32Field(1, all.length);
      this.bytes.int32Field(2, encoding);
      this.bytes.int32Field(3, RLE);
      this.bytes.int32Field(4, RLE);
    }, 5), () => {
      levels(this.bytes, all, values.length);
      write();
    });
    return start;
  }

  private page(type: number, header: () => void, write: () => void): void {
    this.bytes.behind((size) => this.bytes.struct(() => {
      this.bytes.int32Field(1, type);
      this.bytes.int32Field(2, size);
      this.bytes.int32Field(3, size);
      header();
    }), write, LONGEST_HEADER);
  }

  private footer(): void {
    const { bytes, table, groups } = this;
    bytes.struct(() => {
      bytes.int32Field(1, 1);
      schema(bytes, table.columns);
      bytes.int64Field(3, groups.reduce((sum, { rows }) => sum + rows, 0));
      bytes.structList(4, groups, (group) => {
        bytes.structList(1, group.columns, (column) => this.chunk(column));
        bytes.int64Field(2, group.columns.reduce((sum, { size }) => sum + size, 0));
        bytes.int64Field(3, group.rows);
      });
    });
  }

  private chunk({ name, type, at, size, dictionaryAt, values }: Column): void {
    const { bytes } = this;
    bytes.int64Field(2, dictionaryAt ?? at);
    bytes.struct(() => {
      bytes.int32Field(1, STORED[type][0]);
      bytes.int32List(2, dictionaryAt === undefined ? [PLAIN, RLE] : [PLAIN, RLE, RLE_DICTIONARY]);
      bytes.binaryList(3, [name]);
      bytes.int32Field(4, 0);
      bytes.int64Field(5, values);
      bytes.int64Field(6, size);
      bytes.int64Field(7, size);
      bytes.int64Field(9, at);
      if (dictionaryAt !== undefined) bytes.int64Field(11, dictionaryAt);
    }, 3);
  }
}

/** The names and types of the columns. */
function schema(to: CompactBytes, all: Table<never>['columns']): void {
  const columns = Object.entries(all);
  to.structList(2, [undefined, ...columns], (column) => {
    if (!column) {
      to.binaryField(4, 'root');
      to.int32Field(5, columns.length);
      return;
    }
    const [type, converted] = STORED[column[1][0]];
    to.int32Field(1, type);
    to.int32Field(3, OPTIONAL);
    to.binaryField(4, column[0]);
    if (converted !== undefined) to.int32Field(6, converted);
  });
}

/** The different values, numbered in the order of their coming; undefined where too few come again for it to be worth it. */
function numbered(values: readonly unknown[]): Map<unknown, number> | undefined {
  if (values.length < 2) return undefined;
  const known = new Map<unknown, number>();
  for (let at = 0; at < values.length; at++) {
    if (known.has(values[at])) continue;
    if (known.size > FEW + at / 2) return undefined;
    known.set(values[at], known.size);
  }
  return known.size <= values.length / 2 ? known : undefined;
}

/** The numbers of values, each in as many bits as the largest needs, eight and eight together. */
function indexes(to: CompactBytes, values: readonly unknown[], known: ReadonlyMap<unknown, number>): void {
  const width = 32 - Math.clz32(known.size - 1);
  to.byte(width);
  if (width === 0) {
    to.varint(values.length * 2);
    return;
  }
  const groups = Math.ceil(values.length / 8);
  to.varint(groups * 2 + 1);
  let [held, count] = [0, 0];
  for (let at = 0; at < groups * 8; at++) {
    held += (at < values.length ? known.get(values[at])! : 0) * 2 ** count;
    for (count += width; count >= 8; count -= 8) {
      to.byte(held % 256);
      held = Math.floor(held / 256);
    }
  }
}

/** Which values are there, a bit each: one run where all or none are. */
function levels(to: CompactBytes, all: readonly unknown[], there: number): void {
  const start = to.at;
  to.uint32(0);
  if (there === all.length || there === 0) {
    to.varint(all.length * 2);
    to.byte(there > 0 ? 1 : 0);
  } else {
    to.varint(Math.ceil(all.length / 8) * 2 + 1);
    bits(to, all.map((value) => value !== null));
  }
  to.uint32At(start, to.at - start - 4);
}

function bits(to: CompactBytes, values: readonly unknown[]): void {
  for (let at = 0; at < values.length; at += 8) {
    let byte = 0;
    for (let bit = 0; bit < 8; bit++) if (values[at + bit] === true) byte += 2 ** bit;
    to.byte(byte);
  }
}

function plain(to: CompactBytes, type: ColumnType, values: readonly unknown[]): void {
  if (type === 'BOOLEAN') bits(to, values);
  else if (type === 'DOUBLE') for (const value of values) to.double(value as number);
  else if (type === 'INT64' || type === 'TIMESTAMP') for (const value of values) to.int64(value as number);
  else for (const value of values) to.text(value as string);
}
