import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, DeleteStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeApiDestinationCommand, DescribeConnectionCommand, DescribeRuleCommand, DisableRuleCommand, EventBridgeClient, ListTargetsByRuleCommand,
  PutEventsCommand, PutRuleCommand, PutTargetsCommand, UpdateConnectionCommand,
} from '@aws-sdk/client-eventbridge';
import { DeleteRolePolicyCommand, IAMClient, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { ReceiveMessageCommand, SQSClient, type Message } from '@aws-sdk/client-sqs';
import { App, BootstraplessSynthesizer, CfnOutput, CfnParameter, CfnStackSet, SecretValue, Stack } from 'aws-cdk-lib/core';
import { startEndpoint, type Delivery, type Endpoint } from './endpoint';
import { clientOptions } from '../../emulator/client';
import { deployAssembly } from '../../emulator/deploy';
import { createOrganization } from '../../emulator/organization';
import { startEmulator, type Emulator } from '../../emulator/start';
import { EventBridgeForwarder, ForwarderAuthorization, ForwarderEvents, ScannerStream, type EventBridgeForwarderProps } from '../../src';
import { createStack, START_TIMEOUT } from '../emulator/support';

const HUB = '111111111111';
const MEMBER = '222222222222';
const STRANGER = '333333333333';
const [PRIMARY, OTHER] = ['us-east-1', 'eu-west-1'];
const KEY = { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'platform-key', SecretString: 'key-7f3a' } };

let endpoint: Endpoint;
let emulator: Emulator;
let folder: string;
let organizationId: string;
let rootId: string;
let serial = 0;

beforeAll(async () => {
  endpoint = await startEndpoint();
  // The server reads it when it starts.
  process.env.SSL_CERT_FILE = endpoint.certificate;
  emulator = await startEmulator({ auth: true });
  delete process.env.SSL_CERT_FILE;
  folder = mkdtempSync(join(tmpdir(), 'forwarder-'));
  ({ id: organizationId, rootId } = await createOrganization(emulator, {
    management: { id: HUB, name: 'Management' }, accounts: [{ id: MEMBER, name: 'Member' }],
  }));
  for (const account of [HUB, STRANGER]) {
    for (const region of [PRIMARY, OTHER]) await createStack(clientOptions(emulator, account, region), 'key', { Key: KEY });
  }
}, START_TIMEOUT);

afterAll(async () => {
  await emulator?.stop();
  await endpoint?.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Outputs = Record<string, string>;

/** Synthesizes a stack that is known to no account and no Region; answers the directory of the assembly. */
function synthesizedStack(name: string, fill: (stack: Stack) => void): string {
  const app = new App({ outdir: mkdtempSync(join(folder, 'cdk.out-')), analyticsReporting: false });
  fill(new Stack(app, name, { synthesizer: new BootstraplessSynthesizer() }));
  return app.synth().directory;
}

const synthesized = (name: string, props: (stack: Stack) => Partial<EventBridgeForwarderProps>) => synthesizedStack(name, (stack) => {
  const forwarder = new EventBridgeForwarder(stack, 'Forwarder', {
    endpoint: endpoint.url, authorization: ForwarderAuthorization.apiKey(SecretValue.secretsManager('platform-key')), ruleName: name, ...props(stack),
  });
  new CfnOutput(stack, 'Queue', { value: forwarder.deadLetterQueue.queueUrl });
  new CfnOutput(stack, 'Role', { value: forwarder.role.roleName });
});

/** Synthesizes a template with a forwarder; answers how to deploy it somewhere. */
function template(name: string, props: (stack: Stack) => Partial<EventBridgeForwarderProps>) {
  const directory = synthesized(name, props);
  return async (accountId: string, region: string, parameters: Record<string, string> = {}): Promise<Outputs> =>
    (await deployAssembly(directory, emulator, { accountId, region, parameters }))[name];
}

interface Call { readonly eventSource: string; readonly eventName: string; readonly sourceIPAddress?: string; readonly readOnly?: boolean; readonly requestParameters?: object | null }

/** An event of CloudTrail, as it puts it on the default bus. */
async function happens(accountId: string, region: string, call: Call, detailType = 'AWS API Call via CloudTrail'): Promise<string> {
  serial += 1;
  const detail = {
    eventVersion: '1.11',
    eventID: `event-${serial}`,
    awsRegion: region,
    recipientAccountId: accountId,
    sourceIPAddress: '192.0.2.1',
    readOnly: false,
    userIdentity: { type: 'IAMUser', userName: 'ann' },
    requestParameters: {},
    ...call,
  };
  await emulator.serviceEvents({ accountId, region, entries: [{ Source: `aws.${call.eventSource.split('.')[0]}`, DetailType: detailType, Detail: JSON.stringify(detail) }] });
  return detail.eventID;
}

const CREATE_KEY: Call = { eventSource: 'kms.amazonaws.com', eventName: 'CreateKey' };
const idOf = ({ event }: Delivery) => event.detail.eventID;

/** Waits for the messages of a dead-letter queue. */
async function deadLetters(accountId: string, region: string, queue: string): Promise<Message[]> {
  const sqs = new SQSClient(clientOptions(emulator, accountId, region));
  return (await sqs.send(new ReceiveMessageCommand({ QueueUrl: queue, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }))).Messages ?? [];
}

const reason = ({ MessageAttributes: attributes }: Message) => attributes!.ERROR_CODE.StringValue;

describe('a hub and its spokes, one template in two Regions of two accounts', () => {
  const places = [[HUB, PRIMARY], [HUB, OTHER], [MEMBER, PRIMARY], [MEMBER, OTHER]] as const;
  let deploy: ReturnType<typeof template>;
  let stranger: Outputs;

  beforeAll(async () => {
    deploy = template('Events', (stack) => ({
      events: ForwarderEvents.changes(ScannerStream.KMS, ScannerStream.IAM),
      primaryRegion: new CfnParameter(stack, 'PrimaryRegion').valueAsString,
      hubAccountId: new CfnParameter(stack, 'HubAccount').valueAsString,
      organizationId: new CfnParameter(stack, 'Organization').valueAsString,
    }));
    for (const [account, region] of places) await deploy(account, region, { PrimaryRegion: PRIMARY, HubAccount: HUB, Organization: organizationId });
    stranger = await deploy(STRANGER, PRIMARY, { PrimaryRegion: PRIMARY, HubAccount: HUB, Organization: organizationId });
  }, 120_000);

  test('say hello from each place, through the whole path', async () => {
    const hellos = await endpoint.settled(places.length);
    expect(hellos.map(({ event }) => [event.account, event.region, event['detail-type']]).sort())
      .toEqual(places.map(([account, region]) => [account, region, 'CloudFormation Stack Status Change']).sort());
    for (const { event } of hellos) {
      expect(event.detail['stack-id']).toMatch(new RegExp(`^arn:aws:cloudformation:${event.region}:${event.account}:stack/Events/`));
      expect(event.detail['status-details']).toMatchObject({ status: 'CREATE_COMPLETE' });
    }
  });

  test('deliver each event once, as it was, with the key', async () => {
    const expected = [];
    for (const [account, region] of places) expected.push([account, region, await happens(account, region, CREATE_KEY)]);
    const deliveries = await endpoint.settled(expected.length);
    expect(deliveries.map(({ event }) => [event.account, event.region, event.detail.eventID]).sort()).toEqual(expected.sort());
    for (const { event, headers } of deliveries) {
      expect(headers['x-api-key']).toBe('key-7f3a');
      expect(event).toMatchObject({ 'source': 'aws.kms', 'detail-type': 'AWS API Call via CloudTrail', 'detail': { eventName: 'CreateKey', recipientAccountId: event.account } });
    }
  });

  test('leave alone what was not asked for', async () => {
    await happens(MEMBER, OTHER, { eventSource: 'kms.amazonaws.com', eventName: 'Encrypt' });
    // The name is a change of KMS, the source is not.
    await happens(MEMBER, OTHER, { eventSource: 'sns.amazonaws.com', eventName: 'TagResource' });
    await happens(MEMBER, OTHER, { eventSource: 'kms.amazonaws.com', eventName: 'CreateKey' }, 'AWS Service Event via CloudTrail');
    expect(await endpoint.settled()).toEqual([]);
  });

  test('an account outside the organisation gets nothing through: its events are in its own dead-letter queue', async () => {
    await happens(STRANGER, PRIMARY, CREATE_KEY);
    expect(await endpoint.settled()).toEqual([]);
    const letters = await deadLetters(STRANGER, PRIMARY, stranger.Queue);
    expect(letters.map(reason)).toEqual(['NO_PERMISSIONS', 'NO_PERMISSIONS']);
    expect(letters.map(({ Body }) => JSON.parse(Body!)['detail-type']).sort()).toEqual(['AWS API Call via CloudTrail', 'CloudFormation Stack Status Change']);
  });

  test('rules, targets and states are those of the template', async () => {
    const rulesOf = async (account: string, region: string, EventBusName?: string) => {
      const client = new EventBridgeClient(clientOptions(emulator, account, region));
      const { State } = await client.send(new DescribeRuleCommand({ Name: 'Events', EventBusName }));
      const { Targets } = await client.send(new ListTargetsByRuleCommand({ Rule: 'Events', EventBusName }));
      return { State, arns: Targets!.map(({ Arn }) => Arn), retry: Targets![0].RetryPolicy };
    };
    const retry = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 };
    const destination = expect.stringContaining(`arn:aws:events:${PRIMARY}:${HUB}:api-destination/Events`);
    expect(await rulesOf(HUB, PRIMARY)).toEqual({ State: 'ENABLED', arns: [destination], retry });
    expect(await rulesOf(HUB, PRIMARY, 'Events')).toEqual({ State: 'ENABLED', arns: [destination], retry });
    for (const [account, region] of places.slice(1)) {
      expect(await rulesOf(account, region)).toEqual({ State: 'ENABLED', arns: [`arn:aws:events:${PRIMARY}:${HUB}:event-bus/Events`], retry });
    }
  });
});

describe('every event of one Region', () => {
  let outputs: Outputs;
  let client: EventBridgeClient;

  beforeAll(async () => {
    outputs = await template('Everything', () => ({ events: ForwarderEvents.all(), readOnlyEvents: true, signInEvents: true }))(STRANGER, OTHER);
    client = new EventBridgeClient(clientOptions(emulator, STRANGER, OTHER));
    expect((await endpoint.settled(1)).map(({ event }) => event['detail-type'])).toEqual(['CloudFormation Stack Status Change']);
  }, 60_000);

  test('reads and sign-ins too', async () => {
    const ids = [
      await happens(STRANGER, OTHER, { eventSource: 'kms.amazonaws.com', eventName: 'DescribeKey', readOnly: true }),
      await happens(STRANGER, OTHER, { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', requestParameters: null }, 'AWS Console Sign In via CloudTrail'),
    ];
    expect((await endpoint.settled(ids.length)).map(idOf).sort()).toEqual(ids.sort());
  });

  test('but not what a delivery brings about, which a rule without the guard sees', async () => {
    const { QueueUrl, QueueArn } = await createStack(clientOptions(emulator, STRANGER, OTHER), 'witness', { Queue: { Type: 'AWS::SQS::Queue' } }, {
      QueueUrl: { Value: { Ref: 'Queue' } }, QueueArn: { Value: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
    });
    const unguarded = { Name: 'Witness', State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS', EventPattern: '{"source":[{"prefix":"aws."}],"detail-type":["AWS API Call via CloudTrail"]}' } as const;
    await client.send(new PutRuleCommand(unguarded));
    await client.send(new PutTargetsCommand({ Rule: 'Witness', Targets: [{ Id: 'queue', Arn: QueueArn }] }));
    const id = await happens(STRANGER, OTHER, CREATE_KEY);
    expect((await endpoint.settled(1)).map(idOf)).toEqual([id]);
    const seen = (await deadLetters(STRANGER, OTHER, QueueUrl)).map(({ Body }) => JSON.parse(Body!).detail.eventName);
    expect(seen.sort()).toEqual(['AssumeRole', 'CreateKey', 'Decrypt', 'GetSecretValue']);
  });

  test('without the guard one event would never come to rest', async () => {
    const { Targets } = await client.send(new ListTargetsByRuleCommand({ Rule: 'Everything' }));
    // A name that begins as the forwarder's does: its role delivers for it.
    await client.send(new PutRuleCommand({ Name: 'EverythingUnguarded', EventPattern: '{"detail-type":["AWS API Call via CloudTrail"],"detail":{"eventName":["CreateKey","AssumeRole"]}}' }));
    await client.send(new PutTargetsCommand({ Rule: 'EverythingUnguarded', Targets }));
    await happens(STRANGER, OTHER, CREATE_KEY);
    const before = endpoint.deliveries.length;
    while (endpoint.deliveries.length < before + 20) await sleep(20);
    await client.send(new DisableRuleCommand({ Name: 'EverythingUnguarded' }));
    const loop = (await endpoint.settled()).map(({ event }) => event.detail.eventName);
    expect(loop.filter((name) => name === 'AssumeRole').length).toBeGreaterThan(10);
  });

  test('a forged event is not forwarded', async () => {
    const forged = (Source: string) => ({ Source, DetailType: 'AWS API Call via CloudTrail', Detail: JSON.stringify({ ...CREATE_KEY, sourceIPAddress: '192.0.2.1', eventID: 'forged' }) });
    const { Entries } = await client.send(new PutEventsCommand({ Entries: ['aws.kms', 'kms', 'aws', 'AWS.kms'].map(forged) }));
    expect(Entries!.map(({ ErrorCode }) => ErrorCode)).toEqual(['NotAuthorizedForSourceException', undefined, undefined, undefined]);
    expect(await endpoint.settled()).toEqual([]);
  });

  test('is tried again when the endpoint is busy, and comes once', async () => {
    endpoint.answers.push(503, 429, 500);
    const id = await happens(STRANGER, OTHER, CREATE_KEY);
    expect((await endpoint.settled(1)).map(idOf)).toEqual([id]);
    expect(endpoint.answers).toEqual([]);
    expect(await deadLetters(STRANGER, OTHER, outputs.Queue)).toEqual([]);
  });

  test('is tried again when the endpoint does not answer in time', async () => {
    endpoint.answers.push(0);
    const id = await happens(STRANGER, OTHER, CREATE_KEY);
    expect((await endpoint.settled(1)).map(idOf)).toEqual([id]);
    expect(endpoint.answers).toEqual([]);
  });

  test('comes from another forwarder too, and neither feeds the other', async () => {
    await template('Second', () => ({ events: ForwarderEvents.all(), readOnlyEvents: true, hello: false }))(STRANGER, OTHER);
    const id = await happens(STRANGER, OTHER, CREATE_KEY);
    expect((await endpoint.settled(2)).map(idOf)).toEqual([id, id]);
    await client.send(new DisableRuleCommand({ Name: 'Second' }));
  });

  test('goes to the dead-letter queue at once when the endpoint refuses it', async () => {
    endpoint.answers.push(400);
    const id = await happens(STRANGER, OTHER, CREATE_KEY);
    expect(await endpoint.settled()).toEqual([]);
    const letters = await deadLetters(STRANGER, OTHER, outputs.Queue);
    expect(letters.map(({ Body, MessageAttributes: { ERROR_MESSAGE: error, RETRY_ATTEMPTS: retries } = {} }) => [JSON.parse(Body!).detail.eventID, error.StringValue, retries.StringValue]))
      .toEqual([[id, 'HTTP status 400', '0']]);
  });

  test('is delivered with the permission of the role only', async () => {
    const iam = new IAMClient(clientOptions(emulator, STRANGER));
    const { PolicyNames: [PolicyName] = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName: outputs.Role }));
    await iam.send(new DeleteRolePolicyCommand({ RoleName: outputs.Role, PolicyName }));
    await happens(STRANGER, OTHER, CREATE_KEY);
    expect(await endpoint.settled()).toEqual([]);
    expect((await deadLetters(STRANGER, OTHER, outputs.Queue)).map(reason)).toEqual(['NO_PERMISSIONS']);
  });
});

test('a dead endpoint: after its tries, an event is in the dead-letter queue', async () => {
  const gone = await startEndpoint();
  await gone.stop();
  const { Queue } = await template('Dead', (stack) => ({ endpoint: gone.url, retryAttempts: 5, hello: false, events: ForwarderEvents.services('kms.amazonaws.com'), ruleName: stack.stackName }))(HUB, OTHER);
  const id = await happens(HUB, OTHER, { eventSource: 'kms.amazonaws.com', eventName: 'Encrypt' });
  let letters: Message[] = [];
  while (letters.length === 0) letters = await deadLetters(HUB, OTHER, Queue);
  expect(letters.map(({ Body, MessageAttributes: { RETRY_ATTEMPTS: retries } = {} }) => [JSON.parse(Body!).detail.eventID, retries.StringValue])).toEqual([[id, '5']]);
});

describe('one template with the names and the parameters of a platform', () => {
  const regions = ['us-west-2', 'ap-south-1'];
  const names = { ruleName: 'AQtiveGuardFilteredEventsRule', apiDestinationName: 'AQGAWSDestinationApiRoute', connectionName: 'AQGAWSConnectionKey' };
  const parameters = { AQGAPIKeyParameter: 'token-9b1c', PrimaryRegion: regions[0] };
  const platform = (stack: Stack) => ({
    ...names,
    events: ForwarderEvents.services('kms.amazonaws.com'),
    readOnlyEvents: true,
    authorization: ForwarderAuthorization.apiKey(SecretValue.cfnParameter(new CfnParameter(stack, 'AQGAPIKeyParameter', { noEcho: true }))),
    primaryRegion: new CfnParameter(stack, 'PrimaryRegion', { default: '' }).valueAsString,
  });
  let directory: string;

  beforeAll(() => {
    directory = synthesized('Platform', platform);
  });

  /** What arrives when something is read in each Region: where from, with which key. */
  const arrives = async (account: string, from = regions) => {
    await endpoint.settled(from.length);
    for (const region of from) await happens(account, region, { eventSource: 'kms.amazonaws.com', eventName: 'DescribeKey', readOnly: true });
    return (await endpoint.settled(from.length)).map(({ event, headers }) => [event.account, event.region, headers['x-api-key']]);
  };
  const once = (account: string, from = regions) => expect.arrayContaining(from.map((region) => [account, region, 'token-9b1c']));

  /** What the platform's troubleshooting looks at, in the primary Region. */
  const looksRight = async (account: string) => {
    const client = new EventBridgeClient(clientOptions(emulator, account, regions[0]));
    const { State } = await client.send(new DescribeRuleCommand({ Name: names.ruleName }));
    const { Targets } = await client.send(new ListTargetsByRuleCommand({ Rule: names.ruleName }));
    const { ApiDestinationArn, ApiDestinationState } = await client.send(new DescribeApiDestinationCommand({ Name: names.apiDestinationName }));
    const { ConnectionState } = await client.send(new DescribeConnectionCommand({ Name: names.connectionName }));
    expect([State, ApiDestinationState, ConnectionState]).toEqual(['ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS', 'ACTIVE', 'AUTHORIZED']);
    expect(Targets!.map(({ Arn }) => Arn)).toEqual([ApiDestinationArn]);
  };

  test('in a single Region', async () => {
    await deployAssembly(directory, emulator, { accountId: STRANGER, region: regions[0], parameters: { ...parameters, PrimaryRegion: '' } });
    const arrived = await arrives(STRANGER, regions.slice(0, 1));
    expect(arrived).toEqual([[STRANGER, regions[0], 'token-9b1c']]);
    await looksRight(STRANGER);
  });

  test('in several Regions, stack by stack', async () => {
    for (const region of regions) await deployAssembly(directory, emulator, { accountId: HUB, region, parameters });
    const arrived = await arrives(HUB);
    expect([arrived, arrived.length]).toEqual([once(HUB), 2]);
    await looksRight(HUB);
  });

  test('in several Regions, by a stack set', async () => {
    const templateBody = readFileSync(join(directory, 'Platform.template.json'), 'utf8');
    const set = synthesizedStack('StackSet', (stack) => new CfnStackSet(stack, 'Set', {
      stackSetName: 'platform',
      permissionModel: 'SERVICE_MANAGED',
      autoDeployment: { enabled: true, retainStacksOnAccountRemoval: false },
      capabilities: ['CAPABILITY_NAMED_IAM'],
      parameters: Object.entries(parameters).map(([parameterKey, parameterValue]) => ({ parameterKey, parameterValue })),
      stackInstancesGroup: [{ deploymentTargets: { organizationalUnitIds: [rootId] }, regions: EventBridgeForwarder.deploymentOrder(regions[0], [...regions].reverse()) }],
      templateBody,
    }));
    await deployAssembly(set, emulator, { accountId: HUB });
    const arrived = await arrives(MEMBER);
    expect([arrived, arrived.length]).toEqual([once(MEMBER), 2]);
    await looksRight(MEMBER);
  });
});

describe('authorisation', () => {
  const key = SecretValue.secretsManager('platform-key');
  const events = ForwarderEvents.services('acm.amazonaws.com');
  const headerOf = async () => {
    await happens(STRANGER, PRIMARY, { eventSource: 'acm.amazonaws.com', eventName: 'RequestCertificate' });
    return (await endpoint.settled(1)).map(({ headers }) => headers.authorization);
  };

  test('by user name and password', async () => {
    await template('Basic', () => ({ authorization: ForwarderAuthorization.basic('ann', key), events, hello: false, ruleName: 'Authorised' }))(STRANGER, PRIMARY);
    expect(await headerOf()).toEqual([`Basic ${Buffer.from('ann:key-7f3a').toString('base64')}`]);
    await remove('Basic');
  });

  test('by OAuth client credentials, with another token after one that was refused', async () => {
    const authorizationEndpoint = endpoint.url.replace('/events', '/token');
    const authorization = ForwarderAuthorization.oauthClientCredentials({ authorizationEndpoint, clientId: 'aws', clientSecret: key, scope: 'events' });
    await template('OAuth', () => ({ authorization, events, hello: false, ruleName: 'Authorised' }))(STRANGER, PRIMARY);
    expect(await headerOf()).toEqual(['Bearer token-1']);
    expect(Object.fromEntries(new URLSearchParams(endpoint.tokenRequests[0]))).toEqual({ grant_type: 'client_credentials', client_id: 'aws', client_secret: 'key-7f3a', scope: 'events' });
    endpoint.answers.push(401);
    expect(await headerOf()).toEqual(['Bearer token-2']);
  });

  test('by a new key as soon as the connection has it', async () => {
    await template('Rotated', () => ({ events: ForwarderEvents.services('ssm.amazonaws.com'), hello: false }))(STRANGER, PRIMARY);
    const keyOf = async () => {
      await happens(STRANGER, PRIMARY, { eventSource: 'ssm.amazonaws.com', eventName: 'PutParameter' });
      return (await endpoint.settled(1)).map(({ headers }) => headers['x-api-key']);
    };
    expect(await keyOf()).toEqual(['key-7f3a']);
    await new EventBridgeClient(clientOptions(emulator, STRANGER, PRIMARY)).send(new UpdateConnectionCommand({
      Name: 'Rotated', AuthorizationType: 'API_KEY', AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'X-API-Key', ApiKeyValue: 'key-8a4b' } },
    }));
    expect(await keyOf()).toEqual(['key-8a4b']);
  });

  async function remove(StackName: string): Promise<void> {
    const client = new CloudFormationClient(clientOptions(emulator, STRANGER, PRIMARY));
    await client.send(new DeleteStackCommand({ StackName }));
    while (await client.send(new DescribeStacksCommand({ StackName })).then(() => true, () => false)) await sleep(50);
  }
});

test('what the endpoint gets in place of the event', async () => {
  const deploy = template('Transformed', (stack) => ({
    hello: false,
    primaryRegion: new CfnParameter(stack, 'PrimaryRegion').valueAsString,
    events: ForwarderEvents.matching({ eventName: [{ prefix: 'Forget' }] }),
    inputTemplate: '{"detail": {"who": "<who>", "what": <what>}}',
    inputPaths: { who: '$.detail.userIdentity.userName', what: '$.detail.eventName' },
  }));
  for (const region of [PRIMARY, OTHER]) await deploy(STRANGER, region, { PrimaryRegion: PRIMARY });
  for (const region of [PRIMARY, OTHER]) await happens(STRANGER, region, { eventSource: 'kms.amazonaws.com', eventName: `ForgetIn${region}` });
  expect((await endpoint.settled(2)).map(({ event }) => event).filter(({ detail }) => detail.who).sort((a, b) => (String(a.detail.what) < String(b.detail.what) ? -1 : 1)))
    .toEqual([OTHER, PRIMARY].map((region) => ({ detail: { who: 'ann', what: `ForgetIn${region}` } })));
});
