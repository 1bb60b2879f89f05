import type { ScannerTrust } from './scanner-trust';

/** Whom a role trusts: `trustedAccountId` and `externalId`, or `trust`. */
export interface ScannerTrustOptions {
  /**
   * Id of the AWS account that the scanner or the platform runs in: the short form of `ScannerTrust.account`.
   *
   * @default - `trust` says who is trusted
   */
  readonly trustedAccountId?: string;

  /**
   * External id that the platform must present, agreed with it for this customer alone: 2 to 1,224 characters of `A-Z a-z 0-9 _ + = , . @ : / -`.
   *
   * @default - `trust` says who is trusted
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
   */
  readonly externalId?: string;

  /**
   * Who may assume the role: an account, roles, an AWS service or identities of an OIDC provider.
   *
   * @default - the account `trustedAccountId` with `externalId`
   */
  readonly trust?: ScannerTrust;
}
