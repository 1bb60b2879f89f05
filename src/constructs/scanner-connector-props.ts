import type { OrgDeploymentOptions } from './org-deployment-options';
import type { MemberBuild } from './private/member-template';
import type { ScannerGrant } from './scanner-grant';
import type { ScannerPreset } from './scanner-preset';
import type { ScannerRoleOptions } from './scanner-role-options';

/** What can be chosen for the connector of any platform. */
export interface ScannerConnectorOptions extends ScannerRoleOptions {
  /**
   * What the role is granted through.
   *
   * @default - as the platform's document says, see docs/reference/presets
   */
  readonly grant?: ScannerGrant;

  /**
   * Denies every read that returns customer data, code or secrets, whatever else is attached to the role.
   *
   * @default true
   */
  readonly denyDataAccess?: boolean;

  /**
   * External id that is accepted beside the present one while it takes its place.
   *
   * @default - no rotation is under way
   */
  readonly nextExternalId?: string;

  /**
   * Accounts to deploy the role to.
   *
   * @default - the account of this stack alone
   */
  readonly organization?: OrgDeploymentOptions;

  /**
   * This stack is in the management account of an organisation: the role may read what only that account can answer.
   *
   * @default - true where `organization` deploys from the management account
   */
  readonly managementAccount?: boolean;
}

/** Properties of a `ScannerConnector`. */
export interface ScannerConnectorProps extends ScannerConnectorOptions {
  /** What the platform asks for. */
  readonly preset: ScannerPreset;

  /**
   * External id that the platform presents, agreed with it for this customer alone.
   *
   * @default - none, for which `withoutExternalId` must be set
   */
  readonly externalId?: string;

  /**
   * Asks for no external id, as the documents of some platforms do. Whoever makes the platform act for them can then have it enter this account.
   *
   * @default false
   */
  readonly withoutExternalId?: boolean;

  /**
   * Account that the platform enters from. For presets that name none.
   *
   * @default - the principal of the preset
   */
  readonly trustedAccountId?: string;

  /**
   * ARNs of accounts or roles that the platform enters from, in place of the preset's own.
   *
   * @default - the principal of the preset
   */
  readonly principalArns?: string[];

  /**
   * Ids of the preset's streams that the platform may read.
   *
   * @default - all that the account can answer
   */
  readonly streams?: string[];

  /**
   * Region that has the role, where this stack is deployed to more Regions of an account: a role is global.
   *
   * @default - the Region of this stack, or that of `organization`
   */
  readonly primaryRegion?: string;

  /**
   * What belongs to the integration beside the role.
   *
   * @internal
   */
  readonly _further?: MemberBuild;
}
