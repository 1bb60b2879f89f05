import { Option, type Command } from 'commander';
import { WrongInput } from './errors';
import { LAKE_HELP, openLake } from './lake';
import { readText } from './yaml-file';
import { readLandscape } from '../engine/access/account/landscape';
import type { Landscape } from '../engine/access/account/model';
import { InvalidAccountData, object } from '../engine/access/account/shape';
import { readCarriers } from '../engine/access/inventory';
import { readLake } from '../engine/access/lake/read';
import type { Inventoried } from '../engine/access/paths/elsewhere';
import type { Sensitive } from '../engine/access/paths/sensitive';
import { sensitiveIn } from '../engine/access/sensitive';
import type { Json } from '../engine/json';

/** Where access is read from. */
export interface AccessFlags {
  readonly lake?: string;
  readonly scp?: string;
  readonly accounts?: string;
  readonly resourcePolicies?: string;
  readonly lastAccessed?: string;
  readonly accessKeys?: string;
  readonly credentialReport?: string;
  readonly inventory?: string;
}

/** The options that say where access is read from. */
export function accessSources(command: Command): Command {
  return command
    .option('--lake <place>', `a scan in place of files: ${LAKE_HELP}`)
    .option('--scp <file>', 'SCPs by level from the root down, and what is known of the organization')
    .option('--accounts <file>', 'accounts of the organization, and known partners')
    .option('--resource-policies <file>', 'policies of resources by ARN')
    .option('--last-accessed <file>', 'last-accessed data by principal ARN; adds advice on least privilege')
    .option('--access-keys <file>', 'access keys by user name')
    .option('--credential-report <file>', 'the credential report, CSV or as AWS answers')
    .addOption(new Option('--inventory <file>', 'which resources carry a role, a list of {arn, role}: proves methods that use existing resources'));
}

/** What was read, and the accounts of which nothing can be said. */
export interface AccessInput extends Partial<Inventoried> {
  readonly landscape: Landscape;
  readonly unread: readonly { readonly accountId: string; readonly reason: string }[];
}

/**
 * Reads authorization details with what was given beside them, or the lake of a scan.
 * @throws WrongInput
 */
export async function readAccess(files: readonly string[], flags: AccessFlags): Promise<AccessInput> {
  try {
    return flags.lake === undefined ? fromFiles(files, flags) : await fromLake(flags.lake, files, flags);
  } catch (error) {
    throw error instanceof InvalidAccountData ? new WrongInput(error.message) : error;
  }
}

/**
 * The resources that the user calls sensitive.
 * @throws WrongInput
 */
export async function chosen(specs: readonly string[], landscape: Landscape, { lake }: AccessFlags): Promise<Sensitive[]> {
  try {
    return await sensitiveIn(specs, landscape, lake === undefined || specs.length === 0 ? [] : (await openLake(lake)).entities());
  } catch (error) {
    throw error instanceof InvalidAccountData ? new WrongInput(error.message) : error;
  }
}

function fromFiles(files: readonly string[], flags: AccessFlags): AccessInput {
  if (files.length === 0) throw new WrongInput('Name files with the output of aws iam get-account-authorization-details, or the lake of a scan with --lake.');
  const parse = (name: string | undefined) => (name === undefined ? undefined : readJson(name));
  const landscape = readLandscape(files.map((name) => ({ name, content: readJson(name) })), {
    scp: parse(flags.scp),
    accounts: parse(flags.accounts),
    resourcePolicies: parse(flags.resourcePolicies),
    lastAccessed: parse(flags.lastAccessed),
    accessKeys: parse(flags.accessKeys),
    ...flags.credentialReport !== undefined && { credentialReport: readText(flags.credentialReport) },
  });
  return { landscape, unread: [], ...flags.inventory !== undefined && { carriers: readCarriers(readJson(flags.inventory)) } };
}

async function fromLake(folder: string, files: readonly string[], { accounts, lake: _, ...others }: AccessFlags): Promise<AccessInput> {
  const given = Object.keys(others).filter((name) => ['scp', 'resourcePolicies', 'lastAccessed', 'accessKeys', 'credentialReport', 'inventory'].includes(name));
  if (files.length > 0 || given.length > 0) throw new WrongInput(`A lake holds what files would tell: beside --lake only --accounts is allowed, not ${[...files, ...given].join(', ')}.`);
  const lake = await openLake(folder);
  const run = await lake.latestRun();
  if (!run) throw new WrongInput(`No scan in the lake '${folder}'. Run cdk-security-scanner scan --out ${folder} first, or name another folder with --lake.`);
  const known = accounts === undefined ? {} : readJson(accounts);
  return readLake(lake, run.ledger, Array.isArray(known) ? { accounts: known } : object(known, `'${accounts}'`) as Json);
}

/**
 * A file of the user in JSON.
 * @throws WrongInput
 */
export function readJson(name: string): unknown {
  try {
    return JSON.parse(readText(name));
  } catch (error) {
    throw error instanceof SyntaxError ? new WrongInput(`'${name}' is not JSON: ${error.message}.`) : error;
  }
}
