import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { exit, Refused, WrongInput } from './errors';
import { readOwnChecks } from './own-checks';
import { progressBar } from './progress';
import { findingsOf, printScan } from './summary';
import { readSuppressions } from './suppressions';
import { checks } from '../catalogue/checks';
import { atLeast, severities, type Severity } from '../catalogue/model/check';
import { securityScanner } from '../catalogue/presets/security-scanner';
import { account } from '../catalogue/services/account';
import { servicesOf, streamIds } from '../derive/streams';
import { callerAccount, type ClientSettings, type CredentialProvider } from '../engine/collect/clients';
import { assumeRole } from '../engine/collect/credentials';
import { readOrganization } from '../engine/collect/organization';
import { partitionOf } from '../engine/collect/place';
import type { Finding, ScanSummary } from '../engine/contracts';
import { Suppressor, type Suppression } from '../engine/posture/suppressions';
import { scan, type AccountToScan, type ScanOptions } from '../engine/scan';
import { LocalLake } from '../engine/store/lake';

/** Options of `scan`. */
export interface ScanFlags {
  readonly accounts?: readonly string[];
  /** Id of the management account. */
  readonly org?: string;
  readonly roleName: string;
  readonly externalId?: string;
  readonly regions?: readonly string[];
  readonly streams?: readonly string[];
  readonly concurrency: number;
  readonly out: string;
  readonly failOn?: Severity;
  /** Folder of the user's own checks. */
  readonly checks?: string;
  /** File of suppressions. */
  readonly suppressions?: string;
  /** Only what failed first in this run counts. */
  readonly newOnly?: boolean;
  /** Folder of a lake: what fails in it is not new. */
  readonly baseline?: string;
  readonly json?: boolean;
}

const listOf = (name: string, pattern: RegExp, example: string) => (text: string) => {
  const items = text.split(',').map((item) => item.trim());
  const wrong = items.find((item) => !pattern.test(item));
  if (wrong !== undefined) throw new InvalidArgumentError(`'${wrong}' is not ${name}. Example: ${example}`);
  return items;
};

const accountIds = listOf('an AWS account id of 12 digits', /^\d{12}$/, '111111111111,222222222222');
const regionIds = listOf('an AWS Region', /^[a-z]{2,4}(-[a-z]+)+-\d$/, 'us-east-1,eu-west-1');
const streamList = (text: string) => {
  const ids = text.split(',').map((id) => id.trim());
  const wrong = ids.find((id) => !streamIds.includes(id));
  if (wrong !== undefined) throw new InvalidArgumentError(`'${wrong}' is not a stream. Streams: ${streamIds.join(', ')}`);
  return ids;
};
const atLeastOne = (text: string) => {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError(`'${text}' is not a number from 1 to 999.`);
  return Number(text);
};

/** Adds `scan` to the program. */
export function addScan(program: Command): void {
  program.command('scan').alias('sync')
    .description('Scan accounts through their read-only roles, the whole organisation, or the account of your own credentials')
    .option('--org <account id>', 'management account: scan every account of its organisation', (text) => accountIds(text)[0])
    .option('--accounts <ids>', 'accounts to scan, separated by commas', accountIds)
    .option('--role-name <name>', 'role to assume in each account', securityScanner.roleName)
    .option('--external-id <id>', 'external id the role asks for')
    .option('--regions <ids>', 'Regions, separated by commas (default: AWS_REGION)', regionIds)
    .option('--streams <ids>', `what to read (default: all): ${streamIds.join(', ')}`, streamList)
    .option('--concurrency <units>', 'units read at the same time', atLeastOne, 8)
    .option('--out <folder>', 'folder of the lake', 'scan-lake')
    .addOption(new Option('--fail-on <severity>', 'exit 1 when a finding is at least that severe').choices(severities))
    .option('--checks <folder>', 'checks of your own, one a file in YAML, JSON, JavaScript or TypeScript')
    .option('--suppressions <file>', 'findings to live with, each with its reason')
    .option('--new-only', 'show and count only findings that are new since the scan before, or since --baseline')
    .option('--baseline <folder>', 'lake whose findings are not new (with --new-only)')
    .option('--json', 'print the result as JSON')
    .action(async (flags: ScanFlags) => { process.exitCode = await runScan(flags); });
}

/**
 * Scans and prints what was found.
 * @returns the exit code
 */
export async function runScan(flags: ScanFlags, caller: CredentialProvider = fromNodeProviderChain()): Promise<number> {
  const now = new Date();
  const settings: ClientSettings = { endpoint: process.env.AWS_ENDPOINT_URL };
  const regions = flags.regions ?? [process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? ''].filter(Boolean);
  if (regions.length === 0) throw new WrongInput('No Region given: pass --regions us-east-1,eu-west-1 or set AWS_REGION.');
  const targets = await targetsOf(flags, regions[0], caller, settings);
  const allChecks = [...checks, ...flags.checks ? await readOwnChecks(flags.checks) : []];
  const suppressor = flags.suppressions ? new Suppressor(readSuppressions(flags.suppressions, allChecks.map(({ id }) => id)), now) : undefined;
  const baseline = await baselineOf(flags);
  const bar = progressBar();
  const lake = new LocalLake(flags.out);
  const summary = await scan({
    ...targets,
    regions,
    lake,
    checks: allChecks,
    suppressor,
    settings,
    services: servicesOf(flags.streams),
    concurrency: flags.concurrency,
    now,
    onProgress: bar.update,
  }).finally(bar.stop);
  const concerning = flags.newOnly ? isNew(summary, baseline) : undefined;
  await printScan(summary, lake, { json: flags.json ?? false, concerning });
  if (suppressor) tellSuppressions(suppressor);
  return exitCode(summary, flags.failOn && await failedAtLeast(summary, lake, flags.failOn, concerning));
}

/** Ids of what fails in the lake of the baseline. */
async function baselineOf({ newOnly, baseline }: ScanFlags): Promise<ReadonlySet<string> | undefined> {
  if (baseline === undefined) return undefined;
  if (!newOnly) throw new WrongInput('--baseline is used with --new-only.');
  const lake = new LocalLake(baseline);
  if (!await lake.latestRun()) throw new WrongInput(`No scan in the baseline '${baseline}'. Name the folder of a lake that scan wrote.`);
  const ids = new Set<string>();
  for await (const { id, status } of lake.findings()) if (status === 'fail') ids.add(id);
  return ids;
}

/** Whether a finding is new: not failed in the baseline, or first seen in this run. */
const isNew = ({ startedAt }: ScanSummary, baseline?: ReadonlySet<string>) => ({ id, firstSeen }: Finding): boolean =>
  baseline ? !baseline.has(id) : firstSeen === startedAt;

/** Tells of suppressions that no longer do anything. */
function tellSuppressions(suppressor: Suppressor): void {
  const name = ({ check, resource }: Suppression) => `${check}${resource === undefined ? '' : ` on ${resource}`}`;
  for (const each of suppressor.expired()) process.stderr.write(`The suppression of ${name(each)} expired on ${each.expires}: the finding counts again.\n`);
  for (const each of suppressor.unused()) process.stderr.write(`The suppression of ${name(each)} met no finding: take it out.\n`);
}

/** The accounts to scan, each with the credentials of its role. */
async function targetsOf(flags: ScanFlags, region: string, caller: CredentialProvider, settings: ClientSettings): Promise<Pick<ScanOptions, 'accounts' | 'organization'>> {
  const enter = (accountId: string, name?: string): AccountToScan => {
    const roleArn = `arn:${partitionOf(region)}:iam::${accountId}:role/${flags.roleName}`;
    return { accountId, name, roleArn, credentials: assumeRole({ roleArn, externalId: flags.externalId, region }, caller, settings) };
  };
  if (flags.org && flags.accounts) throw new WrongInput('--org and --accounts exclude each other: --org scans every account of the organisation.');
  if (flags.org) {
    const organization = await readOrganization(account, { credentials: enter(flags.org).credentials, region, settings });
    const [refused] = organization.unread;
    if (organization.accounts.length === 0 && refused) {
      throw new Refused(`The accounts of the organisation cannot be listed from ${flags.org}: ${refused.action} gave ${refused.code}. `
        + 'Name the management account, or a delegated administrator, whose role allows it.');
    }
    const active = organization.accounts.filter(({ State }) => State === undefined || State === 'ACTIVE');
    return { accounts: active.map(({ Id, Name }) => enter(Id, Name)), organization: organization.accounts };
  }
  if (flags.accounts) return { accounts: flags.accounts.map((accountId) => enter(accountId)) };
  return { accounts: [{ accountId: await callerAccount(region, caller, settings), credentials: caller }] };
}

/** Whether a finding of at least that severity failed. */
async function failedAtLeast(summary: ScanSummary, lake: LocalLake, least: Severity, concerning: (finding: Finding) => boolean = () => true): Promise<boolean> {
  const counted = atLeast(least);
  for await (const finding of findingsOf(summary, lake)) {
    if (finding.status === 'fail' && counted.includes(finding.severity) && concerning(finding)) return true;
  }
  return false;
}

function exitCode(summary: ScanSummary, found: boolean | undefined): number {
  if (found) return exit.findings;
  return summary.ledger.every(({ status }) => status === 'complete') ? exit.done : exit.partly;
}
