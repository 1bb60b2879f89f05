/**
 * How fast, and how truly, paths to administrators are found in generated accounts: chains of one to six steps are planted beside decoys
 * that something closes. Baseline, in the same run where it can end: every pair of principals asked about every method, then a search on the whole graph.
 * Each measurement has a process of its own. CPU is that of the process with all of its threads; `spin` is what a fixed loop costs at that moment,
 * to compare machines and their load. Run: npx projen bench:access, with numbers of principals behind it for other sizes
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { compileLater } from '../src/cli/compile-later';
import { readLandscape } from '../src/engine/access/account/landscape';
import { administratorIf } from '../src/engine/access/paths/administrators';
import { analyse } from '../src/engine/access/paths/analyse';
import { couldUse } from '../src/engine/access/paths/method';
import { Scene } from '../src/engine/access/paths/scene';
import { toItself } from '../src/engine/access/paths/to-itself';
import { toTarget } from '../src/engine/access/paths/to-target';

const SIZES = process.argv.slice(2).filter((each) => /^\d+$/.test(each)).map(Number);
const SEEDS = [7, 8, 9];
const NOW = new Date('2026-11-01T00:00:00Z');
const MOST_FOR_BASELINE = 300;

interface Truth {
  readonly reachAdmin: Record<string, number>;
  readonly admins: string[];
  readonly chains: { readonly nodes: string[]; readonly length: number }[];
  readonly decoys: { readonly mustNotReach: string[] }[];
}

interface Measured {
  readonly readSeconds: number;
  readonly seconds: number;
  readonly megabytes: number;
  readonly spin: number;
  readonly distances: Record<string, number>;
}

const cpu = (since?: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

function spin(): number {
  const before = process.cpuUsage();
  let value = 0;
  for (let at = 0; at < 3e8; at++) value = (value * 31 + at) % 1_000_003;
  return value < 0 ? 0 : cpu(before);
}

/** Distances to the nearest administrator as `access` finds them. */
function ours(landscape: ReturnType<typeof readLandscape>): Record<string, number> {
  const { administrators, paths, targets } = analyse(landscape, { now: NOW });
  const far = Object.fromEntries(administrators.map((arn) => [arn, 0]));
  for (const { from, to, hops } of paths) if (targets.has(to)) far[from] = Math.min(far[from] ?? Infinity, hops.length);
  return far;
}

/** The same without an index: everybody is asked about everybody, by every method. */
function baseline(landscape: ReturnType<typeof readLandscape>): Record<string, number> {
  const scene = new Scene(landscape, { resourcePolicies: new Map(), carriers: new Map(), inventoried: new Set() }, NOW);
  const everybody = scene.subjects.all;
  const own = scene.methods.all.filter(({ path: { gains } }) => ['itself', 'older-version', 'group'].includes(gains));
  const far: Record<string, number> = {};
  for (const subject of everybody) {
    const selfMade = () => own.some((method) => {
      const answer = couldUse(subject.granted, method) && toItself(scene, subject, method);
      return answer && !('by' in answer);
    });
    if (administratorIf(subject) || selfMade()) far[subject.identity.arn] = 0;
  }
  const methods = scene.methods.all.filter(({ path: { gains }, onTarget }) => gains === 'target' && onTarget.every(({ on }) => on !== 'member-account-role'));
  const edges = everybody.flatMap((subject) => everybody.filter((target) => target !== subject && methods.some((method) => {
    const isUser = method.onTarget.some(({ on }) => on === 'target-user');
    return isUser === (target.identity.kind === 'user') && !('by' in toTarget(scene, subject, method, target.identity));
  })).map((target): [string, string] => [subject.identity.arn, target.identity.arn]));
  for (let round = 1, grown = true; grown; round++) {
    grown = false;
    for (const [from, to] of edges) {
      if (far[to] !== round - 1 || far[from] !== undefined) continue;
      far[from] = round;
      grown = true;
    }
  }
  return far;
}

/** One measurement, in a process of its own. */
function measure(folder: string, how: 'ours' | 'baseline'): Measured {
  if (how === 'ours') compileLater();
  const json = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const start = process.cpuUsage();
  const credentialReport = readFileSync(join(folder, 'credential-report.csv'), 'utf8');
  const landscape = readLandscape([{ name: 'gaad.json', content: json('gaad.json') }], { scp: json('org.json'), credentialReport });
  const readSeconds = cpu(start);
  const before = process.cpuUsage();
  const distances = how === 'ours' ? ours(landscape) : baseline(landscape);
  const seconds = cpu(before);
  return { readSeconds, seconds, megabytes: process.resourceUsage().maxRSS / 1024, spin: spin(), distances };
}

function inOwnProcess(folder: string, how: 'ours' | 'baseline'): Measured {
  const { execArgv, argv: [node, script] } = process;
  return JSON.parse(execFileSync(node, [...execArgv, script, '--measure', folder, how], { encoding: 'utf8', maxBuffer: 1e9 })) as Measured;
}

function row(folder: string, size: number, seed: number, how: 'ours' | 'baseline'): string[] {
  const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Truth;
  const { distances, readSeconds, seconds, megabytes, spin: cost } = inOwnProcess(folder, how);
  const right = Object.entries(truth.reachAdmin).filter(([arn, distance]) => distances[arn] === distance).length;
  const chains = truth.chains.filter(({ nodes, length }) => distances[nodes[0]] === length).length;
  const decoys = truth.decoys.flatMap(({ mustNotReach }) => mustNotReach).filter((arn) => distances[arn] !== undefined).length;
  const others = Object.keys(distances).filter((arn) => truth.reachAdmin[arn] === undefined).length - decoys;
  return [
    String(size), String(seed), how === 'ours' ? 'access' : 'every pair', `${chains} / ${truth.chains.length}`, `${right} / ${Object.keys(truth.reachAdmin).length}`, String(decoys), String(others),
    readSeconds.toFixed(2), seconds.toFixed(2), megabytes.toFixed(0), cost.toFixed(2),
  ];
}

function main(): void {
  const table = new Table({
    head: ['principals', 'seed', 'by', 'chains, length right', 'distances right', 'decoys found', 'others found', 'read, CPU s', 'search, CPU s', 'peak MB', 'spin, CPU s'],
    style: { head: [], border: [] },
  });
  const folder = mkdtempSync(join(tmpdir(), 'access-bench-'));
  try {
    for (const size of SIZES.length > 0 ? SIZES : [100, 300, 1000, 5000, 10_000]) {
      for (const seed of SEEDS) {
        execFileSync('python3', [join(__dirname, 'generate-account.py'), '--n', String(size), '--seed', String(seed), '--out', folder]);
        table.push(row(folder, size, seed, 'ours'));
        if (size <= MOST_FOR_BASELINE && seed === SEEDS[0]) table.push(row(folder, size, seed, 'baseline'));
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(`${table.toString()}\n`);
}

const [, , flag, folderOf, how] = process.argv;
if (flag === '--measure') process.stdout.write(JSON.stringify(measure(folderOf, how as 'ours' | 'baseline')));
else main();
