import { defineCheck } from '../../model/check';
import { account } from '../../services/account';
import { s3 } from '../../services/s3';

/** Effective public access: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
export const s3BucketNotPublic = defineCheck(s3, {
  id: 's3-bucket-not-public',
  entity: 'aws_s3_bucket',
  severity: 'critical',
  exposes: true,
  title: 'S3 buckets are not public, once ACL, policy and the public access blocks of bucket and account are taken together',
  why: 'Anyone on the Internet can read, change or fill a public bucket.',
  needs: [
    s3.need('ListBuckets'), s3.need('GetBucketAcl'), s3.need('GetBucketOwnershipControls'), s3.need('GetBucketPolicyStatus'),
    s3.need('GetPublicAccessBlock'), account.need('s3-control.GetPublicAccessBlock'),
  ],
  remedy: {
    cli: 'aws s3api put-public-access-block --bucket <bucket> --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    cdk: "new s3.Bucket(this, 'Bucket', { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL })",
  },
  prowler: ['s3_bucket_policy_public_write_access', 's3_bucket_public_write_acl'],
  fails: (bucket, look) => {
    const ofAccount = look.all(account, 'aws_account')[0]?.PublicAccessBlockConfiguration;
    const ofBucket = bucket.PublicAccessBlockConfiguration;
    const ignoresAcls = ofAccount?.IgnorePublicAcls || ofBucket?.IgnorePublicAcls || bucket.objectOwnership === 'BucketOwnerEnforced';
    const restrictsPolicy = ofAccount?.RestrictPublicBuckets || ofBucket?.RestrictPublicBuckets;
    const reasons = ignoresAcls ? [] : bucket.publicGrants.map((grant) => `the ACL grants ${grant}`);
    if (!restrictsPolicy && bucket.PolicyStatus?.IsPublic) reasons.push('PolicyStatus.IsPublic is true');
    if (reasons.length === 0) return undefined;
    const blocks = `IgnorePublicAcls is ${ofBucket?.IgnorePublicAcls ?? false} and RestrictPublicBuckets is ${ofBucket?.RestrictPublicBuckets ?? false}`;
    return `${reasons.join('; ')}; ${blocks} on the bucket, and the account does not block it either`;
  },
  examples: {
    pass: [
      { entity: { Name: 'private', publicGrants: [] } },
      {
        entity: {
          Name: 'blocked',
          publicGrants: ['READ to AllUsers'],
          PolicyStatus: { IsPublic: true },
          PublicAccessBlockConfiguration: { IgnorePublicAcls: true, RestrictPublicBuckets: true },
        },
      },
      {
        entity: { Name: 'blocked-by-account', publicGrants: ['READ to AllUsers'], PolicyStatus: { IsPublic: true } },
        others: { aws_account: [{ PublicAccessBlockConfiguration: { IgnorePublicAcls: true, RestrictPublicBuckets: true } }] },
      },
      { entity: { Name: 'no-acls', publicGrants: ['READ to AllUsers'], objectOwnership: 'BucketOwnerEnforced' } },
      { entity: { Name: 'restricted', publicGrants: [], PolicyStatus: { IsPublic: true }, PublicAccessBlockConfiguration: { RestrictPublicBuckets: true } } },
      // AWS decides what is public: a statement for everybody that names fixed values only is not.
      { entity: { Name: 'fixed-values', publicGrants: [], allowsEveryone: true, PolicyStatus: { IsPublic: false } } },
    ],
    fail: [
      { entity: { Name: 'acl', publicGrants: ['READ to AllUsers'] } },
      { entity: { Name: 'acl', publicGrants: ['WRITE to AuthenticatedUsers'], objectOwnership: 'BucketOwnerPreferred' } },
      { entity: { Name: 'policy', publicGrants: [], PolicyStatus: { IsPublic: true } } },
      // IgnorePublicAcls says nothing of policies, and BlockPublicPolicy only of those to come.
      {
        entity: {
          Name: 'half-blocked',
          publicGrants: [],
          PolicyStatus: { IsPublic: true },
          PublicAccessBlockConfiguration: { IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: false },
        },
        others: { aws_account: [{ PublicAccessBlockConfiguration: { IgnorePublicAcls: true, RestrictPublicBuckets: false } }] },
      },
    ],
  },
});
