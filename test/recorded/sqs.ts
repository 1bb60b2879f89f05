import { recorded } from './recorded';

const arn = 'arn:aws:sqs:eu-west-1:111122223333:orders';
const policy = {
  Version: '2012-10-17',
  Statement: [{
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: arn,
    Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:orders' } },
  }],
};

export const sqs = recorded<typeof import('@aws-sdk/client-sqs')>({
  ListQueues: { QueueUrls: ['https://sqs.eu-west-1.amazonaws.com/111122223333/orders'] },
  GetQueueAttributes: {
    Attributes: {
      QueueArn: arn,
      Policy: JSON.stringify(policy),
      KmsMasterKeyId: 'alias/orders',
      KmsDataKeyReusePeriodSeconds: '300',
      SqsManagedSseEnabled: 'false',
      VisibilityTimeout: '30',
      MessageRetentionPeriod: '345600',
      DelaySeconds: '0',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:orders-dead', maxReceiveCount: 5 }),
      CreatedTimestamp: '1738396800',
      LastModifiedTimestamp: '1738396900',
    },
  },
  ListQueueTags: { Tags: { team: 'orders' } },
});
