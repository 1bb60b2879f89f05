import { CloudFormationClient, DescribeStackSetCommand, paginateListStackInstances, type CallAs, type StackInstanceSummary } from '@aws-sdk/client-cloudformation';
import { present, type Aws } from './aws';
import { isObject, type Json } from '../json';

/** One stack of a stack set. */
export interface StackInstance {
  readonly accountId: string;
  readonly region: string;
  readonly stackId?: string;
  /** CURRENT, OUTDATED or INOPERABLE */
  readonly status: string;
  /** for instance SUCCEEDED, FAILED, CANCELLED, SKIPPED_SUSPENDED_ACCOUNT */
  readonly detailedStatus?: string;
  readonly reason?: string;
}

/** A stack set as it was deployed: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/what-is-cfnstacksets.html */
export interface DeployedStackSet {
  readonly aws: Aws;
  readonly name: string;
  /** name and UUID */
  readonly id: string;
  /** ARN of the stack set */
  readonly arn: string;
  readonly callAs: CallAs;
  readonly serviceManaged: boolean;
  readonly administrationRoleArn?: string;
  readonly executionRoleName?: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly instances: readonly StackInstance[];
  /** where its template says that it goes; empty for a stack set that no stack made */
  readonly targets: readonly StackSetTarget[];
}

/** Accounts and Regions that a template names for a stack set. */
export interface StackSetTarget {
  readonly regions: readonly string[];
  /** accounts that are named; those of organizational units are not */
  readonly accounts: readonly string[];
}

const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The targets in the properties of a stack set: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stackset.html */
export function targetsIn({ StackInstancesGroup: groups }: Json): StackSetTarget[] {
  return (Array.isArray(groups) ? groups : []).filter(isObject).map(({ Regions, DeploymentTargets }) => {
    const { Accounts, OrganizationalUnitIds } = isObject(DeploymentTargets) ? DeploymentTargets : {};
    // Beside units, accounts are a filter of them.
    return { regions: textsIn(Regions), accounts: OrganizationalUnitIds === undefined ? textsIn(Accounts) : [] };
  });
}

/** Reads a stack set and its instances; undefined where there is none of that name. */
export async function readStackSet(aws: Aws, name: string, properties: Json = {}): Promise<DeployedStackSet | undefined> {
  const client = aws.client(CloudFormationClient);
  const callAs: CallAs = properties.CallAs === 'DELEGATED_ADMIN' ? 'DELEGATED_ADMIN' : 'SELF';
  const asked = { StackSetName: name, CallAs: callAs };
  const set = (await present(client.send(new DescribeStackSetCommand(asked))))?.StackSet;
  if (!set) return undefined;
  const instances: StackInstance[] = [];
  for await (const { Summaries = [] } of paginateListStackInstances({ client }, asked)) instances.push(...Summaries.map(instanceOf));
  return {
    aws,
    name: set.StackSetName!,
    id: set.StackSetId!,
    arn: set.StackSetARN ?? `arn:${aws.partition}:cloudformation:${aws.region}:${aws.accountId}:stackset/${set.StackSetId}`,
    callAs,
    serviceManaged: set.PermissionModel === 'SERVICE_MANAGED',
    administrationRoleArn: set.AdministrationRoleARN,
    executionRoleName: set.ExecutionRoleName,
    parameters: Object.fromEntries((set.Parameters ?? []).map(({ ParameterKey, ParameterValue }) => [ParameterKey!, ParameterValue ?? ''])),
    instances,
    targets: targetsIn(properties),
  };
}

const instanceOf = ({ Account, Region, StackId, Status, StackInstanceStatus, StatusReason }: StackInstanceSummary): StackInstance => ({
  accountId: Account!, region: Region!, stackId: StackId, status: Status!, detailedStatus: StackInstanceStatus?.DetailedStatus, reason: StatusReason,
});
