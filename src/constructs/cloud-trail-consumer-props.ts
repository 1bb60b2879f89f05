import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import type { aws_kms, aws_s3, aws_sns } from 'aws-cdk-lib/interfaces';
import type { CloudTrailIngestPipeline } from './cloud-trail-ingest-pipeline';

/** Properties of a `CloudTrailConsumer`. */
export interface CloudTrailConsumerProps {
  /** Whose log files are consumed. Its queue must be in the account and Region of this stack. */
  readonly pipeline: CloudTrailIngestPipeline;

  /**
   * Existing bucket for the lake.
   *
   * @default - a new one
   */
  readonly lakeBucket?: aws_s3.IBucketRef;

  /**
   * Key that objects of the existing bucket are encrypted with.
   *
   * @default - none
   */
  readonly lakeKey?: aws_kms.IKeyRef;

  /**
   * What the keys of the lake begin with, without a slash at the end.
   *
   * @default - nothing
   */
  readonly lakePrefix?: string;

  /**
   * Ids of the accounts of the organisation: what others are let in is then told apart from what strangers are.
   *
   * @default - every other account counts as a stranger
   */
  readonly organizationAccounts?: string[];

  /**
   * Networks that everybody may come from, as ranges such as `203.0.113.0/24`.
   *
   * @default - none
   */
  readonly trustedNetworks?: string[];

  /**
   * Memory of the consumer, in MB. Processor time grows with it.
   *
   * @default 1024
   */
  readonly memorySize?: number;

  /**
   * How many batches are consumed at the same time, 2 to 1,000.
   *
   * @default 10
   */
  readonly maxConcurrency?: number;

  /**
   * Keeps the concurrent executions of both functions, `maxConcurrency` and 1, for them alone.
   *
   * @default false
   */
  readonly reserveConcurrency?: boolean;

  /**
   * How many notices are consumed at once, 1 to 10.
   *
   * @default 10
   */
  readonly batchSize?: number;

  /**
   * How often the small files of the lake are merged.
   *
   * @default Duration.hours(1)
   */
  readonly compactEvery?: Duration;

  /**
   * How long the logs of both functions are kept.
   *
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: RetentionDays;

  /**
   * Topic that the alarms tell.
   *
   * @default - they tell nobody
   */
  readonly alarmTopic?: aws_sns.ITopicRef;

  /**
   * What becomes of the new bucket when it is no longer part of the stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}
