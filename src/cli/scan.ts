import { Option, type Command } from 'commander';
import { baselineOf, failedAtLeast, isNew, tellSuppressions } from './concern';
import { callerOf, type Caller } from './connect';
import { exit, WrongInput } from './errors';
import { changesIn, printReread } from './event';
import { untilInterrupted } from './interrupt';
import { LAKE_HELP, openLake } from './lake';
import { readOwnChecks } from './own-checks';
import { progressBar } from './progress';
import { configTargets } from './scan-config';
import { printScan } from './summary';
import { readSuppressions } from './suppressions';
import { targetsOf, type TargetFlags } from './targets';
import { accountIds, atLeastOne, regionIds, sensitiveThings, streamList } from './values';
import { checks } from '../catalogue/checks';
import { atLeast, severities, type Severity } from '../catalogue/model/check';
import { securityScanner } from '../catalogue/presets/security-scanner';
import { services } from '../catalogue/services';
import type { Change } from '../derive/event-patterns';
import { refusalOf } from '../derive/regions';
import { servicesOf } from '../derive/streams';
import type { CredentialProvider } from '../engine/collect/clients';
import { NOT_IN_CONFIG } from '../engine/collect/config/session';
import { partitionOf } from '../engine/collect/place';
import type { UnitLedger } from '../engine/contracts';
import { Suppressor } from '../engine/posture/suppressions';
import { scan, type ScanOptions } from '../engine/scan';
import type { Lake } from '../engine/store/lake';
import { rereadUnits } from '../engine/sync/reread';

/** Options of `scan`. */
export interface ScanFlags extends TargetFlags {
  readonly regions?: readonly string[];
  readonly streams?: readonly string[];
  /** File of the events after which units are read again. */
  readonly event?: string;
  readonly source?: 'aws' | 'config';
  /** Name of the aggregator, and its Region. */
  readonly aggregator?: string;
  readonly region?: string;
  readonly concurrency: number;
  readonly out: string;
  readonly failOn?: Severity;
  /** Folder of the user's own checks. */
  readonly checks?: string;
  /** File of suppressions. */
  readonly suppressions?: string;
  /** Resources to which paths are looked for: ARNs, patterns, tags. */
  readonly sensitive?: readonly string[];
  /** Only what failed first in this run counts. */
  readonly newOnly?: boolean;
  /** A lake: what fails in it is not new. */
  readonly baseline?: string;
  readonly json?: boolean;
}

/** Adds `scan` to the program. */
export function addScan(program: Command): void {
  program.command('scan').alias('sync')
    .description('Scan the connected accounts, the whole organisation, or the account of your own credentials')
    .option('--org <account id>', 'management account: scan every account of its organisation', (text) => accountIds(text)[0])
    .option('--accounts <ids>', 'accounts to scan, separated by commas (default: the connected ones, else your own)', accountIds)
    .option('--role-name <name>', 'role to assume in accounts that are not connected', securityScanner.roleName)
    .option('--external-id <id>', 'external id the role asks for')
    .option('--regions <ids>', 'Regions, separated by commas (default: all that each account has enabled)', regionIds)
    .option('--streams <ids>', `what to read (default: all): ${servicesOf().map(({ id }) => id).join(', ')}`, streamList)
    .addOption(new Option('--source <source>', 'aws: the accounts themselves; config: what an aggregator of AWS Config has of them').choices(['aws', 'config']).default('aws'))
    .option('--aggregator <name>', 'aggregator of AWS Config in the account of your own credentials')
    .option('--region <id>', 'Region of the aggregator', (text) => regionIds(text)[0])
    .option('--event <file>', 'read again only what the events of CloudTrail in this file changed')
    .option('--concurrency <units>', 'units read at the same time', atLeastOne, 8)
    .option('--out <place>', LAKE_HELP, 'scan-lake')
    .addOption(new Option('--fail-on <severity>', 'exit 1 when a finding is at least that severe').choices(severities))
    .option('--checks <folder>', 'checks of your own, one a file in YAML, JSON, JavaScript or TypeScript')
    .option('--suppressions <file>', 'findings to live with, each with its reason')
    .option('--sensitive <what>', 'also find who reaches this: an ARN with * and ?, or a tag as key=value; several times for several', sensitiveThings)
    .option('--new-only', 'show and count only findings that are new since the scan before, or since --baseline')
    .option('--baseline <place>', 'lake whose findings are not new (with --new-only)')
    .option('--json', 'print the result as JSON')
    .action(async (flags: ScanFlags) => { process.exitCode = await runScan(flags); });
}

/**
 * Scans and prints what was found.
 * @returns the exit code
 */
export async function runScan(flags: ScanFlags, credentials?: CredentialProvider): Promise<number> {
  const caller = callerOf(flags.regions, credentials);
  refuseRegions(flags.regions ?? [], caller);
  const changes = flags.event === undefined ? undefined : await changesIn(flags.event);
  const now = new Date();
  const allChecks = [...checks, ...flags.checks ? await readOwnChecks(flags.checks) : []];
  const suppressor = flags.suppressions ? new Suppressor(readSuppressions(flags.suppressions, allChecks.map(({ id }) => id)), now) : undefined;
  const baseline = await baselineOf(flags);
  const lake = await openLake(flags.out);
  const bar = progressBar();
  const options: ScanOptions = {
    ...flags.source === 'config' ? await configTargets(flags, caller.credentials, caller.settings) : await directTargets(flags, caller, lake),
    lake,
    checks: allChecks,
    suppressor,
    ...flags.sensitive && { sensitive: flags.sensitive },
    settings: caller.settings,
    services: servicesOf(flags.streams),
    catalogue: services,
    concurrency: flags.concurrency,
    now,
    onProgress: bar.update,
  };
  if (changes) return rereadAfter(changes, options, flags).finally(bar.stop);
  const summary = await untilInterrupted((signal) => scan({ ...options, signal })).finally(bar.stop);
  const concerning = flags.newOnly ? isNew(summary, baseline) : undefined;
  await printScan(summary, lake, { json: flags.json ?? false, concerning });
  if (suppressor) tellSuppressions(suppressor);
  return exitCode(flags.failOn && await failedAtLeast(summary, lake, flags.failOn, concerning), summary.ledger);
}

/** The accounts and Regions to scan in AWS itself. */
async function directTargets(flags: ScanFlags, caller: Caller, lake: Lake) {
  if (flags.aggregator) throw new WrongInput('--aggregator needs --source config.');
  return { ...await targetsOf(flags, caller, lake), regions: flags.regions };
}

/** Reads again what the changes concern, and prints what became of it. */
async function rereadAfter(changes: readonly Change[], options: ScanOptions, { json = false, failOn }: ScanFlags): Promise<number> {
  const reread = await untilInterrupted((signal) => rereadUnits({ ...options, signal }, changes));
  printReread(reread, changes.length, json);
  const failed = reread.accounts.flatMap(({ findings }) => findings).filter(({ status }) => status === 'fail');
  return exitCode(failOn && failed.some(({ severity }) => atLeast(failOn).includes(severity)), reread.ledger);
}

/** Regions that are not of the caller's partition cannot be read with the caller's credentials. */
function refuseRegions(regions: readonly string[], { region }: Caller): void {
  const reason = regions.map((each) => refusalOf(each, partitionOf(region))).find((each) => each !== undefined);
  if (reason) throw new WrongInput(`${reason}.`);
}

function exitCode(found: boolean | undefined, ledger: readonly UnitLedger[]): number {
  if (found) return exit.findings;
  // What AWS Config does not record was not to be had.
  const whole = ({ status, unread }: UnitLedger) => status === 'complete' || (unread.length > 0 && unread.every(({ code }) => code === NOT_IN_CONFIG));
  return ledger.every(whole) ? exit.done : exit.partly;
}
