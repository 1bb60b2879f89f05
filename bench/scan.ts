/**
 * The engine's own limit: scans of accounts of 1,000, 5,000 and 20,000 resources behind a canned server in a process of its own, each scan
 * in a fresh process. Then 10 % of the calls throttled, and 20 % denied. Run: npx projen bench:scan [sizes...]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { startCannedAws, type Counts, type Faults } from './canned-aws';
import { checks } from '../src/catalogue/checks';
import { servicesOf } from '../src/derive/streams';
import { scan } from '../src/engine/scan';
import { LocalLake } from '../src/engine/store/lake';

const REGIONS = ['us-east-1', 'eu-west-1'];

/** What a scan cost. */
interface Cost {
  readonly entities: number;
  readonly relationships: number;
  /** Seconds. */
  readonly wall: number;
  /** Seconds of this process. */
  readonly cpu: number;
  readonly peakMib: number;
  /** What became of the units. */
  readonly status: string;
}

/** One scan in this process. */
async function scanOnce(endpoint: string): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-scan-'));
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const { entities, relationships, ledger } = await scan({
    accounts: [{ accountId: '111111111111', credentials: async () => ({ accessKeyId: 'a', secretAccessKey: 's' }) }],
    regions: REGIONS,
    services: servicesOf(['kms', 'ec2', 'lambda']),
    checks,
    lake: new LocalLake(folder),
    settings: { endpoint },
    now: new Date(),
  });
  const { user, system } = process.cpuUsage(cpu);
  rmSync(folder, { recursive: true });
  return {
    entities,
    relationships,
    wall: (performance.now() - started) / 1000,
    cpu: (user + system) / 1e6,
    peakMib: process.resourceUsage().maxRSS / 1024,
    status: [...new Set(ledger.map(({ status }) => status))].join(' '),
  };
}

/** The server in a process of its own, so that its work is not counted. */
async function serve(size: number): Promise<void> {
  const server = await startCannedAws(size, REGIONS.length);
  process.on('message', (message: { faults: Faults } | 'counts' | 'stop') => {
    if (message === 'counts') process.send!(server.counts);
    else if (message === 'stop') process.exit();
    else server.faults = message.faults;
  });
  process.send!(server.endpoint);
}

async function measured(size: number, faults: Faults): Promise<Cost & Counts> {
  const server = fork(__filename, ['serve', String(size)]);
  const [endpoint] = await once(server, 'message') as [string];
  server.send({ faults });
  const scanner = fork(__filename, ['scan', endpoint]);
  const [cost] = await once(scanner, 'message') as [Cost];
  server.send('counts');
  const [counts] = await once(server, 'message') as [Counts];
  server.send('stop');
  return { ...cost, ...counts };
}

async function main(sizes: readonly number[]): Promise<void> {
  const table = new Table({
    style: { head: [], border: [] },
    head: ['resources', 'entities', 'relationships', 'calls', 'duplicates', 'wall s', 'CPU s', 'entities / CPU s', 'calls / CPU s', 'peak MiB', 'units'],
  });
  const runs = [...sizes.map((size) => [String(size), size, {}] as const), [`${sizes[0]}, 10 % throttled`, sizes[0], { throttled: 0.1 }] as const,
    [`${sizes[0]}, 20 % denied`, sizes[0], { denied: 0.2 }] as const];
  for (const [name, size, faults] of runs) {
    const { entities, relationships, calls, duplicates, wall, cpu, peakMib, status } = await measured(size, faults);
    const rates = [entities / cpu, calls / cpu, peakMib].map((value) => value.toFixed(0));
    table.push([name, entities, relationships, calls, duplicates, wall.toFixed(1), cpu.toFixed(1), ...rates, status]);
  }
  process.stdout.write(`${table.toString()}\n`);
}

const [what, value] = process.argv.slice(2);
if (what === 'serve') void serve(Number(value));
else if (what === 'scan') void scanOnce(value).then((cost) => process.send!(cost, () => process.exit()));
else void main(process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1000, 5000, 20_000]);
