import { InvalidArgumentError, Option, type Command } from 'commander';
import { accessText } from './access-text';
import { exit, WrongInput } from './errors';
import { readText } from './yaml-file';
import { severities, type Severity } from '../catalogue/model/check';
import { readLandscape } from '../engine/access/account/landscape';
import { InvalidAccountData } from '../engine/access/account/shape';
import { adviseAll } from '../engine/access/advice';
import { findingsOf } from '../engine/access/findings';
import { readCarriers } from '../engine/access/inventory';
import { analyse } from '../engine/access/paths/analyse';
import { bestPaths, pathFindings, shownPath } from '../engine/access/paths/findings';
import { accessJson, type AccessReport } from '../engine/access/report';

interface Options {
  readonly scp?: string;
  readonly accounts?: string;
  readonly resourcePolicies?: string;
  readonly lastAccessed?: string;
  readonly accessKeys?: string;
  readonly credentialReport?: string;
  readonly inventory?: string;
  readonly asOf: Date;
  readonly unusedDays: number;
  readonly keyDays: number;
  readonly blocked?: boolean;
  readonly limit: number;
  readonly json?: boolean;
  readonly failOn?: Severity;
}

/** Adds `access` to the program. */
export function addAccess(program: Command): void {
  program.command('access').argument('<files...>', 'output of aws iam get-account-authorization-details, of one account or several')
    .description('find administrators, the paths to become one, and what else is wrong with access, offline')
    .option('--scp <file>', 'SCPs by level from the root down, and what is known of the organization')
    .option('--accounts <file>', 'accounts of the organization, and known partners')
    .option('--resource-policies <file>', 'policies of resources by ARN')
    .option('--last-accessed <file>', 'last-accessed data by principal ARN; adds advice on least privilege')
    .option('--access-keys <file>', 'access keys by user name')
    .option('--credential-report <file>', 'the credential report, CSV or as AWS answers')
    .option('--inventory <file>', 'which resources carry a role, a list of {arn, role}: proves methods that use existing resources')
    .addOption(new Option('--as-of <date>', 'the day the data is of, ISO 8601').argParser(dateOf).default(new Date(), 'now'))
    .addOption(new Option('--unused-days <days>', 'unused for so long is unused').argParser(countOf).default(90))
    .addOption(new Option('--key-days <days>', 'an access key so old is stale').argParser(countOf).default(90))
    .option('--blocked', 'also show steps that a deny, boundary, SCP, condition or trust policy stops')
    .addOption(new Option('--limit <paths>', 'how many paths and findings to print').argParser(countOf).default(20))
    .option('--json', 'print everything as JSON')
    .addOption(new Option('--fail-on <severity>', 'exit 1 when a finding is at least this severe').choices([...severities]))
    .action((files: string[], options: Options) => {
      const report = reportOf(files, options);
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

function reportOf(files: readonly string[], { blocked, asOf: now, unusedDays, keyDays, ...beside }: Options): AccessReport {
  const parse = (name: string | undefined) => (name === undefined ? undefined : json(name));
  try {
    const landscape = readLandscape(files.map((name) => ({ name, content: json(name) })), {
      scp: parse(beside.scp),
      accounts: parse(beside.accounts),
      resourcePolicies: parse(beside.resourcePolicies),
      lastAccessed: parse(beside.lastAccessed),
      accessKeys: parse(beside.accessKeys),
      ...beside.credentialReport !== undefined && { credentialReport: readText(beside.credentialReport) },
    });
    const carriers = beside.inventory === undefined ? undefined : readCarriers(json(beside.inventory));
    const analysis = analyse(landscape, { now, blocked: blocked === true, ...carriers && { carriers } });
    const best = bestPaths(analysis);
    const paths = new Map([...best].map(([arn, path]) => [arn, shownPath(path)]));
    const findings = [...pathFindings(best, landscape, now), ...findingsOf(landscape, { now, unusedDays, keyDays, paths })];
    const rank = ({ severity }: { severity: Severity }) => severities.indexOf(severity);
    return { landscape, analysis, findings: findings.sort((a, b) => rank(a) - rank(b)), advice: [...adviseAll(landscape, { now, unusedDays })] };
  } catch (error) {
    throw error instanceof InvalidAccountData ? new WrongInput(error.message) : error;
  }
}

function json(name: string): unknown {
  try {
    return JSON.parse(readText(name));
  } catch (error) {
    throw error instanceof SyntaxError ? new WrongInput(`'${name}' is not JSON: ${error.message}.`) : error;
  }
}

const isWorse = ({ findings }: AccessReport, limit: Severity | undefined) =>
  limit !== undefined && findings.some(({ severity }) => severities.indexOf(severity) <= severities.indexOf(limit));
