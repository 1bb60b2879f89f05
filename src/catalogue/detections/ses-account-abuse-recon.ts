import { calls } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Mail sending quota or identities probed. */
export const sesAccountAbuseRecon = defineDetection({
  id: 'ses-account-abuse-recon',
  title: 'Mail sending quota or identities probed',
  severity: 'medium',
  attack: ['T1580'],
  data: 'management',
  tier: 2,
  falsePositives: ['A monitoring tool that reads quotas'],
  logic: {
    type: 'threshold',
    match: calls('ses', 'GetAccountSendingEnabled', 'GetSendQuota', 'ListIdentities', 'GetIdentityVerificationAttributes'),
    groupBy: ['userIdentity.arn'],
    distinct: ['eventName'],
    count: 3,
    windowSeconds: 900,
  },
  examples: {
    match: [
      {
        eventSource: 'ses.amazonaws.com',
        eventName: 'GetIdentityVerificationAttributes',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/SampleRole/bobson.dugnutt' },
        recipientAccountId: '111122223333',
      },
    ],
    noMatch: [
      {
        eventSource: 'ses.amazonaws.com',
        eventName: 'GetTemplate',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
      },
    ],
  },
});
