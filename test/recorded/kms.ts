import { recorded } from './recorded';

const arn = 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555';
const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*' }] };

export const kms = recorded<typeof import('@aws-sdk/client-kms')>({
  ListKeys: { Keys: [{ KeyId: arn.split('/')[1], KeyArn: arn }] },
  ListAliases: { Aliases: [{ AliasName: 'alias/orders', AliasArn: 'arn:aws:kms:eu-west-1:111122223333:alias/orders', TargetKeyId: arn.split('/')[1] }] },
  DescribeKey: {
    KeyMetadata: {
      AWSAccountId: '111122223333',
      KeyId: arn.split('/')[1],
      Arn: arn,
      CreationDate: new Date('2024-03-01T10:00:00Z'),
      Enabled: true,
      KeyUsage: 'ENCRYPT_DECRYPT',
      KeyState: 'Enabled',
      Origin: 'AWS_KMS',
      KeyManager: 'CUSTOMER',
      KeySpec: 'SYMMETRIC_DEFAULT',
      EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
      MultiRegion: false,
    },
  },
  GetKeyPolicy: { Policy: JSON.stringify(policy), PolicyName: 'default' },
  GetKeyRotationStatus: { KeyRotationEnabled: false, KeyId: arn },
  ListResourceTags: { Tags: [{ TagKey: 'team', TagValue: 'orders' }], Truncated: false },
  GetKeyLastUsage: {
    KeyId: arn,
    KeyLastUsage: { Operation: 'Decrypt', Timestamp: new Date('2026-10-20T07:00:00Z'), CloudTrailEventId: '11111111-2222-4333-8444-555555555555', KmsRequestId: '11111111-2222-4333-8444-666666666666' },
    TrackingStartDate: new Date('2026-03-01T00:00:00Z'),
    KeyCreationDate: new Date('2024-03-01T10:00:00Z'),
  },
  ListGrants: { Grants: [], Truncated: false },
});
