import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';

/** A column of a table of the lake: `json` columns hold JSON text. */
export type ColumnType = 'STRING' | 'DOUBLE' | 'INT64' | 'BOOLEAN' | 'TIMESTAMP' | 'json';

/** A table of the lake: its columns and how a row becomes their values. */
export interface Table<Row> { readonly name: string; readonly columns: Readonly<Record<string, readonly [ColumnType, (row: Row) => unknown]>> }

/** A value of a column as Parquet takes it. */
export const encode = (type: ColumnType, value: unknown): unknown => {
  if (value === undefined || value === null) return null;
  if (type === 'json') return JSON.stringify(value);
  if (type === 'INT64') return BigInt(value as number);
  return type === 'TIMESTAMP' ? new Date(value as string) : value;
};

/** Writes a file whole or not at all: under another name first, then moved over the old one. */
export async function replaceFile(file: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.draft`;
  try {
    const handle = await open(draft, 'w');
    await handle.writeFile(content).finally(() => handle.close());
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Writes rows as one Parquet file (snappy), replacing it whole. */
export async function writeTable<Row>(file: string, table: Table<Row>, rows: readonly Row[]): Promise<void> {
  const columnData = Object.entries(table.columns).map(([name, [type, value]]) => ({
    name, type: type === 'json' ? 'STRING' as const : type, nullable: true, data: rows.map((row) => encode(type, value(row))),
  }));
  await replaceFile(file, new Uint8Array(parquetWriteBuffer({ columnData })));
}

/** Reads the rows of a Parquet file, columns as they are stored. */
export async function readRows(file: string): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({ file: await asyncBufferFromFile(file) });
}
