import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Json } from '../json';

/** The shape of a value of a nested table: a text, a whole number, an object, or a list of one of these. */
export type Shape = 'STRING' | 'INT64' | { readonly [name: string]: Shape } | readonly [Shape];

/** The elements of the schema of one value: https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists */
function elementsOf(name: string, shape: Shape): SchemaElement[] {
  if (shape === 'STRING') return [{ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }];
  if (shape === 'INT64') return [{ name, type: 'INT64', repetition_type: 'OPTIONAL' }];
  if (Array.isArray(shape)) {
    return [
      { name, converted_type: 'LIST', repetition_type: 'OPTIONAL', num_children: 1 },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      ...elementsOf('element', shape[0] as Shape),
    ];
  }
  const fields = Object.entries(shape);
  return [{ name, repetition_type: 'OPTIONAL', num_children: fields.length }, ...fields.flatMap(([field, inner]) => elementsOf(field, inner))];
}

/** The value as Parquet takes it: every field of the shape, and no other. */
function valueOf(value: unknown, shape: Shape): unknown {
  if (value === undefined || value === null) return null;
  if (shape === 'STRING') return String(value);
  if (shape === 'INT64') return BigInt(value as number);
  if (Array.isArray(shape)) return (value as unknown[]).map((each) => valueOf(each, shape[0] as Shape));
  return Object.fromEntries(Object.entries(shape).map(([name, inner]) => [name, valueOf((value as Json)[name], inner)]));
}

/** Objects of a shape as one Parquet file (snappy) with nested columns; what the shape does not name is left out. */
export function nestedParquet(shape: Readonly<Record<string, Shape>>, rows: readonly Json[]): Uint8Array {
  const columns = Object.entries(shape);
  const schema: SchemaElement[] = [{ name: 'root', num_children: columns.length }, ...columns.flatMap(([name, inner]) => elementsOf(name, inner))];
  const columnData = columns.map(([name, inner]) => ({ name, data: rows.map((row) => valueOf(row[name], inner)) }));
  return new Uint8Array(parquetWriteBuffer({ schema, columnData, statistics: false }));
}
