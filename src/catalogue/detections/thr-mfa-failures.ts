import { all, calls, is } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Repeated failed MFA at sign-in. */
export const thrMfaFailures = defineDetection({
  id: 'thr-mfa-failures',
  title: 'Repeated failed MFA at sign-in',
  severity: 'high',
  attack: ['T1621'],
  data: 'management',
  tier: 1,
  falsePositives: ['A device whose clock is wrong'],
  logic: {
    type: 'threshold',
    match: all(calls('signin', 'ConsoleLogin'), is('responseElements.ConsoleLogin', 'Failure'), is('additionalEventData.MFAUsed', 'Yes')),
    groupBy: ['userIdentity.arn', 'userIdentity.userName'],
    count: 2,
    windowSeconds: 900,
  },
  examples: {
    match: [
      {
        eventSource: 'signin.amazonaws.com',
        eventName: 'ConsoleLogin',
        responseElements: { ConsoleLogin: 'Failure' },
        additionalEventData: { MFAUsed: 'Yes' },
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/tester' },
        recipientAccountId: '123456789012',
      },
    ],
    noMatch: [
      {
        eventSource: 'signin.amazonaws.com',
        eventName: 'ConsoleLogin',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        responseElements: { ConsoleLogin: 'Success' },
        additionalEventData: { MFAUsed: 'Yes' },
      },
    ],
  },
});
