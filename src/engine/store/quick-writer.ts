import { CompactBytes } from './compact-bytes';
import type { ColumnType, Table } from './parquet';

/** Numbers of the Parquet format: https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift */
const [BOOLEAN, INT64, DOUBLE, BYTE_ARRAY] = [0, 2, 5, 6];
const [UTF8, TIMESTAMP_MILLIS] = [0, 9];
const [PLAIN, RLE, RLE_DICTIONARY] = [0, 3, 8];
const [DATA_PAGE, DICTIONARY_PAGE] = [0, 2];
const OPTIONAL = 1;
const BYTE = 256;
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

/** The values of a column in a row group, as they are stored. */
interface Values {
  readonly values: readonly unknown[];
  /** For each row whether it has one; absent where all have. */
  readonly present?: readonly boolean[];
}

/** The different values of a column, and for each value its place among them. */
interface Dictionary { readonly known: readonly unknown[]; readonly places: readonly number[] }

function stored<Row>(rows: readonly Row[], [type, value]: Table<Row>['columns'][string]): Values {
  const form = type === 'json' ? JSON.stringify : type === 'TIMESTAMP' ? millis : undefined;
  const values: unknown[] = [];
  let present: boolean[] | undefined;
  for (let at = 0; at < rows.length; at++) {
    const found = value(rows[at]);
    const isThere = found !== undefined && found !== null;
    if (isThere) values.push(form ? form(found) : found);
    else present ??= Array<boolean>(at).fill(true);
    present?.push(isThere);
  }
  return { values, present };
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
    const columns = Object.entries(this.table.columns).map(([name, column]) => this.column(name, column[0], this.held.length, stored(this.held, column)));
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

  private column(name: string, type: ColumnType, rows: number, { values, present }: Values): Column {
    const start = this.bytes.at;
    const dictionary = type === 'STRING' || type === 'json' ? dictionaryOf(values) : undefined;
    if (!dictionary) {
      const at = this.dataPage(rows, present, PLAIN, () => plain(this.bytes, type, values));
      return { name, type, at, size: this.bytes.at - start, values: rows };
    }
    const { known, places } = dictionary;
    this.page(DICTIONARY_PAGE, () => this.bytes.struct(() => {
      this.bytes.int32Field(1, known.length);
      this.bytes.int32Field(2, PLAIN);
    }, 7), () => plain(this.bytes, type, known));
    const at = this.dataPage(rows, present, RLE_DICTIONARY, () => indexes(this.bytes, places, known.length));
    return { name, type, at, size: this.bytes.at - start, dictionaryAt: start, values: rows };
  }

  /** Answers where the page begins. */
  private dataPage(rows: number, present: Values['present'], encoding: number, write: () => void): number {
    const start = this.bytes.at;
    this.page(DATA_PAGE, () => this.bytes.struct(() => {
      this.bytes.int32Field(1, rows);
      this.bytes.int32Field(2, encoding);
      this.bytes.int32Field(3, RLE);
      this.bytes.int32Field(4, RLE);
    }, 5), () => {
      levels(this.bytes, rows, present);
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
      bytes.madeList(2, schemaOf(table));
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

/** Schemas that were made: a table has the same in each of its files. */
const schemas = new WeakMap<Table<never>, Uint8Array>();

/** The names and types of the columns. */
function schemaOf(table: Table<never>): Uint8Array {
  const made = schemas.get(table);
  if (made) return made;
  const columns = Object.entries(table.columns);
  const to = new CompactBytes(1024);
  to.structs([undefined, ...columns], (column) => {
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
  schemas.set(table, to.written);
  return to.written;
}

/** Undefined where too few values come again for a dictionary to be worth it. */
function dictionaryOf(values: readonly unknown[]): Dictionary | undefined {
  if (values.length < 2) return undefined;
  const known = new Map<unknown, number>();
  const places: number[] = [];
  let [last, place]: [unknown, number] = [undefined, 0];
  for (let at = 0; at < values.length; at++) {
    // Values often stand together.
    if (values[at] !== last) {
      last = values[at];
      place = known.get(last) ?? known.size;
      if (place === known.size) {
        if (place > FEW + at / 2) return undefined;
        known.set(last, place);
      }
    }
    places.push(place);
  }
  return known.size <= values.length / 2 ? { known: [...known.keys()], places } : undefined;
}

/** Places in a dictionary, each in as many bits as the largest needs, eight and eight together. */
function indexes(to: CompactBytes, places: readonly number[], count: number): void {
  const width = 32 - Math.clz32(count - 1);
  to.byte(width);
  if (width === 0) {
    to.varint(places.length * 2);
    return;
  }
  const groups = Math.ceil(places.length / 8);
  to.varint(groups * 2 + 1);
  const step = 2 ** width;
  let [held, weight] = [0, 1];
  for (let at = 0; at < groups * 8; at++) {
    if (at < places.length) held += places[at] * weight;
    for (weight *= step; weight >= BYTE; weight /= BYTE) {
      to.byte(held % BYTE);
      held = Math.floor(held / BYTE);
    }
  }
}

/** Which rows have a value, a bit each: one run where all or none have. */
function levels(to: CompactBytes, rows: number, present: Values['present']): void {
  const start = to.at;
  to.uint32(0);
  if (present?.includes(true)) {
    to.varint(Math.ceil(rows / 8) * 2 + 1);
    bits(to, present);
  } else {
    to.varint(rows * 2);
    to.byte(present ? 0 : 1);
  }
  to.uint32At(start, to.at - start - 4);
}

function bits(to: CompactBytes, values: readonly unknown[]): void {
  for (let at = 0; at < values.length; at += 8) {
    let byte = 0;
    for (let [bit, weight] = [at, 1]; weight < BYTE; bit++, weight *= 2) if (values[bit] === true) byte += weight;
    to.byte(byte);
  }
}

function plain(to: CompactBytes, type: ColumnType, values: readonly unknown[]): void {
  if (type === 'BOOLEAN') bits(to, values);
  else if (type === 'DOUBLE') for (const value of values) to.double(value as number);
  else if (type === 'INT64' || type === 'TIMESTAMP') for (const value of values) to.int64(value as number);
  else for (const value of values) to.text(value as string);
}
