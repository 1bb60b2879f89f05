/**
 * How much an export of a large lake takes: a generated account, exported in each format that holds a graph, by a process of its own that writes the
 * files as `report --format` does.
 * Run: npx projen bench:export [entities]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { graphOf, ledgerOf } from './account-graph';
import { bundled, measure } from './measure';
import { writeExport } from '../src/cli/export';
import { exportFormats, type ExportFormat } from '../src/engine/report/export/formats';
import { storeGraph } from '../src/engine/store/graph';
import { LocalLake } from '../src/engine/store/lake';
import { LocalObjects } from '../src/engine/store/local';

const ACCOUNT = '100000000001';

/** Mode of the child process: one export. */
async function run(folder: string, format: ExportFormat, output: string): Promise<void> {
  await measure(async () => {
    const from = performance.now();
    const files = await writeExport(new LocalObjects(folder), format, output);
    return { elapsed: (performance.now() - from) / 1000, files: files.length, size: files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6 };
  });
}

type Taken = Readonly<Record<'seconds' | 'megabytes' | 'elapsed' | 'files' | 'size', number>>;

async function main(entities: number): Promise<void> {
  const [{ bundle, folder: code }, folder] = [await bundled(__filename), mkdtempSync(join(tmpdir(), 'bench-export-'))];
  const graph = graphOf(entities, ACCOUNT);
  const edges = [...graph.relationships()].length;
  await storeGraph(new LocalLake(join(folder, 'lake')), ACCOUNT, graph, ledgerOf(ACCOUNT));
  const table = new Table({ style: { head: [], border: [] }, head: ['format', 'peak MB', 'CPU s', 'seconds', 'files', 'MB written'] });
  for (const format of Object.keys(exportFormats)) {
    const output = join(folder, format);
    const said = execFileSync(process.execPath, [bundle, '--child', join(folder, 'lake'), format, output], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    const { seconds, megabytes, elapsed, files, size } = JSON.parse(said) as Taken;
    table.push([format, megabytes, seconds.toFixed(1), elapsed.toFixed(1), files, size.toFixed(0)]);
    rmSync(output, { recursive: true });
  }
  process.stdout.write(`${[...graph.all()].length} entities, ${edges} relationships\n${table.toString()}\n`);
  rmSync(folder, { recursive: true });
  rmSync(code, { recursive: true });
}

const [flag, lake, format, output] = process.argv.slice(2);
if (flag === '--child') void run(lake, format as ExportFormat, output);
else void main(Number(flag ?? 100_000));
