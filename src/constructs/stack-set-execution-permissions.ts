import { Token } from 'aws-cdk-lib/core';
import { memberTemplate } from './private/member-template';
import { roleNameOf } from './private/role-name';
import { scannerMember } from './private/scanner-member';
import { writtenOut } from './private/statements';
import type { ReadOnlyScannerRoleProps } from './read-only-scanner-role';
import { deploymentStatements, type ConditionalStatement, type TemplateResource } from '../derive/deployment';

/** What the execution role of a self-managed stack set may do in its account. */
export class StackSetExecutionPermissions {
  /** Everything. It is what the guides of several platforms ask for, and what no stack of this package needs. cdk-nag reports it. */
  public static readonly ADMINISTRATOR_ACCESS = new StackSetExecutionPermissions();

  /**
   * What deploying the role of an `OrgStackSetDeployment` needs, no more.
   *
   * @param scannerRole the `scannerRole` of the deployment
   * @param stackSetName name of the stack set, by default as the deployment has it
   */
  public static scannerRole(scannerRole: ReadOnlyScannerRoleProps, stackSetName: string = `${roleNameOf(scannerRole)}-onboarding`): StackSetExecutionPermissions {
    return StackSetExecutionPermissions._ofTemplate(memberTemplate(scannerMember(scannerRole)).body, stackSetName);
  }

  /**
   * What deploying the stacks of a stack set needs.
   *
   * @internal
   */
  public static _ofTemplate(body: string, stackSetName: string): StackSetExecutionPermissions {
    return new StackSetExecutionPermissions(() => {
      if (Token.isUnresolved(stackSetName)) throw new Error('The name of the stack set must be known at synthesis to compute what its execution role needs.');
      const resources = writtenOut(JSON.parse(body).Resources, '*') as Record<string, TemplateResource>;
      return deploymentStatements(resources, stackSetName);
    });
  }

  private constructor(
    /** @internal */ public readonly _statements?: () => ConditionalStatement[]) {}
}
