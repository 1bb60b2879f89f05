import { all, calls, exists, succeeded } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Many objects rewritten with a customer-supplied key. */
export const thrS3SsecRewrite = defineDetection({
  id: 'thr-s3-ssec-rewrite',
  title: 'Many objects rewritten with a customer-supplied key',
  severity: 'critical',
  attack: ['T1486'],
  data: 'data',
  tier: 1,
  falsePositives: ['An application that has always used keys of its own'],
  logic: {
    type: 'threshold',
    match: all(calls('s3', 'PutObject', 'CopyObject'), succeeded, exists('requestParameters.x-amz-server-side-encryption-customer-algorithm')),
    groupBy: ['requestParameters.bucketName'],
    count: 20,
    windowSeconds: 600,
  },
  examples: {
    match: [
      {
        eventSource: 's3.amazonaws.com',
        eventName: 'CopyObject',
        requestParameters: { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' },
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/Alice' },
        recipientAccountId: '123456789012',
      },
    ],
    noMatch: [
      {
        eventSource: 's3.amazonaws.com',
        eventName: 'PutObject',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: {},
      },
      {
        eventSource: 's3.amazonaws.com',
        eventName: 'PutObject',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
