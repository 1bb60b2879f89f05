import { calls } from '../model/condition';
import { defineDetection } from '../model/detection';

/** First model invocation by a principal. Raise to high for a long-term key (AKIA). */
export const fsBedrockInvoke = defineDetection({
  id: 'fs-bedrock-invoke',
  title: 'First model invocation by a principal',
  severity: 'medium',
  attack: ['T1496.004'],
  data: 'management',
  tier: 1,
  falsePositives: ['A new application'],
  logic: {
    type: 'first_seen',
    match: calls('bedrock', 'InvokeModel', 'InvokeModelWithResponseStream', 'Converse', 'ConverseStream'),
    key: ['principal', 'eventSource'],
    lookbackDays: 10,
  },
  examples: {
    match: [
      {
        eventSource: 'bedrock.amazonaws.com',
        eventName: 'InvokeModel',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
      },
    ],
    noMatch: [
      {
        eventSource: 'bedrock.amazonaws.com',
        eventName: 'ListFoundationModels',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
      },
    ],
  },
});
