import { CloudWatchLogsClient, CreateLogGroupCommand, DeleteLogGroupCommand, PutMetricFilterCommand, PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

const GROUPS = 53;
const name = (index: number) => `/orders/${index}`;
const key = ({ region, credentials }: ClientOptions, index: number) => `arn:aws:logs:${region}:${credentials.accessKeyId}:log-group:${name(index)}`;

/** More log groups than fit a page, one with a metric filter. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new CloudWatchLogsClient(options);
  const numbers = Array.from({ length: GROUPS }, (_, index) => index);
  for (const index of numbers) await client.send(new CreateLogGroupCommand({ logGroupName: name(index), tags: { team: 'orders' } }));
  await client.send(new PutRetentionPolicyCommand({ logGroupName: name(0), retentionInDays: 365 }));
  await client.send(new PutMetricFilterCommand({
    logGroupName: name(0),
    filterName: 'root',
    filterPattern: '{ $.userIdentity.type = "Root" }',
    metricTransformations: [{ metricName: 'RootUsage', metricNamespace: 'Security', metricValue: '1' }],
  }));
  return { aws_cloudwatch_log_group: numbers.map((index) => key(options, index)) };
}

/** One log group. */
export async function remove(options: ClientOptions): Promise<string[]> {
  await new CloudWatchLogsClient(options).send(new DeleteLogGroupCommand({ logGroupName: name(3) }));
  return [key(options, 3)];
}
