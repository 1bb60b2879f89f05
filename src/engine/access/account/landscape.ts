import { readAccounts, type DetailsFile } from './authorization-details';
import { readAccessKeys, readCredentialReport, readLastAccessed, readResourcePolicies } from './evidence';
import type { Landscape } from './model';
import { readOrganization } from './organization';

/** What may be given beside the authorization details; parsed from JSON, but for the credential report. */
export interface Beside {
  readonly scp?: unknown;
  readonly accounts?: unknown;
  readonly resourcePolicies?: unknown;
  readonly lastAccessed?: unknown;
  readonly accessKeys?: unknown;
  /** text of the file */
  readonly credentialReport?: string;
}

/**
 * Joins everything that was given about one or several accounts.
 * @throws InvalidAccountData
 */
export function readLandscape(files: readonly DetailsFile[], beside: Beside = {}): Landscape {
  const report = beside.credentialReport === undefined ? undefined : readCredentialReport(beside.credentialReport);
  const accessKeys = beside.accessKeys === undefined ? undefined : readAccessKeys(beside.accessKeys);
  return {
    accounts: readAccounts(files, { ...report && { report }, ...accessKeys && { accessKeys } }),
    organization: readOrganization(beside.scp, beside.accounts),
    resourcePolicies: beside.resourcePolicies === undefined ? new Map() : readResourcePolicies(beside.resourcePolicies),
    lastAccessed: beside.lastAccessed === undefined ? new Map() : readLastAccessed(beside.lastAccessed),
    credentialReport: report ?? new Map(),
  };
}
