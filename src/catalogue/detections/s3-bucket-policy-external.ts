import { all, calls, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Bucket policy grants an account outside the organization. */
export const s3BucketPolicyExternal = defineDetection({
  id: 's3-bucket-policy-external',
  title: 'Bucket policy grants an account outside the organization',
  severity: 'medium',
  attack: ['T1537'],
  data: 'management',
  tier: 1,
  falsePositives: ['A partner, vendor or AWS log-delivery account that is let in on purpose'],
  frameworks: { cis: { '3.0': ['4.8'] } },
  logic: { type: 'event', match: all(calls('s3', 'PutBucketPolicy'), succeeded, where('requestParameters.bucketPolicy', 'policyTrustsOutside', true)) },
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
        requestParameters: {
          bucketPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '999988887777' }, Action: 's3:*', Resource: '*' }] },
        },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
