import { InvalidArgumentError, Option, type Command } from 'commander';
import { readActivity } from './access-activity';
import { accessSources, chosen, readAccess, type AccessFlags } from './access-input';
import { accessText } from './access-text';
import { compileLater } from './compile-later';
import { exit } from './errors';
import { LAKE_HELP } from './lake';
import { sensitiveThings } from './values';
import { severities, type Severity } from '../catalogue/model/check';
import { adviseAll } from '../engine/access/advice';
import { allFindings } from '../engine/access/findings/all';
import { analyse } from '../engine/access/paths/analyse';
import { accessJson, type AccessReport } from '../engine/access/report';

interface Options extends AccessFlags {
  readonly activity?: readonly string[];
  readonly asOf: Date;
  readonly unusedDays: number;
  readonly keyDays: number;
  readonly sensitive?: readonly string[];
  readonly blocked?: boolean;
  readonly limit: number;
  readonly json?: boolean;
  readonly failOn?: Severity;
}

/** Adds `access` to the program. */
export function addAccess(program: Command): void {
  accessSources(program.command('access').argument('[files...]', 'output of aws iam get-account-authorization-details, of one account or several')
    .description('find administrators, the paths to become one, and what else is wrong with access, in files or in the lake of a scan'))
    .addOption(new Option('--as-of <date>', 'the day the data is of, ISO 8601').argParser(dateOf).default(new Date(), 'now'))
    .addOption(new Option('--unused-days <days>', 'unused for so long is unused').argParser(countOf).default(90))
    .addOption(new Option('--key-days <days>', 'an access key so old is stale').argParser(countOf).default(90))
    .option('--sensitive <what>', 'also find who reaches this: an ARN with * and ?, or a tag as key=value; several times for several', sensitiveThings)
    .option('--activity <place>', `what CloudTrail recorded: ${LAKE_HELP}, or log files and folders of them; several times for several, by default what the lake of --lake holds`, several)
    .option('--blocked', 'also show steps that a deny, boundary, SCP, condition or trust policy stops')
    .addOption(new Option('--limit <paths>', 'how many paths and findings to print').argParser(countOf).default(20))
    .option('--json', 'print everything as JSON')
    .addOption(new Option('--fail-on <severity>', 'exit 1 when a finding is at least this severe').choices([...severities]))
    .action(async (files: string[], options: Options) => {
      compileLater();
      const report = await reportOf(files, options);
      process.stdout.write(options.json ? `${JSON.stringify(accessJson(report), undefined, 2)}\n` : `${accessText(report, options.limit)}\n`);
      process.exitCode = isWorse(report, options.failOn) ? exit.findings : exit.done;
    });
}

function dateOf(given: string): Date {
  const date = new Date(given);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError(`'${given}' is no date; allowed is ISO 8601, for instance 2026-11-01.`);
  return date;
}

function countOf(given: string): number {
  if (!/^[1-9]\d{0,5}$/.test(given)) throw new InvalidArgumentError(`'${given}' is no whole number above 0.`);
  return Number(given);
}

const several = (value: string, before: readonly string[] = []) => [...before, value];

async function reportOf(files: readonly string[], options: Options): Promise<AccessReport> {
  const { blocked, asOf: now, unusedDays, keyDays } = options;
  const { landscape: known, unread, ...inventory } = await readAccess(files, options);
  const activity = await readActivity(options, { now, unusedDays });
  const landscape = { ...known, ...activity && { activity } };
  for (const { accountId, reason } of unread) process.stderr.write(`Of account ${accountId} nothing can be said: ${reason}\n`);
  const sensitive = await chosen(options.sensitive ?? [], landscape, options);
  const analysis = analyse(landscape, { now, blocked: blocked === true, ...inventory, sensitive });
  const findings = allFindings(landscape, analysis, { now, unusedDays, keyDays });
  return { landscape, analysis, findings, advice: [...adviseAll(landscape, { now, unusedDays })] };
}

const isWorse = ({ findings }: AccessReport, limit: Severity | undefined) =>
  limit !== undefined && findings.some(({ severity }) => severities.indexOf(severity) <= severities.indexOf(limit));
