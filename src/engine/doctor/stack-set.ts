import { CloudFormationClient, DescribeStackSetCommand, paginateListStackInstances, type CallAs, type StackInstanceSummary } from '@aws-sdk/client-cloudformation';
import { present, type Aws } from './aws';

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
}

/** Reads a stack set and its instances; undefined where there is none of that name. */
export async function readStackSet(aws: Aws, name: string, callAs: CallAs = 'SELF'): Promise<DeployedStackSet | undefined> {
  const client = aws.client(CloudFormationClient);
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
  };
}

const instanceOf = ({ Account, Region, StackId, Status, StackInstanceStatus, StatusReason }: StackInstanceSummary): StackInstance => ({
  accountId: Account!, region: Region!, stackId: StackId, status: Status!, detailedStatus: StackInstanceStatus?.DetailedStatus, reason: StatusReason,
});
