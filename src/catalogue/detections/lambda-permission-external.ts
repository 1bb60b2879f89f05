import { all, calls, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Function made invocable by another account. */
export const lambdaPermissionExternal = defineDetection({
  id: 'lambda-permission-external',
  title: 'Function made invocable by another account',
  severity: 'high',
  attack: ['T1546'],
  data: 'management',
  tier: 1,
  falsePositives: ['A partner account that is let in on purpose'],
  logic: { type: 'event', match: all(calls('lambda', 'AddPermission'), succeeded, where('requestParameters.principal', 'accountOutside', true)) },
  examples: {
    match: [
      {
        eventSource: 'lambda.amazonaws.com',
        eventName: 'AddPermission',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { principal: '999988887777' },
      },
    ],
    noMatch: [
      {
        eventSource: 'lambda.amazonaws.com',
        eventName: 'AddPermission',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { principal: '111122223333' },
      },
      {
        eventSource: 'lambda.amazonaws.com',
        eventName: 'AddPermission',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { principal: '999988887777' },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
