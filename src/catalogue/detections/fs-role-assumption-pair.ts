import { all, calls, succeeded } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Role assumed by a principal that never did. */
export const fsRoleAssumptionPair = defineDetection({
  id: 'fs-role-assumption-pair',
  title: 'Role assumed by a principal that never did',
  severity: 'low',
  attack: ['T1550.001'],
  data: 'management',
  tier: 2,
  falsePositives: ['A new task of a person, a new pipeline'],
  logic: {
    type: 'first_seen',
    match: all(calls('sts', 'AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'), succeeded),
    key: ['principal', 'requestParameters.roleArn'],
    lookbackDays: 30,
    minHistoryDays: 3,
  },
  examples: {
    match: [
      {
        eventSource: 'sts.amazonaws.com',
        eventName: 'AssumeRole',
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/example-user' },
        recipientAccountId: '123456789012',
      },
    ],
    noMatch: [
      {
        eventSource: 'sts.amazonaws.com',
        eventName: 'AssumeRole',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
