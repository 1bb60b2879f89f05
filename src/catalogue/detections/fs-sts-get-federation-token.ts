import { all, calls, succeeded } from '../model/condition';
import { defineDetection } from '../model/detection';

/** First federation token made by a principal. */
export const fsStsGetFederationToken = defineDetection({
  id: 'fs-sts-get-federation-token',
  title: 'First federation token made by a principal',
  severity: 'high',
  attack: ['T1550.001'],
  data: 'management',
  tier: 1,
  falsePositives: ['An old tool that is used seldom'],
  logic: { type: 'first_seen', match: all(calls('sts', 'GetFederationToken'), succeeded), key: ['userIdentity.arn'], lookbackDays: 10 },
  examples: {
    match: [
      {
        eventSource: 'sts.amazonaws.com',
        eventName: 'GetFederationToken',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
      },
    ],
    noMatch: [
      {
        eventSource: 'sts.amazonaws.com',
        eventName: 'GetFederationToken',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
