import { CreateQueueCommand, DeleteQueueCommand, GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

const arnOf = async (client: SQSClient, QueueUrl: string | undefined) =>
  (await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }))).Attributes!.QueueArn!;

/** A queue, a first-in-first-out queue, and one encrypted by a key. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new SQSClient(options);
  const attributes = { 'orders': { KmsMasterKeyId: 'alias/aws/sqs' }, 'orders-dead': {}, 'orders.fifo': { FifoQueue: 'true' } };
  const queues = await Promise.all(Object.entries(attributes).map(([QueueName, Attributes]) =>
    client.send(new CreateQueueCommand({ QueueName, Attributes, tags: { team: 'orders' } }))));
  return { aws_sqs_queue: await Promise.all(queues.map(({ QueueUrl }) => arnOf(client, QueueUrl))) };
}

/** Deletes one queue. */
export async function remove(options: ClientOptions): Promise<readonly string[]> {
  const client = new SQSClient(options);
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: 'orders-dead' }));
  const arn = await arnOf(client, QueueUrl);
  await client.send(new DeleteQueueCommand({ QueueUrl }));
  return [arn];
}
