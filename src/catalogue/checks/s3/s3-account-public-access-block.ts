import { defineCheck } from '../../model/check';
import { account } from '../../services/account';

const flags = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;

/** CIS "Ensure that S3 is configured with Block Public Access enabled", AWS FSBP S3.1. */
export const s3AccountPublicAccessBlock = defineCheck(account, {
  id: 's3-account-public-access-block',
  entity: 'aws_account',
  severity: 'high',
  title: 'The account blocks public access to S3 in all four ways',
  why: 'One wrong policy or ACL makes a bucket public.',
  needs: [account.need('s3-control.GetPublicAccessBlock')],
  remedy: {
    cli: 'aws s3control put-public-access-block --account-id <account> --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    cdk: 'No CloudFormation resource: call s3:PutAccountPublicAccessBlock from a custom resource (AwsCustomResource of the service s3-control).',
  },
  prowler: ['s3_account_level_public_access_blocks'],
  fails: ({ PublicAccessBlockConfiguration: block }) => {
    const off = flags.filter((flag) => !block?.[flag]);
    return off.length > 0 ? `off for the account: ${off.join(', ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: { PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true } } },
    ],
    fail: [
      { entity: {} },
      { entity: { PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true } } },
    ],
  },
});
