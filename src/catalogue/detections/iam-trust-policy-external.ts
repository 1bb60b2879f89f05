import { all, any, calls, succeeded, where } from '../model/condition';
import { defineDetection } from '../model/detection';

/** Role trust opened to everyone or to an account outside the organization. */
export const iamTrustPolicyExternal = defineDetection({
  id: 'iam-trust-policy-external',
  title: 'Role trust opened to everyone or to an account outside the organization',
  severity: 'high',
  attack: ['T1098.003'],
  data: 'management',
  tier: 1,
  falsePositives: ["A vendor's integration with its external id", 'An account of the own organization that the configuration does not list'],
  logic: {
    type: 'event',
    match: any(
      all(calls('iam', 'UpdateAssumeRolePolicy'), succeeded, where('requestParameters.policyDocument', 'policyTrustsOutside', true)),
      all(calls('iam', 'CreateRole'), succeeded, where('requestParameters.assumeRolePolicyDocument', 'policyTrustsOutside', true)),
    ),
  },
  examples: {
    match: [
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'UpdateAssumeRolePolicy',
        requestParameters: {
          policyDocument: '{\n  "Version": "2012-10-17",\n  "Statement": [\n    {\n      "Effect": "Allow",\n      "Principal": {\n        "Service": "ec2.amazonaws.com"\n      },\n      "Action": "sts:AssumeRole"\n    },\n    {\n      "Effect": "Allow",\n      "Principal": {\n        "AWS": "arn:aws:iam::193672423079:root"\n      },\n      "Action": "sts:AssumeRole"\n    }\n  ]\n}',
        },
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::751203476945:user/christophe' },
        recipientAccountId: '751203476945',
      },
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'UpdateAssumeRolePolicy',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: {
          policyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"sts:AssumeRole"}]}',
        },
      },
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'CreateRole',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: {
          assumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"sts:AssumeRole"}]}',
        },
      },
    ],
    noMatch: [
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'UpdateAssumeRolePolicy',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: {
          policyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"s3:GetObject","Resource":"*"}]}',
        },
      },
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'UpdateAssumeRolePolicy',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/ops/dora' },
        requestParameters: {
          policyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"sts:AssumeRole"}]}',
        },
        errorCode: 'AccessDenied',
        errorMessage: 'User is not authorized to perform this action',
      },
    ],
  },
});
