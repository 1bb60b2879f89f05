import { connected, type Caller } from './connect';
import { Refused, WrongInput } from './errors';
import { account } from '../catalogue/services/account';
import { callerAccount } from '../engine/collect/clients';
import { readOrganization } from '../engine/collect/organization';
import { partitionOf } from '../engine/collect/place';
import type { ScanOptions } from '../engine/scan';
import type { Lake } from '../engine/store/lake';
import { registered, registeredAccounts, type RegisteredAccount } from '../engine/store/registry';

/** Which accounts a command is about. */
export interface TargetFlags {
  readonly accounts?: readonly string[];
  /** Id of the management account. */
  readonly org?: string;
  readonly roleName: string;
  readonly externalId?: string;
}

type Targets = Pick<ScanOptions, 'accounts' | 'organization'>;

/**
 * The accounts to scan, each with the credentials of its role: those of the organisation, those that are named, else the connected ones,
 * else the one of the caller's own credentials. What is registered of an account holds, but for what the flags say.
 */
export async function targetsOf(flags: TargetFlags, caller: Caller, lake: Lake): Promise<Targets> {
  if (flags.org && flags.accounts) throw new WrongInput('--org and --accounts exclude each other: --org scans every account of the organisation.');
  const byRole = (accountId: string, name?: string): RegisteredAccount => ({
    accountId,
    name,
    credentials: 'assume-role',
    roleArn: `arn:${partitionOf(caller.region)}:iam::${accountId}:role/${flags.roleName}`,
    externalId: flags.externalId,
    enabled: true,
  });
  if (flags.org) return wholeOrganization(flags.org, byRole, caller, lake);
  if (flags.accounts) {
    const known = (accountId: string) => (flags.externalId === undefined ? registered(lake.objects, accountId) : undefined);
    return { accounts: await Promise.all(flags.accounts.map(async (id) => connected(await known(id) ?? byRole(id), caller))) };
  }
  const all = await registeredAccounts(lake.objects);
  const enabled = all.filter((each) => each.enabled);
  if (all.length > 0 && enabled.length === 0) throw new WrongInput(`Every connected account is disabled: ${all.map(({ accountId }) => accountId).join(', ')}. Enable one with account enable <account>.`);
  if (enabled.length > 0) return { accounts: enabled.map((each) => connected(each, caller)) };
  const Account = await callerAccount(caller.region, caller.credentials, caller.settings);
  return { accounts: [{ ...connected({ accountId: Account, credentials: 'own', enabled: true }, caller), identity: { Account } }] };
}

async function wholeOrganization(org: string, byRole: (accountId: string, name?: string) => RegisteredAccount, caller: Caller, lake: Lake): Promise<Targets> {
  const { credentials } = connected(byRole(org), caller);
  const organization = await readOrganization(account, { credentials, region: caller.region, settings: caller.settings });
  const [refused] = organization.unread;
  if (organization.accounts.length === 0 && refused) {
    throw new Refused(`The accounts of the organisation cannot be listed from ${org}: ${refused.action} gave ${refused.code}. `
      + 'Name the management account, or a delegated administrator, whose role allows it.');
  }
  const disabled = new Set((await registeredAccounts(lake.objects)).flatMap(({ accountId, enabled }) => enabled ? [] : [accountId]));
  const active = organization.accounts.filter(({ Id, State }) => (State === undefined || State === 'ACTIVE') && !disabled.has(Id));
  return { accounts: active.map(({ Id, Name }) => connected(byRole(Id, Name), caller)), organization: organization.accounts };
}
