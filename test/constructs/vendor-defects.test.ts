import { Template } from 'aws-cdk-lib/assertions';
import { App, SecretValue, Stack } from 'aws-cdk-lib/core';
import {
  AqtiveGuardConnector, ReadOnlyScannerRole, ReadOnlyScannerUser, ScannerConnector, ScannerPreset, StackSetAdministrationRole, StackSetExecutionPermissions, StackSetExecutionRole,
} from '../../src';
import { presets } from '../../src/catalogue/presets';

/*
 * Defects that were found in the onboarding templates of vendors, by their numbers in the survey. Those of log pipelines (1 to 5) and literal partitions (8) have tests
 * beside the pipeline; here are those of roles, stack sets and secrets.
 */
const EXTERNAL_ID = 'agreed-7f3a';
const stackOf = () => new Stack(new App(), 'Stack');
const connectors = presets.map(({ id, principal }) => [id, (stack: Stack, more: object = {}) => new ScannerConnector(stack, 'C', {
  preset: ScannerPreset.of(id), externalId: EXTERNAL_ID, trustedAccountId: principal ? undefined : '222222222222', ...more,
})] as const);

const text = (stack: Stack) => JSON.stringify(Template.fromStack(stack).toJSON());

test('6: a path in the ARN of a role does not end up in its name, nor the Region in its account', () => {
  const role = ReadOnlyScannerRole.fromRoleArn(stackOf(), 'R', 'arn:aws-us-gov:iam::111111111111:role/team/eu/reader');
  expect([role.roleName, role.managedPolicyArns]).toEqual(['reader', ['arn:aws-us-gov:iam::aws:policy/SecurityAudit']]);
  expect(role.policyDocuments.join()).toContain('arn:aws-us-gov:account::111111111111:account');
});

test.each(connectors)('7: %s: members get no permission to administer the organisation', (_, create) => {
  const stack = stackOf();
  create(stack, { organization: { organizationalUnitIds: ['r-abcd'] } });
  expect(text(stack)).not.toMatch(/organizations:(Register|Deregister|Enable|Disable|Create|Update|Delete|Attach|Detach|Move|Invite|Leave|Remove)/);
});

test.each(connectors)('8: %s: no partition is written into a template', (_, create) => {
  const stack = stackOf();
  create(stack, { organization: { organizationalUnitIds: ['r-abcd'] } });
  expect(text(stack)).not.toMatch(/arn:aws(-us-gov|-cn)?:/);
});

test('9: no secret is in a template: keys come from Secrets Manager, or from a parameter that is never shown', () => {
  const stack = stackOf();
  expect(() => new AqtiveGuardConnector(stack, 'Open', {
    trustedAccountId: '222222222222', externalId: EXTERNAL_ID, events: { endpoint: 'https://example.com', apiKey: SecretValue.unsafePlainText('planted-secret') },
  })).toThrow('A secret must not stand in the template');
  const user = stackOf();
  new ReadOnlyScannerUser(user, 'User');
  const { Outputs } = Template.fromStack(user).toJSON();
  expect(JSON.stringify(Outputs)).not.toMatch(/SecretAccessKey/);
});

describe('the roles of self-managed stack sets', () => {
  const create = (permissions?: StackSetExecutionPermissions) => {
    const stack = stackOf();
    const { executionPermissions } = new ScannerConnector(stack, 'C', { preset: ScannerPreset.CYSCALE, externalId: EXTERNAL_ID, organization: { accountIds: ['333333333333'] } });
    new StackSetAdministrationRole(stack, 'Admin', { accountIds: ['333333333333'] });
    new StackSetExecutionRole(stack, 'Execution', { administratorAccountId: '111111111111', permissions: permissions ?? executionPermissions! });
    return text(stack);
  };

  test('10: are no administrators, pass no role and assume none but the execution role; the documented form has to be asked for', () => {
    const narrow = create();
    expect(narrow).not.toMatch(/AdministratorAccess|"iam:\*"|AWSCloudFormationFullAccess/);
    expect(narrow).not.toMatch(/"Action":"sts:AssumeRole","Effect":"Allow","Resource":"\*"/);
    expect(narrow).not.toMatch(/"iam:PassRole"[^{}]*"Resource":"\*"/);
    expect(create(StackSetExecutionPermissions.ADMINISTRATOR_ACCESS)).toContain('AdministratorAccess');
  });

  test('12: the execution role can assume no role', () => {
    const stack = stackOf();
    const { executionPermissions } = new ScannerConnector(stack, 'C', { preset: ScannerPreset.CYSCALE, externalId: EXTERNAL_ID, organization: { accountIds: ['333333333333'] } });
    const alone = stackOf();
    new StackSetExecutionRole(alone, 'Execution', { administratorAccountId: '111111111111', permissions: executionPermissions! });
    const documents = [...Object.values(Template.fromStack(alone).findResources('AWS::IAM::Role')).flatMap(({ Properties }) => Properties.Policies ?? []),
      ...Object.values(Template.fromStack(alone).findResources('AWS::IAM::Policy')).map(({ Properties }) => Properties)];
    expect(documents.length).toBeGreaterThan(0);
    expect(JSON.stringify(documents)).not.toContain('sts:AssumeRole');
  });
});

test.each(connectors)('11: %s: the role holds every policy when it is ready, as it refers to each', (_, create) => {
  const stack = stackOf();
  create(stack);
  const template = Template.fromStack(stack);
  const [{ Properties }] = Object.values(template.findResources('AWS::IAM::Role'));
  const held = JSON.stringify(Properties.ManagedPolicyArns ?? []);
  for (const id of Object.keys(template.findResources('AWS::IAM::ManagedPolicy'))) expect(held).toContain(`{"Ref":"${id}"}`);
});
