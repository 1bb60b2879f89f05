import { CreateEventBusCommand, EventBridgeClient, PutPermissionCommand, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { CreateTopicCommand, SetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { allows, everyone, ofAccount, policy, proof, type Proof, type Site } from '../proof';

async function topic(site: Site): Promise<string> {
  const sns = new SNSClient(site.options);
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'orders', Attributes: site.either({ KmsMasterKeyId: 'alias/aws/sns' }, {}) as Record<string, string> }));
  const AttributeValue = policy(site.either(allows(site.accountId, 'sns:Publish', TopicArn), everyone('sns:Publish', TopicArn)));
  await sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue }));
  return TopicArn;
}

async function queue(site: Site): Promise<string> {
  const sqs = new SQSClient(site.options);
  const encryption: Record<string, string> = site.isGood ? { KmsMasterKeyId: 'alias/aws/sqs' } : { SqsManagedSseEnabled: 'false' };
  const Policy = policy(site.either(allows(site.accountId, 'sqs:*'), everyone('sqs:*', '*')));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'orders', Attributes: { ...encryption, Policy } }));
  return (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }))).Attributes!.QueueArn!;
}

async function bus(site: Site): Promise<void> {
  const [events, EventBusName] = [new EventBridgeClient(site.options), 'orders'];
  await events.send(new CreateEventBusCommand({ Name: EventBusName }));
  const Policy = policy({ Sid: 'senders', ...site.either(allows(site.accountId, 'events:PutEvents', site.arn('events', 'event-bus/orders')), everyone('events:PutEvents', site.arn('events', 'event-bus/orders'))) });
  await events.send(new PutPermissionCommand({ EventBusName, Policy }));
  await events.send(new PutRuleCommand({ Name: 'orders', EventBusName, EventPattern: '{"source":["orders"]}' }));
}

/** Topics, queues and event buses. */
export const messages: readonly Proof[] = [
  proof(topic, 'sns-topic-encrypted', 'sns-topic-not-public'),
  proof(queue, 'sqs-queue-encrypted', 'sqs-queue-not-public'),
  ofAccount(bus, 'event-bus-not-public'),
];
