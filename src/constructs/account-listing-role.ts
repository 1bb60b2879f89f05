import type { Construct } from 'constructs';
import { ReadOnlyScannerRole } from './read-only-scanner-role';
import { ScannerGrant } from './scanner-grant';
import type { ScannerRoleOptions } from './scanner-role-options';
import { ScannerStream } from './scanner-stream';
import type { ScannerTrustOptions } from './scanner-trust-options';
import { accountListing } from '../derive/account-listing';

/** Properties of an `AccountListingRole`. Give `trustedAccountId` and `externalId`, or `trust`. */
export interface AccountListingRoleProps extends ScannerRoleOptions, ScannerTrustOptions {
  /**
   * Allows to read what else AWS Organizations tells of the accounts: their tags, and the organizational units that they are in.
   *
   * @default false
   */
  readonly enrichment?: boolean;

  /**
   * Denies every read that returns customer data, code or secrets, whatever else is attached to the role.
   *
   * @default true
   */
  readonly denyDataAccess?: boolean;
}

/**
 * A role with which a scanner lists the accounts of an organisation, and may do nothing else. It belongs into the management account, or into one
 * that administers a service for the organisation: AWS Organizations answers no other account.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export class AccountListingRole extends ReadOnlyScannerRole {
  constructor(scope: Construct, id: string, props: AccountListingRoleProps) {
    const { enrichment = false, ...options } = props;
    super(scope, id, {
      ...options,
      roleName: options.roleName ?? 'SecurityScannerAccounts',
      description: options.description ?? 'Lets a security scanner list the accounts of this organisation, never their data',
      grant: ScannerGrant.EXACT,
      streams: [ScannerStream._of(accountListing(enrichment))],
    });
  }
}
