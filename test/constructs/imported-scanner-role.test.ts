import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { App, Stack, Validations } from 'aws-cdk-lib/core';
import { nag } from './nag';
import { ImportedScannerRole, ReadOnlyScannerRole, ScannerGrant, ScannerStream, type ScannerGrantOptions } from '../../src';
import limits from '../facts/limits.json';

const ARN = 'arn:aws-us-gov:iam::123456789012:role/team/security/reader';

function imported(props: ScannerGrantOptions = {}, roleArn = ARN) {
  const stack = new Stack(new App(), 'Stack');
  return { stack, role: ReadOnlyScannerRole.fromRoleArn(stack, 'Scanner', roleArn, props) };
}
const statements = (documents: string[]) => documents.flatMap((text) => JSON.parse(text).Statement as { Effect: string; Action: string[]; Resource: string[] }[]);

test('nothing is created; the policies to add are outputs and a warning until it is acknowledged', () => {
  const { stack, role } = imported({ grant: ScannerGrant.EXACT });
  const template = Template.fromStack(stack);
  expect(Object.keys(template.toJSON().Resources ?? {})).toEqual([]);
  const outputs = Object.values(template.findOutputs('*')).map(({ Value }) => Value);
  expect(outputs).toEqual(role.policyDocuments);
  for (const document of role.policyDocuments) {
    expect(document.length).toBeLessThanOrEqual(limits.iam.managedPolicyCharacters);
    Annotations.fromStack(stack).hasWarning('/Stack/Scanner', Match.stringLikeRegexp(document.slice(0, 60).replace(/[[\]{}()*+?.^$|]/g, '\\$&')));
  }
  expect(nag(stack)).toEqual([]);
  const acknowledged = imported();
  Validations.of(acknowledged.role).acknowledge({ id: ImportedScannerRole.WARNING_ID, reason: 'attached by the team that owns the role' });
  Annotations.fromStack(acknowledged.stack).hasNoWarning('/Stack/Scanner', Match.anyValue());
});

test('the policies are those of a role of this package, for the partition and account of the ARN', () => {
  const { role } = imported({ grant: ScannerGrant.EXACT });
  const made = new ReadOnlyScannerRole(new Stack(new App(), 'Other'), 'Scanner', { trustedAccountId: '222222222222', externalId: 'agreed', grant: ScannerGrant.EXACT });
  const allow = statements(role.policyDocuments).filter(({ Effect }) => Effect === 'Allow');
  expect(allow.flatMap(({ Action }) => Action).sort()).toEqual(made.grantedActions);
  expect(statements(role.policyDocuments).filter(({ Effect }) => Effect === 'Deny')).toHaveLength(2);
  expect(role.policyDocuments.join()).not.toMatch(/\$\{|arn:aws:/);
  expect(allow.flatMap(({ Resource }) => Resource)).toContain('arn:aws-us-gov:kms:*:123456789012:key/*');
});

test('the name is what follows the path, and SecurityAudit is that of the partition', () => {
  const { role, stack } = imported();
  expect([role.roleName, role.managedPolicyArns]).toEqual(['reader', ['arn:aws-us-gov:iam::aws:policy/SecurityAudit']]);
  Annotations.fromStack(stack).hasWarning('/Stack/Scanner', Match.stringLikeRegexp('attach arn:aws-us-gov:iam::aws:policy/SecurityAudit and add these policies'));
  expect(imported({ grant: ScannerGrant.CORE }).role.managedPolicyArns).toEqual([]);
});

test('statementsFor gives the same texts, with tokens where no account is named', () => {
  const props = { grant: ScannerGrant.EXACT, streams: [ScannerStream.KMS] };
  expect(ReadOnlyScannerRole.statementsFor({ ...props, partition: 'aws-us-gov', accountId: '123456789012' })).toEqual(imported(props).role.policyDocuments);
  const [text, ...others] = ReadOnlyScannerRole.statementsFor({ ...props, denyDataAccess: false });
  expect(others).toEqual([]);
  expect(JSON.stringify(new Stack(new App(), 'Stack').resolve(text))).toContain('AWS::Partition');
});

test.each(['reader', 'arn:aws:iam::123456789012:user/reader', 'arn:aws:iam::1234:role/reader', 'arn:aws:iam::123456789012:role/*'])('refuses %s', (roleArn) => {
  expect(() => imported({}, roleArn)).toThrow(`roleArn must be the ARN of an IAM role, known at synthesis, got '${roleArn}'.`);
});
