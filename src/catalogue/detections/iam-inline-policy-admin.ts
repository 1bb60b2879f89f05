import { all, calls, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Inline or managed policy version that allows everything. */
export const iamInlinePolicyAdmin = defineDetection({
  id: 'iam-inline-policy-admin',
  title: 'Inline or managed policy version that allows everything',
  severity: 'high',
  attack: ['T1098.003'],
  data: 'management',
  tier: 1,
  falsePositives: ['Bootstrap of an account by infrastructure as code'],
  frameworks: { cis: { '3.0': ['4.4'] } },
  logic: {
    type: 'event',
    match: all(
      calls('iam', 'PutUserPolicy', 'PutRolePolicy', 'PutGroupPolicy', 'CreatePolicy', 'CreatePolicyVersion'),
      succeeded,
      where('requestParameters.policyDocument', 'policyAllowsAdmin', true),
    ),
  },
  examples: {
    match: [
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'PutUserPolicy',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { policyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}' },
      },
    ],
    noMatch: [
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'PutUserPolicy',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { policyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}' },
      },
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'PutUserPolicy',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: { policyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}' },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
