import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import type { aws_sns } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import { METRICS } from './handler-function';
import type { CloudTrailIngestPipelineProps } from '../cloud-trail-ingest-pipeline-props';

/** What can be watched from this account, by name; undefined where it is not there, or somebody else's. */
export interface Watched { readonly queueName?: string; readonly deadLetterQueueName: string; readonly topicName?: string; readonly ruleName?: string }

/** What an alarm watches, and what it means when it goes off. */
export interface Watch extends Partial<Omit<cloudwatch.AlarmProps, 'metric'>> { readonly id: string; readonly meaning: string; readonly metric: cloudwatch.IMetric }

const RUNBOOK = 'https://github.com/cdk-security-scanner/cdk-security-scanner/blob/main/docs/runbook.md';

const metric = (namespace: string, dimension: string, name: string) => (metricName: string, statistic: string, period = Duration.minutes(5)) =>
  new cloudwatch.Metric({ namespace: `AWS/${namespace}`, dimensionsMap: { [dimension]: name }, metricName, statistic, period });

const queueMetric = (name: string) => metric('SQS', 'QueueName', name);
const topicMetric = (name: string) => metric('SNS', 'TopicName', name);
const ruleMetric = (name: string) => metric('Events', 'RuleName', name);

/** An alarm for each way in which log files stop to arrive, and the dashboard that shows them. */
export function monitor(scope: Construct, watched: Watched, props: CloudTrailIngestPipelineProps): cloudwatch.Alarm[] {
  const alarms = watchesOf(watched, props).map((watch) => alarmOn(scope, watch, props.alarmTopic));
  if (props.dashboard ?? true) dashboard(scope, watched, alarms);
  return alarms;
}

/** An alarm that goes off above zero unless it says otherwise, and names its section of docs/runbook.md. */
export function alarmOn(scope: Construct, { id, meaning, ...watch }: Watch, topic?: aws_sns.ITopicRef): cloudwatch.Alarm {
  const alarm = new cloudwatch.Alarm(scope, `${id}Alarm`, {
    threshold: 0,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    ...watch,
    alarmDescription: `${meaning} ${RUNBOOK}#${id.replace(/(?<=.)[A-Z]/g, '-$&').toLowerCase()}`,
  });
  if (topic) {
    const alarmActionArn = topic.topicRef.topicArn;
    alarm.addAlarmAction({ bind: () => ({ alarmActionArn }) });
  }
  return alarm;
}

/** An alarm on something that a handler should not do: two periods of three, as one is what a retry is for. */
export const handlerWatch = (id: string, meaning: string, failures: cloudwatch.IMetric): Watch =>
  ({ id, meaning, metric: failures, evaluationPeriods: 3, datapointsToAlarm: 2 });

/** A count that a handler writes itself. */
export const handlerMetric = (service: string, metricName: string): cloudwatch.IMetric =>
  new cloudwatch.Metric({ namespace: METRICS, dimensionsMap: { service }, metricName, statistic: 'Sum', period: Duration.minutes(5) });

function watchesOf({ queueName, deadLetterQueueName, topicName, ruleName }: Watched, props: CloudTrailIngestPipelineProps): Watch[] {
  const failed = (id: string, meaning: string, failures: cloudwatch.IMetric): Watch => ({ id, meaning, metric: failures });
  return [
    failed('DeadLetters', 'Notices of log files were given up.', queueMetric(deadLetterQueueName)('ApproximateNumberOfMessagesVisible', 'Maximum')),
    ...queueName === undefined ? [] : queueWatches(queueMetric(queueName), props),
    ...topicName === undefined ? [] : [
      failed('UndeliveredNotices', 'The topic could not deliver to the queue.', topicMetric(topicName)('NumberOfNotificationsFailed', 'Sum')),
    ],
    ...ruleName === undefined ? [] : [failed('FailedInvocations', 'The rule could not send to the queue.', ruleMetric(ruleName)('FailedInvocations', 'Sum'))],
  ];
}

function queueWatches(queue: ReturnType<typeof queueMetric>, props: CloudTrailIngestPipelineProps): Watch[] {
  const { oldestMessageAge = Duration.hours(1), silence = Duration.hours(3) } = props;
  const hours = silence.toHours({ integral: false });
  if (!Number.isInteger(hours) || hours < 1 || hours > 24) throw new Error(`silence must be 1 to 24 whole hours, got ${silence.toHumanString()}.`);
  return [
    {
      id: 'OldestMessage',
      meaning: 'The consumer does not keep up.',
      threshold: oldestMessageAge.toSeconds(),
      metric: queue('ApproximateAgeOfOldestMessage', 'Maximum'),
    },
    {
      id: 'NoLogFiles',
      meaning: 'No log file arrived for hours.',
      threshold: 1,
      evaluationPeriods: hours,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
      metric: queue('NumberOfMessagesSent', 'Sum', Duration.hours(1)),
    },
  ];
}

function dashboard(scope: Construct, { queueName, deadLetterQueueName, topicName, ruleName }: Watched, alarms: cloudwatch.Alarm[]): void {
  const graph = (title: string, left: cloudwatch.IMetric[]) => new cloudwatch.GraphWidget({ title, left, width: 12 });
  const queue = queueName === undefined ? undefined : queueMetric(queueName);
  const told = [
    ...topicName === undefined ? [] : ['NumberOfMessagesPublished', 'NumberOfNotificationsFailed'].map((name) => topicMetric(topicName)(name, 'Sum')),
    ...ruleName === undefined ? [] : ['Invocations', 'FailedInvocations'].map((name) => ruleMetric(ruleName)(name, 'Sum')),
  ];
  new cloudwatch.Dashboard(scope, 'Dashboard', {
    widgets: [
      [new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms, width: 24 })],
      [
        ...queue ? [
          graph('Notices', ['NumberOfMessagesSent', 'NumberOfMessagesReceived', 'NumberOfMessagesDeleted'].map((name) => queue(name, 'Sum'))),
          graph('Age of the oldest notice (seconds)', [queue('ApproximateAgeOfOldestMessage', 'Maximum')]),
        ] : [],
        graph('Waiting', [...queue ? [queue] : [], queueMetric(deadLetterQueueName)].map((each) => each('ApproximateNumberOfMessagesVisible', 'Maximum'))),
        ...told.length > 0 ? [graph('Told of new files', told)] : [],
      ],
    ],
  });
}
