import { gather } from '../model/reader';
import { defineService } from '../model/service';

const stacks = 'arn:${Partition}:cloudformation:*:${Account}:stack/*';

/** AWS CloudFormation: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/ (never GetTemplate). */
export const cloudformation = defineService({
  id: 'cloudformation',
  title: 'AWS CloudFormation',
  scope: 'regional',
  eventSource: 'cloudformation.amazonaws.com',
  client: () => import('@aws-sdk/client-cloudformation'),
  operations: {
    DescribeStacks: { action: 'cloudformation:DescribeStacks', resource: stacks },
    ListStackResources: { action: 'cloudformation:ListStackResources', resource: stacks, detail: true },
  },
  entities: (entity) => ({
    aws_cloudformation_stack: entity({
      class: ['Configuration'],
      reads: ['DescribeStacks', 'ListStackResources'],
      async *list(read) {
        for await (const { Parameters = [], Outputs = [], ...stack } of read.items('DescribeStacks', 'Stacks', {})) {
          // Values can be secrets: only the names are kept.
          const [parameterNames, outputNames] = [Parameters.map(({ ParameterKey }) => ParameterKey), Outputs.map(({ OutputKey }) => OutputKey)];
          yield { ...stack, parameterNames, outputNames };
        }
      },
      async describe(read, stack) {
        const resources = await gather(read.items('ListStackResources', 'StackResourceSummaries', { StackName: stack.StackId }));
        return {
          ...stack,
          StackResources: resources.map(({ LogicalResourceId, PhysicalResourceId, ResourceType, ResourceStatus }) =>
            ({ LogicalResourceId, PhysicalResourceId, ResourceType, ResourceStatus })),
        };
      },
      key: (s) => s.StackId!,
      name: (s) => s.StackName,
      tags: (s) => s.Tags,
      facts: (s) => ({ isNested: s.ParentId !== undefined }),
      changes: [
        'CreateStack', 'UpdateStack', 'DeleteStack', 'ExecuteChangeSet', 'ContinueUpdateRollback', 'RollbackStack', 'CancelUpdateStack',
        'UpdateTerminationProtection', 'SetStackPolicy', 'DetectStackDrift',
      ],
    }),
  }),
});
