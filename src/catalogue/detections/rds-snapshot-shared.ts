import { all, calls, is, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** RDS snapshot shared or made public. */
export const rdsSnapshotShared = defineDetection({
  id: 'rds-snapshot-shared',
  title: 'RDS snapshot shared or made public',
  severity: 'high',
  attack: ['T1537'],
  data: 'management',
  tier: 1,
  falsePositives: ['A copy to an account of the own organization'],
  logic: {
    type: 'event',
    match: all(
      calls('rds', 'ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute'),
      succeeded,
      is('requestParameters.attributeName', 'restore'),
      where('requestParameters.valuesToAdd', 'anyDiffersFrom', 'userIdentity.accountId'),
    ),
  },
  examples: {
    match: [
      {
        eventSource: 'rds.amazonaws.com',
        eventName: 'ModifyDBClusterSnapshotAttribute',
        requestParameters: { attributeName: 'restore', valuesToAdd: ['123456789013'] },
        userIdentity: { accountId: '12345', type: '...', arn: '...' },
        recipientAccountId: '123456789012',
      },
    ],
    noMatch: [
      {
        eventSource: 'rds.amazonaws.com',
        eventName: 'ModifyDBSnapshotAttribute',
        requestParameters: { attributeName: 'restore', valuesToAdd: [] },
        userIdentity: {
          accountId: '123456789012',
          type: 'AssumedRole',
          arn: 'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_DevAdmin_635426549a280cc6/fake.user',
        },
        recipientAccountId: '123456789012',
      },
      {
        eventSource: 'rds.amazonaws.com',
        eventName: 'ModifyDBSnapshotAttribute',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { attributeName: 'other', valuesToAdd: ['999988887777'] },
      },
    ],
  },
});
