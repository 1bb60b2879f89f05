import type { MetricFilter, ResourcePolicy } from '@aws-sdk/client-cloudwatch-logs';
import { globParts, matchesGlob } from '../model/glob';
import { statements } from '../model/policy-document';
import { allowsEveryone } from '../model/public-policy';
import { gather } from '../model/reader';
import { defineService } from '../model/service';

const logGroup = 'arn:${Partition}:logs:*:${Account}:log-group:*';

/** Whether a resource policy, of which a Region has at most ten, names a log group. */
const covers = ({ policyDocument }: ResourcePolicy, arn: string) => statements(policyDocument).flatMap(({ Resource = [] }) => Resource)
  .some((pattern) => [arn, `${arn}:*`].some((name) => matchesGlob(globParts(pattern), name)));

/** Amazon CloudWatch Logs: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/ (never the events, which are data). */
export const logs = defineService({
  id: 'logs',
  title: 'Amazon CloudWatch Logs',
  scope: 'regional',
  eventSource: 'logs.amazonaws.com',
  client: () => import('@aws-sdk/client-cloudwatch-logs'),
  operations: {
    DescribeLogGroups: { action: 'logs:DescribeLogGroups' },
    DescribeMetricFilters: { action: 'logs:DescribeMetricFilters', resource: logGroup, detail: true },
    DescribeSubscriptionFilters: { action: 'logs:DescribeSubscriptionFilters', resource: logGroup, detail: true },
    DescribeResourcePolicies: { action: 'logs:DescribeResourcePolicies', detail: true },
    ListTagsForResource: { action: 'logs:ListTagsForResource', resource: logGroup, detail: true },
  },
  entities: (entity) => ({
    aws_cloudwatch_log_group: entity({
      class: ['Logs'],
      reads: ['DescribeLogGroups', 'DescribeMetricFilters', 'DescribeSubscriptionFilters', 'DescribeResourcePolicies', 'ListTagsForResource'],
      async *list(read) {
        const filters = new Map<string | undefined, MetricFilter[]>();
        for await (const filter of read.items('DescribeMetricFilters', 'metricFilters', { limit: 50 })) {
          filters.set(filter.logGroupName, [...filters.get(filter.logGroupName) ?? [], filter]);
        }
        const policies = (await read.call('DescribeResourcePolicies', { limit: 50 }))?.resourcePolicies ?? [];
        for await (const { arn, logGroupArn = arn!.replace(/:\*$/, ''), ...group } of read.items('DescribeLogGroups', 'logGroups', { limit: 50 })) {
          yield {
            ...group,
            logGroupArn,
            metricFilters: (group.metricFilterCount === 0 ? undefined : filters.get(group.logGroupName)) ?? [],
            resourcePolicies: policies.filter((policy) => covers(policy, logGroupArn))
              .map(({ policyName, policyDocument }) => ({ policyName, policyDocument })),
          };
        }
      },
      async describe(read, group) {
        // Only the class STANDARD has subscriptions.
        const isStandard = (group.logGroupClass ?? 'STANDARD') === 'STANDARD';
        const [subscriptions, tags] = await Promise.all([
          isStandard ? gather(read.items('DescribeSubscriptionFilters', 'subscriptionFilters', { logGroupName: group.logGroupName, limit: 50 })) : [],
          read.call('ListTagsForResource', { resourceArn: group.logGroupArn }),
        ]);
        return { ...group, subscriptionFilters: subscriptions, tags: tags?.tags };
      },
      key: (g) => g.logGroupArn,
      name: (g) => g.logGroupName,
      tags: (g) => g.tags,
      facts: (g) => ({ allowsEveryone: g.resourcePolicies.some(({ policyDocument }) => allowsEveryone(policyDocument)) }),
      relationships: [{ verb: 'USES', to: 'aws_kms_key', key: (g) => g.kmsKeyId }],
      changes: [
        'CreateLogGroup', 'DeleteLogGroup', 'PutRetentionPolicy', 'DeleteRetentionPolicy', 'AssociateKmsKey', 'DisassociateKmsKey', 'PutMetricFilter',
        'DeleteMetricFilter', 'PutSubscriptionFilter', 'DeleteSubscriptionFilter', 'PutResourcePolicy', 'DeleteResourcePolicy', 'PutDataProtectionPolicy',
        'DeleteDataProtectionPolicy', 'TagLogGroup', 'UntagLogGroup', 'TagResource', 'UntagResource',
      ],
    }),
  }),
});
