import { all, calls, is } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Repeated failed root sign-ins. */
export const thrRootLoginFailures = defineDetection({
  id: 'thr-root-login-failures',
  title: 'Repeated failed root sign-ins',
  severity: 'high',
  attack: ['T1110.001'],
  data: 'management',
  tier: 1,
  falsePositives: ['The owner of the address mistyped the password'],
  frameworks: { cis: { '3.0': ['4.6'] } },
  logic: {
    type: 'threshold',
    match: all(calls('signin', 'ConsoleLogin'), is('userIdentity.type', 'Root'), is('responseElements.ConsoleLogin', 'Failure')),
    groupBy: ['recipientAccountId'],
    count: 5,
    windowSeconds: 900,
  },
  examples: {
    match: [
      {
        eventSource: 'signin.amazonaws.com',
        eventName: 'ConsoleLogin',
        userIdentity: { type: 'Root', arn: 'arn:aws:iam::123456789012:root' },
        responseElements: { ConsoleLogin: 'Failure' },
        recipientAccountId: '123456789012',
      },
    ],
    noMatch: [
      {
        eventSource: 'signin.amazonaws.com',
        eventName: 'ConsoleLogin',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        responseElements: { ConsoleLogin: 'Failure' },
      },
    ],
  },
});
