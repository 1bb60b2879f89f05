import { all, calls, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** SSM document shared outside. */
export const ssmDocumentShared = defineDetection({
  id: 'ssm-document-shared',
  title: 'SSM document shared outside',
  severity: 'high',
  attack: ['T1537'],
  data: 'management',
  tier: 2,
  falsePositives: ['Automation shared with accounts of the own organization'],
  logic: { type: 'event', match: all(calls('ssm', 'ModifyDocumentPermission'), succeeded, where('requestParameters.accountIdsToAdd', 'nonEmpty', true)) },
  examples: {
    match: [
      {
        eventSource: 'ssm.amazonaws.com',
        eventName: 'ModifyDocumentPermission',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { accountIdsToAdd: ['999988887777'] },
      },
    ],
    noMatch: [
      {
        eventSource: 'ssm.amazonaws.com',
        eventName: 'ModifyDocumentPermission',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: {},
      },
      {
        eventSource: 'ssm.amazonaws.com',
        eventName: 'ModifyDocumentPermission',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { accountIdsToAdd: ['999988887777'] },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
