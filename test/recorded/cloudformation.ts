import { recorded } from './recorded';

const id = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/orders/5d1a2b30-0000-11f0-8000-0a1b2c3d4e5f';

export const cloudformation = recorded<typeof import('@aws-sdk/client-cloudformation')>({
  DescribeStacks: {
    Stacks: [{
      StackId: id,
      StackName: 'orders',
      Description: 'Orders of the shop',
      StackStatus: 'UPDATE_COMPLETE',
      CreationTime: new Date('2025-02-01T08:00:00Z'),
      LastUpdatedTime: new Date('2026-09-01T08:00:00Z'),
      RoleARN: 'arn:aws:iam::111122223333:role/orders',
      EnableTerminationProtection: false,
      DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
      Capabilities: ['CAPABILITY_IAM'],
      NotificationARNs: [],
      Parameters: [{ ParameterKey: 'Password', ParameterValue: 'hush' }],
      Outputs: [{ OutputKey: 'Url', OutputValue: 'https://orders.example.com' }],
      Tags: [{ Key: 'team', Value: 'orders' }],
    }],
  },
  ListStackResources: {
    StackResourceSummaries: [{
      LogicalResourceId: 'Table', PhysicalResourceId: 'orders', ResourceType: 'AWS::DynamoDB::Table', ResourceStatus: 'CREATE_COMPLETE', LastUpdatedTimestamp: new Date('2025-02-01T08:01:00Z'),
    }],
  },
});
