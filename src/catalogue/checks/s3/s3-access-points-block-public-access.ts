import { defineCheck } from '../../model/check';
import { s3 } from '../../services/s3';

const flags = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;
const point = { Name: 'p', NetworkOrigin: 'Internet' as const, AccessPointArn: 'arn:aws:s3:eu-west-1:111122223333:accesspoint/p' };
const blocked = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };

/** AWS FSBP S3.19: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html */
export const s3AccessPointsBlockPublicAccess = defineCheck(s3, {
  id: 's3-access-points-block-public-access',
  entity: 'aws_s3_bucket',
  severity: 'critical',
  title: 'Access points of buckets block public access in all four ways',
  why: 'A policy of the access point can open what the bucket keeps closed, and its block cannot be set later.',
  needs: [s3.need('ListBuckets'), s3.need('s3-control.ListAccessPoints'), s3.need('s3-control.GetAccessPoint')],
  remedy: {
    cli: 'aws s3control delete-access-point --account-id <account> --name <name> # then create-access-point: by default it blocks everything',
    cdk: "new s3.CfnAccessPoint(this, 'Point', { bucket: bucket.bucketName }) // blocks everything unless told otherwise",
  },
  prowler: ['s3_access_point_public_access_block'],
  applies: ({ AccessPoints }) => AccessPoints.length > 0,
  fails: ({ AccessPoints }) => {
    const open = AccessPoints.flatMap(({ Name, PublicAccessBlockConfiguration: block }) => {
      const off = flags.filter((flag) => !block?.[flag]);
      return off.length > 0 ? [`off for ${Name}: ${off.join(', ')}`] : [];
    });
    return open.join('; ') || undefined;
  },
  examples: {
    pass: [
      { entity: { AccessPoints: [{ ...point, PublicAccessBlockConfiguration: blocked }] } },
    ],
    fail: [
      { entity: { AccessPoints: [{ ...point, PublicAccessBlockConfiguration: undefined }] } },
      { entity: { AccessPoints: [{ ...point, PublicAccessBlockConfiguration: { ...blocked, RestrictPublicBuckets: false } }] } },
    ],
  },
});
