/**
 * Our scan and those of others over one account, behind one server that counts their calls: an account of 212 resources and as many more as
 * are asked for (bench/moto/seed.py) in moto (bench/moto/server.py). CPU and memory are those of the whole scanner, as it is shipped.
 *
 * npx projen bench:peers --python <one with moto[server,all] 5.2 and boto3> [--peer <name>=<command> …] [--before <command>] [sizes…]
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';

const MOTO = join(__dirname, 'moto');
const CLI = join(__dirname, '..', 'assets', 'cli', 'index.js');
const REGIONS = 'us-east-1,eu-west-1';
const TIME = '/usr/bin/time';

/** What the server counted since it was last told to forget. */
interface Stats {
  readonly calls: number;
  readonly dup_calls: number;
  readonly dup_by_op: Readonly<Record<string, number>>;
  readonly by_op: Readonly<Record<string, number>>;
}

interface Tool { readonly name: string; readonly command: string }

/** What a tool took. */
interface Cost extends Stats { readonly name: string; readonly code: number; readonly wall: number; readonly cpu: number; readonly peakMib: number }

class Server {
  /** Starts moto on a port, and waits until it listens. */
  static async start(python: string, port: number): Promise<Server> {
    const child = spawn(python, [join(MOTO, 'server.py'), '--port', String(port)], { stdio: 'ignore' });
    const server = new Server(child, `http://127.0.0.1:${port}`, python);
    for (let tried = 0; tried < 120 && child.exitCode === null; tried++) {
      if (await fetch(`${server.endpoint}/__peers/stats`).then(({ ok }) => ok, () => false)) return server;
      await sleep(500);
    }
    throw new Error(`${python} did not start moto on port ${port}: it needs pip install 'moto[server,all]==5.2.5' boto3.`);
  }

  private constructor(private readonly process: ChildProcess, readonly endpoint: string, private readonly python: string) {}

  get environment() {
    return {
      ...process.env,
      AWS_ENDPOINT_URL: this.endpoint,
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      AWS_SESSION_TOKEN: 'testing',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      PYTHONPATH: MOTO,
    };
  }

  /** Makes the account anew. */
  seed(size: number): void {
    const { status, stderr } = spawnSync(this.python, [join(MOTO, 'seed.py'), '--reset', '--regions', REGIONS, '--size', String(size)], { env: this.environment, encoding: 'utf8' });
    if (status !== 0) throw new Error(`The account was not made: ${stderr}`);
  }

  async forget(): Promise<void> { await fetch(`${this.endpoint}/__peers/reset`, { method: 'POST' }); }

  async stats(): Promise<Stats> { return await (await fetch(`${this.endpoint}/__peers/stats`)).json() as Stats; }

  stop(): void { this.process.kill(); }
}

/** Runs a tool once; its output is kept where it fails to start. */
async function measured({ name, command }: Tool, server: Server, folder: string): Promise<Cost> {
  const report = join(folder, 'time');
  await server.forget();
  const child = spawn(TIME, ['-f', '%e %U %S %M', '-o', report, 'sh', '-c', command], { env: server.environment, cwd: folder, stdio: 'ignore' });
  const code = await new Promise<number>((ended) => child.on('close', (status) => ended(status ?? -1)));
  const [wall, user, system, kilobytes] = readFileSync(report, 'utf8').trim().split('\n').at(-1)!.split(' ').map(Number);
  return { ...await server.stats(), name, code, wall, cpu: user + system, peakMib: kilobytes / 1024 };
}

/** Calls of both for what both ask: the same operations. */
function shared(ours: Cost, theirs: Cost): string {
  const both = Object.keys(ours.by_op).filter((operation) => operation in theirs.by_op);
  const sum = ({ by_op: calls }: Cost) => both.reduce((total, operation) => total + calls[operation], 0);
  return `${sum(ours)} : ${sum(theirs)}`;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { python: { type: 'string' }, peer: { type: 'string', multiple: true, default: [] }, before: { type: 'string' }, port: { type: 'string', default: '5077' } },
  });
  if (!values.python || !existsSync(TIME)) throw new Error(`Give --python <an interpreter with moto[server,all] and boto3>; ${TIME} must be there.`);
  const peers = values.peer.map((peer) => ({ name: peer.split('=')[0], command: peer.slice(peer.indexOf('=') + 1) }));
  if (peers.length === 0) process.stdout.write('No peer was given (--peer <name>=<command>): ours is measured alone.\n');
  const table = new Table({
    style: { head: [], border: [] },
    head: ['resources', 'scanner', 'exit', 'wall s', 'CPU s', 'peak MiB', 'calls', 'twice', 'operations', 'calls of the operations that both ask, ours : theirs'],
  });
  const server = await Server.start(values.python, Number(values.port));
  const folder = mkdtempSync(join(tmpdir(), 'bench-peers-'));
  try {
    for (const size of positionals.length > 0 ? positionals.map(Number) : [0, 1000, 5000]) {
      server.seed(size);
      const ours = await measured({ name: 'ours', command: `exec node ${CLI} scan --regions ${REGIONS} --out lake-${size}` }, server, folder);
      const costs = [ours];
      for (const peer of peers) {
        if (values.before) spawnSync('sh', ['-c', values.before], { env: server.environment, stdio: 'ignore' });
        costs.push(await measured(peer, server, folder));
      }
      for (const cost of costs) {
        process.stderr.write(`${JSON.stringify({ size, name: cost.name, wall: cost.wall, cpu: cost.cpu, peakMib: cost.peakMib, calls: cost.calls, twice: cost.dup_by_op })}\n`);
        const { name, code, wall, cpu, peakMib, calls, dup_calls: twice, by_op: operations } = cost;
        table.push([212 + size, name, code, wall.toFixed(0), cpu.toFixed(1), peakMib.toFixed(0), calls, twice, Object.keys(operations).length, cost === ours ? '' : shared(ours, cost)]);
      }
    }
    process.stdout.write(`${table.toString()}\n`);
  } finally {
    server.stop();
    rmSync(folder, { recursive: true });
  }
}

main().catch((error: Error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 2;
});
