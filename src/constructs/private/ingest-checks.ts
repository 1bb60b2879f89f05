import { Token, type Stack } from 'aws-cdk-lib/core';
import { mayDiffer, type IngestNames } from './ingest-names';
import { assertMatches, assertOrganization } from './trust-checks';
import type { CloudTrailIngestPipelineProps } from '../cloud-trail-ingest-pipeline-props';
import { LogNotification } from '../log-notification';

type Name = keyof CloudTrailIngestPipelineProps;

/** What says how a new resource is made, by the property that says that it exists. */
const ofNew: Partial<Record<Name, readonly Name[]>> = {
  trail: ['trailName', 'multiRegion', 'insights', 'advancedEventSelectors'],
  bucket: ['bucketName', 'activeStorage', 'retention', 'serverAccessLogsBucket', 'removalPolicy'],
  topic: ['topicName'],
  queue: ['queueName', 'consumerTimeout', 'maxReceiveCount'],
};

/**
 * Makes sure that the properties of a pipeline fit together.
 * @throws with the rule and the value got
 */
export function assertIngestProps(props: CloudTrailIngestPipelineProps): void {
  for (const [existing, others] of Object.entries(ofNew)) {
    const without = props[existing as Name] === undefined ? undefined : others.find((name) => props[name] !== undefined);
    if (without) throw new Error(`${without} says how a new ${existing} is made: leave it out where ${existing} is given.`);
  }
  assertOrganization('organizationId', props.organizationId);
  assertMatches(props.managementAccountId, /^\d{12}$/, 'managementAccountId must be an AWS account id of 12 digits');
  assertMatches(props.logPrefix, /^[\w!.()'-]+(\/[\w!.()'-]+)*$/, 'logPrefix must have neither wildcards nor a slash at its ends');
  assertMatches(props.trailName, /^[A-Za-z0-9]([._-]?[A-Za-z0-9]){2,127}$/, 'trailName must have 3 to 128 letters and digits, with single . _ - between them');
  const { bucket, queue, topic, logKey, messageKey } = props;
  for (const arn of [bucket?.bucketRef.bucketArn, queue?.queueRef.queueArn, topic?.topicRef.topicArn, logKey?.keyRef.keyArn, messageKey?.keyRef.keyArn]) {
    if (arn !== undefined && /[*?]/.test(arn)) throw new Error(`An ARN must name one resource, without wildcards, got '${arn}'.`);
  }
}

/** How the queue learns of new log files; undefined where an existing topic is told already. */
export function notificationOf({ notification, trail, bucket, topic }: CloudTrailIngestPipelineProps): LogNotification | undefined {
  if (notification !== undefined || !trail) return notification ?? LogNotification.CLOUD_TRAIL;
  if (topic) return undefined;
  return bucket ? LogNotification.EVENT_BRIDGE : LogNotification.CLOUD_TRAIL;
}

/**
 * Makes sure that what tells of new log files can reach what it tells.
 * @throws naming what can be chosen instead
 */
export function assertReachable(
  names: IngestNames, { account, region }: Stack, { topic }: CloudTrailIngestPipelineProps, notification?: LogNotification,
): void {
  if (notification === LogNotification.EVENT_BRIDGE) {
    if (topic) throw new Error('With LogNotification.EVENT_BRIDGE the queue is told by a rule: leave topic out, or choose another notification.');
    if (mayDiffer(names.bucketAccount, account) || mayDiffer(names.bucketRegion, region)) {
      throw new Error(`Amazon EventBridge has the events of a bucket in its account and Region, ${names.bucketAccount} and ${names.bucketRegion} here: deploy the pipeline there, or give topic or another notification.`);
    }
  }
  const topicRegion = topic?.env.region ?? region;
  if (notification === LogNotification.S3 && !Token.isUnresolved(topicRegion) && mayDiffer(topicRegion, names.bucketRegion)) {
    throw new Error(`Amazon S3 publishes to a topic of the Region of the bucket only: the bucket is in ${names.bucketRegion}, the topic in ${topicRegion}.`);
  }
}
