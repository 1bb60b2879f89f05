import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import * as events from 'aws-cdk-lib/aws-events';
import { Validations } from 'aws-cdk-lib/core';
import type { aws_kms, aws_sns } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import type { IngestNames } from './ingest-names';
import type { CloudTrailIngestPipelineProps } from '../cloud-trail-ingest-pipeline-props';

const NO_MANAGEMENT_EVENTS = 'cdk-security-scanner:no-management-events';

/** What a trail encrypts with, and whom it tells; undefined where that is not the trail's part. */
export interface TrailDelivery { readonly logKey?: aws_kms.IKeyRef; readonly topic?: aws_sns.ITopicRef }

/**
 * The trail, by CloudFormation's own resource: CDK's gives the topic by its name, which another account or Region does not know, and writes
 * policies without the trail that they are for.
 */
export function ingestTrail(scope: Construct, names: IngestNames, { logKey, topic }: TrailDelivery, props: CloudTrailIngestPipelineProps): CfnTrail {
  const multiRegion = props.multiRegion ?? true;
  const trail = new CfnTrail(scope, 'Trail', {
    trailName: names.trailName,
    s3BucketName: names.bucketName,
    s3KeyPrefix: props.logPrefix,
    kmsKeyId: logKey?.keyRef.keyArn,
    snsTopicName: topic?.topicRef.topicArn,
    isLogging: true,
    isMultiRegionTrail: multiRegion,
    // CloudTrail refuses a trail of every Region without them.
    includeGlobalServiceEvents: multiRegion,
    enableLogFileValidation: true,
    isOrganizationTrail: props.organizationId !== undefined,
    insightSelectors: props.insights?.map(({ value }) => ({ insightType: value })),
    advancedEventSelectors: props.advancedEventSelectors,
  });
  if (props.advancedEventSelectors && !JSON.stringify(props.advancedEventSelectors).includes('"Management"')) {
    Validations.of(scope).addWarning(NO_MANAGEMENT_EVENTS, 'advancedEventSelectors name no management events, so the trail records none: sign-ins and changes go unseen.');
  }
  return trail;
}

/** Passes what Amazon S3 tells the event bus of new log files to the queue; digest files do not match. */
export function ingestRule(
  scope: Construct, names: Pick<IngestNames, 'ruleName' | 'bucketName' | 'logKeys'>, queueArn: string, deadLettersArn: string, of = 'CloudTrail',
): events.CfnRule {
  return new events.CfnRule(scope, 'Rule', {
    name: names.ruleName,
    description: `New log files of ${of}`,
    eventPattern: {
      'source': ['aws.s3'],
      'detail-type': ['Object Created'],
      'detail': { bucket: { name: [names.bucketName] }, object: { key: names.logKeys.map((key) => ({ wildcard: `${key}.json.gz` })) } },
    },
    targets: [{ id: 'Queue', arn: queueArn, deadLetterConfig: { arn: deadLettersArn } }],
  });
}
