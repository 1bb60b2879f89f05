import { parse } from 'yaml';
import { events, role, samples } from './samples';
import { assertSize, capabilitiesOf, createStackCommand, deployCommand, quickCreateLink, stackSetCommands, toJson, toYaml } from '../../../src/engine/template/cloudformation';
import { InvalidTemplate, type DeploymentTemplate, type Template } from '../../../src/engine/template/template';
import { lintAll, LINT_TIMEOUT } from '../../cfn-lint';
import limits from '../../facts/limits.json';

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, each]) => [key, shuffled(each)]));
};

const sized = (bytes: number): Template => {
  const template = { Description: '', Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: '' } } } };
  const spare = bytes - Buffer.byteLength(JSON.stringify(template)) - 1;
  return { ...template, Description: 'x'.repeat(spare) };
};

test.each(Object.entries(samples))('%s means the same in JSON and in YAML, whatever the order of its keys', (_, { template }) => {
  expect(JSON.parse(toJson(template))).toEqual(template);
  expect(parse(toYaml(template), { version: '1.1' })).toEqual(template);
  expect(toJson(shuffled(template) as Template)).toBe(toJson(template));
  expect(toYaml(shuffled(template) as Template)).toBe(toYaml(template));
});

test('texts that a reader of YAML takes for something else are quoted, others are not', () => {
  const texts = ['yes', 'No', 'ON', 'y', 'true', '0123', '012345678901', '1_000', '2012-10-17', '1e3', '.5', 'null', '~', '*', '*/5', '&x', '!Ref x', '12:30:45', '<<', '=', '', ' x', 'a: b', 'b:', 'a #b', "it's", '"', '${a}', '- x', '\n', 'a\nb'];
  const plain = ['AWS::SNS::Topic', 'sts:AssumeRole', 's3:Get*', 'eu-west-1', 'Yes it is', '/scanners/'];
  const template = { Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: Object.fromEntries([...texts, ...plain].map((text, at) => [`P${at + 10}`, text])) } } };
  for (const version of ['1.1', '1.2'] as const) expect(parse(toYaml(template), { version })).toEqual(template);
  expect(toYaml(template).split('\n').flatMap((line) => /^ +P\d+: ([^"].*)$/.exec(line)?.[1] ?? [])).toEqual(plain);
});

test('cfn-lint has no errors, and says the same of JSON and of YAML', async () => {
  const templates = Object.entries(samples).flatMap(([name, { template }]) => [[`${name} json`, toJson(template)], [`${name} yaml`, toYaml(template)]]);
  const messages = await lintAll(Object.fromEntries(templates));
  expect(messages.filter((message) => / (json|yaml): E/.test(message))).toEqual([]);
  const of = (format: string) => messages.filter((message) => message.includes(` ${format}: `)).map((message) => message.replace(` ${format}`, ''));
  expect(of('yaml')).toEqual(of('json'));
}, LINT_TIMEOUT);

test('a template is indented as long as that fits, and refused with its bytes where nothing does', () => {
  const { templateBodyBytes, templateS3Bytes } = limits.cloudFormation;
  expect(assertSize(toJson(sized(templateBodyBytes)), 'role.json')).toBe(templateBodyBytes);
  expect(toJson(sized(templateBodyBytes)).split('\n')).toHaveLength(2);
  expect(toJson(sized(templateBodyBytes - 1000)).split('\n').length).toBeGreaterThan(5);
  const over = toJson(sized(templateBodyBytes + 1));
  expect(() => assertSize(over, 'role.json')).toThrow(`role.json has ${templateBodyBytes + 1} bytes, CloudFormation allows ${templateBodyBytes} for a template in a request. Upload it to an S3 bucket`);
  expect(assertSize(over, 'role.json', 'url')).toBe(templateBodyBytes + 1);
  expect(assertSize(toJson(sized(templateS3Bytes)), 'role.json', 'url')).toBe(templateS3Bytes);
  expect(() => assertSize(toJson(sized(templateS3Bytes + 1)), 'role.json', 'url')).toThrow(`${templateS3Bytes + 1} bytes, CloudFormation allows ${templateS3Bytes}`);
  expect(assertSize('ä', 'role.json')).toBe(2);
});

test('capabilities are those the template needs', () => {
  expect(capabilitiesOf(role.template)).toEqual(['CAPABILITY_NAMED_IAM']);
  expect(capabilitiesOf({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } })).toEqual([]);
  expect(capabilitiesOf({ Transform: 'AWS::LanguageExtensions', Resources: {} })).toEqual(['CAPABILITY_AUTO_EXPAND']);
});

const connector: DeploymentTemplate = {
  ...role,
  file: 'avalor-aws-connector.json',
  stackName: 'AvalorStackIntegration',
  region: 'eu-west-1',
  parameters: { ExternalId: '6ba7b810-9dad-11d1-80b4-00c04fd430c8' },
};

test('commands are those that the document of Zscaler shows', () => {
  expect(createStackCommand(connector)).toBe(`aws cloudformation create-stack \\
  --region eu-west-1 \\
  --stack-name AvalorStackIntegration \\
  --capabilities CAPABILITY_NAMED_IAM \\
  --template-body file://avalor-aws-connector.json \\
  --parameters ParameterKey=ExternalId,ParameterValue=6ba7b810-9dad-11d1-80b4-00c04fd430c8`);
  expect(deployCommand(connector)).toBe(`aws cloudformation deploy \\
  --region eu-west-1 \\
  --stack-name AvalorStackIntegration \\
  --capabilities CAPABILITY_NAMED_IAM \\
  --template-file avalor-aws-connector.json \\
  --parameter-overrides ExternalId=6ba7b810-9dad-11d1-80b4-00c04fd430c8`);
  const [set, instances] = stackSetCommands({ ...connector, region: undefined }, 'r-abcd', ['us-east-1']);
  expect(set).toBe(`aws cloudformation create-stack-set \\
  --stack-set-name AvalorStackIntegration \\
  --template-body file://avalor-aws-connector.json \\
  --capabilities CAPABILITY_NAMED_IAM \\
  --permission-model SERVICE_MANAGED \\
  --parameters ParameterKey=ExternalId,ParameterValue=6ba7b810-9dad-11d1-80b4-00c04fd430c8 \\
  --auto-deployment Enabled=true,RetainStacksOnAccountRemoval=false`);
  expect(instances).toBe(`aws cloudformation create-stack-instances \\
  --stack-set-name AvalorStackIntegration \\
  --deployment-targets OrganizationalUnitIds='["r-abcd"]' \\
  --regions '["us-east-1"]'`);
});

test('values are quoted for the shell, a secret never stands in a command, and what is missing shows', () => {
  const template: Template = { ...role.template, Parameters: { Name: { Type: 'String' }, ApiKey: { Type: 'String', NoEcho: true }, Missing: { Type: 'String' }, Usual: { Type: 'String', Default: 'x' } } };
  const given = { ...connector, region: 'eu-west-1', template, parameters: { Name: "it's, $(here)", ApiKey: 'secret-value' } };
  expect(createStackCommand(given)).toContain(String.raw`--parameters 'ParameterKey=Name,ParameterValue=it'\''s\, $(here)' ParameterKey=ApiKey,ParameterValue="$ApiKey" 'ParameterKey=Missing,ParameterValue=<Missing>'`);
  expect(deployCommand(given)).toContain(String.raw`--parameter-overrides 'Name=it'\''s, $(here)' ApiKey="$ApiKey" 'Missing=<Missing>'`);
  for (const text of [createStackCommand(given), deployCommand(given), ...stackSetCommands(given, 'r-abcd', ['us-east-1']), quickCreateLink(given, 'https://b.s3.amazonaws.com/t.json')]) {
    expect(text).not.toContain('secret-value');
  }
  expect(() => createStackCommand({ ...connector, parameters: { ExternalID: 'x' } })).toThrow("avalor-aws-connector.json has no parameter 'ExternalID'; it has ExternalId.");
});

test.each([
  ['eu-west-1', 'https://eu-west-1.console.aws.amazon.com/'],
  ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/'],
  ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
])('the quick-create link of %s opens the console of its partition', (region, host) => {
  const link = new URL(quickCreateLink({ ...connector, region }, 'https://templates.s3.eu-west-1.amazonaws.com/a b/role.json'));
  expect(link.href.startsWith(`${host}cloudformation/home?region=${region}#/stacks/create/review?`)).toBe(true);
  expect(Object.fromEntries(new URLSearchParams(link.hash.split('?')[1]))).toEqual({
    templateURL: 'https://templates.s3.eu-west-1.amazonaws.com/a b/role.json', stackName: 'AvalorStackIntegration', param_ExternalId: connector.parameters.ExternalId,
  });
});

test('a quick-create link takes the URL of an object in S3 only', () => {
  const link = (url: string) => quickCreateLink({ ...events, region: 'us-east-1' }, url);
  for (const url of ['https://s3.us-east-1.amazonaws.com/bucket/t.json', 'https://bucket.s3.cn-north-1.amazonaws.com.cn/t.json', 'https://bucket.s3-eu-west-1.amazonaws.com/t.json']) expect(link(url)).toContain('review');
  for (const url of ['http://bucket.s3.amazonaws.com/t.json', 'https://example.com/t.json', 'https://bucket.s3.amazonaws.com.evil.example/t.json', 's3://bucket/t.json']) expect(() => link(url)).toThrow(InvalidTemplate);
});
