import { Aws } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { buildConnector } from './private/connector';
import { planConnector } from './private/connector-plan';
import { buildHere, type Member } from './private/member-template';
import { deployToOrganization } from './private/org-stack-set';
import { roleNameOf } from './private/role-name';
import type { ReadOnlyScannerRole } from './read-only-scanner-role';
import type { ScannerConnectorProps } from './scanner-connector-props';
import type { StackSetExecutionPermissions } from './stack-set-execution-permissions';

/**
 * The customer's half of a platform's integration: the role that it enters, in one account or in all of an organisation, with the names and outputs
 * of its document. Templates of `npx cdk-security-scanner generate` have the same role.
 */
export class ScannerConnector extends Construct {
  /** Name of the role, in every account. */
  public readonly roleName: string;
  /** ARN of the role in the account of this stack, whether this stack or the stack set deploys it there. */
  public readonly roleArn: string;
  /** The role in this stack; undefined where only other accounts get it. */
  public readonly role?: ReadOnlyScannerRole;
  /** The role that reads what only the management account can answer, where it is another than `role`. */
  public readonly managementRole?: ReadOnlyScannerRole;
  /** Actions that the platform's document asks for and the role withholds, because they return customer data, code or secrets. */
  public readonly withheldActions: string[];
  /** What a `StackSetExecutionRole` needs to deploy this to the accounts of `organization`; undefined without. */
  public readonly executionPermissions?: StackSetExecutionPermissions;

  constructor(scope: Construct, id: string, props: ScannerConnectorProps) {
    super(scope, id);
    const { organization } = props;
    const plan = planConnector(props);
    const made: { role?: ReadOnlyScannerRole; managementRole?: ReadOnlyScannerRole } = {};
    const role = buildConnector(plan.role, (created) => { if (created.node.scopes.includes(this)) made.role = created; });
    const build = (member: Member) => [role, props._further].forEach((part) => part?.(member));
    if (organization) {
      const deployed = deployToOrganization(this, { options: organization, name: plan.role.names.stackName, description: `Read-only role of ${plan.role.preset.title}`, build });
      this.executionPermissions = deployed.executionPermissions;
    } else {
      buildHere(this, props.primaryRegion ?? Aws.REGION, build);
    }
    if (plan.management) {
      buildHere(new Construct(this, 'Management'), Aws.REGION, buildConnector(plan.management, (created) => { made.managementRole = created; }));
    }
    ({ role: this.role, managementRole: this.managementRole } = made);
    this.roleName = roleNameOf({ ...props, roleName: props.roleName ?? plan.role.names.roleName });
    this.roleArn = made.role?.roleArn ?? `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role${props.path ?? '/'}${this.roleName}`;
    const withheld = [plan.role, plan.management].flatMap((each) => each?.streams ?? []).flatMap((stream) => stream.withheld);
    this.withheldActions = [...new Set(withheld.map(({ pattern }) => pattern))].sort();
  }
}
