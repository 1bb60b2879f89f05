import { all, any, calls, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Change to the ingest pipeline's own queue, topic, bucket or key. Protected resources are a parameter: the construct's own ARNs. */
export const pipelineTampering = defineDetection({
  id: 'pipeline-tampering',
  title: "Change to the ingest pipeline's own queue, topic, bucket or key",
  severity: 'high',
  attack: ['T1562.008'],
  data: 'management',
  tier: 1,
  falsePositives: ['Deployment of a new version of the log pipeline'],
  logic: {
    type: 'event',
    match: all(
      any(
        all(calls('sns', 'DeleteTopic', 'Unsubscribe', 'SetTopicAttributes'), succeeded),
        all(calls('sqs', 'DeleteQueue', 'PurgeQueue', 'SetQueueAttributes'), succeeded),
        all(
          calls(
            's3',
            'PutBucketNotification',
            'PutBucketNotificationConfiguration',
            'DeleteBucketPolicy',
            'PutBucketPolicy',
            'PutBucketLifecycle',
            'PutBucketLifecycleConfiguration',
          ),
          succeeded,
        ),
        all(calls('kms', 'DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy'), succeeded),
        all(calls('lambda', 'DeleteEventSourceMapping', 'UpdateEventSourceMapping', 'DeleteFunction', 'PutFunctionConcurrency'), succeeded),
      ),
      where('*', 'namesProtectedResource', true),
    ),
  },
  examples: {
    match: [
      {
        eventSource: 'sns.amazonaws.com',
        eventName: 'DeleteTopic',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { topicArn: 'arn:aws:sns:us-east-1:111122223333:trail-topic' },
      },
      {
        eventSource: 'sqs.amazonaws.com',
        eventName: 'DeleteQueue',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { topicArn: 'arn:aws:sns:us-east-1:111122223333:trail-topic' },
      },
      {
        eventSource: 's3.amazonaws.com',
        eventName: 'PutBucketNotification',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { topicArn: 'arn:aws:sns:us-east-1:111122223333:trail-topic' },
      },
      {
        eventSource: 'kms.amazonaws.com',
        eventName: 'DisableKey',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { topicArn: 'arn:aws:sns:us-east-1:111122223333:trail-topic' },
      },
      {
        eventSource: 'lambda.amazonaws.com',
        eventName: 'DeleteEventSourceMapping',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { topicArn: 'arn:aws:sns:us-east-1:111122223333:trail-topic' },
      },
    ],
    noMatch: [
      {
        eventSource: 'sns.amazonaws.com',
        eventName: 'DeleteTopic',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { topicArn: 'arn:aws:sns:us-east-1:111122223333:other-topic' },
      },
    ],
  },
});
