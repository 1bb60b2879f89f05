import { recorded } from './recorded';

const arn = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';
const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 'dynamodb:GetItem', Resource: arn }],
};

export const dynamodb = recorded<typeof import('@aws-sdk/client-dynamodb')>({
  ListTables: { TableNames: ['orders'] },
  DescribeTable: {
    Table: {
      TableName: 'orders',
      TableArn: arn,
      TableId: '12345678-0123-4567-0123-0123456789ab',
      TableStatus: 'ACTIVE',
      CreationDateTime: new Date('2025-02-01T08:00:00Z'),
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      ItemCount: 1200,
      TableSizeBytes: 480000,
      DeletionProtectionEnabled: true,
      SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555' },
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      TableClassSummary: { TableClass: 'STANDARD' },
    },
  },
  DescribeContinuousBackups: {
    ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 35 } },
  },
  DescribeTimeToLive: { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } },
  GetResourcePolicy: { Policy: JSON.stringify(policy), RevisionId: '1683717101234' },
  ListTagsOfResource: ({ NextToken }) => NextToken ? { Tags: [{ Key: 'stage', Value: 'live' }] } : { Tags: [{ Key: 'team', Value: 'orders' }], NextToken: 'more' },
});
