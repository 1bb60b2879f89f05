import { Construct } from 'constructs';
import type { OrgDeploymentOptions } from './org-deployment-options';
import { deployToOrganization } from './private/org-stack-set';
import { roleNameOf } from './private/role-name';
import { scannerMember } from './private/scanner-member';
import type { ReadOnlyScannerRoleProps } from './read-only-scanner-role';
import type { StackSetExecutionPermissions } from './stack-set-execution-permissions';

/** Properties of an `OrgStackSetDeployment`. */
export interface OrgStackSetDeploymentProps extends OrgDeploymentOptions {
  /**
   * The role to deploy into every account. With `trust` in place of `trustedAccountId` and `externalId`, the trust is written into the member
   * template and must be known at synthesis.
   */
  readonly scannerRole: ReadOnlyScannerRoleProps;
}

/**
 * Deploys the read-only role to every account of an organisation: a stack set for the members, this stack for the management account, which
 * service-managed stack sets leave out. The member template is part of this one, so no bootstrap bucket is needed.
 *
 * Needs trusted access of StackSets to the organisation (`organizationalUnitIds`) or a `StackSetExecutionRole` in each account (`accountIds`).
 */
export class OrgStackSetDeployment extends Construct {
  /** Name of the stack set. */
  public readonly stackSetName: string;
  /** Name of the role in every account. */
  public readonly roleName: string;
  /** Bytes of the member template; CloudFormation allows 51,200. */
  public readonly templateBytes: number;
  /** What a `StackSetExecutionRole` needs to deploy this: for `accountIds`. */
  public readonly executionPermissions: StackSetExecutionPermissions;

  constructor(scope: Construct, id: string, props: OrgStackSetDeploymentProps) {
    super(scope, id);
    const { scannerRole, ...options } = props;
    this.roleName = roleNameOf(scannerRole);
    const deployed = deployToOrganization(this, {
      options,
      name: `${this.roleName}-onboarding`,
      description: 'Read-only role of the security scanner',
      build: scannerMember(scannerRole),
    });
    this.stackSetName = deployed.stackSetName;
    this.templateBytes = deployed.templateBytes;
    this.executionPermissions = deployed.executionPermissions;
  }
}
