import { Alarm, ComparisonOperator, Metric, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnRule } from 'aws-cdk-lib/aws-events';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import type { aws_sns } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';

const PERIOD = Duration.minutes(5);

function alarmWhenAny(scope: Construct, id: string, metric: IMetric, alarmDescription: string, topic?: aws_sns.ITopicRef): Alarm {
  const alarm = new Alarm(scope, id, {
    metric,
    alarmDescription,
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  if (topic) alarm.addAlarmAction({ bind: () => ({ alarmActionArn: topic.topicRef.topicArn }) });
  return alarm;
}

/** An alarm on events in a dead-letter queue: see docs/runbook.md. */
export const alarmOnDeadLetters = (queue: Queue, topic?: aws_sns.ITopicRef): Alarm =>
  alarmWhenAny(queue, 'Alarm', queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'Maximum' }),
    'Events could not be delivered, and wait in the dead-letter queue. Runbook: undelivered events', topic);

/** An alarm on deliveries that failed for good: see docs/runbook.md. */
export const alarmOnFailures = (rule: CfnRule, dimensionsMap: Record<string, string>, topic?: aws_sns.ITopicRef): Alarm =>
  alarmWhenAny(rule, 'Alarm', new Metric({ namespace: 'AWS/Events', metricName: 'FailedInvocations', dimensionsMap, period: PERIOD, statistic: 'Sum' }),
    'EventBridge gave up deliveries of the rule. Runbook: failed deliveries', topic);
