/**
 * How much one function takes to look at many accounts together, as the last part of a scan does: a lake of generated accounts, each with what its
 * analysis left, summed up, looked at across accounts and made a report of, in a process of its own with the heap that AWS Lambda gives a function of
 * the default memory, and with a pause for each request as Amazon S3 has. No account names another but in policies. ENTITIES: of an account.
 * PAUSE: milliseconds.
 * Run: npx projen bench:across [numbers of accounts...]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Table from 'cli-table3';
import { graphOf, ledgerOf } from './account-graph';
import { bundled, measure } from './measure';
import { checks } from '../src/catalogue/checks';
import type { Entity, Finding, Relationship } from '../src/engine/contracts';
import { keys, type AccountOutcome, type Job, type Worker } from '../src/engine/distributed/job';
import { ROOM, summarize } from '../src/engine/distributed/summarize';
import type { NamesOfAccount } from '../src/engine/graph/across';
import { none } from '../src/engine/outlets/notice';
import { evaluate } from '../src/engine/posture/evaluate';
import { htmlOf } from '../src/engine/report/lake';
import { Lake } from '../src/engine/store/lake';
import { LocalObjects } from '../src/engine/store/local';
import { inventoryOf, verdictOf } from '../src/engine/summary';
import { noteNames } from '../src/engine/sync/across';

const ENTITIES = Number(process.env.ENTITIES ?? 1000);
const PAUSE = Number(process.env.PAUSE ?? 30);
const REGIONS = 17;
// Of 2,048 MB, the default of the function, what Node.js may use as heap: nine tenths.
const HEAP = 1843;
const NOW = new Date('2026-01-01T00:00:00Z');
const JOB: Job = { run: '2026-01-01T00-00-00-000Z', startedAt: NOW.toISOString() };
const TEMPLATE = '100000000000';
const HUB = '100000000001';
const idOf = (at: number) => String(100_000_000_001 + at);

/** A local store that takes as long as a bucket. */
class SlowObjects extends LocalObjects {
  requests = 0;
  private async pause() { this.requests++; if (PAUSE > 0) await sleep(PAUSE); }
  override async list(prefix: string) { await this.pause(); return super.list(prefix); }
  override async read(key: string) { await this.pause(); return super.read(key); }
  override async write(key: string, content: Uint8Array | string) { await this.pause(); return super.write(key, content); }
  override async delete(key: string) { await this.pause(); return super.delete(key); }
}

/** A partition of an account. */
interface Part { readonly service: string; readonly region: string; readonly entities: readonly Entity[]; readonly relationships: readonly Relationship[] }

/** What an account leaves in the lake. */
interface Left {
  readonly partitions: readonly Part[];
  readonly findings: readonly Finding[];
  readonly names: NamesOfAccount;
  readonly outcome: AccountOutcome;
}

/** A generated account; every tenth of its roles trusts the first account. */
function template(): Left {
  const graph = graphOf(ENTITIES, TEMPLATE);
  const Principal = { AWS: `arn:aws:iam::${HUB}:root` };
  const trust = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }] });
  const roles = new Set(graph.ofType('aws_iam_role').filter((_, at) => at % 10 === 0));
  const all = [...graph.all()].map((each): Entity => (roles.has(each) ? { ...each, AssumeRolePolicyDocument: trust } : each));
  const edges = [...graph.relationships()];
  const of = ({ _service, region }: { _service: string; region: string }) => `${_service}/${region}`;
  const partitions = [...new Set([...all, ...edges].map(of))].map((place) => {
    const [service, region] = place.split('/');
    return { service, region, entities: all.filter((each) => of(each) === place), relationships: edges.filter((each) => of(each) === place) };
  });
  const findings = [...evaluate(checks, graph, ledgerOf(TEMPLATE), NOW)];
  const ledger = Array.from({ length: REGIONS }, (_, at) => ledgerOf(TEMPLATE).map((unit) => ({ ...unit, region: `region-${at}` }))).flat();
  const inventory = inventoryOf(graph);
  const listed = findings.filter(({ status }) => status !== 'pass').length;
  const outcome = { accountId: TEMPLATE, regions: [], ledger, inventory, relationships: edges.length, ...verdictOf(findings), fresh: none, listed, told: {} };
  const aliases = all.flatMap(({ _key, _aliases = [] }) => _aliases.map((alias) => [alias, _key] as const));
  return { partitions, findings, names: { accountId: TEMPLATE, named: [], wanted: [], aliases, leaving: [] }, outcome };
}

/** Adds accounts to a lake, as analyses leave them. */
async function add(lake: Lake, text: string, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at++) {
    const account = idOf(at);
    const { partitions, findings, names, outcome } = JSON.parse(text.replaceAll(TEMPLATE, account)) as Left;
    for (const { service, region, ...rows } of partitions) await lake.writeUnit({ account, region, service }, true, rows);
    await lake.writeFindings('posture', account, findings);
    await noteNames(lake.objects, names);
    await lake.objects.write(keys.outcome(JOB, account), JSON.stringify(outcome));
  }
  await lake.objects.write(keys.accounts(JOB), Array.from({ length: to }, (_, at) => JSON.stringify({ accountId: idOf(at) })).join('\n'));
}

/** Mode of the child process: what `publish` does with the lake. */
async function run(folder: string): Promise<void> {
  await measure(async () => {
    const objects = new SlowObjects(folder);
    const lake = new Lake(objects);
    const from = performance.now();
    const { summary, reported, notAnalysed } = await summarize({ lake } as Worker, JOB, NOW, { ...ROOM, accounts: Infinity });
    if (notAnalysed) throw new Error(notAnalysed);
    const summed = performance.now();
    let bytes = 0;
    const listed = { accounts: reported.map((accountId) => ({ accountId })), refused: [] };
    for await (const chunk of htmlOf(summary, lake, checks, { listed })) bytes += chunk.length;
    return { sum: (summed - from) / 1000, report: (performance.now() - summed) / 1000, requests: objects.requests, page: bytes / 1e6 };
  });
}

type Taken = Readonly<Record<'seconds' | 'megabytes' | 'sum' | 'report' | 'requests' | 'page', number>>;

async function main(counts: readonly number[]): Promise<void> {
  const [{ bundle, folder: code }, folder] = [await bundled(__filename), mkdtempSync(join(tmpdir(), 'bench-across-'))];
  const left = template();
  const lake = new Lake(new LocalObjects(folder));
  const { aws_iam_role: roles = 0, aws_iam_user: users = 0 } = left.outcome.inventory;
  const size = left.partitions.reduce((sum, { entities }) => sum + entities.length, 0);
  process.stdout.write(`An account: ${size} entities in ${left.partitions.length} partitions, ${roles} roles, ${users} users, ${left.findings.length} results.\n`);
  const table = new Table({ style: { head: [], border: [] }, head: ['accounts', 'peak MB', 'CPU s', 'sum up and look across, s', 'report, s', 'requests', 'page MB'] });
  const text = JSON.stringify(left);
  for (let at = 0, there = 0; at < counts.length; there = counts[at++]) {
    await add(lake, text, there, counts[at]);
    const said = execFileSync(process.execPath, [`--max-old-space-size=${HEAP}`, bundle, '--child', folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    const { seconds, megabytes, sum, report, requests, page } = JSON.parse(said) as Taken;
    const row = [megabytes, seconds.toFixed(0), sum.toFixed(0), report.toFixed(0), requests, page.toFixed(1)];
    process.stderr.write(`${counts[at]}: ${row.join(' ')}\n`);
    table.push([counts[at], ...row]);
  }
  process.stdout.write(`${table.toString()}\n`);
  rmSync(folder, { recursive: true });
  rmSync(code, { recursive: true });
}

const [flag, folder] = process.argv.slice(2);
if (flag === '--child') void run(folder);
else void main(process.argv.length > 2 ? process.argv.slice(2).map(Number) : [50, 100, 200, 400]);
