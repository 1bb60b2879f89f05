import { all, calls, is } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Failed sign-ins of many users or many tries from one address. */
export const thrConsoleLoginFailures = defineDetection({
  id: 'thr-console-login-failures',
  title: 'Failed sign-ins of many users or many tries from one address',
  severity: 'medium',
  attack: ['T1110.003'],
  data: 'management',
  tier: 1,
  falsePositives: ['A shared office address at the start of a day', 'A password manager with an old password'],
  frameworks: { cis: { '3.0': ['4.6'] } },
  logic: {
    type: 'threshold',
    match: all(calls('signin', 'ConsoleLogin'), is('responseElements.ConsoleLogin', 'Failure')),
    groupBy: ['sourceIPAddress'],
    count: 10,
    windowSeconds: 3600,
  },
  examples: {
    match: [
      {
        eventSource: 'signin.amazonaws.com',
        eventName: 'ConsoleLogin',
        responseElements: { ConsoleLogin: 'Failure' },
        userIdentity: { type: 'IAMUser' },
        recipientAccountId: '111122223333',
      },
    ],
    noMatch: [
      {
        eventSource: 'signin.amazonaws.com',
        eventName: 'ConsoleLogin',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        responseElements: { ConsoleLogin: 'Success' },
      },
    ],
  },
});
