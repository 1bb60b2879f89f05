import { Template as CdkTemplate } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { resolved } from './resolved';
import { ScannerConnector, ScannerPreset } from '../../src';
import { presets } from '../../src/catalogue/presets';
import { streamsOf } from '../../src/derive/preset';
import { evaluate } from '../../src/engine/access/evaluate';
import { compilePolicy } from '../../src/engine/access/statement';
import { toJson, toYaml } from '../../src/engine/template/cloudformation';
import { toManual } from '../../src/engine/template/manual/manual';
import type { DeploymentTemplate } from '../../src/engine/template/template';
import { toTerraform } from '../../src/engine/template/terraform/module';
import { generate, type Choices } from '../../src/generate/templates';
import { lintAll, LINT_TIMEOUT } from '../cfn-lint';
import dataAccess from '../facts/data-access-deny.json';
import audit from '../facts/security-audit-policy.json';

const [ACCOUNT, PLATFORM] = ['111122223333', '222222222222'];
const EXTERNAL_ID = 'agreed-7f3a';
const GRANTS = ['SECURITY_AUDIT', 'EXACT', 'CORE'] as const;

const choices = (preset: string, more: Partial<Choices> = {}): Choices => ({
  preset, parts: ['config'], regions: ['us-east-1'], externalId: EXTERNAL_ID, ...presets.find(({ id }) => id === preset)!.principal ? {} : { trustedAccountId: PLATFORM }, ...more,
});

/** Every template that the presets can give. */
const everything: Record<string, Choices> = Object.fromEntries(presets.flatMap(({ id, parts }) => [
  ...GRANTS.map((grant) => [`${id} ${grant}`, choices(id, { grant })] as const),
  [`${id} organization`, choices(id, { organizationalUnitIds: ['r-abcd'] })],
  ...parts.includes('cloudtrail') ? [[`${id} cloudtrail`, choices(id, { parts: ['cloudtrail'] })] as const] : [],
  ...parts.includes('events') ? [[`${id} events`, choices(id, { parts: ['config', 'events'], endpoint: 'https://example.com/events', regions: ['us-east-1', 'eu-west-1'] })] as const] : [],
]));

interface Role { RoleName: string; ManagedPolicyArns?: unknown[]; Policies?: { PolicyDocument: object }[]; AssumeRolePolicyDocument: object }

/** The role of a template as IAM would hold it. */
function roleOf({ template, parameters }: DeploymentTemplate) {
  const { Resources } = resolved(template, parameters, ACCOUNT) as { Resources: Record<string, { Type: string; Properties: Role & { PolicyDocument: object } }> };
  const of = (type: string) => Object.values(Resources).filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
  const [role] = of('AWS::IAM::Role');
  const attached = JSON.stringify(role.ManagedPolicyArns ?? []).includes('policy/SecurityAudit') ? [audit.document] : [];
  const documents = [...attached, ...of('AWS::IAM::ManagedPolicy').map(({ PolicyDocument }) => PolicyDocument), ...(role.Policies ?? []).map(({ PolicyDocument }) => PolicyDocument)];
  return { role, identity: documents.map((document, at) => compilePolicy(document, 'identity', `identity[${at}]`)), trust: compilePolicy(role.AssumeRolePolicyDocument, 'resource', 'trust') };
}

// A key without such a policy lets no identity policy decide: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
const defaultKeyPolicy = compilePolicy({ Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' } }, 'resource', 'resource');

describe.each(presets.map(({ id }) => [id] as const))('%s', (id) => {
  const preset = presets.find((each) => each.id === id)!;

  describe.each(GRANTS)('%s', (grant) => {
    const [deployment] = generate(choices(id, { grant, managementAccount: true })).templates;
    const { role, identity, trust } = roleOf(deployment);
    const session = { type: 'role-session' as const, arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role.RoleName}/scan`, roleArn: `arn:aws:iam::${ACCOUNT}:role/${role.RoleName}`, account: ACCOUNT };
    const decide = (action: string, arn: string) => evaluate({ principal: session, action, resource: { arn, account: ACCOUNT } }, { identity, ...action.startsWith('kms:') && arn.includes(':key/') && { resource: defaultKeyPolicy } }).decision;
    const concrete = (pattern: string) => (pattern === '*' ? '*' : pattern.replaceAll('${Partition}', 'aws').replaceAll('${Account}', ACCOUNT).replaceAll('*', 'x1'));

    test('every call that the platform needs is allowed', () => {
      const needed = streamsOf(preset).flatMap(({ core, granted }) => (grant === 'CORE' ? core : granted)).filter(({ action }) => !action.includes('*'));
      expect(needed.length).toBeGreaterThan(0);
      const refused = needed.flatMap(({ action, resources }) => resources.filter((resource) => decide(action, concrete(resource)) !== 'Allow').map((resource) => `${action} on ${resource}`));
      expect(refused).toEqual([]);
    });

    test('every read of data is denied', () => {
      const reads = dataAccess.actions.filter(({ mode, action }) => mode === 'deny' && action !== 'apigateway:GET').map(({ action }) => action);
      expect(reads.filter((action) => decide(action, '*') !== 'ExplicitDeny')).toEqual([]);
      expect(decide('apigateway:GET', 'arn:aws:apigateway:us-east-1::/apikeys/x1')).toBe('ExplicitDeny');
    });

    test('the platform gets in with the external id, and nobody else', () => {
      const from = preset.principal?.replace('${Partition}', 'aws') ?? `arn:aws:iam::${PLATFORM}:root`;
      const enter = (arn: string, externalId?: string) => {
        const account = arn.split(':')[4];
        const name = arn.endsWith(':root') ? 'scanner' : arn.split('/').at(-1)!;
        const principal = { type: 'role-session' as const, arn: `arn:aws:sts::${account}:assumed-role/${name}/x`, roleArn: `arn:aws:iam::${account}:role/${name}`, account };
        const context: Record<string, string> = externalId === undefined ? {} : { 'sts:ExternalId': externalId };
        const may = compilePolicy({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' } }, 'identity', 'caller');
        return evaluate({ principal, action: 'sts:AssumeRole', resource: { arn: session.roleArn, account: ACCOUNT }, context }, { identity: [may], resource: trust }).decision;
      };
      expect(enter(from, EXTERNAL_ID)).toBe('Allow');
      for (const wrong of [enter(from), enter(from, 'other-id'), enter('arn:aws:iam::555555555555:root', EXTERNAL_ID)]) expect(wrong).toBe('ImplicitDeny');
    });
  });

  test('the template has the role of the construct, to the byte', () => {
    const stack = new Stack(new App(), 'Stack');
    new ScannerConnector(stack, 'C', { preset: ScannerPreset.of(id), externalId: EXTERNAL_ID, trustedAccountId: preset.principal ? undefined : PLATFORM });
    const [deployment] = generate(choices(id)).templates;
    const inApp = { ...deployment, template: CdkTemplate.fromStack(stack).toJSON() as DeploymentTemplate['template'], parameters: {} };
    const bytes = (each: DeploymentTemplate) => {
      const { Resources } = resolved(each.template, each.parameters) as { Resources: Record<string, { Type: string; Properties: object }> };
      // The names of policies are ids of their templates; to IAM a list of one is its item.
      const scalar = (_: string, value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);
      return Object.values(Resources).map(({ Type, Properties }) => JSON.stringify([Type, Properties], scalar).replaceAll(/<[^<>]*>/g, '<policy>')).sort();
    };
    expect(bytes(deployment)).toEqual(bytes(inApp));
  });
});

test('every template is one request long, needs no bootstrap, and prints in every format', () => {
  for (const [name, each] of Object.entries(everything)) {
    for (const deployment of generate(each).templates) {
      expect([name, Buffer.byteLength(toJson(deployment.template)) <= 51_200]).toEqual([name, true]);
      expect(JSON.stringify(deployment.template)).not.toMatch(/BootstrapVersion|cdk-bootstrap|AssetParameters|\$\{Token|aws:cdk:path/);
    }
    for (const deployment of generate({ ...each, cloudFormation: false }).templates) {
      expect(toTerraform(deployment).map((file) => file.name)).toContain('main.tf');
      expect(toManual(deployment)[0].name).toMatch(/\.md$/);
    }
  }
});

test('cfn-lint finds nothing in any template, as JSON and as YAML', async () => {
  const templates = Object.entries(everything).flatMap(([name, each]) => generate(each).templates.flatMap(({ file, template }) => {
    const path = `${name}-${file}`.replaceAll(/[^\w.-]/g, '-').replace(/\.\w+$/, '');
    return [[`${path}.json`, toJson(template)], ...name.endsWith('SECURITY_AUDIT') ? [[`${path}.yaml`, toYaml(template)]] : []];
  }));
  expect(templates.length).toBeGreaterThan(30);
  // I1022 prefers Fn::Sub to the Fn::Join that the CDK writes.
  expect((await lintAll(Object.fromEntries(templates) as Record<string, string>)).filter((finding) => !finding.includes(': I1022 at '))).toEqual([]);
}, LINT_TIMEOUT);

test('one template of AQtive Guard serves one Region, more Regions by hand, and stack sets', () => {
  const [{ template, parameters }] = generate(everything['aqtive-guard events']).templates;
  expect(Object.keys(template.Parameters!)).toEqual(expect.arrayContaining(['AQGAPIKeyParameter', 'PrimaryRegion']));
  expect(template.Parameters!.AQGAPIKeyParameter).toMatchObject({ NoEcho: true });
  expect(parameters).not.toHaveProperty('AQGAPIKeyParameter');
  expect(parameters.PrimaryRegion).toBe('us-east-1');
});

test.each<[string, Partial<Choices>, string]>([
  ['cyscale', { parts: ['events'] }, "Cyscale has no part 'events'. It has config."],
  ['cyscale', { parts: [] }, 'No part is chosen. Cyscale has config.'],
  ['aqtive-guard', { parts: ['events'] }, 'Events are part of the template of the role: choose config too.'],
  ['aqtive-guard', { parts: ['config', 'events'] }, 'Events need the HTTPS address that takes them, got none: give --endpoint.'],
  ['zscaler-uvm', { streams: ['ec3'] }, "'ec3' is not a stream of zscaler-uvm. Streams: accounts, ec2"],
  ['zscaler-uvm', { trustedAccountId: undefined }, 'names its account to each customer'],
  ['jupiterone', { externalId: undefined }, 'externalId must be given'],
])('%s with %j is refused', (preset, more, message) => expect(() => generate(choices(preset, more))).toThrow(message));
