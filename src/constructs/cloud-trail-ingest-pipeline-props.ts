import type { CfnTrail, InsightType } from 'aws-cdk-lib/aws-cloudtrail';
import type { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import type { aws_cloudtrail, aws_kms, aws_s3, aws_sns, aws_sqs } from 'aws-cdk-lib/interfaces';
import type { LogNotification } from './log-notification';

/** Properties of a `CloudTrailIngestPipeline`. Without any, everything is created, for the account of the stack. */
export interface CloudTrailIngestPipelineProps {
  /**
   * An existing trail, in any account and Region: `CfnTrail.fromTrailArn(this, 'Trail', arn)`. It is not changed.
   *
   * @default - a new one
   */
  readonly trail?: aws_cloudtrail.ITrailRef;

  /**
   * An existing bucket, in any account and Region: `Bucket.fromBucketAttributes(this, 'Bucket', { bucketArn, account, region })`. Its policy is
   * changed only where it belongs to this app; else the statements to add are shown.
   *
   * @default - a new one
   */
  readonly bucket?: aws_s3.IBucketRef;

  /**
   * An existing topic, in any account and Region, that is told of new log files already, or that a new trail tells.
   *
   * @default - a new one, unless Amazon EventBridge tells the queue
   */
  readonly topic?: aws_sns.ITopicRef;

  /**
   * An existing queue of the same Region. Its visibility timeout and its dead-letter queue stay what they are.
   *
   * @default - a new one
   */
  readonly queue?: aws_sqs.IQueueRef;

  /**
   * Key that the log files are encrypted with, in the Region of the bucket.
   *
   * @default - a new one for a new bucket; none for an existing one
   */
  readonly logKey?: aws_kms.IKeyRef;

  /**
   * Key that the topic and the queues are encrypted with.
   *
   * @default - a new one
   */
  readonly messageKey?: aws_kms.IKeyRef;

  /**
   * How the queue learns of a new log file.
   *
   * @default - LogNotification.CLOUD_TRAIL for a new trail or a new bucket, LogNotification.EVENT_BRIDGE where both exist, nothing to do where the
   * topic exists, too
   */
  readonly notification?: LogNotification;

  /**
   * Id of the organisation, `o-…`, whose accounts the trail records.
   *
   * @default - the trail records one account
   */
  readonly organizationId?: string;

  /**
   * Id of the management account, which owns the trail of an organisation even where a delegated administrator creates it.
   *
   * @default - the account of the trail
   */
  readonly managementAccountId?: string;

  /**
   * What the keys of the objects begin with, before `AWSLogs/`, without a slash at the end.
   *
   * @default - nothing
   */
  readonly logPrefix?: string;

  /**
   * Name of the new trail: its ARN is part of every policy.
   *
   * @default - made from the path of the construct
   */
  readonly trailName?: string;

  /**
   * Whether the new trail records every Region.
   *
   * @default true
   */
  readonly multiRegion?: boolean;

  /**
   * Insights that the new trail makes, at a price.
   *
   * @default - none
   */
  readonly insights?: InsightType[];

  /**
   * What the new trail records. Selectors replace the default: without one for `eventCategory` `Management`, no management events are recorded,
   * and `cdk synth` warns (`cdk-security-scanner:no-management-events`).
   *
   * @default - all management events
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
   */
  readonly advancedEventSelectors?: CfnTrail.AdvancedEventSelectorProperty[];

  /**
   * Name of the new bucket.
   *
   * @default - `cloudtrail-`, the account, and parts of the ids of stack and construct: no other stack has it, even after this one was deleted
   */
  readonly bucketName?: string;

  /**
   * Name of the new topic.
   *
   * @default - made from the path of the construct
   */
  readonly topicName?: string;

  /**
   * Name of the new queue; its dead-letter queue has `-dead-letters` after it.
   *
   * @default - CloudFormation chooses it
   */
  readonly queueName?: string;

  /**
   * How long log files of the new bucket stay where they can be read at once, before they move to S3 Glacier Flexible Retrieval. Files below 128 KB
   * do not move.
   *
   * @default Duration.days(365)
   */
  readonly activeStorage?: Duration;

  /**
   * After how long log files of the new bucket are deleted. The default is 12 months active and 18 cold, as OMB M-21-31 asks of federal agencies.
   *
   * @default Duration.days(913)
   */
  readonly retention?: Duration;

  /**
   * Existing bucket for the access logs of the new bucket. It must let `logging.s3.amazonaws.com` write.
   *
   * @default - no access logs
   */
  readonly serverAccessLogsBucket?: aws_s3.IBucketRef;

  /**
   * What becomes of the new bucket, its policy and its key when they are no longer part of the stack. Objects are never deleted.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * How long the consumer may take for a batch of messages; the new queue hides them six times as long.
   *
   * @default Duration.minutes(1)
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
   */
  readonly consumerTimeout?: Duration;

  /**
   * How often a message of the new queue is received before it goes to the dead-letter queue.
   *
   * @default 5
   */
  readonly maxReceiveCount?: number;

  /**
   * Topic that the alarms tell.
   *
   * @default - they tell nobody
   */
  readonly alarmTopic?: aws_sns.ITopicRef;

  /**
   * Age of a message at which the consumer counts as stuck.
   *
   * @default Duration.hours(1)
   */
  readonly oldestMessageAge?: Duration;

  /**
   * Whole hours without a new log file after which the trail counts as broken. CloudTrail has no metric for deliveries that fail.
   *
   * @default Duration.hours(3)
   */
  readonly silence?: Duration;

  /**
   * Whether there is a CloudWatch dashboard.
   *
   * @default true
   */
  readonly dashboard?: boolean;
}

/** What a reader has to know of a pipeline that another app, or another account, has. */
export interface CloudTrailIngestPipelineAttributes {
  /** ARN of the trail. */
  readonly trailArn: string;

  /** ARN of the bucket. */
  readonly bucketArn: string;

  /**
   * Region of the bucket.
   *
   * @default - the Region of the stack
   */
  readonly bucketRegion?: string;

  /** ARN of the queue. */
  readonly queueArn: string;

  /**
   * ARN of the topic.
   *
   * @default - there is none, or none that the reader may look at
   */
  readonly topicArn?: string;

  /**
   * ARN of the key of the log files.
   *
   * @default - none
   */
  readonly logKeyArn?: string;

  /**
   * ARN of the key of the queue.
   *
   * @default - none
   */
  readonly messageKeyArn?: string;

  /**
   * Id of the organisation, `o-…`, whose accounts the trail records.
   *
   * @default - the trail records one account
   */
  readonly organizationId?: string;

  /**
   * What the keys of the objects begin with, before `AWSLogs/`.
   *
   * @default - nothing
   */
  readonly logPrefix?: string;
}
