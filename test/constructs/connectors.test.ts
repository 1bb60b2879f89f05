import { Template } from 'aws-cdk-lib/assertions';
import { App, SecretValue, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { nag } from './nag';
import {
  AqtiveGuardConnector, CyscaleConnector, FortiCnappConnector, JupiterOneConnector, ScannerConnector, ScannerGrant, ScannerPreset, ZscalerUvmConnector, ZscalerUvmStream,
} from '../../src';
import { presets } from '../../src/catalogue/presets';
import seeds from '../facts/seed-facts.json';
import vendors from '../facts/vendor-actions.json';

const [OURS, EXTERNAL_ID] = ['222222222222', 'agreed-7f3a'];
interface Role { RoleName: string; ManagedPolicyArns?: unknown[]; AssumeRolePolicyDocument: { Statement: { Principal: { AWS: unknown }; Condition?: { StringEquals: Record<string, unknown> } }[] } }
type Resources = Record<string, { Type: string; Properties: Role & { PolicyDocument: { Statement: { Action: string | string[] }[] } } }>;

const stackOf = () => new Stack(new App(), 'Stack', { env: { account: '999999999999', region: 'eu-central-1' } });

function made(create: (scope: Construct) => ScannerConnector) {
  const stack = stackOf();
  const connector = create(stack);
  const template = Template.fromStack(stack).toJSON() as { Resources: Resources; Outputs?: Record<string, { Value: unknown }> };
  return { stack, connector, template, ...read(template) };
}

function read({ Resources, Outputs = {} }: { Resources: Resources; Outputs?: Record<string, { Value: unknown }> }) {
  const of = (type: string) => Object.entries(Resources).filter(([, { Type }]) => Type === type);
  const roles = of('AWS::IAM::Role').map(([, { Properties }]) => Properties);
  const actions = of('AWS::IAM::ManagedPolicy').flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement.flatMap(({ Action }) => Action)).sort();
  return { roles, role: roles[0], actions, outputs: Object.keys(Outputs), ids: Object.keys(Resources), member: of('AWS::CloudFormation::StackSet')[0]?.[1].Properties as unknown as { TemplateBody: string; Parameters: object[] } };
}

const memberOf = (body: string) => {
  const template = JSON.parse(body) as { Parameters?: Record<string, { Type: string; Default?: string }>; Resources: Resources; Outputs: Record<string, { Value: unknown }> };
  return { ...read(template), parameters: template.Parameters ?? {} };
};

const trusts = ({ AssumeRolePolicyDocument: { Statement: [statement] } }: Role) => [JSON.stringify(statement.Principal.AWS).replaceAll(/\{"Ref":"AWS::Partition"\}/g, 'aws'), statement.Condition?.StringEquals['sts:ExternalId']];
const securityAudit = ({ ManagedPolicyArns = [] }: Role) => JSON.stringify(ManagedPolicyArns).includes('policy/SecurityAudit');

type Connect = (scope: Construct, grant?: ScannerGrant) => ScannerConnector;

const own: Record<string, Connect> = {
  'aqtive-guard': (scope, grant) => new AqtiveGuardConnector(scope, 'C', { trustedAccountId: OURS, externalId: EXTERNAL_ID, grant }),
  'cyscale': (scope, grant) => new CyscaleConnector(scope, 'C', { externalId: EXTERNAL_ID, grant }),
  'forticnapp': (scope, grant) => new FortiCnappConnector(scope, 'C', { externalId: EXTERNAL_ID, grant }),
  'jupiterone': (scope, grant) => new JupiterOneConnector(scope, 'C', { externalId: EXTERNAL_ID, grant }),
  'zscaler-uvm': (scope, grant) => new ZscalerUvmConnector(scope, 'C', { trustedAccountId: OURS, externalId: EXTERNAL_ID, grant }),
};

// A preset without a construct of its own is connected by the one that takes any.
const general = (id: string): Connect => (scope, grant) => {
  const trusted = presets.find((each) => each.id === id)!.principal === undefined ? { trustedAccountId: OURS } : {};
  return new ScannerConnector(scope, 'C', { preset: ScannerPreset.of(id), ...trusted, externalId: EXTERNAL_ID, grant });
};
const connectors = Object.fromEntries(presets.map(({ id }) => [id, own[id] ?? general(id)]));

test('there is a constant for every preset', () => {
  expect(Object.keys(own).filter((id) => !(id in connectors))).toEqual([]);
  expect(Object.values(ScannerPreset).filter((each) => each instanceof ScannerPreset).map(({ id }) => id).sort()).toEqual(presets.map(({ id }) => id));
});

describe.each(Object.entries(connectors))('%s', (id, create) => {
  const preset = presets.find((each) => each.id === id)!;

  test('has the role of the document, with its outputs, and SecurityAudit if the document attaches it', () => {
    const { role, outputs, connector } = made(create);
    expect(role.RoleName).toBe(preset.roleName);
    expect(connector.roleName).toBe(preset.roleName);
    expect(outputs.sort()).toEqual(Object.keys(preset.template.outputs).sort());
    expect(securityAudit(role)).toBe(preset.grant === 'SECURITY_AUDIT');
    expect(trusts(role)[1]).toBe(EXTERNAL_ID);
  });

  test.each(Object.values(ScannerGrant))('%s is clean for cdk-nag', (grant) => {
    expect(nag(made((scope) => create(scope, grant)).stack)).toEqual([]);
  });
});

test('the platform enters from where its document says', () => {
  expect(trusts(made(connectors.cyscale).role)[0]).toContain(`:iam::${seeds.cyscale.vendorAccountId}:root`);
  expect(trusts(made(connectors.forticnapp).role)[0]).toContain(vendors.lacework.trust.principal.split('arn:aws')[1]);
  expect(trusts(made(connectors.jupiterone).role)[0]).toContain(vendors.jupiterone.parameterDefaults.JupiterOneAwsAccountArns.split('arn:aws')[1]);
  const elsewhere = made((scope) => new JupiterOneConnector(scope, 'C', { externalId: EXTERNAL_ID, principalArns: ['arn:aws-us-gov:iam::123456789012:role/j1'] }));
  expect(trusts(elsewhere.role)[0]).toBe('"arn:aws-us-gov:iam::123456789012:role/j1"');
});

test('AQtive Guard: exactly the thirteen actions, and no external id only where that is said', () => {
  expect(made(connectors['aqtive-guard']).actions).toEqual([...seeds.aqtiveGuard.allActions].sort());
  const open = made((scope) => new AqtiveGuardConnector(scope, 'C', { trustedAccountId: OURS, withoutExternalId: true }));
  expect([trusts(open.role)[1], open.outputs]).toEqual([undefined, ['AQtiveGuardReadOnlyAccessRoleArn']]);
  expect(JSON.stringify(open.connector.node.findAll().flatMap(({ node }) => node.metadata))).toContain('AQtiveGuardReadOnlyAccessRole asks for no external id');
});

describe('Zscaler UVM', () => {
  const uvm = (props: Partial<ConstructorParameters<typeof ZscalerUvmConnector>[2]> = {}) =>
    made((scope) => new ZscalerUvmConnector(scope, 'C', { trustedAccountId: OURS, externalId: EXTERNAL_ID, ...props }));
  const all = [...seeds.zscalerUvm.allActions].sort();

  test('without SecurityAudit exactly the 19 actions in the management account, with it none', () => {
    expect(uvm({ managementAccount: true }).actions).toEqual(all);
    const beside = uvm({ managementAccount: true, grant: ScannerGrant.SECURITY_AUDIT });
    expect([beside.actions, securityAudit(beside.role)]).toEqual([[], true]);
  });

  test('in another account all but those of the stream of accounts', () => {
    expect(uvm().actions).toEqual(all.filter((action) => action !== 'organizations:ListAccounts'));
    expect(() => uvm({ streams: [ZscalerUvmStream.ACCOUNTS] })).toThrow("The stream 'accounts' is answered in the management account of an organisation only");
  });

  test('its streams are those of the preset', () => {
    expect(Object.values(ZscalerUvmStream)).toEqual((presets.find(({ id }) => id === 'zscaler-uvm')!.streams as unknown as { id: string }[]).map(({ id }) => id));
    expect(uvm({ streams: [ZscalerUvmStream.RDS, ZscalerUvmStream.NETWORK_VPCS] }).actions).toEqual(['ec2:DescribeVpcs', 'rds:DescribeDBInstances']);
  });

  test('in an organisation every account gets the role, and the management account another that lists the accounts', () => {
    const { roles, member, connector, outputs } = uvm({ organization: { organizationalUnitIds: ['r-abcd'] } });
    expect(roles.map(({ RoleName }) => RoleName)).toEqual(['AvalorConnector', 'AvalorListAccounts']);
    const { role, actions, parameters, outputs: told, ids } = memberOf(member.TemplateBody);
    expect(role.RoleName).toBe('AvalorConnector');
    expect(actions).toEqual(all.filter((action) => action !== 'organizations:ListAccounts'));
    expect(Object.keys(parameters).sort()).toEqual(['ExternalId', 'TrustedAccountId']);
    expect([told.sort(), ids.sort()]).toEqual([['ExternalID', 'RoleARNID'], ['AvalorPolicy', 'AvalorRole']]);
    expect(connector.managementRole!.grantedActions).toEqual(['organizations:ListAccounts']);
    expect(outputs).toHaveLength(4);
  });

  test('the accounts alone are read by a role with its own name', () => {
    expect(uvm({ streams: [ZscalerUvmStream.ACCOUNTS], managementAccount: true }).role.RoleName).toBe('AvalorListAccounts');
    expect(() => uvm({ streams: [ZscalerUvmStream.ACCOUNTS], organization: { organizationalUnitIds: ['r-abcd'] } })).toThrow('the management account alone answers it, leave organization out');
  });
});

test('JupiterOne: a member template has the parameters, the output and the ids of the published template', () => {
  const { member } = made((scope) => new JupiterOneConnector(scope, 'C', { externalId: EXTERNAL_ID, organization: { organizationalUnitIds: ['r-abcd'] }, principalArns: [vendors.jupiterone.parameterDefaults.JupiterOneAwsAccountArns] }));
  const { parameters, outputs, ids, role } = memberOf(member.TemplateBody);
  expect(Object.keys(parameters).sort()).toEqual([...vendors.jupiterone.parameters].sort());
  expect(parameters.JupiterOneAwsAccountArns).toMatchObject({ Type: 'CommaDelimitedList', Default: vendors.jupiterone.parameterDefaults.JupiterOneAwsAccountArns });
  expect([outputs, ids.sort()]).toEqual([vendors.jupiterone.outputs, [...vendors.jupiterone.resourceLogicalIds].sort()]);
  expect(role.AssumeRolePolicyDocument.Statement[0].Principal.AWS).toEqual({ Ref: 'JupiterOneAwsAccountArns' });
  expect(member.Parameters).toContainEqual({ ParameterKey: 'JupiterOneExternalId', ParameterValue: EXTERNAL_ID });
});

test('two external ids are accepted during a rotation, in members too', () => {
  const both = { externalId: 'old-id', nextExternalId: 'new-id' };
  expect(trusts(made((scope) => new CyscaleConnector(scope, 'C', both)).role)[1]).toEqual(['old-id', 'new-id']);
  const { member } = made((scope) => new CyscaleConnector(scope, 'C', { ...both, organization: { organizationalUnitIds: ['r-abcd'] } }));
  expect(trusts(memberOf(member.TemplateBody).role)[1]).toEqual([{ Ref: 'ExternalId' }, { Ref: 'NextExternalId' }]);
});

test('what the document asks for and returns data is withheld, and told', () => {
  const { connector, actions } = made(connectors.forticnapp);
  expect(connector.withheldActions).toEqual(expect.arrayContaining(['ssm:GetParameter', 'cassandra:Select', 'states:GetActivityTask']));
  expect(actions.filter((action) => connector.withheldActions.includes(action) && action !== 'apigateway:GET')).toEqual([]);
});

test('another platform is described by what it asks for', () => {
  const { role, actions } = made((scope) => new ScannerConnector(scope, 'C', {
    externalId: EXTERNAL_ID,
    preset: ScannerPreset.define({ id: 'acme', title: 'Acme', roleName: 'AcmeReader', actions: ['ec2:DescribeVpcs', 's3:GetObject'], principalArn: 'arn:aws:iam::123456789012:role/acme' }),
  }));
  expect([role.RoleName, actions, securityAudit(role)]).toEqual(['AcmeReader', ['ec2:DescribeVpcs'], false]);
  expect(trusts(role)[0]).toContain(':iam::123456789012:role/acme');
});

const acme = { id: 'acme', title: 'Acme', roleName: 'AcmeReader', actions: ['ec2:DescribeVpcs'] };
test.each([
  [{ ...acme, id: 'Acme' }, 'id of a preset must be a name in kebab-case, got "Acme".'],
  [{ ...acme, actions: [] }, 'actions of a preset must be a list of IAM actions such as ec2:DescribeInstances, got [].'],
  [{ ...acme, principalArn: '*' }, 'principalArn of a preset must be the ARN of the root of an account or of a role, without wildcards, got "*".'],
  [{ ...acme, source: 'http://x' }, 'source of a preset must be an address with https, got "http://x".'],
  [{ ...acme, action: 'x' }, "A preset has no 'action'. It has id, title, roleName, actions, principalArn, securityAudit, source."],
])('a preset %j is refused', (props, message) => expect(() => ScannerPreset.define(props)).toThrow(message));

test.each<[string, (scope: Construct) => unknown, string]>([
  ['no external id', (scope) => new ScannerConnector(scope, 'C', { preset: ScannerPreset.CYSCALE }), 'externalId must be given, as Cyscale could be made to enter your account for somebody else.'],
  ['open, where the document is not', (scope) => new ScannerConnector(scope, 'C', { preset: ScannerPreset.CYSCALE, withoutExternalId: true }), 'Cyscale presents an external id: withoutExternalId is not allowed.'],
  ['open without saying so', (scope) => new AqtiveGuardConnector(scope, 'C', { trustedAccountId: OURS }), 'withoutExternalId takes it at its word'],
  ['both', (scope) => new AqtiveGuardConnector(scope, 'C', { trustedAccountId: OURS, externalId: 'x1', withoutExternalId: true }), 'Give externalId, or withoutExternalId, got both.'],
  ['no account', (scope) => new ScannerConnector(scope, 'C', { preset: ScannerPreset.ZSCALER_UVM, externalId: 'x1' }), 'names its account to each customer: give trustedAccountId (12 digits)'],
  ['another account', (scope) => new ScannerConnector(scope, 'C', { preset: ScannerPreset.CYSCALE, externalId: 'x1', trustedAccountId: OURS }), 'Cyscale enters from arn:${Partition}:iam::789815788242:root: leave trustedAccountId out.'],
  ['a wrong principal', (scope) => new JupiterOneConnector(scope, 'C', { externalId: 'x1', principalArns: ['*'] }), "principalArns must hold ARNs of accounts (…:root) or IAM roles, without wildcards, got '*'."],
  ['a wrong stream', (scope) => new ScannerConnector(scope, 'C', { preset: ScannerPreset.CYSCALE, externalId: 'x1', streams: ['s3'] }), "'s3' is not a stream of cyscale. Streams: configuration."],
  ['an unknown preset', () => ScannerPreset.of('wiz'), `Unknown preset 'wiz'. Presets: ${presets.map(({ id }) => id).join(', ')}`],
])('%s is refused', (_, create, message) => expect(() => create(stackOf())).toThrow(message));

describe('AQtive Guard: events', () => {
  const { resourceNames, connectionAuthorization, eventRuleState, loopFilter } = seeds.aqtiveGuard;
  const events = { endpoint: 'https://aqg.example.com/events', apiKey: SecretValue.secretsManager('aqg') };
  const aqg = (props: Partial<ConstructorParameters<typeof AqtiveGuardConnector>[2]> = {}) =>
    made((scope) => new AqtiveGuardConnector(scope, 'C', { trustedAccountId: OURS, externalId: EXTERNAL_ID, events, ...props }));
  type Any = { Type: string; Condition?: string; Properties: Record<string, unknown> };
  const ofType = (template: { Resources: unknown }, type: string) => Object.values(template.Resources as Record<string, Any>).filter(({ Type }) => Type === `AWS::Events::${type}`);

  test('the rule, the API destination and the connection are named, and set, as the document says', () => {
    const { template } = aqg();
    const [rule] = ofType(template, 'Rule').map(({ Properties }) => Properties);
    expect(rule).toMatchObject({ Name: resourceNames.eventRule, State: eventRuleState.cloudFormation });
    expect(JSON.stringify(rule.EventPattern)).toContain(loopFilter.excludedValue);
    expect(ofType(template, 'ApiDestination')[0].Properties.Name).toBe(resourceNames.apiDestination);
    expect(ofType(template, 'Connection')[0].Properties).toMatchObject({ Name: resourceNames.connection, AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: connectionAuthorization.apiKeyName } } });
  });

  test('one template serves every Region: its primary Region has the role and delivers, the others send to it', () => {
    const { member } = aqg({ organization: { accountIds: [OURS], regions: ['us-east-1', 'eu-west-1'], primaryRegion: 'us-east-1' } });
    const template = JSON.parse(member.TemplateBody) as { Parameters: Record<string, { NoEcho?: boolean }>; Conditions: object; Resources: Record<string, Any> };
    expect(Object.keys(template.Parameters)).toEqual(expect.arrayContaining(seeds.aqtiveGuard.template.parameters));
    expect(template.Parameters.AQGAPIKeyParameter.NoEcho).toBe(true);
    expect(template.Resources.AQtiveGuardReadOnlyAccessRole.Condition).toBe('InPrimaryRegion');
    for (const type of ['ApiDestination', 'Connection']) expect(ofType(template, type).map(({ Condition }) => Condition)).toEqual([expect.any(String)]);
    expect(ofType(template, 'Rule').some(({ Condition }) => Condition === undefined)).toBe(true);
    expect(member.Parameters).toContainEqual({ ParameterKey: 'PrimaryRegion', ParameterValue: 'us-east-1' });
  });

  test('in a stack for each Region the role is made in the primary Region only', () => {
    const { template } = aqg({ primaryRegion: 'us-east-1' });
    const [role] = Object.values(template.Resources as unknown as Record<string, Any>).filter(({ Properties }) => Properties?.RoleName === 'AQtiveGuardReadOnlyAccessRole');
    expect((template as unknown as { Conditions: Record<string, unknown> }).Conditions[role.Condition!]).toEqual({ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] });
  });

  test('are clean for cdk-nag', () => expect(nag(aqg().stack)).toEqual([]));
});

describe('FortiCNAPP: log files', () => {
  const { outputs: told, trust } = vendors.lacework.variants.lacework_cloudtrail;
  const create = () => made((scope) => new FortiCnappConnector(scope, 'C', { externalId: EXTERNAL_ID, cloudTrail: {} }));

  test('go from the trail by a bucket, a topic and a queue to a role of their own, with the outputs of the published module', () => {
    const { template, roles, outputs, connector } = create();
    const types = Object.values(template.Resources).map(({ Type }) => Type);
    for (const type of ['CloudTrail::Trail', 'S3::Bucket', 'SNS::Topic', 'SQS::Queue']) expect(types).toContain(`AWS::${type}`);
    const ours: Record<string, string> = { iam_role_arn: 'log_reader_role_arn', external_id: 'log_reader_external_id' };
    const snake = outputs.map((name) => name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase());
    // The names of topic and role are part of their ARNs; the other is an id of the platform.
    for (const name of told.filter((each) => !['sns_name', 'iam_role_name', 'lacework_integration_guid'].includes(each))) expect(snake).toContain(ours[name] ?? name);
    expect(roles.filter((role) => String(trusts(role)[0]).includes(trust.principal.split('arn:aws')[1]) && trusts(role)[1] === EXTERNAL_ID)).toHaveLength(2);
    expect((connector as FortiCnappConnector).logReader).toBeDefined();
  });

  test('the role that reads configuration reads no log files', () => {
    expect(create().connector.role!.grantedActions.filter((action) => /^(s3:GetObject|sqs:ReceiveMessage|kms:Decrypt)/.test(action))).toEqual([]);
  });

  test('are clean for cdk-nag', () => expect(nag(create().stack)).toEqual([]));
});
