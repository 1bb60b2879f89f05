import { keyArn } from '../model/key-reference';
import { allowsEveryone } from '../model/public-policy';
import { gather } from '../model/reader';
import { defineService, type Place } from '../model/service';

const bucket = 'arn:${Partition}:s3:::*';

const bucketArn = (at: Place, name: string | undefined) => at.arn('s3', name!, { region: '', accountId: '' });

const everyone = /^http:\/\/acs\.amazonaws\.com\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

/** Amazon S3 (general purpose buckets): https://docs.aws.amazon.com/AmazonS3/latest/API/ */
export const s3 = defineService({
  id: 's3',
  title: 'Amazon S3',
  scope: 'global',
  eventSource: 's3.amazonaws.com',
  node: 'aws_s3',
  client: () => import('@aws-sdk/client-s3'),
  clients: { 's3-control': () => import('@aws-sdk/client-s3-control') },
  operations: {
    'ListBuckets': { action: 's3:ListAllMyBuckets' },
    'GetBucketEncryption': {
      action: 's3:GetEncryptionConfiguration', resource: bucket, absent: ['ServerSideEncryptionConfigurationNotFoundError'],
    },
    'GetPublicAccessBlock': { action: 's3:GetBucketPublicAccessBlock', resource: bucket, absent: ['NoSuchPublicAccessBlockConfiguration'] },
    'GetBucketPolicyStatus': { action: 's3:GetBucketPolicyStatus', resource: bucket, absent: ['NoSuchBucketPolicy'] },
    'GetBucketPolicy': { action: 's3:GetBucketPolicy', resource: bucket, absent: ['NoSuchBucketPolicy'] },
    'GetBucketAcl': { action: 's3:GetBucketAcl', resource: bucket },
    'GetBucketVersioning': { action: 's3:GetBucketVersioning', resource: bucket },
    'GetBucketLogging': { action: 's3:GetBucketLogging', resource: bucket },
    'GetBucketTagging': { action: 's3:GetBucketTagging', resource: bucket, absent: ['NoSuchTagSet'], detail: true },
    'GetBucketOwnershipControls': { action: 's3:GetBucketOwnershipControls', resource: bucket, absent: ['OwnershipControlsNotFoundError'], detail: true },
    'GetBucketLifecycleConfiguration': { action: 's3:GetLifecycleConfiguration', resource: bucket, absent: ['NoSuchLifecycleConfiguration'], detail: true },
    'GetBucketReplication': { action: 's3:GetReplicationConfiguration', resource: bucket, absent: ['ReplicationConfigurationNotFoundError'], detail: true },
    'GetObjectLockConfiguration': {
      action: 's3:GetBucketObjectLockConfiguration', resource: bucket, absent: ['ObjectLockConfigurationNotFoundError'], detail: true,
    },
    'GetBucketWebsite': { action: 's3:GetBucketWebsite', resource: bucket, absent: ['NoSuchWebsiteConfiguration'], detail: true },
    'GetBucketCors': { action: 's3:GetBucketCORS', resource: bucket, absent: ['NoSuchCORSConfiguration'], detail: true },
    'GetBucketNotificationConfiguration': { action: 's3:GetBucketNotification', resource: bucket, detail: true },
    's3-control.ListAccessPoints': { action: 's3:ListAccessPoints', detail: true, shared: 'unit' },
    's3-control.GetAccessPoint': { action: 's3:GetAccessPoint', detail: true },
  },
  entities: (entity) => {
    const aws_s3_bucket = entity({
      class: ['DataStore'],
      ofNode: true,
      reads: [
        'ListBuckets', 'GetBucketEncryption', 'GetPublicAccessBlock', 'GetBucketPolicyStatus', 'GetBucketPolicy',
        'GetBucketAcl', 'GetBucketVersioning', 'GetBucketLogging', 'GetBucketTagging', 'GetBucketOwnershipControls', 'GetBucketLifecycleConfiguration',
        'GetBucketReplication', 'GetObjectLockConfiguration', 'GetBucketWebsite', 'GetBucketCors', 'GetBucketNotificationConfiguration',
        's3-control.ListAccessPoints', 's3-control.GetAccessPoint',
      ],
      async *list(read) {
        // Only a paged request is answered with the Region of each bucket.
        yield* read.items('ListBuckets', 'Buckets', { MaxBuckets: 1000 });
      },
      async describe(read, { Name, CreationDate, BucketRegion }, at) {
        const accessPoints = async (there: typeof read) => {
          const AccountId = at.accountId;
          const listed = await gather(there.items('s3-control.ListAccessPoints', 'AccessPointList', { AccountId, MaxResults: 1000 }));
          const own = listed.filter((point) => point.Bucket === Name && (point.BucketAccountId ?? AccountId) === AccountId);
          return Promise.all(own.map(async ({ Name: point, NetworkOrigin, AccessPointArn }) => {
            const detail = await there.call('s3-control.GetAccessPoint', { AccountId, Name: point });
            return { Name: point, NetworkOrigin, AccessPointArn, PublicAccessBlockConfiguration: detail?.PublicAccessBlockConfiguration };
          }));
        };
        const Bucket = Name;
        const region = BucketRegion ?? at.regions[0];
        const there = read.in(region);
        const versioned = there.call('GetBucketVersioning', { Bucket });
        const policed = there.optional('GetBucketPolicy', { Bucket });
        // Only a bucket with versions can replicate or lock them; where that is not known, it is asked.
        const ofVersions = async <T>(ask: () => Promise<T>) => {
          const known = await versioned;
          return !known || known.Status ? ask() : undefined;
        };
        const [encryption, block, status, policy, acl, versioning, logging, tagging, ownership, lifecycle, replication, lock, website, cors, events, points] =
          await Promise.all([
            there.call('GetBucketEncryption', { Bucket }),
            there.call('GetPublicAccessBlock', { Bucket }),
            // No policy, no status.
            policed.then((known) => (known === null ? undefined : there.call('GetBucketPolicyStatus', { Bucket }))),
            policed,
            there.call('GetBucketAcl', { Bucket }),
            versioned,
            there.call('GetBucketLogging', { Bucket }),
            there.call('GetBucketTagging', { Bucket }),
            there.call('GetBucketOwnershipControls', { Bucket }),
            there.call('GetBucketLifecycleConfiguration', { Bucket }),
            ofVersions(() => there.call('GetBucketReplication', { Bucket })),
            ofVersions(() => there.call('GetObjectLockConfiguration', { Bucket })),
            there.call('GetBucketWebsite', { Bucket }),
            there.call('GetBucketCors', { Bucket }),
            there.call('GetBucketNotificationConfiguration', { Bucket }),
            accessPoints(there),
          ]);
        return {
          Name,
          CreationDate,
          BucketRegion: region,
          ...encryption,
          ...block,
          ...status,
          Policy: policy?.Policy,
          // Names and addresses of grantees are personal data.
          Grants: acl?.Grants?.map(({ Grantee: { Type, URI, ID } = {}, Permission }) => ({ Grantee: { Type, URI, ID }, Permission })),
          Versioning: versioning,
          LoggingEnabled: logging?.LoggingEnabled,
          TagSet: tagging?.TagSet,
          ...ownership,
          Lifecycle: lifecycle,
          ...replication,
          ...lock,
          Website: website,
          CORSRules: cors?.CORSRules,
          Notification: events,
          AccessPoints: points,
        };
      },
      key: (b, at) => bucketArn(at, b.Name),
      name: (b) => b.Name,
      region: (b) => b.BucketRegion,
      tags: (b) => b.TagSet,
      facts: (b) => ({
        allowsEveryone: allowsEveryone(b.Policy),
        publicGrants: b.Grants?.filter(({ Grantee }) => everyone.test(Grantee.URI ?? ''))
          .map(({ Grantee, Permission }) => `${Permission} to ${everyone.exec(Grantee.URI!)![1]}`) ?? [],
        objectOwnership: b.OwnershipControls?.Rules?.[0]?.ObjectOwnership,
      }),
      relationships: [{
        verb: 'USES',
        to: 'aws_kms_key',
        key: (b, at) => b.ServerSideEncryptionConfiguration?.Rules?.map(({ ApplyServerSideEncryptionByDefault: rule }) =>
          keyArn(at, rule?.KMSMasterKeyID, { region: b.BucketRegion })),
      }],
      changes: [
        'CreateBucket', 'DeleteBucket', 'PutBucketAcl', 'PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketPublicAccessBlock', 'DeleteBucketPublicAccessBlock',
        'PutBucketEncryption', 'DeleteBucketEncryption', 'PutBucketVersioning', 'PutBucketLogging', 'PutBucketTagging', 'DeleteBucketTagging',
        'PutBucketOwnershipControls', 'DeleteBucketOwnershipControls', 'PutBucketLifecycle', 'DeleteBucketLifecycle', 'PutBucketReplication',
        'DeleteBucketReplication', 'PutBucketObjectLockConfiguration', 'PutBucketWebsite', 'DeleteBucketWebsite', 'PutBucketCors', 'DeleteBucketCors',
        'PutBucketNotification', 'CreateAccessPoint', 'DeleteAccessPoint',
      ],
    });

    return {
      aws_s3_bucket,

      aws_s3_bucket_policy: entity({
        class: ['AccessPolicy'],
        of: aws_s3_bucket,
        reads: ['GetBucketPolicy'],
        async *list(_read, _at, { Name, BucketRegion, Policy }) {
          if (Policy) yield { Bucket: Name, BucketRegion, Policy };
        },
        // The policy has no ARN, and the bucket's names the bucket already.
        key: (p, at) => `${bucketArn(at, p.Bucket)}/policy`,
        name: (p) => p.Bucket,
        region: (p) => p.BucketRegion,
        facts: (p) => ({ allowsEveryone: allowsEveryone(p.Policy) }),
        relationships: [{ from: 'aws_s3_bucket', verb: 'HAS', key: (p, at) => bucketArn(at, p.Bucket) }],
        changes: ['PutBucketPolicy', 'DeleteBucketPolicy', 'DeleteBucket'],
      }),
    };
  },
});
