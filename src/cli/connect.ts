import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { presets } from '../catalogue/presets';
import type { ClientSettings, CredentialProvider } from '../engine/collect/clients';
import { assumeRole } from '../engine/collect/credentials';
import { partitionOf } from '../engine/collect/place';
import type { AccountToScan } from '../engine/scan';
import type { RegisteredAccount } from '../engine/store/registry';

/** How this machine reaches AWS: its own credentials, the Region whose AWS STS it asks, the endpoint. */
export interface Caller { readonly credentials: CredentialProvider; readonly region: string; readonly settings: ClientSettings }

/** The caller as the environment has it; AWS STS in the first of `regions`, else in the environment's Region. */
export function callerOf(regions?: readonly string[], credentials: CredentialProvider = fromNodeProviderChain()): Caller {
  const region = regions?.[0] ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1';
  return { credentials, region, settings: { endpoint: process.env.AWS_ENDPOINT_URL } };
}

/** Partition of an account: that of its role, or of the Region the caller is in. */
export const partitionOfAccount = ({ roleArn }: Pick<RegisteredAccount, 'roleArn'>, { region }: Caller): string => roleArn?.split(':')[1] ?? partitionOf(region);

/** Reasons why Regions are not read, of the platform that the account is read for. */
export const unsupportedOf = (preset: string | undefined) => presets.find(({ id }) => id === preset)?.unsupportedRegions;

/** A registered account with the credentials of its role, ready to be scanned. */
export function connected(account: RegisteredAccount, caller: Caller): AccountToScan {
  const { accountId, name, roleArn, externalId, awsProfile, regions, preset } = account;
  const base = awsProfile ? fromNodeProviderChain({ profile: awsProfile }) : caller.credentials;
  const credentials = roleArn ? assumeRole({ roleArn, externalId, region: caller.region }, base, caller.settings) : base;
  return { accountId, name, roleArn, credentials, regions, partition: partitionOfAccount(account, caller), unsupportedRegions: unsupportedOf(preset) };
}
