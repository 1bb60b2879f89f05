import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { nag } from './nag';
import { ReadOnlyScannerRole, ReadOnlyScannerUser, ScannerGrant, ScannerPreset, type ReadOnlyScannerUserProps } from '../../src';
import { characters, type Statement } from '../../src/derive/policy';
import limits from '../facts/limits.json';
import seeds from '../facts/seed-facts.json';

function made(props?: ReadOnlyScannerUserProps) {
  const stack = new Stack(new App(), 'Stack');
  const user = new ReadOnlyScannerUser(stack, 'User', props);
  return { stack, user, template: Template.fromStack(stack) };
}

/** IAM takes a list of one and its item for the same. */
const listed = (document: { Version: '2012-10-17'; Statement: Statement[] }) =>
  ({ ...document, Statement: document.Statement.map((each) => ({ ...each, Action: [each.Action].flat(), Resource: [each.Resource].flat() })) });

/** A value of a template with its joins done, as IAM counts its characters. */
const joined = <T>(value: T): T => JSON.parse(JSON.stringify(value), (_, each: unknown) => {
  const parts = (each as { 'Fn::Join'?: [string, (string | { Ref: string })[]] } | null)?.['Fn::Join']?.[1];
  return parts ? parts.map((part) => (typeof part === 'string' ? part : part.Ref === 'AWS::Partition' ? '${Partition}' : '${Account}')).join('') : each;
}) as T;

const documents = (template: Template) => Object.values(template.findResources('AWS::IAM::ManagedPolicy')).map(({ Properties }) => listed(Properties.PolicyDocument));

test.each(Object.values(ScannerGrant))('%s: has the policies of the role, through a group, as CIS asks', (grant) => {
  const { template } = made({ grant });
  const role = new Stack(new App(), 'Role');
  new ReadOnlyScannerRole(role, 'Role', { trustedAccountId: '222222222222', externalId: 'agreed-7f3a', grant });
  const ofRole = Template.fromStack(role);
  const [{ Properties }] = Object.values(ofRole.findResources('AWS::IAM::Role'));
  expect(documents(template)).toEqual(expect.arrayContaining([...documents(ofRole), listed(Properties.Policies[0].PolicyDocument)]));
  expect(documents(template)).toHaveLength(documents(ofRole).length + 1);
  for (const document of documents(template)) expect(characters(joined(document))).toBeLessThanOrEqual(limits.iam.managedPolicyCharacters);
  const [user] = Object.values(template.findResources('AWS::IAM::User'));
  expect([user.Properties.Policies, user.Properties.ManagedPolicyArns, user.Properties.Groups]).toEqual([undefined, undefined, [expect.anything()]]);
});

test('the secret key is in AWS Secrets Manager only, never in the template or an output', () => {
  const { template, user } = made();
  const [[key]] = Object.entries(template.findResources('AWS::IAM::AccessKey'));
  const [secret] = Object.values(template.findResources('AWS::SecretsManager::Secret'));
  expect(JSON.stringify(secret.Properties.SecretString)).toContain(JSON.stringify({ 'Fn::GetAtt': [key, 'SecretAccessKey'] }));
  const { Outputs, Resources } = template.toJSON();
  expect(JSON.stringify(Outputs)).not.toContain('SecretAccessKey');
  expect(JSON.stringify(Resources).match(/"SecretAccessKey"\]/g)).toHaveLength(1);
  expect(user.secretArns).toHaveLength(1);
});

test('a key is rotated in three deployments: one key, both, the other', () => {
  const keys = (accessKeys: string[]) => Object.keys(made({ accessKeys }).template.findResources('AWS::IAM::AccessKey'));
  const [one, both, other] = [keys(['Spring']), keys(['Spring', 'Autumn']), keys(['Autumn'])];
  expect([one.length, both.length, other.length]).toEqual([1, 2, 1]);
  expect(both.sort()).toEqual([...one, ...other].sort());
});

test('reads the streams of a platform that takes keys, but not those of the management account', () => {
  const all = seeds.zscalerUvm.allActions.filter((action) => action !== 'organizations:ListAccounts').sort();
  expect(made({ streams: ScannerPreset.ZSCALER_UVM.streams(), grant: ScannerGrant.EXACT }).user.grantedActions).toEqual(all);
  expect(() => made({ streams: ScannerPreset.ZSCALER_UVM.streams('accounts') })).toThrow("The stream 'accounts' cannot be read with an access key: it asks about all accounts");
});

test.each([
  [{ accessKeys: [] }, 'A user has one access key, or two different ones during a rotation, got [].'],
  [{ accessKeys: ['A', 'B', 'C'] }, 'got [A, B, C].'],
  [{ accessKeys: ['A', 'A'] }, 'got [A, A].'],
  [{ accessKeys: ['a-b'] }, "accessKeys must be names of letters and digits, a letter first, got 'a-b'."],
])('%j is refused', (props, message) => expect(() => made(props)).toThrow(message));

test('is clean for cdk-nag', () => expect(nag(made().stack)).toEqual([]));
