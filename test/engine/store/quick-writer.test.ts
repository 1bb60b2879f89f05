import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { encode, fromParquet, type Table } from '../../../src/engine/store/parquet';
import { QuickWriter } from '../../../src/engine/store/quick-writer';
import { toParquet } from '../../../src/engine/store/table-writer';

interface Row { readonly text?: string | null; readonly double?: number; readonly whole?: number; readonly yes?: boolean; readonly time?: number | string; readonly json?: unknown }

const table: Table<Row> = {
  name: 'rows',
  columns: {
    text: ['STRING', ({ text }) => text],
    double: ['DOUBLE', ({ double }) => double],
    whole: ['INT64', ({ whole }) => whole],
    yes: ['BOOLEAN', ({ yes }) => yes],
    time: ['TIMESTAMP', ({ time }) => time],
    json: ['json', ({ json }) => json],
  },
};

function written(rows: readonly Row[], flushAt: ReadonlySet<number> = new Set()): Uint8Array {
  const writer = new QuickWriter(table, 16);
  for (const [at, row] of rows.entries()) {
    writer.add(row);
    if (flushAt.has(at)) writer.flush();
  }
  return writer.finish();
}

const plainRows = (rows: readonly Record<string, unknown>[]) => rows.map((row) => ({ ...row, ...typeof row.whole === 'bigint' && { whole: Number(row.whole) } }));

const row: fc.Arbitrary<Row> = fc.record({
  text: fc.oneof(fc.string(), fc.string({ unit: 'grapheme', maxLength: 100 }), fc.constantFrom('a', 'ä', null)),
  double: fc.double({ noNaN: true }),
  whole: fc.maxSafeInteger(),
  yes: fc.boolean(),
  time: fc.oneof(fc.integer({ min: -1e12, max: 4e12 }), fc.constantFrom('2026-03-01T00:00:00Z', '1969-12-31T23:59:59.999Z')),
  json: fc.oneof(fc.jsonValue().filter((value) => value !== null), fc.constant(undefined)),
}, { requiredKeys: [] });

describe('a Parquet file that is written quickly', () => {
  test('reads as what the other writer writes, whatever the rows and row groups', async () => {
    await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), fc.uniqueArray(fc.nat(39), { maxLength: 4 }), async (rows, flushes) => {
      expect(plainRows(await fromParquet(written(rows, new Set(flushes))))).toEqual(plainRows(await fromParquet(toParquet(table, rows))));
    }), { numRuns: 60 });
  });

  test('reads in DuckDB, columns of one value, of none and of many among them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'quick-'));
    const rows = Array.from({ length: 3000 }, (_, n): Row => ({
      text: n % 7 === 0 ? undefined : `value ${n} ünïcode ${'x'.repeat(n % 90)}`, double: n / 3, whole: n * 2 ** 40, yes: n % 3 === 0, time: 1_772_323_200_000 + n, json: { always: 'the same' },
    }));
    writeFileSync(join(folder, 'rows.parquet'), written(rows, new Set([10, 1500])));
    const connection = await (await DuckDBInstance.create()).connect();
    const found = await connection.runAndReadAll(`SELECT text, double, whole::VARCHAR AS whole, yes, epoch_ms(time)::VARCHAR AS time, json FROM '${folder}/rows.parquet'`);
    connection.closeSync();
    rmSync(folder, { recursive: true });
    expect(found.getRowObjectsJson()).toEqual(rows.map(({ text, double, whole, yes, time, json }) => ({
      text: text ?? null, double, whole: String(whole), yes, time: String(time), json: encode('json', json),
    })));
  });
});
