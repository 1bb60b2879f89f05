import { keyArn } from '../model/key-reference';
import { allowsEveryone } from '../model/public-policy';
import { defineService } from '../model/service';

const queue = 'arn:${Partition}:sqs:*:${Account}:*';

type Attributes = Partial<Record<
  | 'QueueArn' | 'Policy' | 'KmsMasterKeyId' | 'KmsDataKeyReusePeriodSeconds' | 'SqsManagedSseEnabled' | 'RedrivePolicy' | 'RedriveAllowPolicy' | 'FifoQueue'
  | 'VisibilityTimeout' | 'MessageRetentionPeriod' | 'DelaySeconds' | 'CreatedTimestamp' | 'LastModifiedTimestamp', string>>;

/** Amazon SQS: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/ (never ReceiveMessage). */
export const sqs = defineService({
  id: 'sqs',
  title: 'Amazon SQS',
  scope: 'regional',
  eventSource: 'sqs.amazonaws.com',
  client: () => import('@aws-sdk/client-sqs'),
  operations: {
    ListQueues: { action: 'sqs:ListQueues' },
    GetQueueAttributes: { action: 'sqs:GetQueueAttributes', resource: queue },
    ListQueueTags: { action: 'sqs:ListQueueTags', resource: queue, detail: true },
  },
  entities: (entity) => ({
    aws_sqs_queue: entity({
      class: ['Queue'],
      reads: ['ListQueues', 'GetQueueAttributes', 'ListQueueTags'],
      async *list(read, at) {
        // Without a size of the page the list ends at a thousand.
        for await (const QueueUrl of read.items('ListQueues', 'QueueUrls', { MaxResults: 1000 })) {
          const QueueName = QueueUrl.split('/').pop()!;
          yield { QueueUrl, QueueName, QueueArn: at.arn('sqs', QueueName) };
        }
      },
      async describe(read, seed) {
        const [answer, tags] = await Promise.all([
          read.call('GetQueueAttributes', { QueueUrl: seed.QueueUrl, AttributeNames: ['All'] }),
          read.call('ListQueueTags', { QueueUrl: seed.QueueUrl }),
        ]);
        // How many messages wait changes all the time.
        const attributes: Attributes = Object.fromEntries(Object.entries(answer?.Attributes ?? {}).filter(([name]) => !name.startsWith('Approximate')));
        return { ...seed, ...attributes, QueueArn: attributes.QueueArn ?? seed.QueueArn, Tags: tags?.Tags };
      },
      key: (q) => q.QueueArn,
      name: (q) => q.QueueName,
      tags: (q) => q.Tags,
      facts: (q) => ({
        allowsEveryone: allowsEveryone(q.Policy),
        isEncrypted: Boolean(q.KmsMasterKeyId) || q.SqsManagedSseEnabled === 'true',
      }),
      relationships: [{ verb: 'USES', to: 'aws_kms_key', key: (q, at) => keyArn(at, q.KmsMasterKeyId) }],
      changes: ['CreateQueue', 'DeleteQueue', 'SetQueueAttributes', 'AddPermission', 'RemovePermission', 'TagQueue', 'UntagQueue'],
    }),
  }),
});
