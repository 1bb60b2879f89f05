/**
 * How fast the checks are: a graph of one account, its entities made of the examples of the checks, and every check of the catalogue over it, attack
 * paths included, in a process of its own (one thread, the bundle that is shipped). Run: npx projen bench:checks [--slowest]
 */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import Table from 'cli-table3';
import { graphOf, ledgerOf } from './account-graph';
import { bundled, measure } from './measure';
import { checks } from '../src/catalogue/checks';
import { analysisOf } from '../src/engine/access/lake/account';
import { weighByPaths } from '../src/engine/posture/attack-paths';
import { evaluate } from '../src/engine/posture/evaluate';

const ENTITIES = Number(process.env.ENTITIES ?? 100_000);
const ACCOUNT = '111122223333';
const NOW = new Date('2026-01-01T00:00:00Z');

/** Mode of the child process: the graph first, then the clock. */
async function run(): Promise<void> {
  const graph = graphOf(ENTITIES, ACCOUNT);
  const before = process.cpuUsage();
  await measure(async () => {
    const found = weighByPaths([...evaluate(checks, graph, ledgerOf(ACCOUNT), NOW)], checks, graph, () => analysisOf(graph.all(), ledgerOf(ACCOUNT), NOW));
    const { user, system } = process.cpuUsage(before);
    return {
      entities: [...graph.all()].length,
      findings: found.length,
      failed: found.filter(({ status }) => status === 'fail').length,
      raised: found.filter(({ evidence }) => evidence.attackPath).length,
      checking: (user + system) / 1e6,
    };
  });
}

/** Mode that tells the ten checks that take longest, by themselves. */
function slowest(): string {
  const graph = graphOf(ENTITIES, ACCOUNT);
  const times = checks.map((check) => {
    const from = process.cpuUsage();
    for (const _ of evaluate([check], graph, ledgerOf(ACCOUNT), NOW));
    return { id: check.id, seconds: (process.cpuUsage(from).user) / 1e6 };
  });
  return times.sort((a, b) => b.seconds - a.seconds).slice(0, 10).map(({ id, seconds }) => `${seconds.toFixed(2)} s  ${id}\n`).join('');
}

async function main(): Promise<void> {
  if (process.argv.includes('--child')) return run();
  if (process.argv.includes('--slowest')) return void process.stdout.write(slowest());
  const { bundle, folder } = await bundled(__filename);
  const result = JSON.parse(execFileSync(process.execPath, [bundle, '--child'], { encoding: 'utf8' })) as Record<string, number | string>;
  rmSync(folder, { recursive: true });
  const table = new Table({ style: { head: [], border: [] }, head: [`${checks.length} checks`, ''] });
  for (const [name, value] of Object.entries(result)) if (name !== 'seconds') table.push([name === 'checking' ? 'CPU seconds' : name, value]);
  process.stdout.write(`${table.toString()}\n`);
}

void main();
