import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Aws, CfnCondition, Duration, Fn, Stack, Token } from 'aws-cdk-lib/core';
import type { aws_sns, aws_sqs } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import type { ChangesToMake } from './changes-to-make';
import { mayDiffer, type IngestNames } from './ingest-names';
import { queueStatement, subscribeStatement, topicStatements } from './ingest-statements';
import { ingestRule } from './ingest-trail';
import type { CloudTrailIngestPipelineProps } from '../cloud-trail-ingest-pipeline-props';
import type { LogNotification } from '../log-notification';

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
const LONGEST_RETENTION = Duration.days(14);
const LONGEST_VISIBILITY = Duration.hours(12);
/** How long a consumer may take for a batch unless told otherwise. */
export const CONSUMER_TIMEOUT = Duration.minutes(1);
// A shorter one lets a message come again while the consumer still works on the batch it was in.
const VISIBILITY_PER_TIMEOUT = 6;

/** A queue whose messages are kept as long as Amazon SQS can. */
function keepingQueue(scope: Construct, id: string, key: kms.IKey, props: sqs.QueueProps): sqs.Queue {
  return new sqs.Queue(scope, id, {
    ...props, encryption: sqs.QueueEncryption.KMS, encryptionMasterKey: key, enforceSSL: true, retentionPeriod: LONGEST_RETENTION,
  });
}

/** Where messages go that could not be consumed, or not be delivered. */
export function deadLetterQueue(scope: Construct, key: kms.IKey, { queueName }: CloudTrailIngestPipelineProps): sqs.Queue {
  const queue = keepingQueue(scope, 'DeadLetters', key, { queueName: queueName && `${queueName}-dead-letters` });
  acknowledge(queue, { 'AwsSolutions-SQS3': 'It is the dead-letter queue.' });
  return queue;
}

/** The queue of notices: hidden long enough for a consumer to finish, given up after some attempts. */
export function ingestQueue(scope: Construct, key: kms.IKey, queue: sqs.IQueue, props: CloudTrailIngestPipelineProps): sqs.Queue {
  const { consumerTimeout = CONSUMER_TIMEOUT, maxReceiveCount = 5, queueName } = props;
  const visibilityTimeout = Duration.seconds(consumerTimeout.toSeconds() * VISIBILITY_PER_TIMEOUT);
  if (visibilityTimeout.toSeconds() > LONGEST_VISIBILITY.toSeconds()) {
    throw new Error(`consumerTimeout must be at most 2 hours, as a queue hides a message for 12 hours at most, got ${consumerTimeout.toHumanString()}.`);
  }
  if (!(Number.isInteger(maxReceiveCount) && maxReceiveCount >= 1 && maxReceiveCount <= 1000)) {
    throw new Error(`maxReceiveCount must be a whole number from 1 to 1,000, got ${maxReceiveCount}.`);
  }
  return keepingQueue(scope, 'Queue', key, { queueName, visibilityTimeout, deadLetterQueue: { queue, maxReceiveCount } });
}

/** The topic of notices, for others to subscribe to as well. */
export const ingestTopic = (scope: Construct, { topicName }: IngestNames, masterKey: kms.IKey): sns.Topic =>
  new sns.Topic(scope, 'Topic', { topicName, masterKey, enforceSSL: true });

/** What is connected. Without a topic, a rule sends to the queue. */
interface Connection {
  readonly topic?: aws_sns.ITopicRef;
  readonly queue: aws_sqs.IQueueRef;
  readonly deadLetters: sqs.Queue;
  readonly notification?: LogNotification;
}

/** Lets the notices through: from the trail or the bucket to the topic, from the topic or the rule to the queue, and what fails to the dead letters. */
export function connect(scope: Construct, names: IngestNames, changes: ChangesToMake, { topic, queue, deadLetters, notification }: Connection): void {
  const { queueArn } = queue.queueRef;
  const by = topic ? 'topic' : 'rule';
  changes.allow(queue, 'Queue', queueArn, [queueStatement(names, queueArn, by)]);
  deadLetters.addToResourcePolicy(queueStatement(names, deadLetters.queueArn, by));
  if (!topic) {
    ingestRule(scope, names, queueArn, deadLetters.queueArn);
    return;
  }
  const stack = Stack.of(scope);
  changes.allow(topic, 'Topic', names.topicArn, [
    ...notification ? topicStatements(names, notification) : [],
    ...mayDiffer(topic.env.account, stack.account) ? [subscribeStatement(names, queueArn, stack)] : [],
  ]);
  const { region } = topic.env;
  new sns.CfnSubscription(scope, 'Subscription', {
    topicArn: topic.topicRef.topicArn,
    protocol: 'sqs',
    endpoint: queueArn,
    region: mayDiffer(region, stack.region) ? region : undefined,
    redrivePolicy: inRegion(scope, region, { deadLetterTargetArn: deadLetters.queueArn }),
  });
}

/** A dead-letter queue of this Region, which Amazon SNS takes only where the topic is in this Region too; known at deployment at the latest. */
function inRegion(scope: Construct, topicRegion: string, redrivePolicy: object): object | undefined {
  const { region } = Stack.of(scope);
  if (!mayDiffer(topicRegion, region)) return redrivePolicy;
  if (!Token.isUnresolved(region)) return undefined;
  const here = new CfnCondition(scope, 'TopicIsHere', { expression: Fn.conditionEquals(topicRegion, Aws.REGION) });
  return Fn.conditionIf(here.logicalId, redrivePolicy, Aws.NO_VALUE);
}
