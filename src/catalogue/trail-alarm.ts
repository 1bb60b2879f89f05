import { defineCheck, type Check } from './model/check';
import type { ProwlerCheck } from './model/frameworks';
import { metricPattern } from './model/metric-pattern';
import { account } from './services/account';
import { cloudtrail } from './services/cloudtrail';
import { cloudwatch } from './services/cloudwatch';
import { logs } from './services/logs';

/** An event of CloudTrail that must raise an alarm, by the fields that a filter may ask for. */
export type TrailEvent = Readonly<Record<string, unknown>> & { readonly eventName: string };

/** The events of these calls of a service, named as in `iam`. */
export const trailEvents = (service: string, ...names: readonly string[]): readonly TrailEvent[] => names.map((eventName) =>
  ({ eventSource: `${service}.amazonaws.com`, eventName, eventType: 'AwsApiCall', userIdentity: { type: 'IAMUser', userName: 'ann' }, sourceIPAddress: '192.0.2.1' }));

/** What a filter for nothing in particular would match too. */
const [ordinary] = trailEvents('ec2', 'DescribeInstances');

const GROUP = 'arn:aws:logs:eu-west-1:111122223333:log-group:trail';
const trail = { Name: 'all', IsMultiRegionTrail: true, IsLogging: true, managementEvents: 'All', CloudWatchLogsLogGroupArn: `${GROUP}:*` };
const alarm = { MetricName: 'm', Namespace: 'Trail', acts: true, AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:alarms'], accountId: '111122223333', region: 'eu-west-1' };
const group = (filterPattern: string, logGroupArn = GROUP) => ({
  logGroupArn,
  accountId: '111122223333',
  region: 'eu-west-1',
  metricFilters: [{ filterPattern, metricTransformations: [{ metricName: 'm', metricNamespace: 'Trail', metricValue: '1' }] }],
});

/** An account with one trail, one filter and one alarm, some of it different. */
const example = (filterPattern: string, other: { trail?: object; group?: object; alarm?: object } = {}) => ({
  entity: { Account: '111122223333' },
  others: {
    aws_cloudtrail: [{ ...trail, ...other.trail }],
    aws_cloudwatch_log_group: [{ ...group(filterPattern), ...other.group }],
    aws_cloudwatch_metric_alarm: [{ ...alarm, ...other.alarm }],
  },
});

/** CIS accepts a filter over several ways of writing it: what it matches counts, not its text. */
export function trailAlarmCheck(spec: {
  readonly id: string;
  /** What the alarm tells of, after "An alarm tells of". */
  readonly of: string;
  readonly why: string;
  readonly prowler: ProwlerCheck;
  readonly events: readonly TrailEvent[];
  /** A filter that matches all the events. */
  readonly pattern: string;
  /** Other good filters. */
  readonly good?: readonly string[];
  /** Filters that miss some event. */
  readonly bad: readonly string[];
}): Check {
  const { id, of, why, prowler, events, pattern, good = [], bad } = spec;
  return defineCheck(account, {
    id,
    entity: 'aws_account',
    severity: 'medium',
    title: `An alarm tells of ${of}`,
    why,
    needs: [
      cloudtrail.need('DescribeTrails'), cloudtrail.need('GetTrailStatus'), cloudtrail.need('GetEventSelectors'),
      logs.need('DescribeLogGroups'), logs.need('DescribeMetricFilters'), cloudwatch.need('DescribeAlarms'),
    ],
    remedy: {
      cli: `aws logs put-metric-filter --log-group-name <trail-log-group> --filter-name ${id} --filter-pattern '${pattern}'`
        + ` --metric-transformations metricName=${id},metricNamespace=Trail,metricValue=1`
        + ` && aws cloudwatch put-metric-alarm --alarm-name ${id} --metric-name ${id} --namespace Trail --statistic Sum --period 300`
        + ' --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions <topic-arn>',
      cdk: `const filter = trail.logGroup!.addMetricFilter('Filter', { metricNamespace: 'Trail', metricName: '${id}', filterPattern:`
        + ` logs.FilterPattern.literal('${pattern}') }); filter.metric({ statistic: 'Sum' }).createAlarm(this, 'Alarm', { threshold: 1,`
        + ' evaluationPeriods: 1 }).addAlarmAction(new cloudwatch_actions.SnsAction(topic));',
    },
    prowler: [prowler],
    // A member account sees the trail of its organisation, but neither the log group of it nor the alarms there.
    applies: ({ Account }, look) => !deliveringTrails(look).some(({ CloudWatchLogsLogGroupArn }) => CloudWatchLogsLogGroupArn?.split(':')[4] !== Account),
    fails: (_, look) => {
      const arns = deliveringTrails(look).map(({ CloudWatchLogsLogGroupArn }) => CloudWatchLogsLogGroupArn!.replace(/:\*$/, ''));
      if (arns.length === 0) return 'no trail that logs all management events of every Region delivers to CloudWatch Logs';
      const alarms = look.all(cloudwatch, 'aws_cloudwatch_metric_alarm')
        .filter(({ acts, AlarmActions = [] }) => acts && AlarmActions.some((action) => action.includes(':sns:')));
      const isAlarmed = (region: string, { metricName, metricNamespace }: { metricName?: string; metricNamespace?: string }) =>
        alarms.filter((each) => each.region === region).flatMap((each) => [each, ...each.Metrics?.map(({ MetricStat }) => MetricStat?.Metric) ?? []])
          .some((metric) => metric?.MetricName === metricName && metric?.Namespace === metricNamespace);
      const tests = look.all(logs, 'aws_cloudwatch_log_group').filter(({ logGroupArn }) => arns.includes(logGroupArn)).flatMap((each) =>
        each.metricFilters.filter(({ metricTransformations = [] }) => metricTransformations.some((metric) => isAlarmed(each.region, metric)))
          .flatMap(({ filterPattern }) => metricPattern(filterPattern) ?? []))
        .filter((matches) => !matches(ordinary));
      const missed = events.filter((event) => !tests.some((matches) => matches(event))).map(({ eventName }) => eventName);
      if (missed.length === 0) return undefined;
      return `no metric filter on ${arns.join(' or ')} with an alarm that notifies an SNS topic matches ${[...new Set(missed)].join(', ')}`;
    },
    examples: {
      pass: [
        ...[pattern, ...good].map((each) => example(each)),
        example(pattern, { alarm: { MetricName: undefined, Namespace: undefined, Metrics: [{ MetricStat: { Metric: { MetricName: 'm', Namespace: 'Trail' } } }] } }),
      ],
      fail: [
        { entity: { Account: '111122223333' } },
        ...[...bad, '{ $.eventName = * }', '?ConsoleLogin ?Root', ''].map((each) => example(each)),
        example(pattern, { trail: { IsLogging: false } }),
        example(pattern, { trail: { IsMultiRegionTrail: false } }),
        example(pattern, { trail: { CloudWatchLogsLogGroupArn: undefined } }),
        example(pattern, { group: { logGroupArn: `${GROUP}-other` } }),
        example(pattern, { group: { metricFilters: [{ filterPattern: pattern, metricTransformations: [{ metricName: 'other', metricNamespace: 'Trail' }] }] } }),
        example(pattern, { alarm: { acts: false } }),
        example(pattern, { alarm: { AlarmActions: ['arn:aws:autoscaling:eu-west-1:111122223333:scalingPolicy:x'] } }),
        example(pattern, { alarm: { region: 'us-east-1' } }),
      ],
    },
  });
}

/** The trails that record all management events of every Region and deliver them to a log group. */
const deliveringTrails = (look: Parameters<Check['fails']>[1]) => look.all(cloudtrail, 'aws_cloudtrail').filter((each) =>
  each.IsMultiRegionTrail && each.IsLogging && each.managementEvents === 'All' && each.CloudWatchLogsLogGroupArn);
