import { recorded } from './recorded';

const bus = (name: string) => `arn:aws:events:eu-west-1:111122223333:event-bus/${name}`;
const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 'events:PutEvents', Resource: bus('orders') }] };

export const events = recorded<typeof import('@aws-sdk/client-eventbridge')>({
  // Two pages, by hand: the SDK has no paginator.
  ListEventBuses: ({ NextToken }) => (NextToken
    ? { EventBuses: [{ Name: 'orders', Arn: bus('orders'), Policy: JSON.stringify(policy) }] }
    : { EventBuses: [{ Name: 'default', Arn: bus('default') }], NextToken: 'more' }),
  ListRules: ({ EventBusName }) => ({
    Rules: EventBusName === 'default'
      ? [{ Name: 'nightly', Arn: 'arn:aws:events:eu-west-1:111122223333:rule/nightly', State: 'ENABLED', ScheduleExpression: 'rate(1 day)', EventBusName }]
      : [{ Name: 'placed', Arn: 'arn:aws:events:eu-west-1:111122223333:rule/orders/placed', State: 'ENABLED', EventPattern: '{"source":["orders"]}', EventBusName }],
  }),
  ListTargetsByRule: {
    Targets: [
      { Id: 'fn', Arn: 'arn:aws:lambda:eu-west-1:111122223333:function:orders:live', Input: '{"token":"not-stored"}' },
      { Id: 'queue', Arn: 'arn:aws:sqs:eu-west-1:111122223333:orders', RoleArn: 'arn:aws:iam::111122223333:role/orders' },
    ],
  },
  ListTagsForResource: { Tags: [{ Key: 'team', Value: 'orders' }] },
});
