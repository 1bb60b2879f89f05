import type { aws_iam } from 'aws-cdk-lib/interfaces';

/** In which order the Regions of a stack set are deployed to. */
export enum RegionConcurrency {
  /** One Region after the other, the primary Region first. */
  SEQUENTIAL = 'SEQUENTIAL',
  /** All Regions at once. */
  PARALLEL = 'PARALLEL',
}

/**
 * Where in an organisation to deploy, and how. Give `organizationalUnitIds` for a service-managed stack set, or `accountIds` for a self-managed one.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html
 */
export interface OrgDeploymentOptions {
  /**
   * Ids of the root (`r-…`) or of organizational units (`ou-…`) whose accounts are deployed to, by a service-managed stack set. Trusted access of
   * CloudFormation StackSets to the organisation must be switched on.
   *
   * @default - `accountIds` says where to deploy
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-activate-trusted-access.html
   */
  readonly organizationalUnitIds?: string[];

  /**
   * Accounts of the units that are left out. One that is moved into a unit later is deployed to nevertheless, as auto-deployment heeds no filter.
   *
   * @default - none
   */
  readonly excludeAccountIds?: string[];

  /**
   * The only accounts of the units that are deployed to. Switches auto-deployment off.
   *
   * @default - all accounts of the units
   */
  readonly onlyAccountIds?: string[];

  /**
   * Accounts outside the units that are deployed to as well; needs `organizationRootId`. Switches auto-deployment off.
   *
   * @default - none
   */
  readonly additionalAccountIds?: string[];

  /**
   * Id of the organisation's root (`r-…`), below which StackSets looks for `additionalAccountIds`.
   *
   * @default - none
   */
  readonly organizationRootId?: string;

  /**
   * Ids of accounts, in an organisation or in none, that are deployed to by a self-managed stack set. Each needs a `StackSetExecutionRole` first.
   *
   * @default - `organizationalUnitIds` says where to deploy
   */
  readonly accountIds?: string[];

  /**
   * Role of this account that the self-managed stack set enters the accounts through.
   *
   * @default - a `StackSetAdministrationRole` of this stack
   */
  readonly administrationRole?: aws_iam.IRoleRef;

  /**
   * Name of the execution role in each account of a self-managed stack set.
   *
   * @default 'SecurityScannerStackSetExecution'
   */
  readonly executionRoleName?: string;

  /**
   * Regions of the stacks. What is global, as roles are, is deployed in the primary Region only: where nothing else is deployed, one Region is enough.
   * An account must have enabled the opt-in Regions among them, and so must the account of the stack set.
   *
   * @default - the primary Region
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-opt-in-regions.html
   */
  readonly regions?: string[];

  /**
   * Region that what is global is deployed in; one of `regions`.
   *
   * @default - the Region of this stack if it is one of `regions`, the first of them otherwise
   */
  readonly primaryRegion?: string;

  /**
   * Whether Regions are deployed to one after the other.
   *
   * @default RegionConcurrency.SEQUENTIAL
   */
  readonly regionConcurrency?: RegionConcurrency;

  /**
   * Name of the stack set: letters, digits and hyphens, a letter first, at most 128.
   *
   * @default - the name of the role and `-onboarding`
   */
  readonly stackSetName?: string;

  /**
   * Deploys to accounts that join the organizational units later. For `organizationalUnitIds`.
   *
   * @default - true, unless `onlyAccountIds` or `additionalAccountIds` say which accounts are deployed to
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html
   */
  readonly autoDeployment?: boolean;

  /**
   * Keeps what was deployed in an account that leaves the organizational units. For `organizationalUnitIds`.
   *
   * @default false
   */
  readonly retainStacksOnAccountRemoval?: boolean;

  /**
   * This stack is deployed in an account that administers StackSets for the organisation, not in the management account. For `organizationalUnitIds`.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-delegated-admin.html
   */
  readonly delegatedAdministrator?: boolean;

  /**
   * Deploys to the account of this stack too, by this stack: to the management account, which service-managed stack sets leave out.
   *
   * @default - true where this stack is in the management account: with `organizationalUnitIds` and no `delegatedAdministrator`
   */
  readonly includeManagementAccount?: boolean;

  /**
   * Accounts in a Region that may fail before the deployment fails and goes no further.
   *
   * @default 0
   */
  readonly failureToleranceCount?: number;

  /**
   * Accounts in a Region that may fail, in percent of all, instead of `failureToleranceCount`.
   *
   * @default - `failureToleranceCount`
   */
  readonly failureTolerancePercentage?: number;

  /**
   * Accounts of a Region that are deployed to at one time. 1 with a failure tolerance of 0 stops at the first failure.
   *
   * @default - `maxConcurrentPercentage`
   */
  readonly maxConcurrentCount?: number;

  /**
   * Accounts of a Region that are deployed to at one time, in percent of all.
   *
   * @default 100
   */
  readonly maxConcurrentPercentage?: number;
}
