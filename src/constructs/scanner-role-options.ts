import type { Duration } from 'aws-cdk-lib/core';
import type { aws_iam } from 'aws-cdk-lib/interfaces';
import type { ScannerTrustConditions } from './scanner-trust';

/** What an organisation asks of a role, whatever it grants. */
export interface ScannerRoleOptions {
  /**
   * What must hold beside the trust.
   *
   * @default - nothing more
   */
  readonly trustConditions?: ScannerTrustConditions;

  /**
   * Name of the role. A scanner computes the ARN from it, so it is the same in every account.
   *
   * @default - 'SecurityScanner'; 'SecurityScannerAccounts' for an `AccountListingRole`
   */
  readonly roleName?: string;

  /**
   * What the name begins with, where an organisation asks for it: `acme-` makes `acme-SecurityScanner`.
   *
   * @default - nothing
   */
  readonly roleNamePrefix?: string;

  /**
   * Path of the role, which is part of its ARN.
   *
   * @default '/'
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
   */
  readonly path?: string;

  /**
   * Permissions boundary: the most that the role may do. One that lacks an action of the grant makes the scan report it as denied.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: aws_iam.IManagedPolicyRef;

  /**
   * How long a session of the scanner lasts, 1 to 12 hours. A scanner that comes from another role gets one hour whatever this says.
   *
   * @default Duration.hours(1)
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html
   */
  readonly maxSessionDuration?: Duration;

  /**
   * Tags of the role.
   *
   * @default - those of the stack
   */
  readonly tags?: { [key: string]: string };

  /**
   * Description of the role and of its policies.
   *
   * @default - that a scanner reads the configuration of the account
   */
  readonly description?: string;
}
