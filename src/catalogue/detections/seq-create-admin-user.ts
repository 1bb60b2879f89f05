import { all, calls, succeeded } from '../model/condition';
import { defineDetection } from '../model/detection';

/** User created, given administrator rights and a key. EventTime has one-second resolution and the three calls often share a second, so order must not be required. */
export const seqCreateAdminUser = defineDetection({
  id: 'seq-create-admin-user',
  title: 'User created, given administrator rights and a key',
  severity: 'high',
  attack: ['T1136.003', 'T1098.003'],
  data: 'management',
  tier: 1,
  falsePositives: ['Onboarding of an administrator by script'],
  logic: {
    type: 'sequence',
    steps: [
      all(calls('iam', 'CreateUser'), succeeded),
      all(calls('iam', 'AttachUserPolicy', 'PutUserPolicy', 'AddUserToGroup'), succeeded),
      all(calls('iam', 'CreateAccessKey', 'CreateLoginProfile'), succeeded),
    ],
    groupBy: ['recipientAccountId', 'requestParameters.userName'],
    windowSeconds: 3600,
    ordered: false,
  },
  examples: {
    match: [
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'CreateUser',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
      },
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'AttachUserPolicy',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
      },
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'CreateAccessKey',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
      },
    ],
    noMatch: [
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'CreateUser',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
