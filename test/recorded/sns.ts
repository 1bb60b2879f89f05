import { recorded } from './recorded';

const arn = 'arn:aws:sns:eu-west-1:111122223333:orders';
const subscription = `${arn}:8a21d249-4329-4871-acc6-7be709c6ea7f`;
const own = { SubscriptionArn: subscription, Owner: '111122223333', Protocol: 'sqs', Endpoint: 'arn:aws:sqs:eu-west-1:111122223333:orders', TopicArn: arn };
const foreign = {
  SubscriptionArn: `${arn}:0b3c9a5e-0f4e-4a3b-9b0e-2f6f0c5b7d11`, Owner: '444455556666', Protocol: 'https', Endpoint: 'https://user:hush@hooks.example.com/orders?token=hush', TopicArn: arn,
};
const waiting = { SubscriptionArn: 'PendingConfirmation', Owner: '111122223333', Protocol: 'email', Endpoint: 'ann@example.com', TopicArn: arn };
const policy = {
  Version: '2008-10-17',
  Id: '__default_policy_ID',
  Statement: [{
    Sid: '__default_statement_ID',
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: ['SNS:Publish', 'SNS:Subscribe'],
    Resource: arn,
    Condition: { StringEquals: { 'AWS:SourceOwner': '111122223333' } },
  }],
};

export const sns = recorded<typeof import('@aws-sdk/client-sns')>({
  ListTopics: { Topics: [{ TopicArn: arn }] },
  GetTopicAttributes: {
    Attributes: {
      TopicArn: arn,
      Owner: '111122223333',
      Policy: JSON.stringify(policy),
      KmsMasterKeyId: '11111111-2222-4333-8444-555555555555',
      DisplayName: 'Orders',
      SubscriptionsConfirmed: '2',
      SubscriptionsPending: '1',
      SubscriptionsDeleted: '0',
      SignatureVersion: '2',
    },
  },
  ListTagsForResource: { Tags: [{ Key: 'team', Value: 'orders' }] },
  ListSubscriptionsByTopic: { Subscriptions: [own, foreign, waiting] },
  ListSubscriptions: { Subscriptions: [own, waiting] },
  GetSubscriptionAttributes: {
    Attributes: { SubscriptionArn: subscription, TopicArn: arn, Owner: '111122223333', RawMessageDelivery: 'true', FilterPolicy: JSON.stringify({ kind: ['order'] }) },
  },
});
