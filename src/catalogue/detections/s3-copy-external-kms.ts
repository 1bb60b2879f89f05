import { all, calls, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Object re-encrypted with another account's key. */
export const s3CopyExternalKms = defineDetection({
  id: 's3-copy-external-kms',
  title: "Object re-encrypted with another account's key",
  severity: 'high',
  attack: ['T1486'],
  data: 'data',
  tier: 1,
  falsePositives: ['A key in a central account of the own organization'],
  logic: {
    type: 'event',
    match: all(
      calls('s3', 'CopyObject', 'PutObject'),
      succeeded,
      where('requestParameters.x-amz-server-side-encryption-aws-kms-key-id', 'arnAccountDiffersFrom', 'recipientAccountId'),
    ),
  },
  examples: {
    match: [
      {
        eventSource: 's3.amazonaws.com',
        eventName: 'CopyObject',
        requestParameters: { 'x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:us-east-1:999999999999:key/attacker-key-id' },
        recipientAccountId: '111111111111',
        userIdentity: {
          type: 'AssumedRole',
          arn: 'arn:aws:sts::111111111111:assumed-role/sample-role-elastic-rhodes/sample-role-brave-yalow-role-jolly-banzai-role-intelligent-brahmagupta-role-admiring-cori-role-beautiful-keldysh-role-hopeful-chaplygin',
        },
      },
    ],
    noMatch: [
      {
        eventSource: 's3.amazonaws.com',
        eventName: 'CopyObject',
        requestParameters: { 'x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:us-east-1:111111111111:key/developer' },
        recipientAccountId: '111111111111',
        userIdentity: {
          type: 'AssumedRole',
          arn: 'arn:aws:sts::111111111111:assumed-role/sample-role-elastic-rhodes/sample-role-beautiful-keldysh-role-hopeful-chaplygin',
        },
      },
      {
        eventSource: 's3.amazonaws.com',
        eventName: 'CopyObject',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { 'x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' },
      },
    ],
  },
});
