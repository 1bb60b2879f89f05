import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ApiDestination, Authorization, Connection, EventBus, Match, Rule } from 'aws-cdk-lib/aws-events';
import { ApiDestination as ApiDestinationTarget, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { AccessKey, ManagedPolicy, PolicyStatement, User } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration, SecretValue } from 'aws-cdk-lib/core';
import fc from 'fast-check';
import { evaluate, readModule, references, type Source, type World } from './hcl';
import { condition, resolve, type Values } from './resolve';
import { accessKey, events, generated, organization, role, samples, synthesize } from './samples';
import type { DeploymentTemplate, Resource, Template } from '../../../src/engine/template/template';
import { render, text, Expression } from '../../../src/engine/template/terraform/hcl';
import { toTerraform } from '../../../src/engine/template/terraform/module';
import facts from '../../facts/terraform-aws-schema.json';

interface Schema { readonly attributes: Record<string, { type: string; required: boolean }>; readonly blocks?: Record<string, Schema & { required: boolean; many: boolean }>; readonly exported?: string[] }

const schema = facts.schema as unknown as Record<string, Schema>;
const META = ['count', 'for_each', 'depends_on', 'provider'];

const worldOf = (blocks: Source[], variables: Record<string, unknown>, region = 'us-east-1'): World => ({
  variables,
  blocks,
  data: {
    'data.aws_partition.current': { partition: 'aws-cn', dns_suffix: 'amazonaws.com.cn' },
    'data.aws_caller_identity.current': { account_id: '111111111111' },
    'data.aws_region.current': { region },
  },
});

/** What a block says that the schema of the provider does not know or lacks. */
async function faults(source: Source, known: Schema | undefined, where: string, world: World, top = true): Promise<string[]> {
  if (!known) return [`${where}: no such block`];
  const found: string[] = [];
  for (const [name, code] of Object.entries(source.args)) {
    if (top && META.includes(name)) continue;
    const attribute = known.attributes[name];
    if (!attribute) {
      found.push(`${where}.${name}: no such argument`);
      continue;
    }
    const value = await evaluate(code, world, { each: { value: 'x' } });
    if (value === null || value === undefined) continue;
    const fits = { string: ['string', 'number'], number: ['number'], bool: ['boolean'] }[attribute.type]?.includes(typeof value)
      ?? (attribute.type.startsWith('list') ? Array.isArray(value) : typeof value === 'object' && !Array.isArray(value));
    if (!fits) found.push(`${where}.${name}: ${JSON.stringify(value)} is no ${attribute.type}`);
  }
  const nested = source.blocks.filter(({ type }) => !(top && type === 'lifecycle'));
  for (const block of nested) found.push(...await faults(block, known.blocks?.[block.type], `${where}.${block.type}`, world, false));
  for (const [name, { required }] of Object.entries(known.attributes)) if (required && !(name in source.args)) found.push(`${where}.${name} is missing`);
  for (const [name, { required, many }] of Object.entries(known.blocks ?? {})) {
    const count = nested.filter(({ type }) => type === name).length;
    if (required && count === 0) found.push(`${where}.${name} is missing`);
    if (!many && count > 1) found.push(`${where}.${name} stands ${count} times`);
  }
  return found;
}

/** References to what the module or the provider does not have. */
async function dangling(blocks: Source[]): Promise<string[]> {
  const codes = (block: Source): string[] => [...Object.entries(block.args).filter(([name]) => name !== 'type').map(([, code]) => code), ...block.blocks.flatMap(codes)];
  const declared = new Set(blocks.map(({ type, labels }) => (type === 'resource' ? labels.join('.') : [type, ...labels].join('.'))));
  const found: string[] = [];
  for (const code of blocks.flatMap(codes)) {
    for (const path of await references(code)) {
      const [first, second, third, fourth] = path;
      if (['path', 'local', 'value', 'key', 'each'].includes(first)) continue;
      const [address, type, attribute] = first === 'var' ? [`variable.${second}`, undefined, undefined] : first === 'data' ? [`data.${second}.${third}`, `data.${second}`, fourth] : [`${first}.${second}`, first, third];
      if (!declared.has(address)) found.push(`${path.join('.')}: not declared`);
      if (type && type !== 'terraform_data' && attribute && !schema[type]?.exported?.includes(attribute)) found.push(`${path.join('.')}: ${type} exports no ${attribute}`);
    }
  }
  return found;
}

const defaults = ({ template, parameters }: DeploymentTemplate) => Object.fromEntries(Object.entries(template.Parameters ?? {}).map(([name, { Type, Default }]) => {
  const value = parameters[name] ?? Default;
  return [name, Type === 'CommaDelimitedList' ? String(value).split(',') : Type === 'Number' ? Number(value) : value];
}));
const snake = (name: string) => name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
const variablesOf = (values: Record<string, unknown>) => Object.fromEntries(Object.entries(values).map(([name, value]) => [snake(name), value]));

/** What constructs of the CDK make, with their own ids and defaults. */
const constructs: DeploymentTemplate = {
  ...role,
  parameters: {},
  template: synthesize((stack) => {
    const key = new Key(stack, 'Key', { enableKeyRotation: true, alias: 'scanner' });
    const bucket = new Bucket(stack, 'Logs', {
      encryptionKey: key,
      enforceSSL: true,
      versioned: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      serverAccessLogsBucket: new Bucket(stack, 'AccessLogs'),
      lifecycleRules: [{ prefix: 'AWSLogs/', expiration: Duration.days(365) }],
    });
    const queue = new Queue(stack, 'Queue', { encryptionMasterKey: key, enforceSSL: true, deadLetterQueue: { maxReceiveCount: 3, queue: new Queue(stack, 'DeadLetters') } });
    const topic = new Topic(stack, 'Topic', { masterKey: key, enforceSSL: true });
    topic.addSubscription(new SqsSubscription(queue, { rawMessageDelivery: true, filterPolicy: { kind: SubscriptionFilter.stringFilter({ allowlist: ['x'] }) } }));
    new Trail(stack, 'Trail', { bucket, trailName: 'scanner', snsTopic: topic, encryptionKey: key });
    new Alarm(stack, 'Alarm', { metric: queue.metricApproximateAgeOfOldestMessage(), threshold: 1, evaluationPeriods: 1 });
    const connection = new Connection(stack, 'Connection', { authorization: Authorization.apiKey('X-API-Key', SecretValue.secretsManager('scanner-key', { jsonField: 'token' })) });
    const bus = new EventBus(stack, 'Bus', { eventBusName: 'hub' });
    new Rule(stack, 'Forward', { eventPattern: { source: Match.prefix('aws.') }, targets: [new ApiDestinationTarget(new ApiDestination(stack, 'Api', { connection, endpoint: 'https://example.com' }), { deadLetterQueue: queue })] });
    new Rule(stack, 'Hub', { eventBus: bus, eventPattern: { source: ['aws.kms'] }, targets: [new SqsQueue(queue)] });
    const user = new User(stack, 'User', { managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('SecurityAudit')] });
    user.addToPolicy(new PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }));
    const access = new AccessKey(stack, 'AccessKey', { user, serial: 2 });
    new Secret(stack, 'Secret', { secretObjectValue: { id: SecretValue.unsafePlainText(access.accessKeyId), key: access.secretAccessKey } });
  }),
};

test.each(Object.entries({ ...samples, constructs }))('%s is a module that a parser of HCL reads and the provider takes', async (_, sample) => {
  const blocks = await readModule(toTerraform(sample));
  const world = worldOf(blocks, variablesOf(defaults(sample)));
  const checked = blocks.filter(({ type, labels }) => (type === 'resource' && labels[0] !== 'terraform_data') || type === 'data');
  expect(checked.length).toBeGreaterThan(3);
  const found = await Promise.all(checked.map((block) => faults(block, schema[block.type === 'data' ? `data.${block.labels[0]}` : block.labels[0]], block.labels.join('.'), world)));
  expect(found.flat()).toEqual([]);
  expect(await dangling(blocks)).toEqual([]);
  expect(new Set(blocks.map(({ type, labels }) => [type, ...labels].join('.'))).size).toBe(blocks.length);
});

// What Ref and Fn::GetAtt give, in the words of the provider.
const MEANING: Record<string, Record<string, string>> = {
  'AWS::IAM::Role': { '': 'aws_iam_role|name', 'Arn': 'aws_iam_role|arn' },
  'AWS::IAM::ManagedPolicy': { '': 'aws_iam_policy|arn' },
  'AWS::IAM::User': { '': 'aws_iam_user|name' },
  'AWS::IAM::AccessKey': { '': 'aws_iam_access_key|id', 'SecretAccessKey': 'aws_iam_access_key|secret' },
  'AWS::SecretsManager::Secret': { '': 'aws_secretsmanager_secret|arn' },
  'AWS::Events::Rule': { Arn: 'aws_cloudwatch_event_rule|arn' },
  'AWS::Events::Connection': { Arn: 'aws_cloudwatch_event_connection|arn' },
  'AWS::Events::ApiDestination': { Arn: 'aws_cloudwatch_event_api_destination|arn' },
  'AWS::SQS::Queue': { '': 'aws_sqs_queue|url', 'Arn': 'aws_sqs_queue|arn', 'QueueName': 'aws_sqs_queue|name' },
  'AWS::SNS::Topic': { '': 'aws_sns_topic|arn' },
  'AWS::S3::Bucket': { '': 'aws_s3_bucket|id', 'Arn': 'aws_s3_bucket|arn' },
  'AWS::KMS::Key': { '': 'aws_kms_key|key_id', 'Arn': 'aws_kms_key|arn' },
  'AWS::CloudTrail::Trail': { Arn: 'aws_cloudtrail|arn' },
  'AWS::CloudWatch::Alarm': { Arn: 'aws_cloudwatch_metric_alarm|arn' },
};

/** The values of the template's references, by what the module has for them. */
async function valuesOf({ template, stackName }: DeploymentTemplate, parameters: Record<string, unknown>, world: World): Promise<Values> {
  const region = world.data['data.aws_region.current'].region;
  const values: Record<string, unknown> = {
    ...parameters,
    'AWS::Partition': 'aws-cn',
    'AWS::AccountId': '111111111111',
    'AWS::Region': region,
    'AWS::StackName': stackName,
    'AWS::StackId': `arn:aws-cn:cloudformation:${region}:111111111111:stack/${stackName}/<terraform_data.stack.id>`,
  };
  for (const [id, { Type }] of Object.entries(template.Resources)) {
    for (const [attribute, meaning] of Object.entries(MEANING[Type] ?? {})) {
      const [type, name] = meaning.split('|');
      const address = `${type}.${snake(id.replace(/(.)[0-9A-F]{8}$/, '$1'))}`;
      if (world.blocks.some(({ labels }) => labels.join('.') === address)) values[attribute ? `${id}.${attribute}` : id] = await evaluate(`${address}.${name}`, world).catch(() => 'absent');
    }
  }
  return values;
}

const DOCUMENTS = ['PolicyDocument', 'AssumeRolePolicyDocument', 'KeyPolicy', 'EventPattern', 'RedrivePolicy'];

function documentsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(documentsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => (DOCUMENTS.includes(name) ? [each] : documentsIn(each)));
}

const canonical = (value: unknown): string => JSON.stringify(value, (_, each) => (typeof each === 'object' && each !== null && !Array.isArray(each)
  ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each));

const leaves = (value: unknown): string[] => (typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [String(value)]);

/** Keys of maps: tags, dimensions and parameters are lists in CloudFormation. */
const keysIn = (value: unknown): string[] => (typeof value === 'object' && value !== null ? [...Object.keys(value), ...Object.values(value).flatMap(keysIn)] : []);

const worlds: [string, DeploymentTemplate, Record<string, unknown>, string][] = [
  ...Object.entries(samples).map(([name, sample]): [string, DeploymentTemplate, Record<string, unknown>, string] => [name, sample, {}, 'us-east-1']),
  ['events elsewhere, without the alarm', samples.events, { Alarmed: 'no' }, 'cn-north-1'],
  ['trail with a prefix', samples.trail, { Prefix: 'org' }, 'us-east-1'],
];

test.each(worlds)('%s: policies and patterns are those of the template, and nothing is left out', async (_, sample, chosen, region) => {
  const parameters = { ...defaults(sample), ...chosen };
  const blocks = await readModule(toTerraform(sample));
  const world = worldOf(blocks, variablesOf(parameters), region);
  const values = await valuesOf(sample, parameters, world);
  const present = Object.values(sample.template.Resources).filter(({ Condition }) => Condition === undefined || condition({ Condition }, sample.template, values));
  const properties = present.map(({ Properties }) => resolve(Properties, sample.template, values));
  const busPolicies = present.flatMap(({ Type }, at) => (Type === 'AWS::Events::EventBusPolicy' ? [{ Version: '2012-10-17', Statement: [{ Sid: properties[at].StatementId, ...properties[at].Statement }] }] : []));

  const documents: unknown[] = [];
  const written: unknown[] = [];
  const collect = async (source: Source): Promise<void> => {
    for (const [name, code] of Object.entries(source.args)) {
      const value = await evaluate(code, world);
      const document = code.startsWith('jsonencode(') ? JSON.parse(value as string) : undefined;
      if (document) documents.push(document);
      // A canned ACL is one word in CloudFormation.
      if (name === 'acl') written.push(String(value).split('-').map((part) => part[0].toUpperCase() + part.slice(1)).join(''));
      // Terraform says in the name of the argument what a filter looks at.
      if (name.startsWith('filter_')) written.push(name.slice('filter_'.length));
      written.push(document ?? value, ...code.startsWith('file(') ? Object.values(sample.template.Resources).map(({ Properties }) => Properties?.TemplateBody) : []);
    }
    for (const block of source.blocks) await collect(block);
  };
  for (const block of blocks.filter(({ type }) => type === 'resource')) if (!block.args.count || await evaluate(block.args.count, world) !== 0) await collect(block);

  expect(documents.map(canonical).sort()).toEqual([...documentsIn(properties), ...busPolicies].map(canonical).sort());
  const held = new Set([...leaves(written), ...keysIn(written)]);
  const secret = /\{\{resolve/;
  expect(leaves(properties).filter((leaf) => !held.has(leaf) && !secret.test(leaf))).toEqual([]);
});

test('the parts of a role are attached to it', async () => {
  const blocks = await readModule(toTerraform(generated));
  const world = worldOf(blocks, {});
  const attached = blocks.filter(({ labels }) => labels[0] === 'aws_iam_role_policy_attachment');
  expect(await Promise.all(attached.map(({ args }) => evaluate(args.policy_arn, world)))).toEqual(['arn:aws-cn:iam::aws:policy/SecurityAudit', '<aws_iam_policy.scanner_policy0.arn>']);
  expect(await Promise.all(attached.map(({ args }) => evaluate(args.role, world)))).toEqual(['SecurityScanner', 'SecurityScanner']);
  const output = blocks.find(({ type }) => type === 'output')!;
  expect(await evaluate(output.args.value, world)).toBe('<terraform_data.stack.id>');
});

test('a stack set keeps its template in a file, as it is', () => {
  const file = toTerraform(organization).find(({ name }) => name === 'organization.template.json')!;
  const { TemplateBody } = Object.values(organization.template.Resources).find(({ Type }) => Type === 'AWS::CloudFormation::StackSet')!.Properties!;
  expect(JSON.parse(file.content)).toEqual(JSON.parse(TemplateBody as string));
});

test('outputs have the names of the document in Terraform’s spelling, and secrets are marked', async () => {
  const output = async (sample: DeploymentTemplate) => (await readModule(toTerraform(sample))).filter(({ type }) => type === 'output').map(({ labels, args }) => `${labels[0]}${args.sensitive ? ' sensitive' : ''}`);
  expect(await output(role)).toEqual(['role_arn']);
  expect(await output(accessKey)).toEqual(['secret_arn', 'user_name']);
  expect(await output({ ...accessKey, template: { ...accessKey.template, Outputs: { Key: { Value: { 'Fn::GetAtt': ['Key', 'SecretAccessKey'] } } } } })).toEqual(['key sensitive']);
  const secretive: Template = { Parameters: { Token: { Type: 'String', NoEcho: true }, Tokens: { Type: 'String' } }, Resources: { Topic: { Type: 'AWS::SNS::Topic' } }, Outputs: { A: { Value: { 'Fn::Sub': 'x-${Token}' } }, B: { Value: { Ref: 'Tokens' } } } };
  expect(await output({ ...role, template: secretive })).toEqual(['a sensitive', 'b']);
});

test('chosen values go into terraform.tfvars, secrets do not', () => {
  const template: Template = { ...role.template, Parameters: { ...role.template.Parameters, Token: { Type: 'String', NoEcho: true }, Many: { Type: 'CommaDelimitedList' }, Count: { Type: 'Number' } } };
  const files = toTerraform({ ...role, template, parameters: { ExternalId: 'a"${b}', Token: 'secret-value', Many: 'x, y', Count: '3' } });
  expect(files.find(({ name }) => name === 'terraform.tfvars')!.content).toBe('external_id = "a\\"$${b}"\nmany        = ["x", "y"]\ncount       = 3\n');
  expect(JSON.stringify(files)).not.toContain('secret-value');
  expect(files.find(({ name }) => name === 'variables.tf')!.content).toContain('sensitive = true');
});

test.each([
  [{ Type: 'String', AllowedPattern: '[a-z]+' }, ['abc'], ['', 'ABC', 'abc1']],
  [{ Type: 'String', AllowedPattern: 'a|b' }, ['a', 'b'], ['ab', 'xb']],
  [{ Type: 'String', AllowedValues: ['yes', 'no'] }, ['yes'], ['maybe']],
  [{ Type: 'String', MinLength: 2, MaxLength: 3 }, ['ab', 'abc'], ['a', 'abcd']],
  [{ Type: 'Number', MinValue: 1, MaxValue: 3 }, [1, 3], [0, 4]],
  [{ Type: 'CommaDelimitedList', AllowedPattern: '\\d{12}' }, [['111111111111'], []], [['111111111111', 'x']]],
])('a variable takes what the parameter %j takes', async (parameter, good, bad) => {
  const blocks = await readModule(toTerraform({ ...role, parameters: {}, template: { Parameters: { Value: parameter }, Resources: { Topic: { Type: 'AWS::SNS::Topic' } } } }));
  const { blocks: rules } = blocks.find(({ type }) => type === 'variable')!;
  const passes = async (value: unknown) => (await Promise.all(rules.map(({ args }) => evaluate(args.condition, worldOf(blocks, { value }))))).every(Boolean);
  expect(await Promise.all(good.map(passes))).toEqual(good.map(() => true));
  expect(await Promise.all(bad.map(passes))).toEqual(bad.map(() => false));
});

test('any text is the same text after a parser has read it, alone and beside an expression', async () => {
  const piece = fc.string({ unit: fc.constantFrom('$', '%', '{', '}', '"', '\\', '\n', '\t', '\u0001', 'a', '~', 'é', '${', '%{', '$${', 'aws:x') });
  await fc.assert(fc.asyncProperty(piece, piece, async (before, after) => {
    const world = worldOf([], { x: '|' });
    expect(await evaluate(render(before, ''), world)).toBe(before);
    expect(await evaluate(render(text([before, new Expression('var.x'), after]), ''), world)).toBe(`${before}|${after}`);
  }), { numRuns: 300 });
});

const one = (resource: Resource, more: Partial<Template> = {}): DeploymentTemplate => ({ ...role, parameters: {}, template: { Resources: { Thing: resource }, ...more } });

test.each<[string, DeploymentTemplate, string]>([
  ['a type', one({ Type: 'AWS::Lambda::Function' }), 'Thing is of type AWS::Lambda::Function, which the Terraform printer does not know'],
  ['a property', one({ Type: 'AWS::IAM::User', Properties: { LoginProfile: {} } }), 'Thing.LoginProfile: the Terraform printer does not know this property of AWS::IAM::User'],
  ['a property further down', one({ Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'a', Arn: 'b', EcsParameters: {} }] } }), 'Thing.Targets[0].EcsParameters'],
  ['a secret that AWS makes up', one({ Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString: {} } }), 'Thing.GenerateSecretString'],
  ['an attribute', one({ Type: 'AWS::SNS::Topic' }, { Outputs: { O: { Value: { 'Fn::GetAtt': ['Thing', 'Nothing'] } } } }), 'Outputs.O: the Terraform printer does not know the attribute Nothing'],
  ['a function', one({ Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::ImportValue': 'x' } } }), 'Thing.DisplayName is {"Fn::ImportValue":"x"}'],
  ['a reference to nothing', one({ Type: 'AWS::SNS::Topic', Properties: { DisplayName: { Ref: 'Absent' } } }), "Thing.DisplayName refers to 'Absent'"],
  ['a condition that is not there', one({ Type: 'AWS::SNS::Topic', Condition: 'Absent' }), '"Absent"'],
  ['a list behind a function', one({ Type: 'AWS::SNS::Topic', Properties: { Tags: { 'Fn::If': ['A', [], []] } } }, { Conditions: { A: { 'Fn::Equals': [1, 1] } } }), 'Thing.Tags'],
  ['a transform', one({ Type: 'AWS::SNS::Topic' }, { Transform: 'AWS::LanguageExtensions' }), 'role.json has Transform'],
  ['rules', one({ Type: 'AWS::SNS::Topic' }, { Rules: {} }), 'role.json has Rules'],
  ['an export', one({ Type: 'AWS::SNS::Topic' }, { Outputs: { O: { Value: 1, Export: { Name: 'x' } } } }), 'Outputs.O.Export'],
  ['a pattern that looks ahead', one({ Type: 'AWS::SNS::Topic' }, { Parameters: { P: { Type: 'String', AllowedPattern: '(?!x).*' } } }), 'Parameters.P.AllowedPattern'],
  ['two names that become one', one({ Type: 'AWS::SNS::Topic' }, { Parameters: { RoleARN: { Type: 'String' }, RoleArn: { Type: 'String' } } }), 'role_arn'],
  ['a snapshot', one({ Type: 'AWS::SNS::Topic', DeletionPolicy: 'Snapshot' }), 'snapshot'],
  ['a parameter that is not there', { ...events, parameters: { Other: 'x' } }, "no parameter 'Other'"],
  ['a dynamic reference of another kind', one({ Type: 'AWS::SNS::Topic', Properties: { DisplayName: '{{resolve:other:x}}' } }), '{{resolve:other:x}}'],
])('%s that cannot be translated is an error that names it', (_, deployment, message) => {
  expect(() => toTerraform(deployment)).toThrow(message);
});

test('a bucket that is retained cannot be destroyed', async () => {
  const blocks = await readModule(toTerraform(samples.trail));
  const kept = blocks.filter(({ blocks: nested }) => nested.some(({ type, args }) => type === 'lifecycle' && args.prevent_destroy === 'true'));
  expect(kept.map(({ labels }) => labels.join('.'))).toEqual(['aws_kms_key.key', 'aws_s3_bucket.logs']);
});
