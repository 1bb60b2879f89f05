import { CloudFormationClient, CreateChangeSetCommand, CreateStackCommand, DeleteStackCommand, DescribeStacksCommand, ListChangeSetsCommand } from '@aws-sdk/client-cloudformation';
import { GetRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { role, samples } from './samples';
import { Emulator, startEmulator } from '../../../emulator/start';
import { toJson, toYaml } from '../../../src/engine/template/cloudformation';
import { changeLine, DeploymentFailed, DeploymentRefused, propose, type StackProgress } from '../../../src/engine/template/deploy';
import { InvalidTemplate, type DeploymentTemplate, type Resource, type Template } from '../../../src/engine/template/template';
import { ACCOUNT, root, START_TIMEOUT, untilDone } from '../../emulator/support';

let emulator: Emulator;
let client: CloudFormationClient;

beforeAll(async () => {
  emulator = await startEmulator();
}, START_TIMEOUT);
beforeEach(async () => {
  await emulator.reset();
  client = new CloudFormationClient(root(emulator));
});
afterAll(() => emulator?.stop());

let count = 0;
const options = () => ({ changeSetName: `proposal-${count++}`, pollMs: 20 });
const statusOf = (name: string) => client.send(new DescribeStacksCommand({ StackName: name })).then(({ Stacks }) => Stacks![0].StackStatus, (error: Error) => error.message);
const absent = expect.stringContaining('does not exist');

const topic = (properties: object = {}): Resource => ({ Type: 'AWS::SNS::Topic', Properties: { TopicName: 'alerts', ...properties } });
const deployment = (Resources: Record<string, Resource>, more: Partial<Template> = {}, parameters: Record<string, string> = {}): DeploymentTemplate => ({
  file: 'topic.json', title: 'Topic', stackName: 'topic', place: 'the account', template: { Resources, ...more }, parameters,
});

test('a new role is shown, deployed and read back', async () => {
  const proposal = (await propose(client, { ...role, parameters: { ExternalId: 'chosen-1' } }, options()))!;
  expect(proposal.kind).toBe('CREATE');
  expect(proposal.changes.filter(({ type }) => type === 'AWS::IAM::Role').map(changeLine)).toEqual(['Add AWS::IAM::Role ScannerE749E069']);
  expect(proposal.changes).toHaveLength(Object.keys(role.template.Resources).length);
  expect((await new IAMClient(root(emulator)).send(new ListRolesCommand({}))).Roles!.map(({ RoleName }) => RoleName)).not.toContain('SecurityScanner');
  const seen: StackProgress[] = [];
  const outputs = await proposal.execute((progress) => seen.push(progress));
  expect(outputs).toEqual({ RoleARN: `arn:aws:iam::${ACCOUNT}:role/scanners/SecurityScanner` });
  const { Role } = await new IAMClient(root(emulator)).send(new GetRoleCommand({ RoleName: 'SecurityScanner' }));
  expect(decodeURIComponent(Role!.AssumeRolePolicyDocument!)).toContain('chosen-1');
  expect(seen.filter(({ logicalId }) => logicalId === 'ScannerE749E069').map(({ status }) => status)).toEqual(['CREATE_IN_PROGRESS', 'CREATE_COMPLETE']);
  expect(seen.at(-1)).toMatchObject({ logicalId: role.stackName, status: 'CREATE_COMPLETE' });
});

test('an update says what changes and what is replaced, keeps parameters, and a second one says that nothing changes', async () => {
  const parameters = { Parameters: { Greeting: { Type: 'String' } } };
  const named = (Name: string): Resource => ({ Type: 'AWS::SSM::Parameter', Properties: { Name, Type: 'String', Value: { Ref: 'Greeting' } } });
  await (await propose(client, deployment({ Value: named('/first'), Queue: { Type: 'AWS::SQS::Queue' } }, parameters, { Greeting: 'hello' }), options()))!.execute();
  const changed = deployment({ Value: named('/second'), Other: topic() }, parameters);
  const proposal = (await propose(client, changed, options()))!;
  expect(proposal.kind).toBe('UPDATE');
  expect(proposal.changes.map(changeLine).sort()).toEqual([
    'Add AWS::SNS::Topic Other',
    'Modify AWS::SSM::Parameter Value (/first), is replaced: Name',
    expect.stringMatching(/^Remove AWS::SQS::Queue Queue \(http.*\)$/),
  ]);
  await proposal.execute();
  expect((await new SSMClient(root(emulator)).send(new GetParameterCommand({ Name: '/second' }))).Parameter!.Value).toBe('hello');
  expect(await propose(client, changed, options())).toBeUndefined();
  expect((await client.send(new ListChangeSetsCommand({ StackName: 'topic' }))).Summaries!.filter(({ ExecutionStatus }) => ExecutionStatus !== 'EXECUTE_COMPLETE')).toEqual([]);
  expect(await statusOf('topic')).toBe('UPDATE_COMPLETE');
});

test('a no leaves nothing: no stack that was to be created, no change set of one that stands', async () => {
  await (await propose(client, deployment({ Topic: topic() }), options()))!.discard();
  expect(await statusOf('topic')).toEqual(absent);
  await (await propose(client, deployment({ Topic: topic() }), options()))!.execute();
  await (await propose(client, deployment({ Topic: topic({ DisplayName: 'new' }) }), options()))!.discard();
  expect(await statusOf('topic')).toBe('CREATE_COMPLETE');
  expect((await client.send(new ListChangeSetsCommand({ StackName: 'topic' }))).Summaries!.filter(({ ExecutionStatus }) => ExecutionStatus === 'AVAILABLE')).toEqual([]);
});

test('a stack in review that somebody else began is left to them', async () => {
  const theirs = { StackName: 'topic', ChangeSetName: 'theirs', ChangeSetType: 'CREATE' as const, TemplateBody: toJson(deployment({ Topic: topic() }).template) };
  await client.send(new CreateChangeSetCommand(theirs));
  await (await propose(client, deployment({ Topic: topic() }), options()))!.discard();
  expect(await statusOf('topic')).toBe('REVIEW_IN_PROGRESS');
  expect((await client.send(new ListChangeSetsCommand({ StackName: 'topic' }))).Summaries!.map(({ ChangeSetName }) => ChangeSetName)).toEqual(['theirs']);
  await client.send(new DeleteStackCommand({ StackName: 'topic' }));

  const ours = (await propose(client, deployment({ Topic: topic() }), options()))!;
  await client.send(new CreateChangeSetCommand({ ...theirs, ChangeSetName: 'later' }));
  await ours.discard();
  expect(await statusOf('topic')).toBe('REVIEW_IN_PROGRESS');
});

const BROKEN: Resource = { Type: 'AWS::S3::BucketPolicy', DependsOn: 'Kept', Properties: { Bucket: 'absent', PolicyDocument: { Version: '2012-10-17', Statement: [] } } };
const KEPT: Resource = { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain', Properties: { BucketName: 'kept-7f3a' } };

test('a creation that fails says why and leaves nothing, retained resources neither', async () => {
  const proposal = (await propose(client, deployment({ Kept: KEPT, Broken: BROKEN }), options()))!;
  const failure = await proposal.execute().catch((error: Error) => error);
  expect(failure).toBeInstanceOf(DeploymentFailed);
  expect((failure as Error).message).toMatch(/^Stack topic ended in ROLLBACK_COMPLETE: Broken \(AWS::S3::BucketPolicy\): .*bucket does not exist.* It has been removed\.$/);
  expect(await statusOf('topic')).toEqual(absent);
  expect((await new S3Client(root(emulator)).send(new ListBucketsCommand({}))).Buckets).toEqual([]);
});

test('an update that fails says why and leaves the stack as it was', async () => {
  await (await propose(client, deployment({ Kept: KEPT }), options()))!.execute();
  const failure = (await propose(client, deployment({ Kept: KEPT, Broken: BROKEN }), options()))!.execute();
  await expect(failure).rejects.toThrow(/ended in UPDATE_ROLLBACK_COMPLETE: Broken .* It is as it was before\.$/);
  expect((await new S3Client(root(emulator)).send(new ListBucketsCommand({}))).Buckets!.map(({ Name }) => Name)).toEqual(['kept-7f3a']);
});

test('what CloudFormation refuses at once leaves nothing', async () => {
  await expect(propose(client, deployment({ Topic: topic() }, { Parameters: { Needed: { Type: 'String' } } }), options())).rejects.toThrow(/Needed/);
  expect(await statusOf('topic')).toEqual(absent);
});

test('a change set that CloudFormation cannot make is removed with its stack', async () => {
  const sent: string[] = [];
  let stack: object | undefined;
  const failing = {
    send: async (command: object) => {
      const name = command.constructor.name;
      sent.push(name);
      if (name === 'CreateChangeSetCommand') stack = { StackId: 'arn:stack', StackStatus: 'REVIEW_IN_PROGRESS' };
      if (name === 'DeleteStackCommand') stack = { StackId: 'arn:stack', StackStatus: 'DELETE_COMPLETE' };
      if (name === 'DescribeChangeSetCommand') return { Status: 'FAILED', StatusReason: 'Transform X failed' };
      if (name === 'DescribeStacksCommand' && !stack) throw new Error('Stack with id topic does not exist');
      return { Stacks: [stack], Summaries: [] };
    },
  } as unknown as CloudFormationClient;
  await expect(propose(failing, deployment({ Topic: topic() }), options())).rejects.toThrow('CloudFormation cannot deploy topic: Transform X failed');
  expect(sent.filter((name) => name.startsWith('Delete'))).toEqual(['DeleteChangeSetCommand', 'DeleteStackCommand']);
});

test('a template that is too large goes by its URL or not at all', async () => {
  const large = deployment({ Topic: topic() }, { Description: 'short', Metadata: { text: 'x'.repeat(60_000) } });
  await expect(propose(client, large, options())).rejects.toThrow(/topic\.json has 60\d+ bytes, CloudFormation allows 51200/);
  await expect(propose(client, large, options())).rejects.toThrow(InvalidTemplate);
  expect(await statusOf('topic')).toEqual(absent);
  const s3 = new S3Client(root(emulator));
  await s3.send(new CreateBucketCommand({ Bucket: 'templates' }));
  await s3.send(new PutObjectCommand({ Bucket: 'templates', Key: 'topic.json', Body: toJson(large.template) }));
  await (await propose(client, large, { ...options(), templateUrl: `${emulator.endpoint}/templates/topic.json` }))!.execute();
  expect(await statusOf('topic')).toBe('CREATE_COMPLETE');
});

test.each([
  ['ROLLBACK_COMPLETE', 'delete-stack --stack-name topic'],
  ['UPDATE_IN_PROGRESS', 'wait until it is done'],
  ['UPDATE_ROLLBACK_FAILED', 'continue-update-rollback --stack-name topic'],
])('a stack in %s is refused with what to do', async (StackStatus, advice) => {
  const fixed = { send: async () => ({ Stacks: [{ StackName: 'topic', StackStatus }] }) } as unknown as CloudFormationClient;
  const refused = propose(fixed, deployment({ Topic: topic() }), options());
  await expect(refused).rejects.toThrow(DeploymentRefused);
  await expect(refused).rejects.toThrow(advice);
});

test('the templates deploy from JSON and from YAML alike', async () => {
  const { accessKey: { template }, role: { template: ofRole } } = samples;
  for (const [name, TemplateBody] of [['json', toJson(template)], ['yaml', toYaml(template)], ['role', toYaml(ofRole)]]) {
    await client.send(new CreateStackCommand({ StackName: name, TemplateBody, Capabilities: ['CAPABILITY_NAMED_IAM'] }));
    const outputs = await untilDone(client, name);
    expect(name === 'role' ? outputs.RoleARN : outputs.UserName).toMatch(name === 'role' ? /SecurityScanner$/ : new RegExp(`^${name}-Scanner-`));
  }
});
