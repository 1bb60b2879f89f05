import { all, calls, succeeded } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Many objects deleted by one principal. */
export const thrS3MassDelete = defineDetection({
  id: 'thr-s3-mass-delete',
  title: 'Many objects deleted by one principal',
  severity: 'high',
  attack: ['T1485'],
  data: 'data',
  tier: 1,
  falsePositives: ['Clean-up jobs and data pipelines'],
  logic: {
    type: 'threshold',
    match: all(calls('s3', 'DeleteObject', 'DeleteObjects', 'DeleteObjectVersion'), succeeded),
    groupBy: ['userIdentity.arn', 'requestParameters.bucketName'],
    count: 50,
    windowSeconds: 3600,
  },
  examples: {
    match: [
      {
        eventSource: 's3.amazonaws.com',
        eventName: 'DeleteObject',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
      },
    ],
    noMatch: [
      {
        eventSource: 's3.amazonaws.com',
        eventName: 'DeleteObject',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
