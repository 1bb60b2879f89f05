import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as s3 from '@aws-sdk/client-s3';
import { resolve } from './resolve';
import { accessKey, events, generated, organization, role, samples, trail } from './samples';
import { clientOptions } from '../../../emulator/client';
import { Emulator, startEmulator } from '../../../emulator/start';
import { propose } from '../../../src/engine/template/deploy';
import { toManual } from '../../../src/engine/template/manual/manual';
import type { DeploymentTemplate, Resource, Template, TextFile } from '../../../src/engine/template/template';
import { START_TIMEOUT } from '../../emulator/support';

const [BY_STACK, BY_HAND] = ['111111111111', '333333333333'];

/** The words of the shell commands in a page. */
function commandsIn(page: string): string[][] {
  const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map((match) => match[1]);
  const lines = blocks.join('\n').replaceAll(' \\\n', ' ').split('\n').filter(Boolean);
  return lines.map((line) => [...line.matchAll(/'((?:[^']|'\\'')*)'|(\S+)/g)].map((match) => match[1]?.replaceAll("'\\''", "'") ?? match[2]));
}

const pascal = (name: string) => name.split('-').map((part) => part[0].toUpperCase() + part.slice(1)).join('');

const SERVICES = { iam: [iam, iam.IAMClient], cloudformation: [cloudformation, cloudformation.CloudFormationClient], s3api: [s3, s3.S3Client], kms: [kms, kms.KMSClient], cloudtrail: [cloudtrail, cloudtrail.CloudTrailClient] } as const;

/** Runs the commands as the AWS CLI does: an option is the parameter of that name, its value JSON, a file or text. A key's id is filled in as a reader would. */
async function run(files: TextFile[], emulator: Emulator, accountId: string): Promise<void> {
  const contents = new Map(files.map(({ name, content }) => [name, content]));
  const shown = new Map<string, string>();
  const filled = (text: string) => [...shown].reduce((before, [name, value]) => before.replaceAll(name, value), text);
  for (const [, service, operation, ...options] of commandsIn(files[0].content)) {
    const [sdk, Client] = SERVICES[service as 'iam'] as unknown as [Record<string, new (input: object) => object>, new (options: object) => { send(command: object): Promise<any> }];
    const input: Record<string, unknown> = {};
    for (let at = 0; at < options.length;) {
      const name = options[at++].slice(2);
      const values: string[] = [];
      while (at < options.length && !options[at].startsWith('--')) values.push(filled(options[at++]));
      const [first] = values;
      const parameter = service === 's3api' && operation.includes('acl') && name === 'acl' ? 'ACL' : pascal(name);
      if (first === undefined) input[pascal(name.replace(/^no-/, ''))] = !name.startsWith('no-');
      else if (first.startsWith('file://')) input[parameter] = filled(contents.get(first.slice(7)) ?? (() => { throw new Error(`no file for ${first}`); })());
      else if (name === 'capabilities') input[parameter] = values;
      else if (name !== 'region') input[parameter] = /^[[{]/.test(first) ? JSON.parse(first) : first;
    }
    const answer = await new Client(clientOptions(emulator, accountId)).send(new sdk[`${pascal(operation)}Command`](input));
    if (answer.KeyMetadata) shown.set('<id of Key>', answer.KeyMetadata.KeyId).set('<ARN of Key>', answer.KeyMetadata.Arn);
  }
}

/** What IAM has of roles, users and policies of ours, the account's number aside. */
async function identities(emulator: Emulator, accountId: string): Promise<unknown> {
  const client = new iam.IAMClient(clientOptions(emulator, accountId));
  const { RoleDetailList, UserDetailList, Policies } = await client.send(new iam.GetAccountAuthorizationDetailsCommand({ Filter: ['Role', 'User', 'LocalManagedPolicy'] }));
  const document = (text?: string) => JSON.parse(decodeURIComponent(text!));
  const inline = (policies: iam.PolicyDetail[] = []) => policies.map(({ PolicyName, PolicyDocument }) => [PolicyName, document(PolicyDocument)]);
  const state = {
    roles: await Promise.all(RoleDetailList!.map(async ({ RoleName, Path, AssumeRolePolicyDocument, AttachedManagedPolicies, RolePolicyList, Tags }) => {
      const { Role } = await client.send(new iam.GetRoleCommand({ RoleName }));
      return { RoleName, Path, trust: document(AssumeRolePolicyDocument), attached: AttachedManagedPolicies!.length, audit: AttachedManagedPolicies!.some(({ PolicyName }) => PolicyName === 'SecurityAudit'), inline: inline(RolePolicyList), tags: Tags!.filter(({ Key }) => !Key!.startsWith('aws:')), description: Role!.Description, seconds: Role!.MaxSessionDuration };
    })),
    users: UserDetailList!.map(({ Path, AttachedManagedPolicies, UserPolicyList }) => ({ Path, attached: AttachedManagedPolicies!.length, inline: inline(UserPolicyList) })),
    policies: Policies!.map(({ Path, PolicyVersionList, Description }) => [Path, Description, JSON.stringify(document(PolicyVersionList!.find(({ IsDefaultVersion }) => IsDefaultVersion)!.Document))]).sort(),
  };
  return JSON.parse(JSON.stringify(state).replaceAll(accountId, '<account>'));
}

describe('the commands make what the stack makes', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  }, START_TIMEOUT);
  beforeEach(() => emulator.reset());
  afterAll(() => emulator?.stop());

  const audited: DeploymentTemplate = {
    ...role,
    template: {
      ...role.template,
      Resources: Object.fromEntries(Object.entries(role.template.Resources).map(([id, resource]) => [id, resource.Type !== 'AWS::IAM::Role' ? resource : {
        ...resource,
        Properties: { ...resource.Properties, MaxSessionDuration: 7200, ManagedPolicyArns: [...resource.Properties!.ManagedPolicyArns as object[], 'arn:aws:iam::aws:policy/SecurityAudit'] },
      }])),
    },
  };
  const withoutKey: DeploymentTemplate = { ...accessKey, template: { Resources: { Scanner: accessKey.template.Resources.Scanner, ReadPolicy: accessKey.template.Resources.ReadPolicy } }, parameters: {} };

  test.each([['a role', audited], ['a user', withoutKey]])('%s', async (_, sample) => {
    const proposal = await propose(new cloudformation.CloudFormationClient(clientOptions(emulator, BY_STACK)), sample, { changeSetName: 'c', pollMs: 20 });
    await proposal!.execute();
    await run(toManual(sample, BY_HAND), emulator, BY_HAND);
    const made = await identities(emulator, BY_STACK) as { roles: unknown[]; users: unknown[]; policies: unknown[] };
    expect(made.roles.length + made.users.length).toBe(1);
    expect(made.policies.length).toBeGreaterThan(0);
    expect(await identities(emulator, BY_HAND)).toEqual(made);
  });

  test('a trail, its bucket and its key', async () => {
    const { Key, Alias, AccessLogs, Logs, LogsPolicy, Trail } = trail.template.Resources;
    const { NotificationConfiguration: _, ...properties } = Logs.Properties!;
    const sample: DeploymentTemplate = {
      ...trail, template: { ...trail.template, Resources: { Key, Alias, AccessLogs: { ...AccessLogs, Properties: { ...AccessLogs.Properties, BucketName: 'access' } }, Logs: { ...Logs, Properties: { ...properties, BucketName: 'logs' } }, LogsPolicy, Trail: { ...Trail, Properties: { ...Trail.Properties, TrailName: 'trail' } } } },
    };
    const state = async (accountId: string) => {
      const [store, keys] = [new s3.S3Client(clientOptions(emulator, accountId)), new kms.KMSClient(clientOptions(emulator, accountId))];
      const { Aliases } = await keys.send(new kms.ListAliasesCommand({}));
      const KeyId = Aliases!.find(({ AliasName }) => AliasName === 'alias/scanner-trail')!.TargetKeyId!;
      const Bucket = 'logs';
      const { Policy: policy } = await store.send(new s3.GetBucketPolicyCommand({ Bucket }));
      const seen = {
        key: JSON.parse((await keys.send(new kms.GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }))).Policy!),
        rotates: (await keys.send(new kms.GetKeyRotationStatusCommand({ KeyId }))).KeyRotationEnabled,
        policy: JSON.parse(policy!),
        encryption: (await store.send(new s3.GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration,
        versioning: (await store.send(new s3.GetBucketVersioningCommand({ Bucket }))).Status,
        access: (await store.send(new s3.GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration,
        ownership: (await store.send(new s3.GetBucketOwnershipControlsCommand({ Bucket }))).OwnershipControls,
        logging: (await store.send(new s3.GetBucketLoggingCommand({ Bucket }))).LoggingEnabled,
        tags: (await store.send(new s3.GetBucketTaggingCommand({ Bucket }))).TagSet!.filter(({ Key: name }) => !name!.startsWith('aws:')),
        rule: (await store.send(new s3.GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules!.map(({ ID, Status, Expiration, Transitions, NoncurrentVersionExpiration, AbortIncompleteMultipartUpload }) => ({ ID, Status, Expiration, Transitions, NoncurrentVersionExpiration, AbortIncompleteMultipartUpload })),
        trail: (await new cloudtrail.CloudTrailClient(clientOptions(emulator, accountId)).send(new cloudtrail.GetTrailCommand({ Name: 'trail' }))).Trail,
        logs: (await new cloudtrail.CloudTrailClient(clientOptions(emulator, accountId)).send(new cloudtrail.GetTrailStatusCommand({ Name: 'trail' }))).IsLogging,
      };
      return JSON.parse(JSON.stringify(seen).replaceAll(accountId, '<account>').replaceAll(KeyId, '<key>'));
    };
    const proposal = await propose(new cloudformation.CloudFormationClient(clientOptions(emulator, BY_STACK)), { ...sample, template: { ...sample.template, Outputs: {} } }, { changeSetName: 'c', pollMs: 20 });
    await proposal!.execute();
    const made = await state(BY_STACK);
    await emulator.reset();
    await run(toManual(sample, BY_HAND), emulator, BY_HAND);
    expect(await state(BY_HAND)).toEqual(made);
  });
});

const page = (deployment: DeploymentTemplate, accountId?: string) => toManual(deployment, accountId)[0].content;
const jsonIn = (text: string) => [...text.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map((match) => JSON.parse(match[1]));

test('policies come before the role that they are attached to, every value filled in', () => {
  const text = page(generated, BY_HAND);
  const titles = [...text.matchAll(/^## (.*)$/gm)].map((match) => match[1]);
  expect(titles).toEqual(['1. Create the policy scanner-generated-ScannerPolicy0', '2. Create the role SecurityScanner', '3. Add the inline policy DataAccessDeny to the role SecurityScanner', 'What you get']);
  expect(text).toContain('As **Role name** enter `SecurityScanner`');
  expect(text).toContain('select `SecurityAudit`, `scanner-generated-ScannerPolicy0`');
  expect(text).not.toMatch(/Fn::|"Ref"|\$\{AWS/);
  expect([...text.matchAll(/<[A-Za-z_ ]+>/g)].map(([name]) => name).filter((name, at, all) => all.indexOf(name) === at)).toEqual(['<EXTERNAL_ID>']);
  expect(text).toContain('- `<EXTERNAL_ID>`: a UUID that you make once');
});

test('the documents are those of the template, with the partition of the Region', () => {
  const there = { ...generated, region: 'cn-north-1' };
  const values = { 'AWS::Partition': 'aws-cn', 'AWS::AccountId': BY_HAND, 'AWS::Region': 'cn-north-1', 'AWS::StackId': 'arn:aws-cn:x/y/<EXTERNAL_ID>', 'AWS::StackName': there.stackName };
  const ofTemplate = Object.values(there.template.Resources).flatMap(({ Properties }) => [Properties!.PolicyDocument, Properties!.AssumeRolePolicyDocument, ...((Properties!.Policies ?? []) as { PolicyDocument: object }[]).map(({ PolicyDocument }) => PolicyDocument)])
    .filter(Boolean).map((document) => resolve(document, there.template, values));
  expect(ofTemplate).toHaveLength(3);
  expect(jsonIn(page(there, BY_HAND))).toEqual(ofTemplate);
  expect(page(there)).toContain('arn:aws-cn:account::<ACCOUNT_ID>:account');
  expect(page(there)).toContain('https://console.amazonaws.cn/');
  expect(page(there)).toContain('- `<ACCOUNT_ID>`: the 12 digits');
});

test('a path, which the console cannot give, is left to the commands', () => {
  const text = page(role, BY_HAND);
  expect(text).toContain('The console gives every role, user and policy the path `/`');
  expect(text).toContain('--path /scanners/');
  expect(text).toContain(`- RoleARN: \`arn:aws:iam::${BY_HAND}:role/scanners/SecurityScanner\` (ARN of the role)`);
});

test('an organisation gets the stack set with its template in a file', async () => {
  const files = toManual(organization, BY_HAND);
  const set = Object.values(organization.template.Resources).find(({ Type }) => Type === 'AWS::CloudFormation::StackSet')!.Properties as { TemplateBody: string };
  expect(JSON.parse(files.find(({ name }) => name === 'SecurityScanner-onboarding-template.json')!.content)).toEqual(JSON.parse(set.TemplateBody));
  const [create, instances] = commandsIn(files[0].content).filter(([, service]) => service === 'cloudformation');
  expect(create).toEqual(expect.arrayContaining(['create-stack-set', 'SERVICE_MANAGED', '[{"ParameterKey":"TrustedAccountId","ParameterValue":"222222222222"},{"ParameterKey":"ExternalId","ParameterValue":"agreed-7f3a"}]']));
  expect(instances).toEqual(expect.arrayContaining(['{"OrganizationalUnitIds":["r-abcd"]}', '["us-east-1"]']));
  expect(files[0].content).toContain('Select **Deploy to organizational units (OUs)** and enter `r-abcd`.');
});

const withoutAlarm: DeploymentTemplate = { ...events, parameters: { ...events.parameters, Alarmed: 'no' }, template: { ...events.template, Outputs: {} } };

test('events: the names of the template, secrets left to the reader, conditions decided', () => {
  const text = page(withoutAlarm, BY_HAND);
  for (const name of ['ScannerConnection', 'scanner-events-Destination', 'ScannerEvents', 'scanner-events-DeadLetters', 'X-API-Key']) expect(text).toContain(name);
  expect(text).toContain("- `<the secret's token>`: the value of `token` in the secret arn:aws:secretsmanager:us-east-1:111111111111:secret:key-AbCdEf of Secrets Manager");
  expect(text).not.toContain('{{resolve');
  expect(text).not.toContain('alarm');
  expect(text.indexOf('Create the connection')).toBeLessThan(text.indexOf('Create the API destination'));
  expect(text.indexOf('Create the API destination')).toBeLessThan(text.indexOf('Create the rule'));
  const rule = commandsIn(text).find(([, , operation]) => operation === 'put-rule')!;
  expect(rule).toContain('ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
});

test('the value of a secret is never written down', () => {
  const template: Template = { Parameters: { ApiKey: { Type: 'String', NoEcho: true, Description: 'The API key' } }, Resources: { Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: { Ref: 'ApiKey' } } } } };
  const files = toManual({ ...role, template, parameters: { ApiKey: 'secret-value' } });
  expect(JSON.stringify(files)).not.toContain('secret-value');
  expect(files[0].content).toContain('- `<ApiKey>`: The API key');
});

test('text of a template cannot break out of the page', () => {
  const template: Template = { Resources: { Scanner: { Type: 'AWS::IAM::User', Properties: { UserName: 'a`b', Tags: [{ Key: 'x', Value: "it's $(here)\n## Heading" }] } } } };
  const text = page({ ...role, template, parameters: {} });
  expect(text).toContain('``a`b``');
  expect(text).not.toMatch(/^## Heading/m);
  expect(commandsIn(text)[0]).toContain('[{"Key":"x","Value":"it\'s $(here)\\n## Heading"}]');
});

test.each(Object.entries(samples))('every document of %s is filled in', (_, sample) => {
  const files = toManual(sample, BY_HAND);
  expect(files[0].content).not.toMatch(/Fn::|"Ref"|\$\{AWS|undefined|\[object/);
  const legend = files[0].content.split('## 1.')[0];
  const used = files.flatMap(({ content }) => content.match(/<(?:id|ARN|the|SecretAccessKey)[^<>]*>|<[A-Z_]+>/g) ?? []);
  expect(used.filter((name) => !legend.includes(name))).toEqual([]);
});

const one = (resource: Resource): DeploymentTemplate => ({ ...role, parameters: {}, template: { Resources: { Thing: resource } } });

test.each<[string, DeploymentTemplate, string]>([
  ['a type', one({ Type: 'AWS::Lambda::Function' }), 'Thing is of type AWS::Lambda::Function, for which there are no manual steps'],
  ['a property', one({ Type: 'AWS::IAM::User', Properties: { LoginProfile: {} } }), 'Thing.LoginProfile: the manual steps do not know this property of AWS::IAM::User'],
  ['a property further down', one({ Type: 'AWS::IAM::User', Properties: { Policies: [{ PolicyName: 'a', PolicyDocument: {}, More: 1 }] } }), 'Thing.Policies[0].More'],
  ['a function', one({ Type: 'AWS::IAM::User', Properties: { UserName: { 'Fn::ImportValue': 'x' } } }), 'manual steps take Ref'],
  ['a reference to nothing', one({ Type: 'AWS::IAM::User', Properties: { UserName: { Ref: 'Absent' } } }), "refers to 'Absent'"],
  ['another authorization', one({ Type: 'AWS::Events::Connection', Properties: { AuthorizationType: 'BASIC', AuthParameters: { BasicAuthParameters: {} } } }), 'the manual steps take API_KEY'],
])('%s that has no steps is an error that names it', (_, deployment, message) => {
  expect(() => toManual(deployment)).toThrow(message);
});
