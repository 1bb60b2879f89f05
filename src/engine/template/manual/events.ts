import { aws, code, option, paper, type Fields, type Steps } from './step';
import type { Json } from '../../json';
import { InvalidTemplate } from '../template';

const connection: Steps = (fields, name) => {
  const [description, type, kmsKey] = [fields.value('Description'), fields.value('AuthorizationType')!, fields.value('KmsKeyIdentifier')];
  fields.value('Name');
  const parameters = fields.value<Json>('AuthParameters');
  const key = fields.inner('AuthParameters')?.inner('ApiKeyAuthParameters');
  if (type !== 'API_KEY' || !key || Object.keys(parameters!).length > 1) {
    throw new InvalidTemplate(`${fields.where} authorizes by ${type} with ${Object.keys(parameters ?? {}).join(', ')}; the manual steps take API_KEY with ApiKeyAuthParameters.`);
  }
  const [header, value] = [key.value('ApiKeyName')!, key.value('ApiKeyValue')!];
  key.done();
  const file = `${name}-authorization.json`;
  return [{
    title: `Create the connection ${name}`,
    console: [
      'Open **Amazon EventBridge**, **API destinations**, **Connections**, and select **Create connection**.',
      `As **Connection name** enter ${code(name)}${description ? `, as **Description** ${code(description)}` : ''}; the API is **Public**.`,
      ...kmsKey ? [`As **Encryption** select the key ${code(kmsKey)}.`] : [],
      `Under **Configure authorization** select **API key**. As **API key name** enter ${code(header)}, as **Value** ${code(value)}.`,
      'Select **Create**, and check that the status becomes **Authorized**.',
    ],
    documents: [paper(file, 'Authorization; delete the file afterwards', parameters)],
    commands: [aws('events create-connection', option('name', name), option('description', description), option('kms-key-identifier', kmsKey),
      option('authorization-type', type), option('auth-parameters', `file://${file}`))],
  }];
};

const destination: Steps = (fields, name) => {
  const [description, arn, method, endpoint] = ['Description', 'ConnectionArn', 'HttpMethod', 'InvocationEndpoint'].map((property) => fields.value(property));
  const rate = fields.value<number>('InvocationRateLimitPerSecond');
  fields.value('Name');
  return [{
    title: `Create the API destination ${name}`,
    console: [
      'Open **API destinations** and select **Create API destination**.',
      `As **Name** enter ${code(name)}${description ? `, as **Description** ${code(description)}` : ''}.`,
      `As **API destination endpoint** enter ${code(endpoint)}, as **HTTP method** ${code(method)}${rate === undefined ? '' : `, as **Invocation rate limit per second** ${code(rate)}`}.`,
      `Select **Use an existing connection** and the connection ${code(arn)}, then **Create**.`,
    ],
    documents: [],
    commands: [aws('events create-api-destination', option('name', name), option('description', description), option('connection-arn', arn), option('http-method', method),
      option('invocation-endpoint', endpoint), option('invocation-rate-limit-per-second', rate))],
  }];
};

const rule: Steps = (fields, name) => {
  const [description, bus, schedule, state, roleArn] = ['Description', 'EventBusName', 'ScheduleExpression', 'State', 'RoleArn'].map((property) => fields.value(property));
  const pattern = fields.value('EventPattern');
  const targets = fields.list<Json>('Targets');
  fields.value('Name');
  const [patternFile, targetFile] = [`${name}-pattern.json`, `${name}-targets.json`];
  return [{
    title: `Create the rule ${name}`,
    console: [
      'Open **Rules** and select **Create rule**.',
      `As **Name** enter ${code(name)}${description ? `, as **Description** ${code(description)}` : ''}, as **Event bus** ${code(bus ?? 'default')}.`,
      pattern === undefined
        ? `As **Rule type** select **Schedule** and enter ${code(schedule)}.`
        : 'As **Rule type** select **Rule with an event pattern**, then **Custom pattern (JSON editor)**, and enter the event pattern below.',
      ...state === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' ? ['The console cannot let read-only management events in: run the first command below once you have created the rule.'] : [],
      ...targets.map((target) => `Add the target ${code(target.Id)}: ${code(target.Arn)}${target.RoleArn ? `, with the execution role ${code(target.RoleArn)}` : ''}; its other settings are below.`),
      'Select **Create rule**.',
      ...state === 'DISABLED' ? ['Select the rule, then **Disable**.'] : [],
    ],
    documents: [...pattern === undefined ? [] : [paper(patternFile, 'Event pattern', pattern)], ...targets.length > 0 ? [paper(targetFile, 'Targets', targets)] : []],
    commands: [
      aws('events put-rule', option('name', name), option('event-bus-name', bus), option('description', description), option('schedule-expression', schedule),
        option('event-pattern', pattern === undefined ? undefined : `file://${patternFile}`), option('state', state), option('role-arn', roleArn)),
      ...targets.length > 0 ? [aws('events put-targets', option('rule', name), option('event-bus-name', bus), option('targets', `file://${targetFile}`))] : [],
    ],
  }];
};

const busPolicy: Steps = (fields) => {
  const [bus, id, statement] = [fields.value('EventBusName') ?? 'default', fields.value('StatementId')!, fields.value<Json>('Statement')];
  if (!statement) throw new InvalidTemplate(`${fields.where} has no Statement; the manual steps take one.`);
  const file = `${bus}-${id}.json`;
  return [{
    title: `Let others send to the event bus ${bus}`,
    console: [`Open **Event buses**, select ${code(bus)}, then **Permissions** and **Edit**.`, 'Add the statement of the policy below to what is there, and select **Update**.'],
    documents: [paper(file, 'Policy of the event bus', { Version: '2012-10-17', Statement: [{ Sid: id, ...statement }] })],
    commands: [aws('events put-permission', option('event-bus-name', bus), option('policy', `file://${file}`))],
  }];
};

const bus: Steps = (fields, name) => {
  const [description, key] = [fields.value('Description'), fields.value('KmsKeyIdentifier')];
  const [letters, tags] = [fields.value<Json>('DeadLetterConfig'), fields.list<Json>('Tags')];
  fields.value('Name');
  return [{
    title: `Create the event bus ${name}`,
    console: [
      'Open **Event buses** and select **Create event bus**.',
      `As **Name** enter ${code(name)}${description ? `, as **Description** ${code(description)}` : ''}.`,
      ...key ? [`As **Encryption** select the key ${code(key)}.`] : [],
      ...letters ? [`As **Dead-letter queue** select ${code(letters.Arn)}.`] : [],
      'Select **Create**.',
    ],
    documents: [],
    commands: [aws('events create-event-bus', option('name', name), option('description', description), option('kms-key-identifier', key),
      option('dead-letter-config', letters), option('tags', tags.length > 0 ? tags : undefined))],
  }];
};

const QUEUE = [
  'VisibilityTimeout', 'MessageRetentionPeriod', 'DelaySeconds', 'MaximumMessageSize', 'ReceiveMessageWaitTimeSeconds', 'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds', 'SqsManagedSseEnabled', 'FifoQueue', 'ContentBasedDeduplication', 'RedrivePolicy', 'RedriveAllowPolicy',
];

function attributesOf(fields: Fields): Record<string, string> {
  return Object.fromEntries(QUEUE.map((property) => [property, fields.value<unknown>(property)] as const)
    .filter(([, value]) => value !== undefined).map(([property, value]) => [property, typeof value === 'object' ? JSON.stringify(value) : String(value)]));
}

const queue: Steps = (fields, name) => {
  const attributes = attributesOf(fields);
  const tags = fields.list<{ Key: string; Value: string }>('Tags');
  fields.value('QueueName');
  return [{
    title: `Create the queue ${name}`,
    console: [
      'Open **Amazon SQS** and select **Create queue**.',
      `As **Name** enter ${code(name)}.`,
      ...Object.entries(attributes).map(([attribute, value]) => `Set ${code(attribute)} to ${code(value)}.`),
      'Select **Create queue**.',
    ],
    documents: [],
    commands: [aws('sqs create-queue', option('queue-name', name), option('attributes', Object.keys(attributes).length > 0 ? attributes : undefined),
      option('tags', tags.length > 0 ? Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])) : undefined))],
  }];
};

const queuePolicy: Steps = (fields) => {
  const content = fields.value('PolicyDocument');
  return fields.list('Queues').map((url) => {
    const name = url.split('/').at(-1)!;
    const file = `${name}-policy.json`;
    return {
      title: `Set the access policy of the queue ${name}`,
      console: [`Select the queue ${code(name)}, then **Queue policies** and **Edit**.`, 'Under **Access policy** enter the document below, and select **Save**.'],
      documents: [paper(file, 'Access policy', content), paper(`${name}-attributes.json`, 'The same, as the command takes it', { Policy: JSON.stringify(content) })],
      commands: [aws('sqs set-queue-attributes', option('queue-url', url), option('attributes', `file://${name}-attributes.json`))],
    };
  });
};

/** EventBridge and its queues. */
export const eventSteps: Readonly<Record<string, Steps>> = {
  'AWS::Events::Connection': connection,
  'AWS::Events::ApiDestination': destination,
  'AWS::Events::Rule': rule,
  'AWS::Events::EventBus': bus,
  'AWS::Events::EventBusPolicy': busPolicy,
  'AWS::SQS::Queue': queue,
  'AWS::SQS::QueuePolicy': queuePolicy,
};
