import { all, is, succeeded } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Service never used by the account. */
export const fsServiceForAccount = defineDetection({
  id: 'fs-service-for-account',
  title: 'Service never used by the account',
  severity: 'low',
  attack: ['T1078.004'],
  data: 'management',
  tier: 2,
  falsePositives: ['A team that starts with a service'],
  logic: {
    type: 'first_seen',
    match: all(is('readOnly', false), succeeded),
    key: ['recipientAccountId', 'eventSource'],
    lookbackDays: 90,
    minHistoryDays: 7,
  },
  examples: {
    match: [
      {
        eventSource: 'ssm.amazonaws.com',
        eventName: 'SendCommand',
        readOnly: false,
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::017622104382:user/christophe' },
        recipientAccountId: '017622104382',
      },
    ],
    noMatch: [
      {
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        readOnly: true,
      },
      {
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        readOnly: false,
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
