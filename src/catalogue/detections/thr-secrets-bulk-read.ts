import { all, calls, exists, not, succeeded } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Many different secrets read by one principal. */
export const thrSecretsBulkRead = defineDetection({
  id: 'thr-secrets-bulk-read',
  title: 'Many different secrets read by one principal',
  severity: 'high',
  attack: ['T1555.006'],
  data: 'management',
  tier: 1,
  falsePositives: ['A deployment or rotation tool that reads many secrets'],
  logic: {
    type: 'threshold',
    match: all(calls('secretsmanager', 'GetSecretValue'), succeeded, not(exists('userIdentity.invokedBy'))),
    groupBy: ['userIdentity.arn'],
    distinct: ['requestParameters.secretId'],
    count: 15,
    windowSeconds: 600,
  },
  examples: {
    match: [
      {
        eventSource: 'secretsmanager.amazonaws.com',
        eventName: 'GetSecretValue',
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::903144391865:user/christophe' },
        recipientAccountId: '903144391865',
      },
    ],
    noMatch: [
      {
        eventSource: 'secretsmanager.amazonaws.com',
        eventName: 'GetSecretValue',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora', invokedBy: 'example' },
      },
      {
        eventSource: 'secretsmanager.amazonaws.com',
        eventName: 'GetSecretValue',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
