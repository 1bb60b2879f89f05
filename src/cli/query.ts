import type { Command } from 'commander';
import { exit, WrongInput } from './errors';
import { table } from './table';
import { queryLake } from '../engine/store/query';

/** Adds `query` to the program. */
export function addQuery(program: Command): void {
  program.command('query').argument('<sql>', 'one SELECT over entities, relationships, findings and ledger')
    .description('SQL over the local lake, by DuckDB')
    .option('--lake <folder>', 'folder of the lake', 'scan-lake')
    .option('--json', 'print the rows as JSON')
    .action(async (sql: string, { lake, json }: { lake: string; json?: boolean }) => {
      const rows = await queryLake(lake, sql).catch((error: Error) => { throw new WrongInput(error.message); });
      process.stdout.write(json ? `${JSON.stringify(rows)}\n` : `${table(rows)}\n`);
      process.exitCode = exit.done;
    });
}
