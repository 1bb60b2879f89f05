import { defineCheck, type Look } from '../../model/check';
import { account } from '../../services/account';
import { cloudtrail } from '../../services/cloudtrail';
import { s3 } from '../../services/s3';
import { s3BucketNotPublic } from '../s3/s3-bucket-not-public';

const bucketOf = ({ S3BucketName }: { S3BucketName?: string }, look: Look) => look.all(s3, 'aws_s3_bucket').find(({ Name }) => Name === S3BucketName);

/** AWS FSBP CloudTrail.6; a bucket of another account is told by the scan of that account. */
export const cloudtrailBucketNotPublic = defineCheck(cloudtrail, {
  id: 'cloudtrail-bucket-not-public',
  entity: 'aws_cloudtrail',
  severity: 'critical',
  title: 'The bucket of a trail is not public',
  why: 'Everybody can read what everybody in the account did, or delete it.',
  needs: [
    cloudtrail.need('DescribeTrails'), s3.need('ListBuckets'), s3.need('GetBucketAcl'), s3.need('GetBucketOwnershipControls'),
    s3.need('GetBucketPolicyStatus'), s3.need('GetPublicAccessBlock'), account.need('s3-control.GetPublicAccessBlock'),
  ],
  remedy: {
    cli: 'aws s3api put-public-access-block --bucket <bucket> --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    cdk: "new s3.Bucket(this, 'TrailBucket', { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL })",
  },
  prowler: ['cloudtrail_logs_s3_bucket_is_not_publicly_accessible'],
  applies: (trail, look) => bucketOf(trail, look) !== undefined,
  fails: (trail, look) => {
    const reason = s3BucketNotPublic.fails(bucketOf(trail, look), look);
    return reason && `the bucket ${trail.S3BucketName}: ${reason}`;
  },
  examples: {
    pass: [
      { entity: { S3BucketName: 'trail' }, others: { aws_s3_bucket: [{ Name: 'trail', publicGrants: [] }, { Name: 'site', publicGrants: ['READ to AllUsers'] }] } },
      {
        entity: { S3BucketName: 'trail' },
        others: { aws_s3_bucket: [{ Name: 'trail', publicGrants: ['READ to AllUsers'], PublicAccessBlockConfiguration: { IgnorePublicAcls: true } }] },
      },
    ],
    fail: [
      { entity: { S3BucketName: 'trail' }, others: { aws_s3_bucket: [{ Name: 'trail', publicGrants: ['READ to AllUsers'] }] } },
      { entity: { S3BucketName: 'trail' }, others: { aws_s3_bucket: [{ Name: 'trail', publicGrants: [], PolicyStatus: { IsPublic: true } }] } },
    ],
  },
});
