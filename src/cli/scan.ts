import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { exit, Refused, WrongInput } from './errors';
import { progressBar } from './progress';
import { configTargets } from './scan-config';
import { printScan } from './summary';
import { checks } from '../catalogue/checks';
import { severities, type Severity } from '../catalogue/model/check';
import { securityScanner } from '../catalogue/presets/security-scanner';
import { account } from '../catalogue/services/account';
import { servicesOf, streamIds } from '../derive/streams';
import { callerAccount, type ClientSettings, type CredentialProvider } from '../engine/collect/clients';
import { NOT_IN_CONFIG } from '../engine/collect/config/session';
import { assumeRole } from '../engine/collect/credentials';
import { readOrganization } from '../engine/collect/organization';
import { partitionOf } from '../engine/collect/place';
import type { ScanSummary, UnitLedger } from '../engine/contracts';
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
  readonly source: 'aws' | 'config';
  /** Name of the aggregator, and its Region. */
  readonly aggregator?: string;
  readonly region?: string;
  readonly concurrency: number;
  readonly out: string;
  readonly failOn?: Severity;
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
    .addOption(new Option('--source <source>', 'aws: the accounts themselves; config: what an aggregator of AWS Config has of them').choices(['aws', 'config']).default('aws'))
    .option('--aggregator <name>', 'aggregator of AWS Config in the account of your own credentials')
    .option('--region <id>', 'Region of the aggregator', (text) => regionIds(text)[0])
    .option('--concurrency <units>', 'units read at the same time', atLeastOne, 8)
    .option('--out <folder>', 'folder of the lake', 'scan-lake')
    .addOption(new Option('--fail-on <severity>', 'exit 1 when a finding is at least that severe').choices(severities))
    .option('--json', 'print the result as JSON')
    .action(async (flags: ScanFlags) => { process.exitCode = await runScan(flags); });
}

/**
 * Scans and prints what was found.
 * @returns the exit code
 */
export async function runScan(flags: ScanFlags, caller: CredentialProvider = fromNodeProviderChain()): Promise<number> {
  const settings: ClientSettings = { endpoint: process.env.AWS_ENDPOINT_URL };
  const targets = flags.source === 'config' ? await configTargets(flags, caller, settings) : await directTargets(flags, caller, settings);
  const bar = progressBar();
  const lake = new LocalLake(flags.out);
  const summary = await scan({
    ...targets,
    lake,
    checks,
    settings,
    services: servicesOf(flags.streams),
    concurrency: flags.concurrency,
    now: new Date(),
    onProgress: bar.update,
  }).finally(bar.stop);
  await printScan(summary, lake, flags.json ?? false);
  return exitCode(summary, flags.failOn);
}

/** The Regions and accounts to scan in AWS itself. */
async function directTargets(flags: ScanFlags, caller: CredentialProvider, settings: ClientSettings) {
  if (flags.aggregator) throw new WrongInput('--aggregator needs --source config.');
  const regions = flags.regions ?? [process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? ''].filter(Boolean);
  if (regions.length === 0) throw new WrongInput('No Region given: pass --regions us-east-1,eu-west-1 or set AWS_REGION.');
  return { ...await targetsOf(flags, regions[0], caller, settings), regions };
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

function exitCode(summary: ScanSummary, failOn?: Severity): number {
  const found = failOn && severities.slice(0, severities.indexOf(failOn) + 1).some((severity) => summary.findings[severity] > 0);
  if (found) return exit.findings;
  // What AWS Config does not record was not to be had.
  const whole = ({ status, unread }: UnitLedger) => status === 'complete' || (unread.length > 0 && unread.every(({ code }) => code === NOT_IN_CONFIG));
  return summary.ledger.every(whole) ? exit.done : exit.partly;
}
