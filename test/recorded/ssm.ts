import { recorded } from './recorded';

export const ssm = recorded<typeof import('@aws-sdk/client-ssm')>({
  DescribeParameters: {
    Parameters: [{
      Name: '/orders/token',
      ARN: 'arn:aws:ssm:eu-west-1:111122223333:parameter/orders/token',
      Type: 'SecureString',
      KeyId: 'alias/aws/ssm',
      Tier: 'Standard',
      DataType: 'text',
      Version: 3,
      LastModifiedDate: new Date('2026-05-01T10:00:00Z'),
      LastModifiedUser: 'arn:aws:iam::111122223333:user/ann',
      Policies: [],
    }],
  },
  ListTagsForResource: { TagList: [{ Key: 'team', Value: 'orders' }] },
});
