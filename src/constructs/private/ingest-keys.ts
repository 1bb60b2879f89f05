import * as kms from 'aws-cdk-lib/aws-kms';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { aws_kms } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import type { ChangesToMake } from './changes-to-make';
import type { IngestNames } from './ingest-names';
import { logKeyStatements, messageKeyStatements } from './ingest-statements';
import type { CloudTrailIngestPipelineProps } from '../cloud-trail-ingest-pipeline-props';
import { LogNotification } from '../log-notification';

/** The key of the log files, kept as long as they are. None for an existing bucket, whose owner decides. */
export function ingestLogKey(scope: Construct, names: IngestNames, changes: ChangesToMake, props: CloudTrailIngestPipelineProps): aws_kms.IKeyRef | undefined {
  const { trail, bucket, removalPolicy = RemovalPolicy.RETAIN } = props;
  if (trail && bucket) return props.logKey;
  const key = props.logKey ?? (bucket ? undefined : new kms.Key(scope, 'LogKey', { description: 'Log files of CloudTrail', enableKeyRotation: true, removalPolicy }));
  if (key) changes.allow(key, 'LogKey', key.keyRef.keyArn, logKeyStatements(names, Stack.of(scope)));
  return key;
}

/** The key of topic and queues: not that of the log files, which neither SNS nor S3 events need to use. */
export function ingestMessageKey(
  scope: Construct, names: IngestNames, changes: ChangesToMake, notification: LogNotification | undefined, { messageKey, topic }: CloudTrailIngestPipelineProps,
): kms.IKey {
  const key = messageKey ?? new kms.Key(scope, 'MessageKey', {
    description: 'Notices of log files of CloudTrail', enableKeyRotation: true, removalPolicy: RemovalPolicy.DESTROY,
  });
  changes.allow(key, 'MessageKey', key.keyRef.keyArn, messageKeyStatements(names, topic === undefined, notification));
  return asKey(scope, 'ImportedMessageKey', key);
}

/** A key as CDK's constructs take it. */
export const asKey = (scope: Construct, id: string, key: aws_kms.IKeyRef): kms.IKey =>
  (key instanceof kms.Key ? key : kms.Key.fromKeyArn(scope, id, key.keyRef.keyArn));
