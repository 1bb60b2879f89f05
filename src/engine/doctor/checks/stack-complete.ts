import { CloudFormationClient, paginateDescribeStackEvents } from '@aws-sdk/client-cloudformation';
import { eachStack, fail, pass, unknown, type DoctorCheck } from '../contract';
import type { DeployedStack } from '../deployed';

/** Whether the last deployment of each stack went through. */
export const stackComplete: DoctorCheck = {
  id: 'stack-complete',
  title: 'The last deployment of the stack went through',
  part: 'deployment',
  reads: ['cloudformation:DescribeStackEvents'],
  // Those of a stack set are told of by stack-set-instances.
  tasks: eachStack(async (stack) => {
    const { name, status, statusReason } = stack;
    if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) return pass(`${name} is ${status}.`);
    if (/_IN_PROGRESS$/.test(status)) return unknown(`${name} is ${status}: what is seen may be between two states.`, 'Run this again when it is done.');
    const reasons = await failures(stack);
    return fail([`${name} is ${status}${statusReason ? `: ${statusReason}` : ''}.`, ...reasons].join('\n'), 'Remove the cause, then deploy the stack again.');
  }, ({ id }, { stackSets }) => id.includes(':stack/') && !stackSets.some(({ instances }) => instances.some(({ stackId }) => stackId === id))),
};

/** What failed first, in the newest deployment. */
async function failures({ aws, id }: DeployedStack): Promise<string[]> {
  const found: string[] = [];
  for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client: aws.client(CloudFormationClient) }, { StackName: id })) {
    for (const { LogicalResourceId, ResourceStatus, ResourceStatusReason = '' } of StackEvents) {
      if (ResourceStatus?.endsWith('_FAILED') && !/cancelled/i.test(ResourceStatusReason)) found.push(`${LogicalResourceId} ${ResourceStatus}: ${ResourceStatusReason}`);
    }
    if (found.length > 0) break;
  }
  return found.slice(0, 5);
}
