import { followed } from '../model/pages';
import { allowsEveryone } from '../model/public-policy';
import { defineService } from '../model/service';

const rule = 'arn:${Partition}:events:*:${Account}:rule/*';

const functionArn = /^(arn:[^:]+:lambda:[^:]+:\d{12}:function:[^:]+)/;

/** Amazon EventBridge: https://docs.aws.amazon.com/eventbridge/latest/APIReference/ */
export const events = defineService({
  id: 'events',
  title: 'Amazon EventBridge',
  scope: 'regional',
  eventSource: 'events.amazonaws.com',
  client: () => import('@aws-sdk/client-eventbridge'),
  operations: {
    ListEventBuses: { action: 'events:ListEventBuses' },
    ListRules: { action: 'events:ListRules' },
    ListTargetsByRule: { action: 'events:ListTargetsByRule', resource: rule },
    ListTagsForResource: { action: 'events:ListTagsForResource', resource: rule, detail: true },
  },
  entities: (entity) => ({
    aws_cloudwatch_event_rule: entity({
      class: ['Task'],
      reads: ['ListEventBuses', 'ListRules', 'ListTargetsByRule', 'ListTagsForResource'],
      async *list(read) {
        const buses = followed((NextToken?: string) => read.call('ListEventBuses', { Limit: 100, NextToken }), (page) => page.NextToken);
        for await (const { EventBuses = [] } of buses) {
          for (const { Name: EventBusName, Policy } of EventBuses) {
            const rules = followed((NextToken?: string) => read.call('ListRules', { EventBusName, Limit: 100, NextToken }), (page) => page.NextToken);
            for await (const { Rules = [] } of rules) yield* Rules.map((each) => ({ ...each, EventBusName, EventBusPolicy: Policy }));
          }
        }
      },
      async describe(read, each) {
        const { Name: Rule, EventBusName } = each;
        const targets: { Id?: string; Arn?: string; RoleArn?: string; DeadLetterArn?: string }[] = [];
        const pages = followed(
          (NextToken?: string) => read.call('ListTargetsByRule', { Rule, EventBusName, Limit: 100, NextToken }), (page) => page.NextToken);
        const tags = read.call('ListTagsForResource', { ResourceARN: each.Arn });
        for await (const { Targets = [] } of pages) {
          // Inputs, headers and query strings can hold secrets: none of them is kept.
          targets.push(...Targets.map(({ Id, Arn, RoleArn, DeadLetterConfig }) => ({ Id, Arn, RoleArn, DeadLetterArn: DeadLetterConfig?.Arn })));
        }
        return { ...each, Targets: targets, Tags: (await tags)?.Tags };
      },
      key: (r) => r.Arn!,
      name: (r) => r.Name,
      tags: (r) => r.Tags,
      facts: (r) => ({ eventBusAllowsEveryone: allowsEveryone(r.EventBusPolicy) }),
      relationships: [{ verb: 'TRIGGERS', to: 'aws_lambda_function', key: (r) => r.Targets.map(({ Arn = '' }) => functionArn.exec(Arn)?.[1]) }],
      changes: [
        'PutRule', 'DeleteRule', 'EnableRule', 'DisableRule', 'PutTargets', 'RemoveTargets', 'PutPermission', 'RemovePermission', 'CreateEventBus',
        'UpdateEventBus', 'DeleteEventBus', 'TagResource', 'UntagResource',
      ],
    }),
  }),
});
