import * as iam from 'aws-cdk-lib/aws-iam';
import { Aws } from 'aws-cdk-lib/core';
import type { aws_iam } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { acknowledge } from './private/acknowledge';
import { boundaryOf } from './private/boundary';
import { ADMINISTRATION_ROLE, assertRoleName, EXECUTION_ROLE } from './private/stack-set-roles';
import { charactersIn, rendered } from './private/statements';
import { assertMatches } from './private/trust-checks';
import type { StackSetExecutionPermissions } from './stack-set-execution-permissions';
import type { ConditionalStatement } from '../derive/deployment';
import { quotas } from '../derive/policy';

/** Properties of a `StackSetExecutionRole`. */
export interface StackSetExecutionRoleProps {
  /** Id of the account that the stack set is in. */
  readonly administratorAccountId: string;

  /** What the role may do: `OrgStackSetDeployment.executionPermissions`, or `StackSetExecutionPermissions.scannerRole`. */
  readonly permissions: StackSetExecutionPermissions;

  /**
   * Name of the administration role in the account of the stack set.
   *
   * @default 'SecurityScannerStackSetAdministration'
   */
  readonly administrationRoleName?: string;

  /**
   * Name of the role, the same in every account.
   *
   * @default 'SecurityScannerStackSetExecution'
   */
  readonly roleName?: string;

  /**
   * Permissions boundary of the role.
   *
   * @default - none
   */
  readonly permissionsBoundary?: aws_iam.IManagedPolicyRef;
}

/**
 * The role that a self-managed stack set deploys with, in each of its accounts. The administration role alone may assume it, and it may do what
 * deploying, updating and deleting the stacks of one stack set needs.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
 */
export class StackSetExecutionRole extends Construct implements aws_iam.IRoleRef {
  /** ARN of the role. */
  public readonly roleArn: string;
  /** Name of the role. */
  public readonly roleName: string;
  /** The role as a CDK construct that needs its ARN or name takes it. */
  public readonly roleRef: aws_iam.RoleReference;
  /** Account and Region of the role. */
  public readonly env: iam.Role['env'];

  constructor(scope: Construct, id: string, props: StackSetExecutionRoleProps) {
    super(scope, id);
    const { administratorAccountId, administrationRoleName = ADMINISTRATION_ROLE, roleName = EXECUTION_ROLE } = props;
    assertMatches(administratorAccountId, /^\d{12}$/, 'administratorAccountId must be an AWS account id of 12 digits');
    assertRoleName('administrationRoleName', administrationRoleName);
    assertRoleName('roleName', roleName);
    const statements = props.permissions._statements?.();
    const role = new iam.Role(this, 'Resource', {
      roleName,
      description: 'Lets a stack set deploy the stacks of a security scanner',
      // Not the role as principal: IAM wants that to exist, and takes one that was created anew for another.
      assumedBy: new iam.PrincipalWithConditions(new iam.AccountPrincipal(administratorAccountId), {
        ArnEquals: { 'aws:PrincipalArn': `arn:${Aws.PARTITION}:iam::${administratorAccountId}:role/${administrationRoleName}` },
      }),
      inlinePolicies: statements && { Deploy: this.policy(statements) },
      managedPolicies: statements ? [] : [iam.ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess')],
      permissionsBoundary: boundaryOf(this, props.permissionsBoundary),
    });
    this.roleArn = role.roleArn;
    this.roleName = role.roleName;
    this.roleRef = role.roleRef;
    this.env = role.env;
  }

  private policy(statements: readonly ConditionalStatement[]): iam.PolicyDocument {
    const policy = iam.PolicyDocument.fromJson(rendered({ Version: '2012-10-17', Statement: statements }));
    const used = charactersIn(this, policy);
    if (used > quotas.inlineCharactersOfRole) {
      throw new Error(`What deploying the stacks needs has ${used} characters, IAM allows ${quotas.inlineCharactersOfRole}: give permissions of your own.`);
    }
    const wildcards = new Set(statements.flatMap(({ Resource }) => Resource).filter((arn) => arn.includes('*')));
    acknowledge(this, {
      'AwsSolutions-IAM5[Action::cloudformation:*]': 'StackSets needs every action of CloudFormation, as AWS documents it; here on the stacks of one stack set.',
      ...Object.fromEntries([...wildcards].map((arn) => [
        `AwsSolutions-IAM5[Resource::${arn.replaceAll('${Partition}', '<AWS::Partition>').replaceAll('${Account}', '<AWS::AccountId>')}]`,
        'CloudFormation makes the ends of these names; of what it calls with no resource, all is read-only.',
      ])),
    });
    return policy;
  }
}
