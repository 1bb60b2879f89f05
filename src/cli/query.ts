import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { exit, WrongInput } from './errors';
import { folderOf } from './lake';
import { table } from './table';
import { queryLake } from '../engine/store/query';

/** Adds `query` to the program. */
export function addQuery(program: Command): void {
  program.command('query').argument('[sql]', 'one SELECT over entities, relationships, findings, ledger and activity')
    .description('SQL over the local lake, by DuckDB')
    .option('--file <file>', 'read the SQL from a file')
    .option('--lake <folder>', 'folder of the lake', 'scan-lake')
    .option('--json', 'print the rows as JSON')
    .action(async (sql: string | undefined, { lake, file, json }: { lake: string; file?: string; json?: boolean }) => {
      const rows = await queryLake(folderOf(lake, 'ask Amazon Athena, or copy the bucket with aws s3 sync'), sqlOf(sql, file)).catch((error: Error) => { throw new WrongInput(error.message); });
      process.stdout.write(json ? `${JSON.stringify(rows)}\n` : `${table(rows)}\n`);
      process.exitCode = exit.done;
    });
}

function sqlOf(sql: string | undefined, file: string | undefined): string {
  if ((sql === undefined) === (file === undefined)) throw new WrongInput('Give the SQL as an argument or a file of it with --file, one of the two.');
  if (sql !== undefined) return sql;
  if (!existsSync(file!)) throw new WrongInput(`There is no file '${file}'.`);
  return readFileSync(file!, 'utf8');
}
