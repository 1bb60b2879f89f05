import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import type { CloudTrailConsumerProps } from '../cloud-trail-consumer-props';
import type { CloudTrailIngestPipeline } from '../cloud-trail-ingest-pipeline';

/** Where the lake lies. */
export interface Lake {
  readonly bucketName: string;
  readonly bucketArn: string;
  /** Empty, or with a slash at the end. */
  readonly prefix: string;
  readonly keyArn?: string;
  /** Amazon S3 as KMS names it. */
  readonly service: string;
}

/** Folders of the lake that activity lies in. */
const FOLDERS = ['activity', 'findings/source=activity'];

/** The bucket of the lake, new or given. What is in it can be made again from the log files, so it keeps no versions. */
export function lakeOf(scope: Construct, { lakeBucket, lakeKey, lakePrefix, removalPolicy = RemovalPolicy.RETAIN }: CloudTrailConsumerProps): Lake {
  const { region, urlSuffix } = Stack.of(scope);
  const prefix = lakePrefix === undefined ? '' : `${lakePrefix}/`;
  if (lakeBucket) return { ...lakeBucket.bucketRef, prefix, keyArn: lakeKey?.keyRef.keyArn, service: `s3.${lakeBucket.env.region}.${urlSuffix}` };
  const bucket = new s3.Bucket(scope, 'Lake', {
    encryption: s3.BucketEncryption.S3_MANAGED,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    lifecycleRules: [{ id: 'Leftovers', abortIncompleteMultipartUploadAfter: Duration.days(7) }],
    removalPolicy,
  });
  bucket.policy!.applyRemovalPolicy(removalPolicy);
  acknowledge(bucket, { 'AwsSolutions-S1': 'Who read the lake is recorded by data events of CloudTrail.' });
  return { bucketName: bucket.bucketName, bucketArn: bucket.bucketArn, prefix, service: `s3.${region}.${urlSuffix}` };
}

const objectsOf = ({ bucketArn, prefix }: Lake) => FOLDERS.map((folder) => `${bucketArn}/${prefix}${folder}/*`);
const useKey = (sid: string, keyArn: string, service: string) => new PolicyStatement({
  sid, actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [keyArn], conditions: { StringEquals: { 'kms:ViaService': service } },
});

/** What the consumer needs beside the right to read the logs: their versions, the lake, and the dead letters. */
export function consumeStatements(scope: Construct, pipeline: CloudTrailIngestPipeline, lake: Lake): PolicyStatement[] {
  const { region, urlSuffix } = Stack.of(scope);
  const { deadLetterQueueArn, messageKeyArn } = pipeline;
  const logs = pipeline.readStatements.filter(({ actions }) => actions.includes('s3:GetObject')).flatMap(({ resources }) => resources);
  return [
    new PolicyStatement({ sid: 'ReadVersions', actions: ['s3:GetObjectVersion'], resources: logs }),
    new PolicyStatement({ sid: 'WriteLake', actions: ['s3:PutObject'], resources: objectsOf(lake) }),
    new PolicyStatement({ sid: 'GiveUp', actions: ['sqs:SendMessage'], resources: [deadLetterQueueArn] }),
    useKey('EncryptDeadLetters', messageKeyArn, `sqs.${region}.${urlSuffix}`),
    ...lake.keyArn === undefined ? [] : [useKey('EncryptLake', lake.keyArn, lake.service)],
  ];
}

/** What the compactor needs: the files of activity, and nothing else of the lake. */
export function compactStatements(lake: Lake): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'ListLake',
      actions: ['s3:ListBucket'],
      resources: [lake.bucketArn],
      conditions: { StringLike: { 's3:prefix': FOLDERS.map((folder) => `${lake.prefix}${folder}/*`) } },
    }),
    new PolicyStatement({ sid: 'MergeLake', actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'], resources: objectsOf(lake) }),
    ...lake.keyArn === undefined ? [] : [useKey('EncryptLake', lake.keyArn, lake.service)],
  ];
}
