import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';

/** A column of a table of the lake: `json` columns hold JSON text. */
export type ColumnType = 'STRING' | 'DOUBLE' | 'INT64' | 'BOOLEAN' | 'TIMESTAMP' | 'json';

/** A table of the lake: its columns and how a row becomes their values. */
export interface Table<Row> { readonly name: string; readonly columns: Readonly<Record<string, readonly [ColumnType, (row: Row) => unknown]>> }

// Rows that a reader has in memory at a time.
export const ROW_GROUP = 5000;

/** A value of a column as Parquet takes it. */
export const encode = (type: ColumnType, value: unknown): unknown => {
  if (value === undefined || value === null) return null;
  if (type === 'json') return JSON.stringify(value);
  if (type === 'INT64') return BigInt(value as number);
  return type === 'TIMESTAMP' ? new Date(value as string) : value;
};

/**
 * The rows of a Parquet file, columns as they are stored.
 * @param columns names of those to read, @default all
 */
export async function fromParquet(content: Uint8Array, columns?: string[]): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({ file: Uint8Array.from(content).buffer, ...columns && { columns } });
}

/** A Parquet file again, with other values in some columns. */
export async function withColumns<Row>(table: Table<Row>, content: Uint8Array, values: Readonly<Record<string, unknown>>): Promise<Uint8Array> {
  const rows = (await fromParquet(content)).map((row) => ({ ...row, ...values }));
  const columnData = Object.entries(table.columns).map(([name, [type]]) => ({
    name, type: type === 'json' ? 'STRING' as const : type, nullable: true, data: rows.map((row: Record<string, unknown>) => row[name] ?? null),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: ROW_GROUP }));
}
