import { all, any, calls, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Federation token with administrator rights, by policy ARN or inline session policy. */
export const stsFederationTokenAdmin = defineDetection({
  id: 'sts-federation-token-admin',
  title: 'Federation token with administrator rights, by policy ARN or inline session policy',
  severity: 'high',
  attack: ['T1550.001'],
  data: 'management',
  tier: 1,
  falsePositives: ['An old tool that builds console links for administrators'],
  logic: {
    type: 'event',
    match: all(
      calls('sts', 'GetFederationToken'),
      succeeded,
      any(where('requestParameters.policyArns', 'jsonContains', 'AdministratorAccess'), where('requestParameters.policy', 'policyAllowsAdmin', true)),
    ),
  },
  examples: {
    match: [
      {
        eventSource: 'sts.amazonaws.com',
        eventName: 'GetFederationToken',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { policyArns: [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }] },
      },
      {
        eventSource: 'sts.amazonaws.com',
        eventName: 'GetFederationToken',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}' },
      },
    ],
    noMatch: [
      {
        eventSource: 'sts.amazonaws.com',
        eventName: 'GetFederationToken',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { policyArns: [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }] },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
