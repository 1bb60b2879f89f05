import { CloudTrailClient, CreateTrailCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, CreateLogGroupCommand, PutMetricFilterCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { checks } from '../../../src/catalogue/checks';
import { ofAccount, type Proof, type Site } from '../proof';

const GROUP = 'trail';
const readied = new WeakSet<Site>();

/** A trail of everything that delivers to a log group; once a site. */
async function delivering(site: Site): Promise<void> {
  if (readied.has(site)) return;
  readied.add(site);
  const [cloudtrail, S3BucketName] = [new CloudTrailClient(site.options), `trail-${site.name}`];
  await new S3Client(site.options).send(new CreateBucketCommand({ Bucket: S3BucketName, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
  await new CloudWatchLogsClient(site.options).send(new CreateLogGroupCommand({ logGroupName: GROUP }));
  const { TrailARN: Name } = await cloudtrail.send(new CreateTrailCommand({
    Name: 'main', S3BucketName, IsMultiRegionTrail: true, CloudWatchLogsLogGroupArn: site.arn('logs', `log-group:${GROUP}:*`), CloudWatchLogsRoleArn: `arn:aws:iam::${site.accountId}:role/trail`,
  }));
  await cloudtrail.send(new StartLoggingCommand({ Name }));
}

/** An alarm on a metric filter: by the pattern of the remedy of the check, or by one that is for something else. */
const alarmed = (id: string, remedy: string) => ofAccount(async (site) => {
  await delivering(site);
  const filterPattern = site.isGood ? /--filter-pattern '(.*?)' --metric/.exec(remedy)![1] : '{ $.eventName = "PutObject" }';
  const metricTransformations = [{ metricName: id, metricNamespace: 'Trail', metricValue: '1' }];
  await new CloudWatchLogsClient(site.options).send(new PutMetricFilterCommand({ logGroupName: GROUP, filterName: id, filterPattern, metricTransformations }));
  await new CloudWatchClient(site.options).send(new PutMetricAlarmCommand({
    AlarmName: id,
    MetricName: id,
    Namespace: 'Trail',
    Statistic: 'Sum',
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    AlarmActions: [site.arn('sns', 'alarms')],
  }));
}, id);

/** Alarms on what a trail tells. */
export const alarms: readonly Proof[] = checks.filter(({ id }) => id.startsWith('cloudwatch-alarm-')).map(({ id, remedy }) => alarmed(id, remedy.cli));
