/**
 * Prowler's verdicts on what the tests make and know to be good and bad: test/end-to-end/pairs by family, in two accounts of the emulator each.
 * Prowler is the user's own program, and is asked only what our checks say that it asks too. Its verdicts become test/facts/prowler-verdicts.json.
 *
 * npx tsx --tsconfig test/tsconfig.json bench/prowler.ts --bin <folder with prowler> [families…]
 *
 * With families named, the verdicts of the others stay as they are.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { GetAccessKeyLastUsedCommand, IAMClient } from '@aws-sdk/client-iam';
import { clientOptions } from '../emulator/client';
import { startEmulator, type Emulator } from '../emulator/start';
import { checks } from '../src/catalogue/checks';
import type { ProwlerVerdict, ProwlerVerdicts } from '../src/derive/reference/prowler';
import { families } from '../test/end-to-end/pairs';
import { Site, type Proof } from '../test/end-to-end/proof';

const REGION = 'eu-west-1';
const SHIM = join(__dirname, 'prowler');
const FACTS = join(__dirname, '..', 'test', 'facts', 'prowler-verdicts.json');
/** Its progress is long. */
const OUTPUT_BYTES = 256 * 1024 * 1024;
const run = promisify(execFile);

/** What is read of a result in its OCSF output. */
interface Result {
  readonly status_code: string;
  readonly metadata: { readonly event_code: string };
  readonly resources: readonly { readonly uid: string; readonly name: string }[];
}

/** What was made in an account, in the order of the proofs, and what Prowler says of the account. */
interface Told { readonly account: string; readonly keys: readonly string[]; readonly results: readonly Result[] }

const asks = (check: string) => checks.find(({ id }) => id === check)!.prowler;

/** The key of the resource that Prowler tells of: of access keys it tells by user. */
async function ownerOf({ options, accountId }: Site, key: string): Promise<string> {
  const [, AccessKeyId] = /:access-key\/(.*)$/.exec(key) ?? [];
  if (AccessKeyId === undefined) return key;
  const { UserName } = await new IAMClient(options).send(new GetAccessKeyLastUsedCommand({ AccessKeyId }));
  return `arn:aws:iam::${accountId}:user/${UserName}`;
}

/** Makes the proofs in an account, and has Prowler look at it. */
async function told(emulator: Emulator, bin: string, account: string, isGood: boolean, proofs: readonly Proof[]): Promise<Told> {
  const site = new Site(clientOptions(emulator, account, REGION), emulator, isGood);
  const keys: string[] = [];
  for (const { make } of proofs) keys.push(await make(site));
  const out = mkdtempSync(join(tmpdir(), 'prowler-'));
  const asked = [...new Set(proofs.flatMap((each) => each.checks.flatMap(asks)))];
  const args = ['aws', '--region', REGION, '--scan-unused-services', '--ignore-exit-code-3', '--no-banner', '-M', 'json-ocsf', '-o', out, '-F', 'told',
    '--log-level', 'ERROR', '--log-file', join(out, 'log'), '--checks', ...asked];
  // Python takes an empty profile for a name.
  const environment = Object.fromEntries(Object.entries({ ...process.env, ...emulator.environment(account, REGION) }).filter(([, value]) => value !== ''));
  await run(join(bin, 'prowler'), args, { env: { ...environment, PYTHONPATH: SHIM }, maxBuffer: OUTPUT_BYTES });
  const log = join(out, 'log');
  for (const line of existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean) : []) console.error(`${account}: ${line}`);
  const results = JSON.parse(readFileSync(join(out, 'told.ocsf.json'), 'utf8')) as Result[];
  rmSync(out, { recursive: true });
  return { account: site.account, keys: await Promise.all(keys.map((key) => ownerOf(site, key))), results };
}

/** The last part of a key. */
const last = (key: string) => key.split(/[/:]/).pop();

/** Its results on a resource: by the ARN, or where it makes another of it than AWS, by the name. */
function resultsOn(key: string, results: readonly Result[]): readonly Result[] {
  const by = (is: (uid: string, name: string) => boolean) => results.filter(({ resources }) => resources.some(({ uid, name }) => is(uid, name)));
  const same = by((uid) => uid === key);
  return same.length > 0 ? same : by((uid, name) => last(uid) === last(key) || name === last(key));
}

/** What it says of the resource that a proof made; of the account, all that it says. */
function verdict({ account, keys, results }: Told, at: number, prowler: string): string {
  const asked = results.filter(({ metadata }) => metadata.event_code === prowler);
  const said = new Set((keys[at] === account ? asked : resultsOn(keys[at], asked)).map(({ status_code: status }) => status));
  return said.has('FAIL') ? 'fail' : said.has('PASS') ? 'pass' : 'none';
}

async function verdictsOf(emulator: Emulator, bin: string, proofs: readonly Proof[], first: number): Promise<ProwlerVerdict[]> {
  const [good, bad] = await Promise.all([true, false].map((isGood) => told(emulator, bin, String(isGood ? first : first + 1), isGood, proofs)));
  return proofs.flatMap(({ checks: of }, at) => of.flatMap((check) => asks(check).map((prowler) =>
    ({ prowler, check, good: verdict(good, at, prowler), bad: verdict(bad, at, prowler) }))));
}

/** The file of facts, a verdict a line. */
function facts(version: string, verdicts: readonly ProwlerVerdict[]): string {
  const sorted = [...verdicts].sort((a, b) => a.check.localeCompare(b.check) || a.prowler.localeCompare(b.prowler));
  const lines = sorted.map(({ prowler, check, good, bad }) => `  {"prowler": "${prowler}", "check": "${check}", "good": "${good}", "bad": "${bad}"}`);
  const source = 'bench/prowler.ts: what Prowler says of the resources of test/end-to-end/pairs in the emulator, of the checks that ask the same';
  return `{\n "version": "${version}",\n "source": "${source}",\n "verdicts": [\n${lines.join(',\n')}\n ]\n}\n`;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { bin: { type: 'string' } } });
  if (!values.bin) throw new Error('Say where prowler is: --bin <folder>');
  const [, version] = /(\d+\.\d+\.\d+)/.exec((await run(join(values.bin, 'prowler'), ['--version'])).stdout)!;
  const emulator = await startEmulator();
  const verdicts: ProwlerVerdict[] = [];
  try {
    for (const [index, { id, proofs }] of families.entries()) {
      if (positionals.length > 0 && !positionals.includes(id)) continue;
      console.log(id);
      // A resource that gets bad by its age alone is not bad yet.
      verdicts.push(...await verdictsOf(emulator, values.bin, proofs.filter(({ inDays }) => inDays === undefined), 200000000000 + 2 * index));
    }
  } finally {
    await emulator.stop();
  }
  const measured = new Set(verdicts.map(({ check }) => check));
  const { verdicts: before } = JSON.parse(readFileSync(FACTS, 'utf8')) as ProwlerVerdicts;
  writeFileSync(FACTS, facts(version, [...verdicts, ...before.filter(({ check }) => !measured.has(check))]));
}

void main();
