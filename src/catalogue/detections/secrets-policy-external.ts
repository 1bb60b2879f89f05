import { all, any, calls, is, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Resource policy of a secret, queue, topic, repository or key grants outsiders. */
export const secretsPolicyExternal = defineDetection({
  id: 'secrets-policy-external',
  title: 'Resource policy of a secret, queue, topic, repository or key grants outsiders',
  severity: 'high',
  attack: ['T1537'],
  data: 'management',
  tier: 1,
  falsePositives: ['A partner account that is let in on purpose'],
  logic: {
    type: 'event',
    match: any(
      all(calls('secretsmanager', 'PutResourcePolicy'), succeeded, where('requestParameters.resourcePolicy', 'policyTrustsOutside', true)),
      all(calls('ecr', 'SetRepositoryPolicy', 'PutRegistryPolicy'), succeeded, where('requestParameters.policyText', 'policyTrustsOutside', true)),
      all(calls('sqs', 'SetQueueAttributes', 'CreateQueue'), succeeded, where('requestParameters.attributes.Policy', 'policyTrustsOutside', true)),
      all(
        calls('sns', 'SetTopicAttributes'),
        succeeded,
        is('requestParameters.attributeName', 'Policy'),
        where('requestParameters.attributeValue', 'policyTrustsOutside', true),
      ),
      all(calls('kms', 'PutKeyPolicy'), succeeded, where('requestParameters.policy', 'policyTrustsOutside', true)),
    ),
  },
  examples: {
    match: [
      {
        eventSource: 'kms.amazonaws.com',
        eventName: 'PutKeyPolicy',
        requestParameters: { policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }] } },
        userIdentity: { type: 'AssumedRole' },
      },
      {
        eventSource: 'secretsmanager.amazonaws.com',
        eventName: 'PutResourcePolicy',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: {
          resourcePolicy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"sts:AssumeRole"}]}',
        },
      },
      {
        eventSource: 'ecr.amazonaws.com',
        eventName: 'SetRepositoryPolicy',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: {
          policyText: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"sts:AssumeRole"}]}',
        },
      },
      {
        eventSource: 'sqs.amazonaws.com',
        eventName: 'SetQueueAttributes',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: {
          attributes: {
            Policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"sts:AssumeRole"}]}',
          },
        },
      },
      {
        eventSource: 'sns.amazonaws.com',
        eventName: 'SetTopicAttributes',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: {
          attributeName: 'Policy',
          attributeValue: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"sts:AssumeRole"}]}',
        },
      },
      {
        eventSource: 'kms.amazonaws.com',
        eventName: 'PutKeyPolicy',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: {
          policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"sts:AssumeRole"}]}',
        },
      },
    ],
    noMatch: [
      {
        eventSource: 'secretsmanager.amazonaws.com',
        eventName: 'PutResourcePolicy',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: {
          resourcePolicy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"s3:GetObject","Resource":"*"}]}',
        },
      },
      {
        eventSource: 'secretsmanager.amazonaws.com',
        eventName: 'PutResourcePolicy',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: {
          resourcePolicy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"sts:AssumeRole"}]}',
        },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
