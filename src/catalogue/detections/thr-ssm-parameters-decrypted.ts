import { all, calls, is, succeeded } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Many SecureString parameters decrypted by one principal. */
export const thrSsmParametersDecrypted = defineDetection({
  id: 'thr-ssm-parameters-decrypted',
  title: 'Many SecureString parameters decrypted by one principal',
  severity: 'medium',
  attack: ['T1555.006'],
  data: 'management',
  tier: 1,
  falsePositives: ['A service that loads its configuration at start, or a deployment tool'],
  logic: {
    type: 'threshold',
    match: all(calls('ssm', 'GetParameters', 'GetParameter', 'GetParametersByPath'), succeeded, is('requestParameters.withDecryption', true)),
    groupBy: ['userIdentity.arn'],
    distinct: ['requestParameters.names', 'requestParameters.name', 'requestParameters.path'],
    count: 25,
    windowSeconds: 3600,
  },
  examples: {
    match: [
      {
        eventSource: 'ssm.amazonaws.com',
        eventName: 'GetParameters',
        requestParameters: { withDecryption: true },
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::933175858973:user/christophe' },
        recipientAccountId: '933175858973',
      },
    ],
    noMatch: [
      {
        eventSource: 'ssm.amazonaws.com',
        eventName: 'GetParameters',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { withDecryption: false },
      },
      {
        eventSource: 'ssm.amazonaws.com',
        eventName: 'GetParameters',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { withDecryption: true },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
