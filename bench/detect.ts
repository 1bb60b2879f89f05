import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { bundled, measure } from './measure';
import { detections } from '../src/catalogue/detections';
import { keepHeapSmall } from '../src/cli/small-heap';
import { behaviourRules } from '../src/engine/activity/behaviour';
import { compileDetections } from '../src/engine/activity/compile';
import { detect } from '../src/engine/activity/detect';
import { Matcher } from '../src/engine/activity/matcher';
import { findLogs } from '../src/engine/activity/reader/files';
import { LogReader } from '../src/engine/activity/reader/read';
import type { Rule } from '../src/engine/activity/rule';
import { compileSigma } from '../src/engine/activity/sigma/rules';
import { sigmaHq } from '../test/engine/activity/sigma-hq';

/*
 * Measures detection over a folder of CloudTrail files: all detections of the catalogue and the 57 AWS rules of SigmaHQ, beside gunzip,
 * JSON.parse and a look at the name of each event. Each runs in a process of its own. Usage:
 *   npx tsx --tsconfig test/tsconfig.json bench/detect.ts <folder>
 * The folder may hold truth.json, which tells what was planted: then it is told how much of it was found.
 */

interface Truth {
  readonly org_accounts: string[];
  readonly trusted_networks: string[];
  readonly scenarios: { scenario: string; must_fire: string[]; must_not_fire?: string[]; event_ids: string[] }[];
  readonly faults: { key: string; kind: string; expect: string }[];
}

const [folder = '.', mode] = process.argv.slice(2);
const truthFile = join(folder, 'truth.json');
const truth = existsSync(truthFile) ? JSON.parse(readFileSync(truthFile, 'utf8')) as Truth : undefined;

function rules() {
  const settings = { organizationAccounts: truth?.org_accounts, trustedNetworks: truth?.trusted_networks, lists: { aws_ip_ranges: ['52.0.0.0/8'] } };
  const { rules: sigma, errors } = compileSigma(sigmaHq(), settings);
  if (errors.length > 0) throw errors[0];
  return [...compileDetections(detections, settings), ...sigma];
}

// Beside the logs a generated set holds what tells about them.
const files = async () => (await findLogs([existsSync(join(folder, 's3')) ? join(folder, 's3') : folder])).files;

/** The least that any reader must do. */
async function plain() {
  const wanted = new Set(['DeleteTrail', 'StopLogging']);
  let [events, found] = [0, 0];
  for (const file of await files()) {
    try {
      for (const { eventName } of (JSON.parse(gunzipSync(readFileSync(file)).toString()) as { Records?: { eventName: string }[] }).Records ?? []) {
        events++;
        if (wanted.has(eventName)) found++;
      }
    } catch { /* Faulty files are part of the set. */ }
  }
  return { events, found };
}

const matching = () => matched(rules());

/** The same with the rules that know principals by their habits. */
const habits = () => matched([...rules(), ...behaviourRules({ trustedNetworks: truth?.trusted_networks })]);

async function matched(all: readonly Rule[]) {
  const [reader, matcher] = [new LogReader(), new Matcher(all)];
  let found = 0;
  for (const file of await files()) {
    for await (const records of reader.read(file)) for (const record of records) found += matcher.match(record).length;
  }
  return { events: reader.summary.events, found };
}

async function whole() {
  let [found, bytes] = [0, 0];
  let summary = new LogReader().summary;
  const fired = new Map<string, Set<string>>();
  const told = new Set(truth?.scenarios.flatMap(({ event_ids: ids }) => ids));
  for await (const finding of detect({ rules: rules(), files: await files(), onEnd: (read) => { summary = read; } })) {
    found++;
    bytes += JSON.stringify(finding).length;
    for (const { eventID = '' } of finding.evidence.events) {
      if (told.has(eventID)) fired.set(finding.check, (fired.get(finding.check) ?? new Set()).add(eventID));
    }
  }
  const has = (id: string, events: readonly string[]) => events.some((event) => fired.get(id)?.has(event));
  const pairs = (of: 'must_fire' | 'must_not_fire') => (truth?.scenarios ?? []).flatMap((scenario) => (scenario[of] ?? []).map((id) => ({ id, ...scenario })));
  const planted = pairs('must_fire');
  const missed = planted.filter(({ id, event_ids: events }) => !has(id, events));
  const forbidden = pairs('must_not_fire').filter(({ id, event_ids: events }) => has(id, events));
  return {
    events: summary.events,
    found,
    bytes,
    repeated: summary.repeated,
    ...truth && {
      planted: `${planted.length - missed.length} of ${planted.length}`,
      missed: missed.map(({ scenario, id }) => `${scenario} ${id}`),
      forbidden: forbidden.map(({ scenario, id }) => `${scenario} ${id}`),
      setAside: summary.places.map(({ file, reason, index }) => `${truth.faults.find(({ key }) => file.endsWith(key))?.kind ?? file}${index === undefined ? '' : ` ${index}`}: ${reason}`),
    },
  };
}

const modes = { plain, matching, habits, whole };

async function main() {
  if (mode !== undefined) {
    // As the command line does.
    keepHeapSmall();
    await measure(modes[mode as keyof typeof modes]);
    return;
  }
  const { bundle, folder: temporary } = await bundled(__filename);
  for (const name of Object.keys(modes)) {
    const { stdout, stderr, status } = spawnSync(process.execPath, [bundle, folder, name], { encoding: 'utf8', maxBuffer: 2 ** 26 });
    if (status !== 0) throw new Error(stderr);
    const { seconds, megabytes, events, ...rest } = JSON.parse(stdout) as { seconds: number; megabytes: number; events: number };
    process.stdout.write(`${name}: ${events} events, ${Math.round(events / seconds)} a CPU second, ${megabytes} MB at most, ${JSON.stringify(rest, undefined, 1)}\n`);
  }
  rmSync(temporary, { recursive: true });
}

void main();
