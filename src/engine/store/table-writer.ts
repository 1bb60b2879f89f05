import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { encode, ROW_GROUP, type ColumnType, type Table } from './parquet';

/** Writes a table row by row as one Parquet file in memory: of the rows only those are held that are not yet part of a row group. */
export class TableWriter<Row> {
  /** Rows so far. */
  rows = 0;
  private readonly bytes = new ByteWriter();
  private readonly writer: ParquetWriter;
  private held: unknown[][];

  constructor(private readonly table: Table<Row>) {
    this.writer = new ParquetWriter({ writer: this.bytes, schema: schemaOf(table), statistics: false, codec: 'SNAPPY' });
    this.held = Object.keys(table.columns).map(() => []);
  }

  /** Adds a row; what the table does not take of it is not held. */
  add(row: Row): void {
    let at = 0;
    for (const name in this.table.columns) {
      const [type, value] = this.table.columns[name];
      this.held[at++].push(encode(type, value(row)));
    }
    this.rows++;
  }

  /** Ends a row group; gives back the memory of its rows. */
  flush(): void {
    if (this.held[0].length === 0) return;
    const columnData = Object.entries(this.table.columns).map(([name, [type]], at) => ({
      name, data: this.held[at] as never[], ...isUnique(name, type) && { encoding: 'PLAIN' as const },
    }));
    void this.writer.write({ columnData, rowGroupSize: this.held[0].length });
    this.held = this.held.map(() => []);
  }

  /** The file. */
  finish(): Uint8Array {
    this.flush();
    void this.writer.finish();
    return this.bytes.getBytes();
  }
}

/** Rows as one Parquet file (snappy); what is encoded at a time is a group of rows. */
export function toParquet<Row>(table: Table<Row>, rows: Iterable<Row>): Uint8Array {
  const writer = new TableWriter(table);
  for (const row of rows) {
    writer.add(row);
    if (writer.rows % ROW_GROUP === 0) writer.flush();
  }
  return writer.finish();
}

/** Whether hardly a value comes twice, so that it is not worth the time to look for those that do. */
const isUnique = (name: string, type: ColumnType): boolean => name === 'id' || type === 'TIMESTAMP' || type === 'DOUBLE';

const schemas = new WeakMap<object, ReturnType<typeof schemaFromColumnData>>();

function schemaOf<Row>(table: Table<Row>) {
  const known = schemas.get(table);
  if (known) return known;
  const schema = schemaFromColumnData({
    columnData: Object.entries(table.columns).map(([name, [type]]) => ({ name, type: type === 'json' ? 'STRING' as const : type, nullable: true, data: [] })),
  });
  schemas.set(table, schema);
  return schema;
}
