import { recorded } from './recorded';

const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders/database-a1b2c3';
const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:role/orders' }, Action: 'secretsmanager:GetSecretValue', Resource: '*' }],
};

export const secretsmanager = recorded<typeof import('@aws-sdk/client-secrets-manager')>({
  ListSecrets: {
    SecretList: [{
      ARN: arn,
      Name: 'orders/database',
      Description: 'Login of the orders database',
      KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555',
      RotationEnabled: true,
      RotationLambdaARN: 'arn:aws:lambda:eu-west-1:111122223333:function:orders',
      RotationRules: { AutomaticallyAfterDays: 30 },
      LastRotatedDate: new Date('2026-10-01T03:00:00Z'),
      LastChangedDate: new Date('2026-10-01T03:00:00Z'),
      LastAccessedDate: new Date('2026-10-20T00:00:00Z'),
      CreatedDate: new Date('2025-01-10T12:00:00Z'),
      Tags: [{ Key: 'team', Value: 'orders' }],
      SecretVersionsToStages: { 'EXAMPLE1-90ab-cdef-fedc-ba987EXAMPLE': ['AWSCURRENT'] },
    }],
  },
  DescribeSecret: {
    ARN: arn,
    Name: 'orders/database',
    ReplicationStatus: [{ Region: 'us-east-1', Status: 'InSync' }],
    VersionIdsToStages: { 'EXAMPLE1-90ab-cdef-fedc-ba987EXAMPLE': ['AWSCURRENT'] },
  },
  GetResourcePolicy: { ARN: arn, Name: 'orders/database', ResourcePolicy: JSON.stringify(policy) },
});
