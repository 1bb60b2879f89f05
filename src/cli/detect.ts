import { once } from 'node:events';
import { Option, type Command } from 'commander';
import { readConfig, type DetectConfig } from './detect-config';
import { detectJson, DetectTable, readText } from './detect-output';
import { exit, WrongInput } from './errors';
import { fileBar } from './progress';
import { detections } from '../catalogue/detections';
import { severities, type Severity } from '../catalogue/model/check';
import { behaviourRules } from '../engine/activity/behaviour';
import { compileDetections } from '../engine/activity/compile';
import { detect } from '../engine/activity/detect';
import { findLogs } from '../engine/activity/reader/files';
import type { ReadSummary } from '../engine/activity/reader/read';
import type { Rule } from '../engine/activity/rule';
import type { Settings } from '../engine/activity/settings';
import { readSigma } from '../engine/activity/sigma/documents';
import { SigmaError } from '../engine/activity/sigma/errors';
import { lint } from '../engine/activity/sigma/lint';
import { compileSigma } from '../engine/activity/sigma/rules';
import { InvalidMemory } from '../engine/activity/state/memory';
import { plainText } from '../engine/report/escape';

interface Flags {
  readonly rules?: readonly string[];
  readonly config?: string;
  readonly state?: string;
  readonly sigmaStrict?: boolean;
  readonly lintRules?: boolean;
  readonly failOn?: Severity;
  readonly json?: boolean;
}

const collect = (value: string, before: readonly string[] = []) => [...before, value];

/** Adds `detect` to the program. */
export function addDetect(program: Command): void {
  program.command('detect').argument('[files...]', 'CloudTrail or EKS audit files, or folders of them: .json, .json.gz, JSON lines, or as in S3')
    .description('Run the detections over logs')
    .option('--rules <file or folder>', 'add Sigma rules of your own; may be given again', collect)
    .option('--config <file>', 'what belongs to your organisation: accounts, networks, protected resources (YAML or JSON)')
    .option('--state <folder>', 'remember from run to run: read what the last run left in the folder, and leave what the next one needs')
    .option('--sigma-strict', 'Sigma text modifiers do not match the JSON text of objects')
    .option('--lint-rules', 'tell which of your rules can never match CloudTrail, and why; reads no logs')
    .addOption(new Option('--fail-on <severity>', 'exit 1 when a finding is at least that severe').choices(severities))
    .option('--json', 'print a finding a line, as JSON')
    .action(async (paths: string[], flags: Flags) => { process.exitCode = flags.lintRules ? await runLint(flags) : await runDetect(paths, flags); });
}

/** Prints what the owner of rules should know of them. */
async function runLint({ rules: paths = [], json, ...flags }: Flags): Promise<number> {
  if (paths.length === 0) throw new WrongInput('--lint-rules needs rules: pass --rules <file or folder>.');
  const documents = await reading(() => readSigma(paths));
  const { errors } = compileSigma(documents, { ...readConfig(flags.config), strictObjects: flags.sigmaStrict });
  if (errors.length > 0) throw new WrongInput(errors.map(({ message }) => message).join('\n'));
  const advice = lint(documents);
  const lines = json ? advice.map((each) => JSON.stringify(each)) : advice.map(({ rule, file, message }) => `${plainText(rule)} (${file}): ${plainText(message)}`);
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  if (!json) process.stdout.write(`${documents.length} rules, ${advice.length} remarks.\n`);
  return exit.done;
}

async function runDetect(paths: readonly string[], flags: Flags): Promise<number> {
  if (paths.length === 0) throw new WrongInput('No log given: name files or folders.');
  const rules = await rulesOf(flags, readConfig(flags.config));
  const { files } = await reading(() => findLogs(paths));
  if (files.length === 0) throw new WrongInput(`No log file in ${paths.join(', ')}; files are read that end in .json, .jsonl, .ndjson, .log or .gz.`);
  const bar = fileBar(files.length);
  const print = flags.json ? printJson() : printTable();
  let read: ReadSummary | undefined;
  const found = new Set<Severity>();
  try {
    const onFile = (file: string, summary: ReadSummary) => bar.update(summary.files, file);
    for await (const finding of detect({ rules, files, state: flags.state, onFile, onEnd: (summary) => { read = summary; } })) {
      found.add(finding.severity);
      await print.add(finding);
    }
  } finally {
    bar.stop();
  }
  print.end();
  process.stderr.write(`${readText(read!)}\n`);
  if (flags.failOn && severities.slice(0, severities.indexOf(flags.failOn) + 1).some((severity) => found.has(severity))) return exit.findings;
  return read!.skipped + read!.broken > 0 ? exit.partly : exit.done;
}

/** Turns what the file system refuses into an answer for the user. */
async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SigmaError || error instanceof InvalidMemory) throw new WrongInput(error.message);
    const { code, message } = error as NodeJS.ErrnoException;
    throw typeof code === 'string' ? new WrongInput(`Cannot be read: ${message}.`) : error;
  }
}

/** Detections that are not switched off, and the user's own rules. */
async function rulesOf({ rules: paths = [], sigmaStrict: strictObjects }: Flags, { disabled, ...config }: DetectConfig): Promise<Rule[]> {
  const settings: Settings = { ...config, strictObjects };
  const documents = await reading(() => readSigma(paths));
  const { rules, errors } = compileSigma(documents, settings);
  if (errors.length > 0) throw new WrongInput(errors.map(({ message }) => message).join('\n'));
  const all = [...compileDetections(detections, settings), ...behaviourRules(settings), ...rules];
  const unknown = disabled.find((id) => !all.some(({ text }) => text.id === id));
  if (unknown !== undefined) throw new WrongInput(`disabled names '${unknown}', which is no detection; docs/reference/detections.md lists them, docs/guides/detect.md those of behaviour.`);
  return all.filter(({ text }) => !disabled.includes(text.id));
}

function printJson() {
  return {
    // A slow reader of the output must not fill the memory.
    add: async (finding: Parameters<typeof detectJson>[0]) => {
      if (!process.stdout.write(`${JSON.stringify(detectJson(finding))}\n`)) await once(process.stdout, 'drain');
    },
    end: () => undefined,
  };
}

function printTable() {
  const rows = new DetectTable();
  return {
    add: (finding: Parameters<DetectTable['add']>[0]) => rows.add(finding),
    end: () => process.stdout.write(`${rows}\n`),
  };
}
