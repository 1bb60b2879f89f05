import { Refused, WrongInput } from './errors';
import type { ClientSettings, CredentialProvider } from '../engine/collect/clients';
import { aggregated, SELECT, type Aggregator } from '../engine/collect/config/query';
import { openConfigSession } from '../engine/collect/config/session';
import { cameFromOutside, errorCode } from '../engine/collect/reader';
import type { ScanOptions } from '../engine/scan';

/** Options of `scan` that concern an aggregator. */
interface ConfigFlags {
  readonly aggregator?: string;
  readonly region?: string;
  readonly org?: string;
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
}

/** The accounts and Regions of an aggregator of AWS Config, those of `--accounts` and `--regions` alone, read through it. */
export async function configTargets(
  flags: ConfigFlags, caller: CredentialProvider, settings: ClientSettings): Promise<Pick<ScanOptions, 'accounts' | 'open' | 'regions'>> {
  const { aggregator: name, region } = flags;
  if (!name || !region) throw new WrongInput('--source config needs the aggregator: --aggregator <name> --region <its Region>.');
  if (flags.org) throw new WrongInput('--org reads accounts by themselves: leave it out, --source config reads every account of the aggregator.');
  const aggregator: Aggregator = { name, region, credentials: caller, settings };
  const found = flags.accounts && flags.regions ? { accounts: [], regions: [] } : await aggregated(aggregator).catch((error: unknown) => {
    if (!cameFromOutside(error)) throw error;
    throw new Refused(`The aggregator '${name}' in ${region} cannot be asked: ${SELECT.action} gave ${errorCode(error)}.`);
  });
  const [accounts, regions] = [flags.accounts ?? found.accounts, flags.regions ?? found.regions];
  if (accounts.length === 0 || regions.length === 0) throw new WrongInput(`The aggregator '${name}' in ${region} has no resources: name another one.`);
  return { accounts: accounts.map((accountId) => ({ accountId, credentials: caller })), regions, open: openConfigSession(aggregator) };
}
