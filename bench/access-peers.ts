/**
 * Who can become an administrator, as `access`, PMapper and Cloudsplaining see it: the same generated accounts, the same process limits, one run.
 * The others are the user's own programs, asked as their documents say; PMapper asks AWS, so that bench/access-peers/sitecustomize.py answers it.
 * CPU and memory are those of all processes of a tool, from its files to its answer.
 *
 * npx projen bench:access-peers -- --bin <folder with pmapper and cloudsplaining> [--tools access,pmapper,cloudsplaining] [--limit <CPU s>] [sizes…]
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';

const CLI = join(__dirname, '..', 'assets', 'cli', 'index.js');
const SHIM = join(__dirname, 'access-peers');

interface Truth {
  readonly reachAdmin: Record<string, number>;
  readonly chains: { readonly nodes: string[]; readonly length: number }[];
  readonly decoys: { readonly mustNotReach: string[] }[];
}

interface Policies { readonly [id: string]: { readonly PrivilegeEscalation: { readonly findings: unknown[] } } }
type Kind = 'inline_policies' | 'customer_managed_policies' | 'aws_managed_policies';
interface Holder extends Readonly<Record<Kind, object>> { readonly arn: string; readonly groups?: Holders }
type Holders = Readonly<Record<string, Holder>>;

/** A program that is measured, and whom it says to be an administrator or to become one; with the number of steps, where it tells. */
interface Tool {
  readonly name: string;
  readonly commands: readonly string[];
  readonly read: (out: string) => ReadonlyMap<string, number | undefined>;
}

const json = <T>(...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8')) as T;

const access: Tool = {
  name: 'access',
  commands: [`node ${CLI} access "$ACCESS_FOLDER/gaad.json" --scp "$ACCESS_FOLDER/org.json" --credential-report "$ACCESS_FOLDER/credential-report.csv" --json > access.json`],
  read: (out) => {
    const { administrators, paths } = json<{ administrators: string[]; paths: { from: string; administrator: boolean; hops: unknown[] }[] }>(out, 'access.json');
    const found = new Map<string, number>(administrators.map((arn) => [arn, 0]));
    for (const { from, hops } of paths.filter(({ administrator }) => administrator)) found.set(from, Math.min(found.get(from) ?? Infinity, hops.length));
    return found;
  },
};

const pmapper: Tool = {
  name: 'PMapper',
  commands: ['pmapper orgs create', 'pmapper graph create --include-regions us-east-1', 'pmapper --account 111122223333 query "preset privesc *" > pmapper.txt'],
  read: (out) => {
    const found = new Map<string, number>();
    let from = '';
    for (const line of readFileSync(join(out, 'pmapper.txt'), 'utf8').split('\n')) {
      const [, name, how] = /^(\S+) (is an administrative|can escalate)/.exec(line) ?? [];
      if (name !== undefined) found.set(from = `arn:aws:iam::111122223333:${name}`, 0);
      else if (line.startsWith('   ')) found.set(from, found.get(from)! + 1);
      if (how === undefined && line === '') from = '';
    }
    return found;
  },
};

/** Cloudsplaining judges policies: whoever holds one with a finding of this kind is flagged. */
const cloudsplaining = (name: string, flags: string): Tool => ({
  name,
  commands: [`cloudsplaining scan -i "$ACCESS_FOLDER/gaad.json" -o . -s ${flags}`],
  read: (out) => {
    const { users, roles, ...all } = json<Record<string, Policies> & { users: Holders; roles: Holders }>(out, 'iam-results-gaad.json');
    const kinds: readonly Kind[] = ['inline_policies', 'customer_managed_policies', 'aws_managed_policies'];
    const escalates = (kind: Kind, id: string) => (all[kind][id]?.PrivilegeEscalation.findings.length ?? 0) > 0;
    const isFlagged = (holder: Holder): boolean => kinds.some((kind) => Object.keys(holder[kind]).some((id) => escalates(kind, id)))
      || Object.values(holder.groups ?? {}).some(isFlagged);
    return new Map([...Object.values(users), ...Object.values(roles)].filter(isFlagged).map(({ arn }) => [arn, undefined]));
  },
});

const TOOLS: Readonly<Record<string, readonly Tool[]>> = {
  access: [access], pmapper: [pmapper], cloudsplaining: [cloudsplaining('Cloudsplaining', ''), cloudsplaining('Cloudsplaining -aR', '-aR')],
};

/** CPU seconds and MiB of a tool; its answer lies in the folder then. Undefined where it did not end within the limit. */
function run({ commands }: Tool, bin: string, folder: string, out: string, limit: number): { readonly cpu: number; readonly peak: number } | undefined {
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env.PATH}`,
    PYTHONPATH: SHIM,
    PMAPPER_STORAGE: out,
    ACCESS_FOLDER: folder,
    AWS_ACCESS_KEY_ID: 'testing',
    AWS_SECRET_ACCESS_KEY: 'testing',
    AWS_DEFAULT_REGION: 'us-east-1',
  };
  const script = `ulimit -t ${limit}; ${commands.map((command) => `${command} 2>> errors.txt`).join(' && ')}`;
  const { status } = spawnSync('/usr/bin/time', ['-f', '%U %S %M', '-o', join(out, 'time'), 'sh', '-c', script], { env, cwd: out, stdio: 'ignore' });
  const [user, system, kilobytes] = readFileSync(join(out, 'time'), 'utf8').trim().split('\n').at(-1)!.split(' ').map(Number);
  return status === 0 ? { cpu: user + system, peak: kilobytes / 1024 } : undefined;
}

function score(found: ReadonlyMap<string, number | undefined>, { reachAdmin, chains, decoys }: Truth): string[] {
  const must = new Set(decoys.flatMap(({ mustNotReach }) => mustNotReach));
  const long = ({ nodes, length }: Truth['chains'][number]) => found.get(nodes[0]) === length;
  return [
    `${chains.filter(({ nodes }) => found.has(nodes[0])).length} (${chains.filter(long).length}) / ${chains.length}`,
    `${Object.keys(reachAdmin).filter((arn) => found.has(arn)).length} / ${Object.keys(reachAdmin).length}`,
    `${[...must].filter((arn) => found.has(arn)).length} / ${must.size}`,
    String([...found.keys()].filter((arn) => reachAdmin[arn] === undefined && !must.has(arn)).length),
  ];
}

function main(): void {
  const { values: { bin, tools, limit }, positionals } = parseArgs({
    allowPositionals: true, options: { bin: { type: 'string' }, tools: { type: 'string', default: Object.keys(TOOLS).join() }, limit: { type: 'string', default: '1800' } },
  });
  if (bin === undefined) throw new Error('Give --bin <folder>, the bin of a virtual environment made with pip install principalmapper==1.1.5 cloudsplaining==0.9.1.');
  const table = new Table({
    head: ['principals', 'tool', 'CPU s', 'peak MiB', 'chains found (length right)', 'administrators and who becomes one', 'decoys flagged', 'others flagged'],
    style: { head: [], border: [] },
  });
  const top = mkdtempSync(join(tmpdir(), 'access-peers-'));
  for (const size of positionals.length > 0 ? positionals : ['100', '1000']) {
    const folder = join(top, size);
    spawnSync('python3', [join(__dirname, 'generate-account.py'), '--n', size, '--seed', '7', '--out', folder]);
    for (const [at, tool] of tools.split(',').flatMap((name) => TOOLS[name] ?? []).entries()) {
      const out = join(folder, `tool-${at}`);
      mkdirSync(out);
      const cost = run(tool, bin, folder, out, Number(limit));
      const row = cost ? [cost.cpu.toFixed(1), cost.peak.toFixed(0), ...score(tool.read(out), json<Truth>(folder, 'truth.json'))] : [`not within ${limit}`, '', '', '', '', ''];
      process.stderr.write(`${[size, tool.name, ...row].join(' | ')}\n`);
      table.push([size, tool.name, ...row]);
    }
  }
  rmSync(top, { recursive: true });
  process.stdout.write(`${table.toString()}\n`);
}

main();
