import { connected, partitionOfAccount, unsupportedOf, type Caller } from './connect';
import { WrongInput } from './errors';
import { refusalOf } from '../derive/regions';
import { callerAccount, ClientPool } from '../engine/collect/clients';
import type { CredentialsMode, RegisteredAccount } from '../engine/store/registry';
import { enabledRegions } from '../engine/sync/regions';

/** Options of the commands of `account`. */
export interface AccountFlags {
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly name?: string;
  /** Empty for all that the account has enabled. */
  readonly regions?: readonly string[];
  readonly credentials?: CredentialsMode;
  readonly awsProfile?: string;
  readonly preset?: string;
  readonly lake: string;
}

const chosen = (regions: readonly string[] | undefined) => (regions && regions.length > 0 ? regions : undefined);

/**
 * The account that the options describe.
 * @throws WrongInput when they contradict each other
 */
export async function wanted(flags: AccountFlags, caller: Caller): Promise<RegisteredAccount> {
  const { roleArn, externalId, name, awsProfile, preset } = flags;
  const credentials = flags.credentials ?? (roleArn ? 'assume-role' : 'own');
  const rest = { name, credentials, roleArn, externalId, awsProfile, preset, regions: chosen(flags.regions), enabled: true };
  if (roleArn) return consistent({ accountId: roleArn.split(':')[4], ...rest });
  const unnamed = consistent({ accountId: '', ...rest });
  // Without a role the credentials say whose account it is.
  return { ...unnamed, accountId: await callerAccount(caller.region, connected(unnamed, caller).credentials, caller.settings) };
}

/** The account as the options change it. */
export function changed(before: RegisteredAccount, flags: AccountFlags): RegisteredAccount {
  const { roleArn = before.roleArn, externalId = before.externalId, name = before.name, awsProfile = before.awsProfile, preset = before.preset } = flags;
  const credentials = flags.credentials ?? (flags.roleArn ? 'assume-role' : before.credentials);
  const own = credentials === 'own' && !flags.roleArn;
  if (flags.roleArn && flags.roleArn.split(':')[4] !== before.accountId) {
    throw new WrongInput(`${flags.roleArn} is not a role of account ${before.accountId}: connect the other account with account add.`);
  }
  const regions = flags.regions ? chosen(flags.regions) : before.regions;
  const role = own ? { roleArn: undefined, externalId: undefined } : { roleArn, externalId };
  return consistent({ ...before, ...role, name, credentials, awsProfile, preset, regions });
}

function consistent(account: RegisteredAccount): RegisteredAccount {
  const { credentials, roleArn, externalId } = account;
  if (credentials === 'assume-role' && !roleArn) throw new WrongInput('--credentials assume-role needs the role: give --role-arn arn:aws:iam::<account id>:role/<name>.');
  if (credentials === 'own' && roleArn) throw new WrongInput(`--credentials own assumes no role, but --role-arn is ${roleArn}: give one of the two.`);
  if (externalId && !roleArn) throw new WrongInput('--external-id belongs to a role: give --role-arn too.');
  return account;
}

/**
 * Enters the account, asks whose it is and which Regions it has enabled.
 * @returns the account, if everything it needs is there
 * @throws CannotAssume when AWS STS refuses
 * @throws WrongInput when the credentials are of another account, or a Region cannot be read
 */
export async function testConnection(account: RegisteredAccount, caller: Caller): Promise<RegisteredAccount> {
  const { credentials, regions = [] } = connected(account, caller);
  const partition = partitionOfAccount(account, caller);
  await credentials();
  const accountId = await callerAccount(caller.region, credentials, caller.settings);
  if (accountId !== account.accountId) throw new WrongInput(`The credentials are those of account ${accountId}, not of ${account.accountId}.`);
  const refused = regions.map((region) => refusalOf(region, partition, unsupportedOf(account.preset))).find((reason) => reason !== undefined);
  if (refused) throw new WrongInput(`${refused}.`);
  const clients = new ClientPool(credentials, caller.settings);
  const { regions: enabled, statuses } = await enabledRegions(clients, partition).finally(() => clients.close());
  const off = statuses && regions.find((region) => !enabled.includes(region));
  if (off) throw new WrongInput(`${off} is not enabled in account ${accountId}. Enabled: ${enabled.join(', ')}.`);
  return account;
}

/** An account as a row of the list. */
export const listed = ({ accountId, name, enabled, credentials, roleArn, regions, preset }: RegisteredAccount): Record<string, unknown> => ({
  account: accountId, name, state: enabled ? 'enabled' : 'disabled', regions: regions?.join(' ') ?? 'all', credentials: roleArn ?? credentials, preset,
});
