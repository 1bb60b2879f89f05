import { recorded } from './recorded';

export const cloudwatch = recorded<typeof import('@aws-sdk/client-cloudwatch')>({
  DescribeAlarms: {
    MetricAlarms: [{
      AlarmName: 'root-usage',
      AlarmArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:root-usage',
      AlarmConfigurationUpdatedTimestamp: new Date('2026-02-01T08:00:00Z'),
      ActionsEnabled: true,
      AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:security'],
      StateValue: 'OK',
      MetricName: 'RootUsage',
      Namespace: 'Security',
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    }],
    CompositeAlarms: [],
  },
  ListTagsForResource: { Tags: [{ Key: 'team', Value: 'security' }] },
});
