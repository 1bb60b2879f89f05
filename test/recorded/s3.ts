import { recordedWith } from './recorded';

const policy = {
  Version: '2012-10-17',
  Statement: [{
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: ['arn:aws:s3:::example-orders', 'arn:aws:s3:::example-orders/*'],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  }],
};

export const s3 = recordedWith<{ own: typeof import('@aws-sdk/client-s3'); others: { 's3-control': typeof import('@aws-sdk/client-s3-control') } }>({
  'ListBuckets': { Buckets: [{ Name: 'example-orders', CreationDate: new Date('2025-02-01T08:00:00Z'), BucketRegion: 'eu-west-1' }] },
  'GetBucketEncryption': {
    ServerSideEncryptionConfiguration: {
      Rules: [{
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555' },
        BucketKeyEnabled: true,
      }],
    },
  },
  'GetPublicAccessBlock': {
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
  },
  'GetBucketPolicyStatus': { PolicyStatus: { IsPublic: false } },
  'GetBucketPolicy': { Policy: JSON.stringify(policy) },
  'GetBucketAcl': {
    Owner: { ID: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' },
    Grants: [{ Grantee: { Type: 'CanonicalUser', ID: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' }, Permission: 'FULL_CONTROL' }],
  },
  'GetBucketVersioning': { Status: 'Enabled' },
  'GetBucketLogging': { LoggingEnabled: { TargetBucket: 'example-audit', TargetPrefix: 's3/' } },
  'GetBucketTagging': { TagSet: [{ Key: 'team', Value: 'orders' }] },
  'GetBucketOwnershipControls': { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } },
  'GetBucketLifecycleConfiguration': {
    Rules: [{ ID: 'parts', Status: 'Enabled', Filter: { Prefix: '' }, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }],
  },
  'GetBucketReplication': {
    ReplicationConfiguration: {
      Role: 'arn:aws:iam::111122223333:role/orders', Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::example-orders-copy' } }],
    },
  },
  'GetObjectLockConfiguration': { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } },
  'GetBucketWebsite': { IndexDocument: { Suffix: 'index.html' } },
  'GetBucketCors': { CORSRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['https://orders.example.com'] }] },
  'GetBucketNotificationConfiguration': { QueueConfigurations: [{ QueueArn: 'arn:aws:sqs:eu-west-1:111122223333:orders', Events: ['s3:ObjectCreated:*'] }] },
  's3-control.ListAccessPoints': {
    AccessPointList: [{
      Name: 'orders', NetworkOrigin: 'Internet', Bucket: 'example-orders', AccessPointArn: 'arn:aws:s3:eu-west-1:111122223333:accesspoint/orders',
    }],
  },
  's3-control.GetAccessPoint': {
    Name: 'orders',
    Bucket: 'example-orders',
    NetworkOrigin: 'Internet',
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
  },
});
