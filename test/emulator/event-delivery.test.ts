import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, CreateStackCommand, DeleteStackCommand, DescribeStacksCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  DeauthorizeConnectionCommand, DescribeApiDestinationCommand, DescribeConnectionCommand, DescribeEventBusCommand, EventBridgeClient, PutEventsCommand,
  PutPermissionCommand,
} from '@aws-sdk/client-eventbridge';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ACCOUNT, createStack, root, START_TIMEOUT, untilDone } from './support';
import { Emulator, startEmulator } from '../../emulator/start';

let emulator: Emulator;
let events: EventBridgeClient;

beforeAll(async () => {
  emulator = await startEmulator();
  events = new EventBridgeClient(root(emulator));
}, START_TIMEOUT);

beforeEach(() => emulator.reset());
afterAll(() => emulator?.stop());

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const ROLE = `arn:aws:iam::${ACCOUNT}:role/absent`;
const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead' } };

/** A connection and an API destination; nobody listens there. */
const destination = (key: string, rate: number) => ({
  Connection: {
    Type: 'AWS::Events::Connection',
    Properties: { Name: 'connection', AuthorizationType: 'API_KEY', AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'X-API-Key', ApiKeyValue: key } } },
  },
  Destination: {
    Type: 'AWS::Events::ApiDestination',
    Properties: { Name: 'destination', ConnectionArn: arn('Connection'), InvocationEndpoint: 'http://127.0.0.1:9/', HttpMethod: 'POST', InvocationRateLimitPerSecond: rate },
  },
});

const rule = (properties: object) => ({ Rule: { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: ['test'] }, ...properties } } });

async function dead(): Promise<[string, string][]> {
  const sqs = new SQSClient(root(emulator));
  for (;;) {
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: `${emulator.endpoint}/${ACCOUNT}/dead`, MessageAttributeNames: ['All'] }));
    if (Messages) return Messages.map(({ MessageAttributes: { ERROR_MESSAGE: error, RETRY_ATTEMPTS: retries } = {} }) => [error.StringValue!, retries.StringValue!]);
    await sleep(20);
  }
}

const put = (bus = 'default') => events.send(new PutEventsCommand({ Entries: [{ Source: 'test', DetailType: 'test', Detail: '{}', EventBusName: bus }] }));

test('connections and API destinations are made, changed and removed with their stack', async () => {
  const client = new CloudFormationClient(root(emulator));
  await createStack(root(emulator), 'stack', destination('first', 10));
  const { ConnectionArn } = await events.send(new DescribeConnectionCommand({ Name: 'connection' }));
  expect(await events.send(new DescribeApiDestinationCommand({ Name: 'destination' }))).toMatchObject({ ConnectionArn, InvocationRateLimitPerSecond: 10 });
  await client.send(new UpdateStackCommand({ StackName: 'stack', TemplateBody: JSON.stringify({ Resources: destination('second', 20) }) }));
  await untilDone(client, 'stack');
  expect((await events.send(new DescribeApiDestinationCommand({ Name: 'destination' }))).InvocationRateLimitPerSecond).toBe(20);
  await client.send(new DeleteStackCommand({ StackName: 'stack' }));
  while (await client.send(new DescribeStacksCommand({ StackName: 'stack' })).then(() => true, () => false)) await sleep(20);
  await expect(events.send(new DescribeConnectionCommand({ Name: 'connection' }))).rejects.toThrow('does not exist');
  await expect(events.send(new DescribeApiDestinationCommand({ Name: 'destination' }))).rejects.toThrow('does not exist');
});

test('the policy of a bus has one statement for each resource', async () => {
  const policy = (sid: string) => ({
    Type: 'AWS::Events::EventBusPolicy',
    Properties: { EventBusName: { Ref: 'Bus' }, StatementId: sid, Statement: { Effect: 'Allow', Principal: '*', Action: 'events:PutEvents', Resource: arn('Bus') } },
  });
  await createStack(root(emulator), 'stack', { Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'bus' } }, A: policy('a'), B: policy('b') });
  const { Policy } = await events.send(new DescribeEventBusCommand({ Name: 'bus' }));
  expect(JSON.parse(Policy!).Statement.map(({ Sid }: { Sid: string }) => Sid).sort()).toEqual(['a', 'b']);
});

test.each<[string, object, string]>([
  ['an operator that EventBridge does not know', { EventPattern: { source: [{ begins: 'aws.' }] } }, 'Event pattern is not valid. Reason: Unrecognized match type begins'],
  ['a pattern beyond the quota', { EventPattern: { source: ['x'.repeat(2048)] } }, 'the quota is 2048'],
  ['a bus of another Region without a role', { Targets: [{ Id: 'bus', Arn: `arn:aws:events:eu-west-1:${ACCOUNT}:event-bus/default` }] }, 'RoleArn is required'],
  ['an API destination without a role', { Targets: [{ Id: 'api', Arn: `arn:aws:events:us-east-1:${ACCOUNT}:api-destination/a` }] }, 'RoleArn is required'],
])('a rule with %s is refused', async (_, properties, message) => {
  await expect(createStack(root(emulator), 'stack', rule(properties))).rejects.toThrow(message);
});

test('conditions may ask for the account and the Region, and generated names are of one Region', async () => {
  const at = { 'Fn::And': [{ 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, ACCOUNT] }, { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] }] };
  const names: Record<string, string> = {};
  for (const region of ['us-east-1', 'eu-west-1']) {
    const client = new CloudFormationClient(root(emulator, ACCOUNT, region));
    await client.send(new CreateStackCommand({
      StackName: 'named',
      TemplateBody: JSON.stringify({
        Conditions: { There: at },
        Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
        Outputs: { Name: { Value: { 'Fn::GetAtt': ['Queue', 'QueueName'] } }, Where: { Value: { 'Fn::If': ['There', 'there', 'here'] } } },
      }),
    }));
    const { Name, Where } = await untilDone(client, 'named');
    names[Where] = Name;
  }
  expect(Object.keys(names).sort()).toEqual(['here', 'there']);
  expect(names.here).not.toBe(names.there);
});

test('a connection that is not authorized delivers nothing: the event is a dead letter after its retries', async () => {
  await createStack(root(emulator), 'stack', {
    ...destination('key', 10),
    Dead: queue,
    ...rule({ Targets: [{ Id: 'api', Arn: arn('Destination'), RoleArn: ROLE, RetryPolicy: { MaximumRetryAttempts: 2 }, DeadLetterConfig: { Arn: arn('Dead') } }] }),
  });
  await put();
  expect(await dead()).toEqual([[expect.stringContaining('Connection refused'), '2']]);
  await events.send(new DeauthorizeConnectionCommand({ Name: 'connection' }));
  await put();
  expect(await dead()).toEqual([['Connection connection is not authorized', '2']]);
});

test('an event for a bus that does not exist is a dead letter', async () => {
  const bus = `arn:aws:events:eu-west-1:${ACCOUNT}:event-bus/nowhere`;
  await createStack(root(emulator), 'stack', { Dead: queue, ...rule({ Targets: [{ Id: 'bus', Arn: bus, RoleArn: ROLE, DeadLetterConfig: { Arn: arn('Dead') } }] }) });
  await put();
  expect(await dead()).toEqual([[`Event bus ${bus} does not exist`, '0']]);
});

test('an event of another account is not sent on to a third one', async () => {
  const [second, third] = ['222222222222', '333333333333'];
  const to = (account: string, bus: string) => [{ Id: 'bus', Arn: `arn:aws:events:us-east-1:${account}:event-bus/${bus}`, RoleArn: ROLE, DeadLetterConfig: { Arn: arn('Dead') } }];
  const busAndRule = (targets: object[]) => ({ Dead: queue, Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'bus' } }, ...rule({ EventBusName: { Ref: 'Bus' }, Targets: targets }) });
  await createStack(root(emulator, third), 'stack', { Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'bus' } } });
  await createStack(root(emulator, second), 'stack', busAndRule(to(third, 'bus')));
  await createStack(root(emulator), 'stack', rule({ Targets: to(second, 'bus').map(({ DeadLetterConfig, ...target }) => target) }));
  await put();
  const sqs = new SQSClient(root(emulator, second));
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: `${emulator.endpoint}/${second}/dead`, MessageAttributeNames: ['All'] }));
  expect(Messages!.map(({ MessageAttributes: { ERROR_MESSAGE: error } = {} }) => error.StringValue)).toEqual(['an event of another account is not sent on to a third one']);
});

test('a rule has metrics of what it delivered, and of what it gave up', async () => {
  await createStack(root(emulator, ACCOUNT, 'eu-west-1'), 'stack', { Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'bus' } } });
  const to = (bus: string) => ({ Targets: [{ Id: 'bus', Arn: `arn:aws:events:eu-west-1:${ACCOUNT}:event-bus/${bus}`, RoleArn: ROLE }] });
  await createStack(root(emulator), 'stack', { Here: rule({ Name: 'here', ...to('bus') }).Rule, Nowhere: rule({ Name: 'nowhere', ...to('nowhere') }).Rule });
  await put();
  const metrics = async (RuleName: string) => {
    const { MetricDataResults } = await new CloudWatchClient(root(emulator)).send(new GetMetricDataCommand({
      StartTime: new Date(Date.now() - 600_000),
      EndTime: new Date(Date.now() + 60_000),
      MetricDataQueries: ['Invocations', 'FailedInvocations'].map((MetricName) => ({
        Id: MetricName.toLowerCase(), MetricStat: { Metric: { Namespace: 'AWS/Events', MetricName, Dimensions: [{ Name: 'RuleName', Value: RuleName }] }, Period: 300, Stat: 'Sum' },
      })),
    }));
    return MetricDataResults!.map(({ Values }) => Values!.reduce((sum, each) => sum + each, 0));
  };
  expect([await metrics('here'), await metrics('nowhere')]).toEqual([[1, 0], [1, 1]]);
});

test('a permission on a bus, with a condition or as a whole policy', async () => {
  await createStack(root(emulator), 'stack', { Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'bus' } } });
  const policy = async () => JSON.parse((await events.send(new DescribeEventBusCommand({ Name: 'bus' }))).Policy!) as { Statement: object[] };
  const Condition = { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-1' };
  await events.send(new PutPermissionCommand({ EventBusName: 'bus', StatementId: 'one', Action: 'events:PutEvents', Principal: '*', Condition }));
  expect((await policy()).Statement).toEqual([expect.objectContaining({ Sid: 'one', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })]);
  const whole = { Version: '2012-10-17', Statement: [{ Sid: 'two', Effect: 'Allow', Principal: '*', Action: 'events:PutEvents', Resource: '*' }] };
  await events.send(new PutPermissionCommand({ EventBusName: 'bus', Policy: JSON.stringify(whole) }));
  expect(await policy()).toEqual(whole);
  await expect(events.send(new PutPermissionCommand({ EventBusName: 'absent', Policy: JSON.stringify(whole) }))).rejects.toThrow('does not exist');
});
