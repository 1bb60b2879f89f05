import { defineCheck } from '../../model/check';
import { sqs } from '../../services/sqs';

/** AWS FSBP SQS.1: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html */
export const sqsQueueEncrypted = defineCheck(sqs, {
  id: 'sqs-queue-encrypted',
  entity: 'aws_sqs_queue',
  severity: 'medium',
  title: 'SQS queues are encrypted, with a key of SQS or of KMS',
  why: 'Messages that wait are in clear on the disks of the service.',
  needs: [sqs.need('GetQueueAttributes')],
  remedy: {
    cli: 'aws sqs set-queue-attributes --queue-url <queue> --attributes SqsManagedSseEnabled=true',
    cdk: "new sqs.Queue(this, 'Queue', { encryption: sqs.QueueEncryption.SQS_MANAGED })",
  },
  prowler: ['sqs_queues_server_side_encryption_enabled'],
  fails: (queue) => queue.KmsMasterKeyId || queue.SqsManagedSseEnabled === 'true' ? undefined
    : `KmsMasterKeyId is not set and SqsManagedSseEnabled is ${queue.SqsManagedSseEnabled ?? 'not set'}`,
  examples: {
    pass: [{ entity: { SqsManagedSseEnabled: 'true' } }, { entity: { SqsManagedSseEnabled: 'false', KmsMasterKeyId: 'alias/orders' } }],
    fail: [{ entity: { SqsManagedSseEnabled: 'false' } }, { entity: { QueueName: 'orders' } }],
  },
});
