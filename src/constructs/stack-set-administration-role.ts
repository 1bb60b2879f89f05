import * as iam from 'aws-cdk-lib/aws-iam';
import { Aws, Token } from 'aws-cdk-lib/core';
import type { aws_iam } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { boundaryOf } from './private/boundary';
import { assertAccountIds, assertStackSetName } from './private/org-deployment-checks';
import { ADMINISTRATION_ROLE, assertRoleName, EXECUTION_ROLE } from './private/stack-set-roles';
import { charactersIn } from './private/statements';
import { quotas } from '../derive/policy';
import { regionOf } from '../derive/regions';

/** Properties of a `StackSetAdministrationRole`. */
export interface StackSetAdministrationRoleProps {
  /** Ids of the accounts that the stack set is deployed to. */
  readonly accountIds: string[];

  /**
   * Name of the stack set, the only one that may use the role.
   *
   * @default - any stack set of this account
   */
  readonly stackSetName?: string;

  /**
   * Regions of the stacks: the service principals of opt-in Regions among them are trusted too.
   *
   * @default - Regions that every account has
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-opt-in-regions.html
   */
  readonly regions?: string[];

  /**
   * Name of the execution role in each account.
   *
   * @default 'SecurityScannerStackSetExecution'
   */
  readonly executionRoleName?: string;

  /**
   * Name of this role; the execution roles trust it by its name.
   *
   * @default 'SecurityScannerStackSetAdministration'
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
 * The role that a self-managed stack set enters its accounts through. CloudFormation alone may assume it, for a stack set of this account, and it may
 * do one thing: assume the execution role of the accounts that are named.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
 */
export class StackSetAdministrationRole extends Construct implements aws_iam.IRoleRef {
  /** ARN of the role. */
  public readonly roleArn: string;
  /** Name of the role. */
  public readonly roleName: string;
  /** The role as a CDK construct that needs its ARN or name takes it. */
  public readonly roleRef: aws_iam.RoleReference;
  /** Account and Region of the role. */
  public readonly env: iam.Role['env'];

  constructor(scope: Construct, id: string, props: StackSetAdministrationRoleProps) {
    super(scope, id);
    const executionRoleName = props.executionRoleName ?? EXECUTION_ROLE;
    assertAccountIds('accountIds', props.accountIds);
    assertStackSetName(props.stackSetName);
    assertRoleName('roleName', props.roleName);
    assertRoleName('executionRoleName', executionRoleName);
    const policy = new iam.PolicyDocument({
      statements: [new iam.PolicyStatement({
        actions: ['sts:AssumeRole'],
        resources: props.accountIds.map((account) => `arn:${Aws.PARTITION}:iam::${account}:role/${executionRoleName}`),
      })],
    });
    const used = charactersIn(this, policy);
    if (used > quotas.inlineCharactersOfRole) {
      throw new Error(`The policy that names ${props.accountIds.length} accounts has ${used} characters, IAM allows ${quotas.inlineCharactersOfRole}: make several deployments, each with its role.`);
    }
    const role = new iam.Role(this, 'Resource', {
      roleName: props.roleName ?? ADMINISTRATION_ROLE,
      description: 'Lets CloudFormation enter the accounts of a stack set',
      assumedBy: trusted(props),
      inlinePolicies: { EnterAccounts: policy },
      permissionsBoundary: boundaryOf(this, props.permissionsBoundary),
    });
    this.roleArn = role.roleArn;
    this.roleName = role.roleName;
    this.roleRef = role.roleRef;
    this.env = role.env;
  }
}

/** CloudFormation, for a stack set of this account: otherwise any account could have it enter ours. */
function trusted({ stackSetName, regions = [] }: StackSetAdministrationRoleProps): iam.IPrincipal {
  const optIn = regions.filter((region) => !Token.isUnresolved(region) && regionOf(region)?.status !== 'default');
  const conditions = {
    StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
    ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:cloudformation:*:${Aws.ACCOUNT_ID}:stackset/${stackSetName === undefined ? '*' : `${stackSetName}:*`}` },
  };
  const services = ['cloudformation.amazonaws.com', ...optIn.map((region) => `cloudformation.${region}.amazonaws.com`)];
  return new iam.CompositePrincipal(...services.map((service) => new iam.ServicePrincipal(service, { conditions })));
}
