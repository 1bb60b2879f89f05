import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  DeauthorizeConnectionCommand, DeleteApiDestinationCommand, DeleteConnectionCommand, DeleteEventBusCommand, DeleteRuleCommand, DisableRuleCommand,
  EnableRuleCommand, EventBridgeClient, ListTargetsByRuleCommand, PutRuleCommand, PutTargetsCommand, RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  AttachRolePolicyCommand, CreateAccessKeyCommand, CreateUserCommand, DeleteRoleCommand, DetachRolePolicyCommand, GetRoleCommand, IAMClient, PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutBucketNotificationConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DeleteQueueCommand, GetQueueAttributesCommand, ListQueuesCommand, PurgeQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Ajv2020 } from 'ajv/dist/2020';
import { CfnOutput, CfnParameter, SecretValue, type Stack } from 'aws-cdk-lib/core';
import { faultNames, faults } from './doctor-faults';
import { startEndpoint } from './endpoint';
import { CUSTOMER, deployIntegration, OTHER, PLATFORM, PRIMARY, type DeployedIntegration } from './integration';
import { cli, START_TIMEOUT } from './sample';
import {
  CloudTrailIngestPipeline, EventBridgeForwarder, ForwarderAuthorization, ForwarderEvents, LogNotification, ReadOnlyScannerRole, ScannerGrant, type EventBridgeForwarderProps,
} from '../../src';
import { runDoctor, type DoctorFlags } from '../../src/cli/doctor';
import type { Credentials } from '../../src/engine/collect/clients';
import { checks } from '../../src/engine/doctor/checks';
import type { DoctorLine } from '../../src/engine/doctor/report';
import { createStack } from '../emulator/support';

const schema = JSON.parse(readFileSync(join(__dirname, '../../docs/reference/schemas/doctor.schema.json'), 'utf8')) as object;

let integration: DeployedIntegration;
const flags: DoctorFlags = { stack: ['Events', 'Logs', 'Scanner', 'Onboarding'], stackSet: ['regional', 'console'], regions: [PRIMARY, OTHER], memberRole: 'OrganizationAccountAccessRole' };

beforeAll(async () => {
  integration = await deployIntegration();
}, START_TIMEOUT);
afterAll(() => integration?.stop());

/** Runs the doctor as a user of the customer's account does. */
async function doctor(more: DoctorFlags = {}, platform?: string, caller?: Credentials, preset?: string): Promise<{ code: number; lines: DoctorLine[]; out: string; err: string }> {
  const written = { out: '', err: '' };
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => { written.out += String(text); return true; }),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => { written.err += String(text); return true; }),
  ];
  const before = { ...process.env };
  Object.assign(process.env, integration.emulator.environment(CUSTOMER, PRIMARY));
  try {
    const credentials = (account: string) => async () => ({ accessKeyId: account, secretAccessKey: 'emulator' });
    const code = await runDoctor(preset, { ...flags, json: true, ...more }, caller ? async () => caller : credentials(CUSTOMER), platform === undefined ? undefined : credentials(platform));
    return { code, ...written, lines: more.json === false ? [] : JSON.parse(written.out) as DoctorLine[] };
  } finally {
    process.env = before;
    for (const spy of spies) spy.mockRestore();
  }
}

const brokenOf = (lines: readonly DoctorLine[]) => lines.filter(({ status }) => status === 'fail' || status === 'unknown');

test('a healthy integration: every link holds, nothing is left out', async () => {
  await integration.endpoint.settled(2);
  const { code, lines } = await doctor({}, PLATFORM);
  expect(brokenOf(lines)).toEqual([]);
  expect(lines.filter(({ status }) => status !== 'pass')).toEqual([]);
  expect(code).toBe(0);
  // Each check had something to look at, but those of which this integration has nothing.
  const looked = new Set(lines.map(({ check }) => check));
  expect(checks.flatMap(({ id, ids = [id] }) => ids).filter((id) => !looked.has(id))).toEqual(['bucket-notification']);
}, 120_000);

describe('each fault is named, and nothing else', () => {
  const names = faultNames();

  test.each(names)('%s', async (name) => {
    const { plant, check, at, evidence, flags: own } = faults(integration).find((fault) => fault.name === name)!;
    const undo = await plant?.();
    const { code, lines } = await doctor(own, PLATFORM).finally(undo);
    const broken = brokenOf(lines);
    expect([...new Set(broken.map((line) => `${line.status} ${line.check}`))]).toEqual([`fail ${check}`]);
    expect(broken.map(({ accountId, region }) => `${accountId}/${region}`)).toContain(at);
    expect(broken.map((line) => line.evidence).join('\n')).toMatch(evidence);
    expect(broken.every(({ fix }) => fix)).toBe(true);
    expect(code).toBe(1);
  }, 120_000);

  test('and when all are undone, every link holds', async () => {
    expect(brokenOf((await doctor({}, PLATFORM)).lines)).toEqual([]);
  }, 120_000);
});

describe('what a fault table does not show', () => {
  const only = (...stack: string[]): DoctorFlags => ({ stack, stackSet: [], memberRole: undefined });
  const happens = async (region = PRIMARY) => {
    const detail = { eventSource: 'kms.amazonaws.com', eventName: 'CreateKey', sourceIPAddress: '192.0.2.1', readOnly: false, requestParameters: {} };
    await integration.emulator.serviceEvents({ accountId: CUSTOMER, region, entries: [{ Source: 'aws.kms', DetailType: 'AWS API Call via CloudTrail', Detail: JSON.stringify(detail) }] });
  };
  /** Credentials of a new user of the customer's account who may do what the statements say. */
  const user = async (...Statement: object[]): Promise<Credentials> => {
    const [iam, UserName] = [new IAMClient(integration.options()), `user-${Date.now()}`];
    await iam.send(new CreateUserCommand({ UserName }));
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'given', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }) }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    return { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
  };
  const forwarder = (props: Partial<EventBridgeForwarderProps>) => (stack: Stack) => new EventBridgeForwarder(stack, 'Forwarder', {
    endpoint: integration.endpoint.url,
    authorization: ForwarderAuthorization.apiKey(SecretValue.secretsManager('platform-key')),
    ruleName: stack.stackName,
    events: ForwarderEvents.services('kms.amazonaws.com'),
    ...props,
  });

  test('what it prints is what its schema says', async () => {
    const events = new EventBridgeClient(integration.options());
    await events.send(new DisableRuleCommand({ Name: 'Events' }));
    const { lines } = await doctor(only('Events', 'Logs'));
    expect(new Set(lines.map(({ status }) => status))).toEqual(new Set(['pass', 'fail', 'skipped']));
    expect(new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false }).validate(schema, lines)).toBe(true);
  }, 60_000);

  test('for people: a line a link, the drift and the fix below it', async () => {
    const iam = new IAMClient(integration.options());
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'Scanner' }));
    const before = decodeURIComponent(Role!.AssumeRolePolicyDocument!);
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'Scanner', PolicyDocument: before.replace('agreed-7f3a', 'other-7f3a') }));
    const { out } = await doctor({ ...only('Events', 'Scanner', 'Logs'), json: false });
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'Scanner', PolicyDocument: before }));
    if (process.env.DOCTOR_SAMPLE) writeFileSync(process.env.DOCTOR_SAMPLE, out);
    const lines = out.trimEnd().split('\n');
    expect(lines.at(-1)).toBe('2 broken.');
    expect(lines.filter((line) => line.startsWith('FAIL')).map((line) => line.split(/ +/).slice(1, 3))).toEqual([['role-trust', '111111111111/us-east-1'], ['rule-enabled', '111111111111/us-east-1']]);
    const at = lines.findIndex((line) => line.startsWith('FAIL role-trust'));
    expect(lines.slice(at, at + 4)).toEqual([
      expect.stringMatching(/^FAIL role-trust +111111111111\/us-east-1 Scanner \w+: The trust policy of Scanner was changed:$/),
      expect.stringMatching(/^ {7}- .*"sts:externalid":\["agreed-7f3a"\]/),
      expect.stringMatching(/^ {7}\+ .*"sts:externalid":\["other-7f3a"\]/),
      expect.stringMatching(/^ {5}→ /),
    ]);
    expect(lines.filter((line) => /^ {5}→ /.test(line))).toHaveLength(2);
  }, 60_000);

  test('--fix repairs what is safe, says what it did, and looks again', async () => {
    // The rule is still disabled.
    await new SecretsManagerClient(integration.options()).send(new PutSecretValueCommand({ SecretId: 'platform-key', SecretString: 'key-of-fix' }));
    await new EventBridgeClient(integration.options()).send(new DeauthorizeConnectionCommand({ Name: 'Events' }));
    await new CloudTrailClient(integration.options()).send(new StopLoggingCommand({ Name: integration.outputs.logs.Trail }));
    await expect(doctor({ ...only('Events', 'Logs'), fix: true })).rejects.toThrow('there is no terminal: add --yes');
    const { code, lines, err } = await doctor({ ...only('Events', 'Logs'), fix: true, yes: true });
    expect(err.trim().split('\n').sort()).toEqual([
      'Done: authorise the connection Events in us-east-1 anew, with the secret as it is now.',
      'Done: set the rule Events in us-east-1 to ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS.',
      expect.stringMatching(/^Done: start the logging of the trail Logs-Pipeline-\w+ in us-east-1\.$/),
    ]);
    expect([brokenOf(lines), code]).toEqual([[], 0]);
    await integration.endpoint.settled();
    await happens();
    expect((await integration.endpoint.settled(1)).map(({ headers }) => headers['x-api-key'])).toEqual(['key-of-fix']);
  }, 60_000);

  test('--fix repairs nothing that is not named safe', async () => {
    const iam = new IAMClient(integration.options());
    const policy = { RoleName: 'Scanner', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' };
    await iam.send(new AttachRolePolicyCommand(policy));
    const { code, err } = await doctor({ ...only('Scanner'), fix: true, yes: true });
    await iam.send(new DetachRolePolicyCommand(policy));
    expect([err, code]).toEqual(['Nothing was repaired.\n', 1]);
  }, 60_000);

  test('a key is changed without a gap', async () => {
    const valid = new Set(['key-of-fix']);
    const refused: unknown[] = [];
    const arrives = async () => {
      await happens();
      for (const { headers } of await integration.endpoint.settled(1)) if (!valid.has(String(headers['x-api-key']))) refused.push(headers['x-api-key']);
      return integration.endpoint.deliveries.at(-1)!.headers['x-api-key'];
    };
    expect(await arrives()).toBe('key-of-fix');
    valid.add('key-3');
    // The emulator counts whole seconds.
    await sleep(1100);
    await new SecretsManagerClient(integration.options()).send(new PutSecretValueCommand({ SecretId: 'platform-key', SecretString: 'key-3' }));
    expect(await arrives()).toBe('key-of-fix');
    const { err, code } = await doctor({ ...only('Events', 'Logs'), fix: true, yes: true });
    expect([err, code]).toEqual(['Done: authorise the connection Events in us-east-1 anew, with the secret as it is now.\n', 0]);
    expect(await arrives()).toBe('key-3');
    valid.delete('key-of-fix');
    expect(await arrives()).toBe('key-3');
    expect(refused).toEqual([]);
  }, 60_000);

  test('what may not be read is unknown, and the missing action is named', async () => {
    const allowed = { Effect: 'Allow', Action: '*', Resource: '*' };
    const denied = { Effect: 'Deny', Action: ['events:DescribeRule', 'cloudtrail:GetTrailStatus', 'account:GetRegionOptStatus'], Resource: '*' };
    const { code, lines } = await doctor(only('Events', 'Logs'), undefined, await user(allowed, denied));
    const broken = brokenOf(lines);
    expect(new Set(broken.map(({ status }) => status))).toEqual(new Set(['unknown']));
    const missing = (check: string) => new Set(broken.filter((line) => line.check === check).map(({ evidence }) => /Not allowed to call ([\w:]+)/.exec(evidence)![1]));
    expect(new Set(broken.map(({ check }) => check))).toEqual(new Set(['region-enabled', 'trail-logging', 'trail-delivery', 'management-events-logged', 'rule-exists', 'rule-enabled', 'rule-pattern', 'rule-target']));
    expect([...missing('rule-exists'), ...missing('trail-logging'), ...missing('region-enabled')]).toEqual(['events:DescribeRule', 'cloudtrail:GetTrailStatus', 'account:GetRegionOptStatus']);
    expect(code).toBe(3);
  }, 60_000);

  test('the bundled command line, as a user runs it', async () => {
    const { accessKeyId, secretAccessKey } = await user({ Effect: 'Allow', NotAction: 'iam:ListRolePolicies', Resource: '*' });
    const environment = { ...integration.emulator.environment(CUSTOMER, PRIMARY), AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
    const { code, stdout } = await cli(['doctor', '--stack', 'Scanner', '--json'], environment);
    expect(brokenOf(JSON.parse(stdout) as DoctorLine[]).map(({ check, evidence }) => [check, evidence])).toEqual([
      ['role-policies', 'Not allowed to call iam:ListRolePolicies (AccessDenied).'],
    ]);
    expect(code).toBe(3);
    const people = await cli(['doctor', '--stack', 'Scanner'], integration.emulator.environment(CUSTOMER, PRIMARY));
    expect([people.stdout.trimEnd().split('\n').at(-1), people.code, people.stderr]).toEqual(['Every link holds.', 0, '']);
  }, 60_000);

  test('what the checks say they read is all they read', async () => {
    const Action = [...new Set(checks.flatMap(({ reads }) => reads))];
    const { code, lines } = await doctor({}, PLATFORM, await user({ Effect: 'Allow', Action, Resource: '*' }));
    expect([brokenOf(lines), code]).toEqual([[], 0]);
  }, 60_000);

  test('a stack that may not be read is unknown, not missing', async () => {
    const { code, lines } = await doctor({ ...only('Scanner'), regions: [PRIMARY] }, undefined, await user({ Effect: 'Allow', NotAction: 'cloudformation:GetTemplate', Resource: '*' }));
    expect(brokenOf(lines).map(({ check, status, evidence }) => [check, status, evidence])).toEqual([['stack-found', 'unknown', expect.stringContaining('cloudformation:GetTemplate')]]);
    expect(code).toBe(3);
  }, 60_000);

  test('a dead endpoint: the event is in the dead-letter queue, and the doctor says so', async () => {
    const gone = await startEndpoint();
    await gone.stop();
    await integration.deploy(CUSTOMER, PRIMARY, 'Dead', forwarder({ endpoint: gone.url, retryAttempts: 3, hello: false, events: ForwarderEvents.services('acm.amazonaws.com') }));
    const detail = { eventSource: 'acm.amazonaws.com', eventName: 'RequestCertificate', readOnly: false, requestParameters: {} };
    await integration.emulator.serviceEvents({ accountId: CUSTOMER, region: PRIMARY, entries: [{ Source: 'aws.acm', DetailType: 'AWS API Call via CloudTrail', Detail: JSON.stringify(detail) }] });
    await sleep(1000);
    const { lines } = await doctor({ ...only('Dead'), regions: [PRIMARY] });
    expect(brokenOf(lines).map(({ check, status }) => [check, status])).toEqual([['dead-letter-queue-empty', 'fail']]);
    expect(brokenOf(lines)[0].evidence).toMatch(/1 message waits .* of one the reason is SDK_CLIENT_ERROR: .*refused/i);
    // The reason was read without hiding the message from others.
    const [queue] = (await new SQSClient(integration.options()).send(new ListQueuesCommand({ QueueNamePrefix: 'Dead' }))).QueueUrls!;
    const { Attributes } = await new SQSClient(integration.options()).send(new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: ['ApproximateNumberOfMessages'] }));
    expect(Attributes!.ApproximateNumberOfMessages).toBe('1');
    // Once the queue is purged, the metric still tells that the newest deliveries failed.
    await new SQSClient(integration.options()).send(new PurgeQueueCommand({ QueueUrl: queue }));
    const after = brokenOf((await doctor({ ...only('Dead'), regions: [PRIMARY] })).lines);
    expect(after.map(({ check, status }) => [check, status])).toEqual([['events-arrive', 'fail']]);
    expect(after[0].evidence).toMatch(/none was delivered: 1 failed/);
  }, 60_000);

  test('what is deleted, one after the other, is named, and what hung on it is not', async () => {
    await integration.deploy(CUSTOMER, PRIMARY, 'Doomed', forwarder({ primaryRegion: PRIMARY, organizationId: 'o-a1b2c3d4e5', alarms: false }));
    const events = new EventBridgeClient(integration.options());
    const rule = async (Name: string, EventBusName?: string) => {
      await events.send(new RemoveTargetsCommand({ Rule: Name, EventBusName, Ids: ['Delivery'] }));
      await events.send(new DeleteRuleCommand({ Name, EventBusName }));
    };
    const named = async () => [...new Set(brokenOf((await doctor({ ...only('Doomed'), regions: [PRIMARY] })).lines).map(({ check, status }) => `${status} ${check}`))].sort();
    await integration.endpoint.settled(1);
    expect(await named()).toEqual([]);
    for (const name of ['Doomed', 'DoomedHello']) await rule(name, 'Doomed');
    await events.send(new DeleteEventBusCommand({ Name: 'Doomed' }));
    expect(await named()).toEqual(['fail hub-bus-policy']);
    await events.send(new DeleteApiDestinationCommand({ Name: 'Doomed' }));
    expect(await named()).toEqual(['fail api-destination-active', 'fail hub-bus-policy']);
    await events.send(new DeleteConnectionCommand({ Name: 'Doomed' }));
    expect(await named()).toEqual(['fail connection-authorized', 'fail hub-bus-policy']);
    await rule('Doomed');
    expect(await named()).toEqual(['fail connection-authorized', 'fail hub-bus-policy', 'fail rule-exists']);
    const [QueueUrl] = (await new SQSClient(integration.options()).send(new ListQueuesCommand({ QueueNamePrefix: 'Doomed' }))).QueueUrls!;
    await new SQSClient(integration.options()).send(new DeleteQueueCommand({ QueueUrl }));
    expect(await named()).toEqual(['fail connection-authorized', 'fail hub-bus-policy', 'fail queue-policy', 'fail rule-exists']);
  }, 60_000);

  test('a spoke whose hub was never deployed', async () => {
    await integration.deploy(CUSTOMER, OTHER, 'Lonely', forwarder({ primaryRegion: 'us-west-2' }));
    const { lines } = await doctor({ ...only('Lonely'), regions: [OTHER] });
    // Neither its rule nor its hello has a destination.
    expect(brokenOf(lines).map(({ check, region, status }) => [check, region, status])).toEqual([['hub-reachable', OTHER, 'fail'], ['hub-reachable', OTHER, 'fail']]);
    await integration.deploy(CUSTOMER, OTHER, 'Alone', (stack) => forwarder({ primaryRegion: new CfnParameter(stack, 'PrimaryRegion', { default: 'us-west-2' }).valueAsString })(stack));
    const alone = brokenOf((await doctor({ ...only('Alone'), regions: [OTHER] })).lines);
    expect(alone.map(({ check, region, evidence }) => [check, region, evidence])).toEqual([
      ['primary-region', 'us-west-2', 'The primary Region of Alone is us-west-2; it is in eu-west-1: what they send has no destination.'],
    ]);
  }, 60_000);

  test('a forwarder that no event has come through yet is not called healthy', async () => {
    await integration.deploy(CUSTOMER, PRIMARY, 'Quiet', forwarder({ hello: false, events: ForwarderEvents.services('ssm.amazonaws.com') }));
    const { code, lines } = await doctor({ ...only('Quiet'), regions: [PRIMARY] });
    expect(brokenOf(lines).map(({ check, status }) => [check, status])).toEqual([['events-arrive', 'unknown']]);
    expect(code).toBe(3);
  }, 60_000);

  test('a bucket that no longer tells of log files', async () => {
    await integration.deploy(CUSTOMER, PRIMARY, 'Told', (stack) => {
      const { bucketName } = new CloudTrailIngestPipeline(stack, 'Pipeline', { dashboard: false, notification: LogNotification.S3 });
      new CfnOutput(stack, 'Bucket', { value: bucketName });
    });
    const named = async () => brokenOf((await doctor({ ...only('Told'), regions: [PRIMARY] })).lines).map(({ check }) => check);
    expect(await named()).toEqual([]);
    const s3 = new S3Client(integration.options());
    const { StackResourceSummaries } = await new CloudFormationClient(integration.options()).send(new ListStackResourcesCommand({ StackName: 'Told' }));
    const { PhysicalResourceId: Bucket } = StackResourceSummaries!.find(({ ResourceType }) => ResourceType === 'AWS::S3::Bucket')!;
    await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: {} }));
    expect(await named()).toEqual(['bucket-notification']);
  }, 60_000);

  test('a trail whose bucket refuses its log files', async () => {
    await new S3Client(integration.options()).send(new CreateBucketCommand({ Bucket: 'somebody-elses' }));
    await createStack(integration.options(), 'OwnTrail', { Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { TrailName: 'own', S3BucketName: 'somebody-elses', IsLogging: true } } });
    const { lines } = await doctor({ ...only('OwnTrail'), regions: [PRIMARY] });
    expect(brokenOf(lines).map(({ check, evidence }) => [check, evidence])).toEqual([['trail-delivery', 'The trail own cannot deliver to its bucket: AccessDenied.']]);
  }, 60_000);

  test('a role that is gone', async () => {
    const iam = new IAMClient(integration.options());
    await createStack(integration.options(), 'Gone', {
      Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'gone', AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: PLATFORM }, Action: 'sts:AssumeRole' }] } } },
    });
    await iam.send(new DeleteRoleCommand({ RoleName: 'gone' }));
    const { lines } = await doctor({ ...only('Gone'), regions: [PRIMARY] });
    expect(brokenOf(lines).map(({ check, evidence }) => [check, evidence])).toEqual([['role-exists', 'The role gone is gone.']]);
  }, 60_000);

  test('without credentials of the platform the trust policy is evaluated', async () => {
    const { lines } = await doctor({ ...only('Scanner'), externalId: 'agreed-wrong' });
    expect(brokenOf(lines).map(({ check, evidence }) => [check, evidence])).toEqual([['platform-gets-in', 'The trust policy does not let arn:aws:iam::333333333333:root in (ImplicitDeny).']]);
    const { lines: right } = await doctor(only('Scanner'));
    expect(right.filter(({ check }) => /platform|external|other/.test(check)).map(({ check, status }) => [check, status])).toEqual(
      ['platform-gets-in', 'external-id-needed', 'other-external-id-refused', 'other-account-refused'].map((check) => [check, 'pass']));
  }, 60_000);

  test('a rule that was made by hand, link by link', async () => {
    const events = new EventBridgeClient(integration.options());
    const custom: DoctorFlags = { ...only(), stack: undefined, rule: ['Custom'], regions: [PRIMARY] };
    const named = async () => brokenOf((await doctor(custom)).lines).map(({ check, evidence }) => [check, evidence]);
    expect(await named()).toEqual([['stack-found', 'There is no rule Custom of account 111111111111 in us-east-1.']]);
    const { Targets: [{ Arn, RoleArn }] = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: 'Quiet' }));
    await events.send(new PutRuleCommand({ Name: 'Custom', EventPattern: '{"source":["aws.ssm"],"detail-type":["AWS API Call via CloudTrail"]}', State: 'DISABLED' }));
    expect(await named()).toEqual([
      ['rule-enabled', 'The rule Custom is DISABLED, it should be ENABLED: it forwards nothing.'], ['rule-target', 'The rule Custom has no target: it forwards nothing.'],
    ]);
    await events.send(new PutTargetsCommand({ Rule: 'Custom', Targets: [{ Id: 'api', Arn, RoleArn }] }));
    await events.send(new EnableRuleCommand({ Name: 'Custom' }));
    await events.send(new DeauthorizeConnectionCommand({ Name: 'Quiet' }));
    expect(await named()).toEqual([['connection-authorized', 'The connection Quiet is DEAUTHORIZED.']]);
  }, 60_000);

  test('a preset names the stacks that generate makes of it', async () => {
    const preset = { id: 'security-scanner', template: { stackName: 'security-scanner' } };
    await integration.deploy(CUSTOMER, PRIMARY, preset.template.stackName, (stack) => new ReadOnlyScannerRole(stack, 'Role', { trustedAccountId: PLATFORM, externalId: 'agreed-7f3a', roleName: 'OfPreset', grant: ScannerGrant.CORE }));
    const { code, lines } = await doctor({ ...only(), stack: undefined, regions: [PRIMARY] }, undefined, undefined, preset.id);
    expect([brokenOf(lines), code]).toEqual([[], 0]);
    const none = await doctor({ ...only(), stack: undefined, regions: [PRIMARY] }, undefined, undefined, 'aqtive-guard');
    expect(brokenOf(none.lines).map(({ check, evidence }) => [check, evidence]))
      .toEqual([['stack-found', 'There is no stack AQtiveGuard or AQtiveGuard-organization or AQtiveGuard-cloudtrail of account 111111111111 in us-east-1.']]);
  }, 60_000);
});
