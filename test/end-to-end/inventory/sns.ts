import { CreateTopicCommand, DeleteTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

/** Two topics; a queue subscribes to the first. The emulator shows ARNs of subscriptions that wait, so there are none here. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new SNSClient(options);
  const orders = await client.send(new CreateTopicCommand({ Name: 'orders', Tags: [{ Key: 'team', Value: 'orders' }] }));
  const alarms = await client.send(new CreateTopicCommand({ Name: 'alarms' }));
  await new SQSClient(options).send(new CreateQueueCommand({ QueueName: 'orders' }));
  const Endpoint = orders.TopicArn!.replace(':sns:', ':sqs:');
  const queue = await client.send(new SubscribeCommand({ TopicArn: orders.TopicArn, Protocol: 'sqs', Endpoint, ReturnSubscriptionArn: true }));
  return { aws_sns_topic: [orders.TopicArn!, alarms.TopicArn!], aws_sns_subscription: [queue.SubscriptionArn!] };
}

/** Deletes the first topic, and its subscription with it. */
export async function remove(options: ClientOptions, { aws_sns_topic: [topic] = [], aws_sns_subscription = [] }: Truth): Promise<readonly string[]> {
  await new SNSClient(options).send(new DeleteTopicCommand({ TopicArn: topic }));
  return [topic, ...aws_sns_subscription];
}
