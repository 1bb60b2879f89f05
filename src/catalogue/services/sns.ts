import { keyArn } from '../model/key-reference';
import { allowsEveryone } from '../model/public-policy';
import { gather } from '../model/reader';
import { defineService } from '../model/service';

const topic = 'arn:${Partition}:sns:*:${Account}:*';

type TopicAttributes = Partial<Record<
  | 'Policy' | 'KmsMasterKeyId' | 'DisplayName' | 'Owner' | 'SubscriptionsConfirmed' | 'SubscriptionsPending' | 'FifoTopic' | 'SignatureVersion'
  | 'TracingConfig' | 'DeliveryPolicy', string>>;
type SubscriptionAttributes = Partial<Record<'RawMessageDelivery' | 'RedrivePolicy' | 'FilterPolicy' | 'FilterPolicyScope', string>>;

/** Where a subscription delivers, without what names a person or lets one in: the ARN, the host of a URL, the domain of an e-mail address. */
function maskedEndpoint(endpoint: string | undefined): string | undefined {
  if (endpoint?.startsWith('arn:')) return endpoint;
  const [, scheme, host] = /^(https?:\/\/)(?:[^/@]*@)?([^/:?#]+)/.exec(endpoint ?? '') ?? [];
  if (host) return `${scheme}${host}`;
  return endpoint?.includes('@') ? `***@${endpoint.split('@').pop()}` : undefined;
}

/** Amazon SNS: https://docs.aws.amazon.com/sns/latest/api/ */
export const sns = defineService({
  id: 'sns',
  title: 'Amazon SNS',
  scope: 'regional',
  eventSource: 'sns.amazonaws.com',
  client: () => import('@aws-sdk/client-sns'),
  operations: {
    ListTopics: { action: 'sns:ListTopics' },
    GetTopicAttributes: { action: 'sns:GetTopicAttributes', resource: topic },
    ListTagsForResource: { action: 'sns:ListTagsForResource', resource: topic, detail: true },
    ListSubscriptionsByTopic: { action: 'sns:ListSubscriptionsByTopic', resource: topic, detail: true },
    ListSubscriptions: { action: 'sns:ListSubscriptions' },
    GetSubscriptionAttributes: { action: 'sns:GetSubscriptionAttributes', resource: topic, detail: true },
  },
  entities: (entity) => ({
    aws_sns_topic: entity({
      class: ['Channel'],
      reads: ['ListTopics', 'GetTopicAttributes', 'ListTagsForResource', 'ListSubscriptionsByTopic'],
      list: (read) => read.items('ListTopics', 'Topics', {}),
      async describe(read, { TopicArn }) {
        const [answer, tags] = await Promise.all([
          read.call('GetTopicAttributes', { TopicArn }),
          read.call('ListTagsForResource', { ResourceArn: TopicArn }),
        ]);
        const attributes: TopicAttributes | undefined = answer?.Attributes;
        // Only here other accounts' subscriptions are seen.
        const subscribed = attributes && Number(attributes.SubscriptionsConfirmed ?? 0) > 0
          ? await gather(read.items('ListSubscriptionsByTopic', 'Subscriptions', { TopicArn })) : [];
        return { TopicArn, ...attributes, SubscriptionOwners: [...new Set(subscribed.flatMap(({ Owner }) => Owner ?? []))].sort(), Tags: tags?.Tags };
      },
      key: (t) => t.TopicArn!,
      name: (t) => t.TopicArn?.split(':').pop(),
      tags: (t) => t.Tags,
      facts: (t, at) => ({
        allowsEveryone: allowsEveryone(t.Policy),
        hasForeignSubscription: t.SubscriptionOwners.some((owner) => owner !== at.accountId),
      }),
      relationships: [{ verb: 'USES', to: 'aws_kms_key', key: (t, at) => keyArn(at, t.KmsMasterKeyId) }],
      changes: [
        'CreateTopic', 'DeleteTopic', 'SetTopicAttributes', 'AddPermission', 'RemovePermission', 'PutDataProtectionPolicy', 'Subscribe',
        'ConfirmSubscription', 'Unsubscribe', 'TagResource', 'UntagResource',
      ],
    }),

    aws_sns_subscription: entity({
      class: ['Subscription'],
      reads: ['ListSubscriptions', 'GetSubscriptionAttributes'],
      async *list(read) {
        for await (const { Endpoint, ...each } of read.items('ListSubscriptions', 'Subscriptions', {})) {
          // One that waits for its confirmation has no ARN yet.
          if (each.SubscriptionArn?.startsWith('arn:')) yield { ...each, Endpoint: maskedEndpoint(Endpoint) };
        }
      },
      async describe(read, each) {
        const { Attributes = {} } = await read.call('GetSubscriptionAttributes', { SubscriptionArn: each.SubscriptionArn }) ?? {};
        const { RawMessageDelivery, RedrivePolicy, FilterPolicy, FilterPolicyScope }: SubscriptionAttributes = Attributes;
        return { ...each, RawMessageDelivery, RedrivePolicy, FilterPolicy, FilterPolicyScope };
      },
      key: (s) => s.SubscriptionArn!,
      name: (s) => s.Endpoint?.split(/[:/]/).pop() ?? s.Protocol,
      relationships: [{ from: 'aws_sns_topic', verb: 'HAS', key: (s) => s.TopicArn }],
      changes: ['Subscribe', 'ConfirmSubscription', 'Unsubscribe', 'SetSubscriptionAttributes', 'DeleteTopic'],
    }),
  }),
});
