import { all, calls, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Bucket policy opened to everyone. */
export const s3BucketPolicyPublic = defineDetection({
  id: 's3-bucket-policy-public',
  title: 'Bucket policy opened to everyone',
  severity: 'high',
  attack: ['T1530'],
  data: 'management',
  tier: 1,
  falsePositives: ['A public website or download bucket'],
  frameworks: { cis: { '3.0': ['4.8'] } },
  logic: { type: 'event', match: all(calls('s3', 'PutBucketPolicy'), succeeded, where('requestParameters.bucketPolicy', 'policyAllowsPublic', true)) },
  examples: {
    match: [
      {
        eventSource: 's3.amazonaws.com',
        eventName: 'PutBucketPolicy',
        requestParameters: {
          bucketPolicy: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::test/*' }],
            Id: 'Policy1562365274513',
          },
        },
        userIdentity: { type: '...', arn: '...' },
        recipientAccountId: '123456789123',
      },
    ],
    noMatch: [
      {
        eventSource: 's3.amazonaws.com',
        eventName: 'PutBucketPolicy',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: {
          bucketPolicy: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 's3:GetObject', Resource: '*' }],
          },
        },
      },
      {
        eventSource: 's3.amazonaws.com',
        eventName: 'PutBucketPolicy',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { bucketPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] } },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
