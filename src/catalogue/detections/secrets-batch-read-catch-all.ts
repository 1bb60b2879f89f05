import { all, calls, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Batch read with a filter that matches every secret. */
export const secretsBatchReadCatchAll = defineDetection({
  id: 'secrets-batch-read-catch-all',
  title: 'Batch read with a filter that matches every secret',
  severity: 'high',
  attack: ['T1555.006'],
  data: 'management',
  tier: 1,
  falsePositives: ['None is known: such a filter selects everything'],
  logic: { type: 'event', match: all(calls('secretsmanager', 'BatchGetSecretValue'), where('requestParameters.filters', 'tagKeyFiltersStartWith', '!')) },
  examples: {
    match: [
      {
        eventSource: 'secretsmanager.amazonaws.com',
        eventName: 'BatchGetSecretValue',
        requestParameters: { filters: [{ key: 'tag-key', values: ['!tagKeyThatWillNeverExist'] }] },
        recipientAccountId: '012345678901',
      },
    ],
    noMatch: [
      {
        eventSource: 'secretsmanager.amazonaws.com',
        eventName: 'BatchGetSecretValue',
        requestParameters: { filters: [{ key: 'tag-key', values: ['!tagKeyThatWillNeverExist'] }, { key: 'tag-key', values: ['tagThatExists'] }] },
        recipientAccountId: '012345678901',
      },
      {
        eventSource: 'secretsmanager.amazonaws.com',
        eventName: 'BatchGetSecretValue',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: {},
      },
    ],
  },
});
