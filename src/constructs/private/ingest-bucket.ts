import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import type { aws_s3 } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import type { ChangesToMake } from './changes-to-make';
import { asKey } from './ingest-keys';
import type { IngestNames } from './ingest-names';
import { bucketStatements } from './ingest-statements';
import type { CloudTrailIngestPipelineProps } from '../cloud-trail-ingest-pipeline-props';
import { LogNotification } from '../log-notification';

const CREATED = 's3:ObjectCreated:*';
const LOG_SUFFIX = '.json.gz';
const NO_ACCESS_LOGS = 'Who read the logs is recorded by data events of CloudTrail; serverAccessLogsBucket adds access logs.';

/** The bucket, new or given, with the trail's right to write where the trail or the bucket is new, and what tells of new objects. */
export function ingestBucket(
  scope: Construct, names: IngestNames, changes: ChangesToMake, notification: LogNotification | undefined, props: CloudTrailIngestPipelineProps,
): aws_s3.IBucketRef {
  if (!props.bucket) {
    const made = newBucket(scope, names, props);
    notify(made, names, notification);
    return made;
  }
  if (!props.trail) changes.allow(props.bucket, 'Bucket', names.bucketArn, bucketStatements(names));
  if (notification === LogNotification.S3 || notification === LogNotification.EVENT_BRIDGE) {
    changes.tell('BucketNotificationToAdd',
      `Add to the notifications of the bucket ${names.bucketName}, beside those that it has: PutBucketNotificationConfiguration replaces them all`,
      notificationToAdd(names, notification));
  }
  return props.bucket;
}

/** A bucket that only the trail writes to, that keeps what is overwritten or deleted, and that outlives the stack. */
function newBucket(scope: Construct, names: IngestNames, props: CloudTrailIngestPipelineProps): s3.Bucket {
  const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;
  const accessLogs = props.serverAccessLogsBucket?.bucketRef.bucketName;
  const bucket = new s3.Bucket(scope, 'Logs', {
    bucketName: names.bucketName,
    encryption: s3.BucketEncryption.KMS,
    encryptionKey: asKey(scope, 'ImportedLogKey', props.logKey!),
    bucketKeyEnabled: true,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    versioned: true,
    lifecycleRules: lifecycleOf(props),
    serverAccessLogsBucket: accessLogs === undefined ? undefined : s3.Bucket.fromBucketName(scope, 'AccessLogs', accessLogs),
    serverAccessLogsPrefix: accessLogs === undefined ? undefined : `${names.bucketName}/`,
    removalPolicy,
  });
  for (const statement of bucketStatements({ ...names, bucketArn: bucket.bucketArn })) bucket.addToResourcePolicy(statement);
  // Without its policy a retained bucket would no longer ask for TLS.
  bucket.policy!.applyRemovalPolicy(removalPolicy);
  if (accessLogs === undefined) acknowledge(bucket, { 'AwsSolutions-S1': NO_ACCESS_LOGS });
  return bucket;
}

/** Tells a topic, or Amazon EventBridge, of new objects by the bucket's own properties: CDK's notifications would replace them by a custom resource. */
function notify(bucket: s3.Bucket, names: IngestNames, notification?: LogNotification): void {
  const resource = bucket.node.defaultChild as s3.CfnBucket;
  if (notification === LogNotification.EVENT_BRIDGE) resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  if (notification !== LogNotification.S3) return;
  resource.notificationConfiguration = {
    topicConfigurations: notifiedPrefixes(names).map((value) => ({
      topic: names.topicArn, event: CREATED, filter: { s3Key: { rules: [{ name: 'prefix', value }, { name: 'suffix', value: LOG_SUFFIX }] } },
    })),
  };
}

/** The same, as the API takes it from the owner of an existing bucket. */
const notificationToAdd = (names: IngestNames, notification: LogNotification): object => (notification === LogNotification.EVENT_BRIDGE
  ? { EventBridgeConfiguration: {} }
  : {
    TopicConfigurations: notifiedPrefixes(names).map((Value) => ({
      TopicArn: names.topicArn, Events: [CREATED], Filter: { Key: { FilterRules: [{ Name: 'prefix', Value }, { Name: 'suffix', Value: LOG_SUFFIX }] } },
    })),
  });

/** A filter takes no wildcard, so those of an organisation let digest files pass: the consumer leaves them out. */
const notifiedPrefixes = ({ logKeys }: IngestNames): string[] => [...new Set(logKeys.map((key) => key.slice(0, key.indexOf('*'))))];

function lifecycleOf({ activeStorage = Duration.days(365), retention = Duration.days(913) }: CloudTrailIngestPipelineProps): s3.LifecycleRule[] {
  if (retention.toDays() <= activeStorage.toDays()) {
    throw new Error(`retention must be longer than activeStorage, got ${retention.toDays()} and ${activeStorage.toDays()} days.`);
  }
  return [
    {
      id: 'ActiveThenCold',
      transitions: [{ storageClass: s3.StorageClass.GLACIER, transitionAfter: activeStorage }],
      expiration: retention,
      // What somebody deleted or overwrote can be had back for as long as a log file is read at once.
      noncurrentVersionExpiration: activeStorage,
    },
    { id: 'Leftovers', abortIncompleteMultipartUploadAfter: Duration.days(7), expiredObjectDeleteMarker: true },
  ];
}
