import { SendMessageCommand, type MessageAttributeValue, type SQSClient } from '@aws-sdk/client-sqs';
import type { GivenUp } from './consumer';
import { plainText } from '../../report/escape';

// Attributes and body share the size of a message.
const REASON = 500;
const stringValue = (text: string): MessageAttributeValue => ({ DataType: 'String', StringValue: text });

/** Sends what is given up to a queue, where it says why: the attributes `Reason`, `Bucket` and `Key`. Moved back, the message is consumed again. */
export const toQueue = (client: SQSClient, queueUrl: string) => async ({ body, reason, object }: GivenUp): Promise<void> => {
  await client.send(new SendMessageCommand({
    QueueUrl: queueUrl,
    MessageBody: body,
    MessageAttributes: {
      Reason: stringValue(plainText(reason).slice(0, REASON) || 'unknown'),
      ...object && { Bucket: stringValue(object.bucket), Key: stringValue(plainText(object.key)) },
    },
  }));
};
