import { defineCheck } from '../../model/check';
import { account } from '../../services/account';
import { s3 } from '../../services/s3';

const flags = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;
const blocked = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };

/** CIS "Ensure that S3 is configured with Block Public Access enabled", AWS FSBP S3.8. */
export const s3BucketPublicAccessBlock = defineCheck(s3, {
  id: 's3-bucket-public-access-block',
  entity: 'aws_s3_bucket',
  severity: 'high',
  title: 'Each of the four public access blocks is on for the bucket or for the account',
  why: 'One wrong policy or ACL makes the bucket public.',
  needs: [s3.need('ListBuckets'), s3.need('GetPublicAccessBlock'), account.need('s3-control.GetPublicAccessBlock')],
  remedy: {
    cli: 'aws s3api put-public-access-block --bucket <bucket> --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    cdk: "new s3.Bucket(this, 'Bucket', { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL })",
  },
  prowler: ['s3_bucket_level_public_access_block'],
  fails: ({ PublicAccessBlockConfiguration: block }, look) => {
    const ofAccount = look.all(account, 'aws_account')[0]?.PublicAccessBlockConfiguration;
    const off = flags.filter((flag) => !block?.[flag] && !ofAccount?.[flag]);
    return off.length > 0 ? `off for the bucket and for the account: ${off.join(', ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: { PublicAccessBlockConfiguration: blocked } },
      { entity: {}, others: { aws_account: [{ PublicAccessBlockConfiguration: blocked }] } },
      {
        entity: { PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true } },
        others: { aws_account: [{ PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true } }] },
      },
    ],
    fail: [
      { entity: {} },
      { entity: { PublicAccessBlockConfiguration: { ...blocked, RestrictPublicBuckets: false } } },
    ],
  },
});
