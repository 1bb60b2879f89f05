import { CloudWatchClient, DeleteAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

const ALARMS = 103;
const name = (index: number) => `alarm-${index}`;
const key = ({ region, credentials }: ClientOptions, index: number) => `arn:aws:cloudwatch:${region}:${credentials.accessKeyId}:alarm:${name(index)}`;

/** More alarms than fit a page. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new CloudWatchClient(options);
  const numbers = Array.from({ length: ALARMS }, (_, index) => index);
  for (const index of numbers) {
    await client.send(new PutMetricAlarmCommand({
      AlarmName: name(index),
      MetricName: 'Errors',
      Namespace: 'Orders',
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Tags: [{ Key: 'team', Value: 'orders' }],
    }));
  }
  return { aws_cloudwatch_metric_alarm: numbers.map((index) => key(options, index)) };
}

/** One alarm. */
export async function remove(options: ClientOptions): Promise<string[]> {
  await new CloudWatchClient(options).send(new DeleteAlarmsCommand({ AlarmNames: [name(5)] }));
  return [key(options, 5)];
}
