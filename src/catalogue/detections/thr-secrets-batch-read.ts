import { calls } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Repeated batch reads of secrets. One call reads up to 20 secrets and its event names none of them. */
export const thrSecretsBatchRead = defineDetection({
  id: 'thr-secrets-batch-read',
  title: 'Repeated batch reads of secrets',
  severity: 'medium',
  attack: ['T1555.006'],
  data: 'management',
  tier: 1,
  falsePositives: ['An application that loads its secrets in batches'],
  logic: { type: 'threshold', match: calls('secretsmanager', 'BatchGetSecretValue'), groupBy: ['userIdentity.arn'], count: 5, windowSeconds: 600 },
  examples: {
    match: [
      {
        eventSource: 'secretsmanager.amazonaws.com',
        eventName: 'BatchGetSecretValue',
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::165109126369:user/christophe' },
        recipientAccountId: '165109126369',
      },
    ],
    noMatch: [
      {
        eventSource: 'secretsmanager.amazonaws.com',
        eventName: 'DescribeSecret',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
      },
    ],
  },
});
