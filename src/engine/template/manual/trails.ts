import { aws, code, option, paper, type Steps } from './step';
import type { Json } from '../../json';

const topic: Steps = (fields, name) => {
  const [display, key] = [fields.value('DisplayName'), fields.value('KmsMasterKeyId')];
  const [subscriptions, tags] = [fields.list<{ Protocol: string; Endpoint: string }>('Subscription'), fields.list<Json>('Tags')];
  fields.value('TopicName');
  const arn = fields.known.value({ Ref: fields.where }, fields.where) as string;
  const attributes = { ...display && { DisplayName: display }, ...key && { KmsMasterKeyId: key } };
  return [{
    title: `Create the topic ${name}`,
    console: [
      'Open **Amazon SNS**, **Topics**, and select **Create topic**, then **Standard**.',
      `As **Name** enter ${code(name)}${display ? `, as **Display name** ${code(display)}` : ''}.`,
      ...key ? [`Open **Encryption**, turn it on, and select the key ${code(key)}.`] : [],
      'Select **Create topic**.',
      ...subscriptions.map(({ Protocol, Endpoint }) => `Select **Create subscription**, the protocol ${code(Protocol)} and the endpoint ${code(Endpoint)}.`),
    ],
    documents: [],
    commands: [
      aws('sns create-topic', option('name', name), option('attributes', Object.keys(attributes).length > 0 ? attributes : undefined), option('tags', tags.length > 0 ? tags : undefined)),
      ...subscriptions.map(({ Protocol, Endpoint }) => aws('sns subscribe', option('topic-arn', arn), option('protocol', Protocol), option('notification-endpoint', Endpoint))),
    ],
  }];
};

const topicPolicy: Steps = (fields) => {
  const content = fields.value('PolicyDocument');
  return fields.list('Topics').map((arn) => {
    const name = arn.split(':').at(-1)!;
    const file = `${name}-policy.json`;
    return {
      title: `Set the access policy of the topic ${name}`,
      console: [`Select the topic ${code(name)}, then **Edit**, and under **Access policy** enter the document below.`, 'Select **Save changes**.'],
      documents: [paper(file, 'Access policy', content)],
      commands: [aws('sns set-topic-attributes', option('topic-arn', arn), '--attribute-name Policy', option('attribute-value', `file://${file}`))],
    };
  });
};

const SUBSCRIPTION = ['RawMessageDelivery', 'FilterPolicy', 'FilterPolicyScope', 'RedrivePolicy', 'DeliveryPolicy', 'SubscriptionRoleArn'];

const subscription: Steps = (fields) => {
  const [arn, protocol, endpoint] = [fields.value('TopicArn')!, fields.value('Protocol'), fields.value('Endpoint')];
  const attributes = Object.fromEntries(SUBSCRIPTION.map((name) => [name, fields.value<unknown>(name)] as const).filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]));
  return [{
    title: `Subscribe ${endpoint} to the topic ${arn.split(':').at(-1)}`,
    console: [
      `Select the topic, then **Create subscription**, the protocol ${code(protocol)} and the endpoint ${code(endpoint)}.`,
      ...Object.entries(attributes).map(([name, value]) => `Set ${code(name)} to ${code(value)}.`),
      'Select **Create subscription**.',
    ],
    documents: [],
    commands: [aws('sns subscribe', option('topic-arn', arn), option('protocol', protocol), option('notification-endpoint', endpoint),
      option('attributes', Object.keys(attributes).length > 0 ? attributes : undefined))],
  }];
};

const yes = (name: string, value: boolean | undefined) => (value === undefined ? undefined : `--${value ? '' : 'no-'}${name}`);

const trail: Steps = (fields, name) => {
  const [bucket, prefix, key, sns] = ['S3BucketName', 'S3KeyPrefix', 'KMSKeyId', 'SnsTopicName'].map((property) => fields.value(property));
  const [group, groupRole] = [fields.value('CloudWatchLogsLogGroupArn'), fields.value('CloudWatchLogsRoleArn')];
  const [everywhere, organization, global, validation, logs] = ['IsMultiRegionTrail', 'IsOrganizationTrail', 'IncludeGlobalServiceEvents', 'EnableLogFileValidation', 'IsLogging']
    .map((property) => fields.value<boolean>(property));
  const [selectors, advanced, insights, tags] = ['EventSelectors', 'AdvancedEventSelectors', 'InsightSelectors', 'Tags'].map((property) => fields.list<Json>(property));
  fields.value('TrailName');
  const selected = option('event-selectors', selectors.length > 0 ? selectors : undefined) ?? option('advanced-event-selectors', advanced.length > 0 ? advanced : undefined);
  return [{
    title: `Create the trail ${name}`,
    console: [
      `Open **CloudTrail**, **Trails**, and select **Create trail**. As **Trail name** enter ${code(name)}${organization ? ', and select **Enable for all accounts in my organization**' : ''}.`,
      `Select **Use existing S3 bucket** and ${code(bucket)}${prefix ? `, as **Prefix** enter ${code(prefix)}` : ''}.`,
      ...key ? [`Turn **Log file SSE-KMS encryption** on, with the key ${code(key)}.`] : [],
      `**Log file validation**: ${validation ? 'on' : 'off'}.`,
      ...sns ? [`Turn **SNS notification delivery** on, with the topic ${code(sns)}.`] : [],
      ...group ? [`Turn **CloudWatch Logs** on, with the log group ${code(group)} and the role ${code(groupRole)}.`] : [],
      ...[...selectors, ...advanced, ...insights].map((each) => `Events: ${code(JSON.stringify(each))}.`),
      'Select **Create trail**.',
      ...everywhere ? [] : ['The console makes trails for all Regions: use the commands for one of a single Region.'],
      ...logs === false ? ['Open the trail and select **Stop logging**.'] : [],
    ],
    documents: [],
    commands: [
      aws('cloudtrail create-trail', option('name', name), option('s3-bucket-name', bucket), option('s3-key-prefix', prefix), option('sns-topic-name', sns), option('kms-key-id', key),
        option('cloud-watch-logs-log-group-arn', group), option('cloud-watch-logs-role-arn', groupRole), yes('is-multi-region-trail', everywhere),
        yes('is-organization-trail', organization), yes('include-global-service-events', global), yes('enable-log-file-validation', validation),
        option('tags-list', tags.length > 0 ? tags : undefined)),
      ...selected ? [aws('cloudtrail put-event-selectors', option('trail-name', name), selected)] : [],
      ...insights.length > 0 ? [aws('cloudtrail put-insight-selectors', option('trail-name', name), option('insight-selectors', insights))] : [],
      ...logs === false ? [] : [aws('cloudtrail start-logging', option('name', name))],
    ],
  }];
};

const ALARM = [
  ['AlarmDescription', 'alarm-description'], ['Namespace', 'namespace'], ['MetricName', 'metric-name'], ['Dimensions', 'dimensions'], ['Statistic', 'statistic'], ['Unit', 'unit'],
  ['ExtendedStatistic', 'extended-statistic'], ['Period', 'period'], ['EvaluationPeriods', 'evaluation-periods'], ['DatapointsToAlarm', 'datapoints-to-alarm'], ['Threshold', 'threshold'],
  ['ComparisonOperator', 'comparison-operator'], ['TreatMissingData', 'treat-missing-data'], ['AlarmActions', 'alarm-actions'], ['OKActions', 'ok-actions'],
  ['InsufficientDataActions', 'insufficient-data-actions'], ['Tags', 'tags'],
] as const;

const alarm: Steps = (fields, name) => {
  fields.value('AlarmName');
  const values = ALARM.map(([property, flag]) => ({ property, flag, value: fields.value<unknown>(property) })).filter(({ value }) => value !== undefined);
  return [{
    title: `Create the alarm ${name}`,
    console: [
      'Open **CloudWatch**, **All alarms**, and select **Create alarm**, then **Select metric**.',
      ...values.map(({ property, value }) => `Set ${code(property)} to ${code(typeof value === 'object' ? JSON.stringify(value) : value)}.`),
      `As **Alarm name** enter ${code(name)}, and select **Create alarm**.`,
    ],
    documents: [],
    commands: [aws('cloudwatch put-metric-alarm', option('alarm-name', name), ...values.map(({ flag, value }) => option(flag, value)))],
  }];
};

/** Trails, topics and alarms. */
export const trailSteps: Readonly<Record<string, Steps>> = {
  'AWS::SNS::Topic': topic, 'AWS::SNS::TopicPolicy': topicPolicy, 'AWS::SNS::Subscription': subscription, 'AWS::CloudTrail::Trail': trail, 'AWS::CloudWatch::Alarm': alarm,
};
