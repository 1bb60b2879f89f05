import { as, convert, eachApart, json, listOf, mapOf, tags, type Definition, type Properties } from '../arguments';

const queue: Definition = {
  type: 'aws_sqs_queue',
  ref: 'url',
  attributes: { Arn: 'arn', QueueName: 'name', QueueUrl: 'url' },
  properties: {
    QueueName: as('name'),
    DelaySeconds: as('delay_seconds'),
    MaximumMessageSize: as('max_message_size'),
    MessageRetentionPeriod: as('message_retention_seconds'),
    ReceiveMessageWaitTimeSeconds: as('receive_wait_time_seconds'),
    VisibilityTimeout: as('visibility_timeout_seconds'),
    FifoQueue: as('fifo_queue'),
    ContentBasedDeduplication: as('content_based_deduplication'),
    DeduplicationScope: as('deduplication_scope'),
    FifoThroughputLimit: as('fifo_throughput_limit'),
    KmsMasterKeyId: as('kms_master_key_id'),
    KmsDataKeyReusePeriodSeconds: as('kms_data_key_reuse_period_seconds'),
    SqsManagedSseEnabled: as('sqs_managed_sse_enabled'),
    RedrivePolicy: json('redrive_policy'),
    RedriveAllowPolicy: json('redrive_allow_policy'),
    Tags: tags,
  },
};

/** A policy for each of the queues or topics that a template gives one policy. */
function policyOf(type: string, list: string, argument: string): Definition {
  const properties: Properties = { PolicyDocument: json('policy'), [list]: () => ({}) };
  return {
    type,
    ref: 'id',
    properties,
    spread: (given, place) => {
      const { body } = convert(given, properties, place);
      return listOf(given[list], { ...place, where: `${place.where}.${list}` }).map((each, index) =>
        place.beside(type, index === 0 ? '' : String(index + 1), [{ name: argument, value: place.scope.value(each, `${place.where}.${list}[${index}]`) }, ...body]));
    },
  };
}

const SUBSCRIPTION: Properties = {
  Protocol: as('protocol'),
  Endpoint: as('endpoint'),
  RawMessageDelivery: as('raw_message_delivery'),
  FilterPolicy: json('filter_policy'),
  FilterPolicyScope: as('filter_policy_scope'),
  RedrivePolicy: json('redrive_policy'),
  DeliveryPolicy: json('delivery_policy'),
  SubscriptionRoleArn: as('subscription_role_arn'),
};

const topic: Definition = {
  type: 'aws_sns_topic',
  ref: 'arn',
  attributes: { TopicArn: 'arn', TopicName: 'name' },
  properties: {
    TopicName: as('name'),
    DisplayName: as('display_name'),
    KmsMasterKeyId: as('kms_master_key_id'),
    FifoTopic: as('fifo_topic'),
    ContentBasedDeduplication: as('content_based_deduplication'),
    SignatureVersion: as('signature_version'),
    TracingConfig: as('tracing_config'),
    Tags: tags,
    Subscription: eachApart('aws_sns_topic_subscription', ({ Protocol }) => String(Protocol), ['topic_arn', 'arn'], { Protocol: as('protocol'), Endpoint: as('endpoint') }),
  },
};

const alarm: Definition = {
  type: 'aws_cloudwatch_metric_alarm',
  ref: 'alarm_name',
  attributes: { Arn: 'arn' },
  named: 'alarm_name',
  properties: {
    AlarmName: as('alarm_name'),
    AlarmDescription: as('alarm_description'),
    Namespace: as('namespace'),
    MetricName: as('metric_name'),
    Dimensions: mapOf('dimensions', 'Name'),
    Statistic: as('statistic'),
    ExtendedStatistic: as('extended_statistic'),
    Unit: as('unit'),
    Period: as('period'),
    EvaluationPeriods: as('evaluation_periods'),
    DatapointsToAlarm: as('datapoints_to_alarm'),
    Threshold: as('threshold'),
    ComparisonOperator: as('comparison_operator'),
    TreatMissingData: as('treat_missing_data'),
    EvaluateLowSampleCountPercentile: as('evaluate_low_sample_count_percentiles'),
    ActionsEnabled: as('actions_enabled'),
    AlarmActions: as('alarm_actions'),
    OKActions: as('ok_actions'),
    InsufficientDataActions: as('insufficient_data_actions'),
    Tags: tags,
  },
};

/** Queues, topics and alarms. */
export const messages: Readonly<Record<string, Definition>> = {
  'AWS::SQS::Queue': queue,
  'AWS::SQS::QueuePolicy': policyOf('aws_sqs_queue_policy', 'Queues', 'queue_url'),
  'AWS::SNS::Topic': topic,
  'AWS::SNS::TopicPolicy': policyOf('aws_sns_topic_policy', 'Topics', 'arn'),
  'AWS::SNS::Subscription': { type: 'aws_sns_topic_subscription', ref: 'arn', attributes: { Arn: 'arn' }, properties: { TopicArn: as('topic_arn'), ...SUBSCRIPTION } },
  'AWS::CloudWatch::Alarm': alarm,
};
