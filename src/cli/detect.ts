import { existsSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { printerOf, readText, type Format } from './detect-output';
import { lintRules, reading, rulesOf, type RuleFlags } from './detect-rules';
import { exit, WrongInput } from './errors';
import { folderOf } from './lake';
import { fileBar } from './progress';
import { atLeast, severities, type Severity } from '../catalogue/model/check';
import { Correlator } from '../engine/activity/correlate/correlator';
import { Keeper } from '../engine/activity/correlate/keep';
import { Knowledge } from '../engine/activity/correlate/knowledge';
import { detect } from '../engine/activity/detect';
import { findLogs } from '../engine/activity/reader/files';
import type { ReadSummary } from '../engine/activity/reader/read';
import { LocalLake } from '../engine/store/lake';

interface Flags extends RuleFlags {
  readonly state?: string;
  readonly lake?: string;
  readonly stories?: boolean;
  readonly lintRules?: boolean;
  readonly failOn?: Severity;
  readonly format: Format;
  readonly json?: boolean;
}

const collect = (value: string, before: readonly string[] = []) => [...before, value];

/** Adds `detect` to the program. */
export function addDetect(program: Command): void {
  program.command('detect').argument('[files...]', 'CloudTrail or EKS audit files, or folders of them: .json, .json.gz, JSON lines, or as in S3')
    .description('Run the detections over logs')
    .option('--rules <file or folder>', 'add Sigma rules of your own; may be given again', collect)
    .option('--config <file>', 'what belongs to your organisation: accounts, networks, protected resources, who may change things (YAML or JSON)')
    .option('--state <folder>', 'remember from run to run: read what the last run left in the folder, and leave what the next one needs')
    .option('--lake <folder>', 'join findings with the inventory and the rights in a lake, tell stories, and keep both in it for the report')
    .option('--stories', 'tell stories without a lake: findings grouped by who stands behind them')
    .option('--sigma-strict', 'Sigma text modifiers do not match the JSON text of objects')
    .option('--lint-rules', 'tell which of your rules can never match CloudTrail, and why; reads no logs')
    .addOption(new Option('--fail-on <severity>', 'exit 1 when a finding is at least that severe').choices(severities))
    .addOption(new Option('--format <format>', 'what to print: a table, or a finding a line as JSON or as OCSF Detection Finding').choices(['table', 'json', 'ocsf']).default('table'))
    .option('--json', 'the same as --format json')
    .action(async (paths: string[], flags: Flags) => { process.exitCode = await run(paths, flags); });
}

async function run(paths: readonly string[], flags: Flags): Promise<number> {
  if (!flags.lintRules) return runDetect(paths, flags);
  process.stdout.write(await lintRules(flags));
  return exit.done;
}

/** What joins findings, where that is wanted. */
async function correlatorOf({ lake: folder, stories }: Flags): Promise<Correlator | undefined> {
  if (folder === undefined) return stories ? new Correlator() : undefined;
  folderOf(folder, 'copy the bucket with aws s3 sync');
  if (!existsSync(folder)) throw new WrongInput(`No lake at '${folder}'. Run cdk-security-scanner scan --out ${folder} first, or leave --lake out.`);
  const knowledge = await Knowledge.of(new LocalLake(folder), new Date());
  if (knowledge.problem !== undefined) process.stderr.write(`What identities can reach is not known: ${knowledge.problem}\n`);
  return new Correlator(knowledge);
}

async function runDetect(paths: readonly string[], flags: Flags): Promise<number> {
  if (paths.length === 0) throw new WrongInput('No log given: name files or folders.');
  const rules = await rulesOf(flags);
  const { files } = await reading(() => findLogs(paths));
  if (files.length === 0) throw new WrongInput(`No log file in ${paths.join(', ')}; files are read that end in .json, .jsonl, .ndjson, .log or .gz.`);
  const correlator = await correlatorOf(flags);
  const bar = fileBar(files.length);
  const print = printerOf(flags.json ? 'json' : flags.format);
  const keeper = new Keeper();
  let read: ReadSummary | undefined;
  const found = new Set<Severity>();
  try {
    const onFile = (file: string, summary: ReadSummary) => bar.update(summary.files, file);
    for await (const finding of detect({ rules, files, state: flags.state, correlator, onFile, onEnd: (summary) => { read = summary; } })) {
      found.add(finding.severity);
      if (flags.lake !== undefined) keeper.add(finding);
      await print.add(finding);
    }
  } finally {
    bar.stop();
  }
  print.end();
  if (flags.lake !== undefined) await keeper.write(new LocalLake(flags.lake));
  process.stderr.write(`${readText(read!)}\n`);
  if (flags.failOn && atLeast(flags.failOn).some((severity) => found.has(severity))) return exit.findings;
  return read!.skipped + read!.broken > 0 ? exit.partly : exit.done;
}
