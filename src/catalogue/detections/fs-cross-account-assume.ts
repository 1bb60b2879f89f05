import { all, calls, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Role assumed from an account outside the organization for the first time. */
export const fsCrossAccountAssume = defineDetection({
  id: 'fs-cross-account-assume',
  title: 'Role assumed from an account outside the organization for the first time',
  severity: 'high',
  attack: ['T1199'],
  data: 'management',
  tier: 1,
  falsePositives: ['A new vendor integration'],
  logic: {
    type: 'first_seen',
    match: all(calls('sts', 'AssumeRole'), succeeded, where('userIdentity.accountId', 'accountOutside', true)),
    key: ['userIdentity.accountId', 'requestParameters.roleArn'],
    lookbackDays: 90,
  },
  examples: {
    match: [
      {
        eventSource: 'sts.amazonaws.com',
        eventName: 'AssumeRole',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora', accountId: '999988887777' },
      },
    ],
    noMatch: [
      {
        eventSource: 'sts.amazonaws.com',
        eventName: 'AssumeRole',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora', accountId: '111122223333' },
      },
      {
        eventSource: 'sts.amazonaws.com',
        eventName: 'AssumeRole',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora', accountId: '999988887777' },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
