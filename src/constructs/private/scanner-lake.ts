import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { aws_kms } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import type { SecurityScannerProps } from '../security-scanner-props';

/** The bucket of the lake and its key. */
export interface ScannerLake { readonly bucket: s3.Bucket; readonly key: aws_kms.IKeyRef; readonly keyArn: string }

/** Folders of a scan's own history, which expires; facts and findings stay until a scan replaces them. */
const HISTORY = ['ledger/', 'runs/', 'reports/', 'scans/run=', 'queries/'];

/** The bucket of the lake: encrypted, for TLS only, versioned for a month, and there when the stack is gone. */
export function scannerLake(scope: Construct, props: SecurityScannerProps): ScannerLake {
  const { encryptionKey, historyRetention = Duration.days(365), removalPolicy = RemovalPolicy.RETAIN } = props;
  const key = encryptionKey ?? new Key(scope, 'LakeKey', { description: 'Encrypts the lake of a security scanner', enableKeyRotation: true, removalPolicy });
  const bucket = new s3.Bucket(scope, 'Lake', {
    encryption: s3.BucketEncryption.KMS,
    encryptionKey: key as never,
    bucketKeyEnabled: true,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    versioned: true,
    lifecycleRules: [
      { id: 'Leftovers', abortIncompleteMultipartUploadAfter: Duration.days(7), noncurrentVersionExpiration: Duration.days(30), expiredObjectDeleteMarker: true },
      ...HISTORY.map((prefix) => ({ id: `Expire-${prefix.replace(/\W+/g, '-')}`, prefix, expiration: historyRetention })),
    ],
    removalPolicy,
  });
  bucket.policy!.applyRemovalPolicy(removalPolicy);
  acknowledge(bucket, { 'AwsSolutions-S1': 'Who read the lake is recorded by data events of CloudTrail.' });
  return { bucket, key, keyArn: key.keyRef.keyArn };
}

/** What a function may do in the lake: read and list `read`, write `write`, delete `remove`; folders with a slash at the end. */
export function lakeStatements(
  scope: Construct, { bucket, keyArn }: ScannerLake, may: { read: string[]; write: string[]; remove?: string[] },
): PolicyStatement[] {
  const { region, urlSuffix } = Stack.of(scope);
  const objects = (folders: string[]) => folders.map((folder) => `${bucket.bucketArn}/${folder}*`);
  return [
    new PolicyStatement({ sid: 'ListLake', actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
    new PolicyStatement({ sid: 'ReadLake', actions: ['s3:GetObject'], resources: objects(may.read) }),
    new PolicyStatement({ sid: 'WriteLake', actions: ['s3:PutObject'], resources: objects(may.write) }),
    ...may.remove ? [new PolicyStatement({ sid: 'CleanLake', actions: ['s3:DeleteObject'], resources: objects(may.remove) })] : [],
    new PolicyStatement({
      sid: 'EncryptLake',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `s3.${region}.${urlSuffix}` } },
    }),
  ];
}
