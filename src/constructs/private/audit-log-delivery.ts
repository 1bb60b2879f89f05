import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { CfnSubscriptionFilter, LogGroup, LogStream, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ArnFormat, RemovalPolicy, Stack, type Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledge, nagText } from './acknowledge';
import type { AuditLogPlace } from './audit-log-notices';

/** What is delivered, and where to. */
export interface AuditLogDelivery {
  readonly place: AuditLogPlace;
  readonly logKeyArn?: string;
  readonly clusterName: string;
  readonly logGroupName: string;
  readonly filterName: string;
  readonly gatherFor: Duration;
}

/** The log group has the other logs of the control plane, too, which are text. */
const AUDIT_EVENTS = '{ $.kind = "Event" && $.apiVersion = "audit.k8s.io/*" }';
const MEGABYTES = 16;

/** The delivery stream, and the subscription that feeds it. */
export function auditLogDelivery(scope: Construct, delivery: AuditLogDelivery): CfnDeliveryStream {
  const { logGroupName, filterName } = delivery;
  const stream = deliveryStream(scope, delivery);
  const role = new Role(scope, 'SubscriptionRole', {
    assumedBy: new ServicePrincipal('logs.amazonaws.com', {
      conditions: { StringLike: { 'aws:SourceArn': Stack.of(scope).formatArn({ service: 'logs', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME }) } },
    }),
    description: 'Lets CloudWatch Logs hand audit logs on',
  });
  role.addToPolicy(new PolicyStatement({ sid: 'HandOn', actions: ['firehose:PutRecord', 'firehose:PutRecordBatch'], resources: [stream.attrArn] }));
  const subscription = new CfnSubscriptionFilter(scope, 'Subscription', {
    logGroupName, filterName, filterPattern: AUDIT_EVENTS, destinationArn: stream.attrArn, roleArn: role.roleArn,
  });
  // CloudWatch Logs tries at once whether it may.
  subscription.node.addDependency(role);
  return stream;
}

/** https://docs.aws.amazon.com/firehose/latest/dev/writing-with-cloudwatch-logs.html */
function deliveryStream(scope: Construct, { place, logKeyArn, clusterName, gatherFor }: AuditLogDelivery): CfnDeliveryStream {
  const { account, region } = Stack.of(scope);
  const failures = new LogGroup(scope, 'Failures', { retention: RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.DESTROY });
  const failureStream = new LogStream(scope, 'FailureStream', { logGroup: failures, logStreamName: 'S3Delivery', removalPolicy: RemovalPolicy.DESTROY });
  const role = deliveryRole(scope, place, logKeyArn, failures);
  const stream = new CfnDeliveryStream(scope, 'Stream', {
    deliveryStreamType: 'DirectPut',
    deliveryStreamEncryptionConfigurationInput: { keyType: 'AWS_OWNED_CMK' },
    extendedS3DestinationConfiguration: {
      bucketArn: place.bucketArn,
      roleArn: role.roleArn,
      prefix: `${place.prefix(account)}${region}/!{timestamp:yyyy/MM/dd}/${clusterName}_`,
      errorOutputPrefix: `${place.failedPrefix(account)}${region}/!{timestamp:yyyy/MM/dd}/!{firehose:error-output-type}/${clusterName}_`,
      fileExtension: '.json.gz',
      compressionFormat: 'GZIP',
      bufferingHints: { intervalInSeconds: gatherFor.toSeconds(), sizeInMBs: MEGABYTES },
      cloudWatchLoggingOptions: { enabled: true, logGroupName: failures.logGroupName, logStreamName: failureStream.logStreamName },
      // Each record is a gzip file of its own, with an envelope that tells account and cluster: one a line.
      processingConfiguration: {
        enabled: true,
        processors: [
          { type: 'Decompression', parameters: [{ parameterName: 'CompressionFormat', parameterValue: 'GZIP' }] },
          { type: 'AppendDelimiterToRecord', parameters: [{ parameterName: 'Delimiter', parameterValue: '\\n' }] },
        ],
      },
    },
  });
  stream.node.addDependency(role);
  return stream;
}

/** https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html */
function deliveryRole(scope: Construct, place: AuditLogPlace, logKeyArn: string | undefined, failures: LogGroup): Role {
  const { bucketArn, bucketRegion, prefix, failedPrefix } = place;
  const { account, urlSuffix } = Stack.of(scope);
  const role = new Role(scope, 'DeliveryRole', {
    assumedBy: new ServicePrincipal('firehose.amazonaws.com', { conditions: { StringEquals: { 'sts:ExternalId': account } } }),
    description: 'Lets Amazon Data Firehose write audit logs',
  });
  const objects = [prefix(account), failedPrefix(account)].map((begin) => `${bucketArn}/${begin}*`);
  const statements = [
    new PolicyStatement({ sid: 'WriteAuditLogs', actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'], resources: objects }),
    new PolicyStatement({ sid: 'FindBucket', actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'], resources: [bucketArn] }),
    new PolicyStatement({ sid: 'LogFailures', actions: ['logs:PutLogEvents'], resources: [failures.logGroupArn] }),
    ...logKeyArn === undefined ? [] : [new PolicyStatement({
      sid: 'EncryptAuditLogs',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [logKeyArn],
      conditions: { StringEquals: { 'kms:ViaService': `s3.${bucketRegion}.${urlSuffix}` } },
    })],
  ];
  for (const statement of statements) role.addToPolicy(statement);
  const named = statements.flatMap(({ resources }) => resources).map((name) => nagText(Stack.of(scope).resolve(name)));
  acknowledge(role, Object.fromEntries(named.filter((name) => name.includes('*'))
    .map((name) => [`AwsSolutions-IAM5[Resource::${name}]`, 'Firehose names what it writes; the wildcard stands for day and file.'])));
  return role;
}
