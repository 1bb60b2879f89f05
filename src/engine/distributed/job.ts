import type { Check } from '../../catalogue/model/check';
import type { AccountListing, RegionListing, Service } from '../../catalogue/model/service';
import type { ScanSettings } from '../../derive/scan-settings';
import type { ClientSettings, CredentialProvider } from '../collect/clients';
import type { Unit, UnitLedger } from '../contracts';
import type { NewFindings } from '../outlets/notice';
import type { Lake } from '../store/lake';
import { readText, type ObjectStore } from '../store/objects';
import type { Verdict } from '../summary';
import type { ScanOptions } from '../sync/options';

/** A scan whose parts run apart from each other, and find what they share in the lake. */
export interface Job { readonly run: string; /** ISO 8601; every unit and finding of the scan carries it. */ readonly startedAt: string }

/** An account of a job. */
export interface JobAccount {
  readonly accountId: string;
  readonly name?: string;
  readonly roleArn: string;
  readonly externalId?: string;
  /** @default - those of the settings, else what the account has enabled */
  readonly regions?: readonly string[];
}

/** What the units of an account share. */
export interface AccountHead { readonly account: JobAccount; readonly regions: readonly string[]; readonly statuses?: readonly RegionListing[] }

/** Units of an account in one Region, read by one function: there the rates of AWS hold for all of them together. */
export interface Batch { readonly accountId: string; readonly region: string; readonly services: readonly string[] }

/** What became of an account: its units and counts, or why it was not entered. No list of findings: thousands of accounts are added up. */
export interface AccountOutcome extends Verdict {
  readonly accountId: string;
  readonly regions: readonly string[];
  readonly ledger: readonly UnitLedger[];
  readonly inventory: Readonly<Record<string, number>>;
  readonly relationships: number;
  /** New findings that are told of. */
  readonly fresh: NewFindings;
  /** Results that a report lists: failed and unknown ones. */
  readonly listed: number;
  /** What the outlets took of the account; absent when one of them was not told. */
  readonly told?: { readonly securityHub?: { readonly imported: number; readonly refused: number }; readonly securityLake?: number };
  readonly refused?: string;
}

/** What every part of a scan works with. */
export interface Worker {
  readonly lake: Lake;
  readonly settings: ScanSettings;
  /** What is read. */
  readonly services: readonly Service[];
  readonly checks: readonly Check[];
  readonly clients: ClientSettings;
  /** Region that the function runs in. */
  readonly region: string;
  /** Credentials of the role in an account. */
  readonly enter: (account: Pick<JobAccount, 'roleArn' | 'externalId'>) => CredentialProvider;
  /** Told of every call that is sent to read a unit. */
  readonly onCall?: ScanOptions['onCall'];
}

const folderOf = ({ run }: Pick<Job, 'run'>) => `scans/run=${run}`;

/** Keys of what the parts of a job leave for each other. */
export const keys = {
  accounts: (job: Pick<Job, 'run'>) => `${folderOf(job)}/accounts.jsonl`,
  organization: (job: Pick<Job, 'run'>) => `${folderOf(job)}/organization.json`,
  head: (job: Pick<Job, 'run'>, accountId: string) => `${folderOf(job)}/heads/${accountId}.json`,
  begun: (job: Pick<Job, 'run'>, { accountId, region, service }: Unit) => `${folderOf(job)}/begun/${accountId}/${region}/${service}`,
  outcome: (job: Pick<Job, 'run'>, accountId: string) => `${folderOf(job)}/outcomes/${accountId}.json`,
};

/** The accounts of a job. */
export async function accountsOf({ lake }: Pick<Worker, 'lake'>, job: Pick<Job, 'run'>): Promise<JobAccount[]> {
  const lines = (await readText(lake.objects, keys.accounts(job)) ?? '').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as JobAccount);
}

/** What a part left, undefined when it did not come to that. */
export async function left<T>(store: ObjectStore, key: string): Promise<T | undefined> {
  const text = await readText(store, key);
  return text === undefined ? undefined : JSON.parse(text) as T;
}

/** What AWS Organizations said of the accounts, when it was asked. */
export const organizationOf = ({ lake }: Worker, job: Pick<Job, 'run'>) => left<AccountListing[]>(lake.objects, keys.organization(job));
