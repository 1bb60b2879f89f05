import { account as accountService } from '../../catalogue/services/account';
import { plan } from '../../derive/plan';
import { ClientPool } from '../collect/clients';
import { CannotAssume } from '../collect/credentials';
import { readOrganization } from '../collect/organization';
import { partitionOf } from '../collect/place';
import { none } from '../outlets/notice';
import { regionsOf, refusedUnit } from '../scan';
import { AccountDisabled } from '../store/lake';
import { registered, registeredAccounts } from '../store/registry';
import { runId, verdictOf } from '../summary';
import { keys, type AccountOutcome, type Batch, type Job, type JobAccount, type Worker } from './job';
import { lockScans } from './scan-lock';

/** A planned job, as its state machine goes on with it. */
export interface PlannedJob extends Job { readonly accounts: number; /** Key of the accounts, one a line. */ readonly key: string }

/** The units of an account by Region, none when it was refused. */
export interface PlannedAccount { readonly batches: readonly Batch[]; readonly refused?: string }

/** No account to scan: an empty lake would be taken for a good one. */
export class NoAccounts extends Error { readonly name = 'NoAccounts'; }

const roleArnIn = ({ region, settings: { roleName } }: Worker) => (accountId: string) => `arn:${partitionOf(region)}:iam::${accountId}:role/${roleName}`;

/** An account that no list names, as the settings enter it. */
export const accountOf = (worker: Worker, accountId: string): JobAccount =>
  ({ accountId, roleArn: roleArnIn(worker)(accountId), externalId: worker.settings.externalId });

async function listAccounts(worker: Worker, job: Job): Promise<JobAccount[]> {
  const { lake, settings: { accountIds, listingRoleArn, externalId }, clients, region } = worker;
  const roleArnOf = roleArnIn(worker);
  if (accountIds) return accountIds.map((accountId) => ({ accountId, roleArn: roleArnOf(accountId), externalId }));
  if (!listingRoleArn) {
    const connected = (await registeredAccounts(lake.objects)).filter(({ enabled }) => enabled);
    return connected.map(({ accountId, name, roleArn = roleArnOf(accountId), regions, ...own }) =>
      ({ accountId, name, roleArn, externalId: own.externalId ?? externalId, regions }));
  }
  const credentials = worker.enter({ roleArn: listingRoleArn, externalId });
  const { accounts, unread } = await readOrganization(accountService, { credentials, region, settings: clients });
  if (accounts.length === 0 && unread[0]) throw new Error(`${listingRoleArn} cannot list the accounts: ${unread[0].action} gave ${unread[0].code}.`);
  await lake.objects.write(keys.organization(job), JSON.stringify(accounts));
  return accounts.filter(({ State }) => State === undefined || State === 'ACTIVE')
    .map(({ Id, Name }) => ({ accountId: Id!, name: Name, roleArn: roleArnOf(Id!), externalId }));
}

/**
 * Begins a scan: takes the lock and writes down the accounts.
 * @throws ScanRunning while another execution scans
 * @throws NoAccounts when there are none
 */
export async function planScan(worker: Worker, execution: string, isRunning: (execution: string) => Promise<boolean>, now: Date): Promise<PlannedJob> {
  await lockScans(worker.lake.objects, execution, isRunning);
  const job = { run: runId(now), startedAt: now.toISOString() };
  const accounts = await listAccounts(worker, job);
  if (accounts.length === 0) throw new NoAccounts('There is no account to scan: register one, name accountIds, or a role that lists those of the organisation.');
  const key = keys.accounts(job);
  await worker.lake.objects.write(key, accounts.map((account) => `${JSON.stringify(account)}\n`).join(''));
  return { ...job, accounts: accounts.length, key };
}

/** Enters an account, finds its Regions, and plans its units. An account that refuses the role, or is disabled, is noted and has none. */
export async function planAccount(worker: Worker, job: Job, account: JobAccount): Promise<PlannedAccount> {
  const { lake, settings, services, clients: clientSettings, region } = worker;
  const { accountId } = account;
  const credentials = worker.enter(account);
  const clients = new ClientPool(credentials, clientSettings);
  try {
    if ((await registered(lake.objects, accountId))?.enabled === false) throw new AccountDisabled(`Account ${accountId} is disabled and stays as it was last read.`);
    await credentials();
    const { regions, statuses } = await regionsOf({ ...account, partition: partitionOf(region) }, clients, undefined, settings);
    await lake.objects.write(keys.head(job, accountId), JSON.stringify({ account, regions, statuses }));
    const units = plan(services, [{ accountId, regions }]);
    const places = [...new Set(units.map((unit) => unit.region))];
    const servicesIn = (place: string) => units.filter((unit) => unit.region === place).map(({ service }) => service.id);
    return { batches: places.map((place) => ({ accountId, region: place, services: servicesIn(place) })) };
  } catch (error) {
    if (!(error instanceof CannotAssume || error instanceof AccountDisabled)) throw error;
    const units = error instanceof CannotAssume ? plan(services, [{ accountId, regions: account.regions ?? settings.regions ?? [] }]) : [];
    const ledger = units.map((unit) => refusedUnit(unit, error as CannotAssume));
    const counts = { inventory: {}, relationships: 0, ...verdictOf([]), fresh: none, listed: 0 };
    const outcome: AccountOutcome = { accountId, regions: [], ledger, ...counts, told: {}, refused: error.message };
    await lake.objects.write(keys.outcome(job, accountId), JSON.stringify(outcome));
    return { batches: [], refused: error.message };
  } finally {
    clients.close();
  }
}
