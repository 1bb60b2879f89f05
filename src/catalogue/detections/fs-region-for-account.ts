import { all, is, not } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Write in a region never used by the account. */
export const fsRegionForAccount = defineDetection({
  id: 'fs-region-for-account',
  title: 'Write in a region never used by the account',
  severity: 'high',
  attack: ['T1535'],
  data: 'management',
  tier: 1,
  falsePositives: ['Expansion to another Region'],
  logic: {
    type: 'first_seen',
    match: all(
      is('readOnly', false),
      not(is('userIdentity.type', 'AWSService')),
      not(is('eventSource', 'iam.amazonaws.com', 'sts.amazonaws.com', 'signin.amazonaws.com')),
    ),
    key: ['recipientAccountId', 'awsRegion'],
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
    ],
  },
});
