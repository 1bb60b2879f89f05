import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

const TABLES = ['entities', 'relationships', 'findings', 'ledger', 'activity'];
const INSTALL = 'The command query needs DuckDB, an optional peer: install it with npm install @duckdb/node-api';

/** A file path as a literal of SQL. */
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

async function duckdb() {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    throw new Error(INSTALL, { cause: error });
  }
}

/**
 * Runs SQL over the tables of a local lake. The engine sees only the lake, cannot write files and loads no extension.
 * `json_extract_scalar` is defined as Athena has it, so a query runs in both.
 * @returns the rows; numbers too large for JavaScript as text
 */
export async function queryLake(folder: string, sql: string): Promise<Record<string, unknown>[]> {
  const found = TABLES.filter((table) => existsSync(`${folder}/${table}`) && readdirSync(`${folder}/${table}`).length > 0);
  if (found.length === 0) throw new Error(`No lake in '${folder}': run cdk-security-scanner scan --out ${folder} first, or name another folder with --lake.`);
  const { DuckDBInstance } = await duckdb();
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    for (const table of found) {
      const files = literal(`${resolve(folder)}/${table}/**/*.parquet`);
      await connection.run(`CREATE VIEW ${table} AS SELECT * FROM read_parquet(${files}, hive_partitioning = true, hive_types_autocast = false, union_by_name = true)`);
    }
    await connection.run('CREATE MACRO json_extract_scalar(document, path) AS json_extract_string(document, path)');
    await connection.run(`SET allowed_directories = [${literal(`${resolve(folder)}/`)}]`);
    await connection.run('SET enable_external_access = false');
    await connection.run('SET lock_configuration = true');
    return (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
