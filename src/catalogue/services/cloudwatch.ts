import { defineService } from '../model/service';

const alarm = 'arn:${Partition}:cloudwatch:*:${Account}:alarm:*';

/** Amazon CloudWatch: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/ */
export const cloudwatch = defineService({
  id: 'cloudwatch',
  title: 'Amazon CloudWatch',
  scope: 'regional',
  eventSource: 'monitoring.amazonaws.com',
  client: () => import('@aws-sdk/client-cloudwatch'),
  operations: {
    DescribeAlarms: { action: 'cloudwatch:DescribeAlarms', resource: alarm },
    ListTagsForResource: { action: 'cloudwatch:ListTagsForResource', resource: alarm, detail: true },
  },
  entities: (entity) => ({
    aws_cloudwatch_metric_alarm: entity({
      class: ['Monitor'],
      reads: ['DescribeAlarms', 'ListTagsForResource'],
      list: (read) => read.items('DescribeAlarms', 'MetricAlarms', { AlarmTypes: ['MetricAlarm'], MaxRecords: 100 }),
      async describe(read, each) {
        const tags = await read.call('ListTagsForResource', { ResourceARN: each.AlarmArn });
        return { ...each, Tags: tags?.Tags };
      },
      key: (a) => a.AlarmArn!,
      name: (a) => a.AlarmName,
      tags: (a) => a.Tags,
      facts: (a) => ({ acts: a.ActionsEnabled === true && (a.AlarmActions?.length ?? 0) > 0 }),
      changes: ['PutMetricAlarm', 'DeleteAlarms', 'EnableAlarmActions', 'DisableAlarmActions', 'SetAlarmState', 'TagResource', 'UntagResource'],
    }),
  }),
});
