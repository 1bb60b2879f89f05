import { defineCheck } from '../../model/check';
import { foreignAccounts } from '../../model/public-policy';
import { s3 } from '../../services/s3';

const policy = (statement: object) => JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*', ...statement }] });

/** AWS FSBP S3.6, for every action; accounts that are trusted are suppressed by their bucket. */
export const s3BucketNoOtherAccounts = defineCheck(s3, {
  id: 's3-bucket-no-other-accounts',
  entity: 'aws_s3_bucket',
  severity: 'high',
  title: 'Bucket policies let no other account in',
  why: 'What the other account loses, this one loses too.',
  needs: [s3.need('ListBuckets'), s3.need('GetBucketPolicy')],
  remedy: {
    cli: 'aws s3api put-bucket-policy --bucket <bucket> --policy file://policy.json',
    cdk: 'bucket.grantRead(role) // a role of this account; for others an access point of their own',
  },
  prowler: ['s3_bucket_cross_account_access'],
  fails: ({ Policy, accountId }) => {
    const foreign = foreignAccounts(Policy, accountId)
      .map(({ account, statement: { Action } }) => `${[Action].flat().join(', ')} by the account ${account}`);
    return foreign.length > 0 ? `the policy allows ${[...new Set(foreign)].join('; ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: { accountId: '111122223333' } },
      { entity: { accountId: '111122223333', Policy: policy({ Principal: { AWS: 'arn:aws:iam::111122223333:role/app' } }) } },
      { entity: { accountId: '111122223333', Policy: policy({ Effect: 'Deny', Principal: { AWS: '444455556666' } }) } },
      { entity: { accountId: '111122223333', Policy: policy({ Principal: { Service: 'cloudtrail.amazonaws.com' } }) } },
      { entity: { accountId: '111122223333', Policy: policy({ Principal: { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' } }) } },
    ],
    fail: [
      { entity: { accountId: '111122223333', Policy: policy({ Principal: { AWS: 'arn:aws:iam::444455556666:root' } }) } },
      { entity: { accountId: '111122223333', Policy: policy({ Principal: { AWS: ['arn:aws:iam::111122223333:root', '444455556666'] } }) } },
    ],
  },
});
