import { defineCheck } from '../../model/check';
import { publicStatements, shownStatement } from '../../model/public-policy';
import { kms } from '../../services/kms';

const policy = (...of: readonly object[]) => JSON.stringify({ Statement: of.map((each) => ({ Effect: 'Allow', Action: 'kms:*', Resource: '*', ...each })) });

/** AWS FSBP KMS.5: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html */
export const kmsKeyNotPublic = defineCheck(kms, {
  id: 'kms-key-not-public',
  entity: 'aws_kms_key',
  severity: 'critical',
  title: 'Key policies do not let everybody use the key',
  why: 'Everybody with an AWS account can decrypt what the key protects.',
  needs: [kms.need('ListKeys'), kms.need('DescribeKey'), kms.need('GetKeyPolicy')],
  remedy: {
    cli: 'aws kms put-key-policy --key-id <key-id> --policy-name default --policy file://policy.json',
    cdk: "key.grantDecrypt(new iam.AccountPrincipal('111122223333'))",
  },
  prowler: ['kms_key_not_publicly_accessible'],
  applies: ({ isCustomerManaged, KeyState }) => isCustomerManaged && !KeyState?.endsWith('Deletion'),
  fails: ({ Policy }) => publicStatements(Policy).map(shownStatement).join('; ') || undefined,
  examples: {
    pass: [
      { entity: { isCustomerManaged: true, KeyState: 'Enabled', Policy: policy({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }) } },
      { entity: { isCustomerManaged: true, KeyState: 'Enabled', Policy: policy({ Principal: '*', Condition: { StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } } }) } },
      {
        entity: {
          isCustomerManaged: true,
          KeyState: 'Enabled',
          Policy: policy({ Principal: '*' }, { Effect: 'Deny', Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } }),
        },
      },
    ],
    fail: [
      { entity: { isCustomerManaged: true, KeyState: 'Enabled', Policy: policy({ Principal: '*' }) } },
      { entity: { isCustomerManaged: true, KeyState: 'Enabled', Policy: policy({ Principal: { AWS: '*' }, Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } } }) } },
      { entity: { isCustomerManaged: true, KeyState: 'Enabled', Policy: policy({ Principal: '*', Condition: { StringEqualsIfExists: { 'kms:CallerAccount': '111122223333' } } }) } },
      { entity: { isCustomerManaged: true, KeyState: 'Enabled', Policy: policy({ Principal: '*' }, { Effect: 'Deny', Action: 'kms:ScheduleKeyDeletion', Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } }) } },
    ],
  },
});
