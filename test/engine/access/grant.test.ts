import { App, BootstraplessSynthesizer, Stack } from 'aws-cdk-lib/core';
import { ReadOnlyScannerRole, ScannerGrant } from '../../../src';
import { services } from '../../../src/catalogue/services';
import { operationsOf } from '../../../src/derive/operations';
import type { Decision } from '../../../src/engine/access/decision';
import { evaluate } from '../../../src/engine/access/evaluate';
import { compilePolicy } from '../../../src/engine/access/statement';
import dataAccess from '../../facts/data-access-deny.json';
import audit from '../../facts/security-audit-policy.json';

const ACCOUNT = '111122223333';
const principal = { type: 'role-session' as const, arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Scanner/scan`, roleArn: `arn:aws:iam::${ACCOUNT}:role/Scanner`, account: ACCOUNT };

type Resource = { Type: string; Properties: { PolicyDocument?: object; Policies?: { PolicyDocument: object }[] } };

/** Puts the values of the account in place of what CloudFormation would. */
function resolved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value !== 'object' || value === null) return value;
  const { Ref, 'Fn::Join': join, 'Fn::Sub': sub } = value as { 'Ref'?: string; 'Fn::Join'?: [string, unknown[]]; 'Fn::Sub'?: string };
  if (Ref) return { 'AWS::Partition': 'aws', 'AWS::AccountId': ACCOUNT, 'AWS::Region': 'us-east-1' }[Ref] ?? Ref;
  if (join) return join[1].map(resolved).join(join[0]);
  if (sub) return sub.replaceAll('${AWS::Partition}', 'aws').replaceAll('${AWS::AccountId}', ACCOUNT);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each)]));
}

/** The policies of the synthesized role, as IAM would hold them. */
function policiesOf(grant: ScannerGrant): unknown[] {
  const app = new App();
  const stack = new Stack(app, 'Role', { synthesizer: new BootstraplessSynthesizer(), analyticsReporting: false });
  new ReadOnlyScannerRole(stack, 'Scanner', { trustedAccountId: '222222222222', externalId: 'external-id-7f3a', grant, roleName: 'Scanner' });
  const { Resources } = app.synth().getStackByName('Role').template as { Resources: Record<string, Resource> };
  return Object.values(Resources).flatMap(({ Properties: { PolicyDocument, Policies = [] } }) => [...PolicyDocument ? [PolicyDocument] : [], ...Policies.map((each) => each.PolicyDocument)]).map(resolved);
}

// A key without such a policy lets no identity policy decide: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
const defaultKeyPolicy = compilePolicy({
  Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' },
}, 'resource', 'resource');

/** The account of a resource is that of the role, whatever its pattern leaves open. */
const plausible = (pattern = '*') => (pattern === '*' ? '*' : pattern.replaceAll('${Partition}', 'aws').replaceAll('${Account}', ACCOUNT).replaceAll('*', 'x1'));

describe.each([['the exact grant', ScannerGrant.EXACT], ['what SecurityAudit lacks', ScannerGrant.SECURITY_AUDIT]] as const)('%s, with SecurityAudit attached', (_, grant) => {
  const identity = [audit.document, ...policiesOf(grant)].map((document, at) => compilePolicy(document, 'identity', `identity[${at}]`));
  const decide = (action: string, arn: string): Decision => evaluate({ principal, action, resource: { arn, account: ACCOUNT } }, { identity, ...arn.includes(':key/') && { resource: defaultKeyPolicy } });

  test('allows every action of the catalogue', () => {
    const operations = operationsOf(services).filter(({ unrestricted }) => !unrestricted);
    expect(operations.length).toBeGreaterThan(60);
    expect(operations.flatMap(({ action, resource }) => {
      const { decision, missing, statements } = decide(action, plausible(resource));
      return decision === 'Allow' ? [] : [`${action} on ${plausible(resource)}: ${decision}, ${JSON.stringify([...missing, ...statements])}`];
    })).toEqual([]);
  });

  test('denies every read of data, whatever is attached', () => {
    const denied = dataAccess.actions.filter(({ mode }) => mode === 'deny').map(({ action }) => action);
    expect(denied).toHaveLength(dataAccess.counts.deny);
    // API Gateway has one action for every read: its keys alone are denied.
    const arnOf = (action: string) => (action === 'apigateway:GET' ? 'arn:aws:apigateway:us-east-1::/apikeys/k1' : '*');
    expect(denied.map((action) => `${action}: ${decide(action, arnOf(action)).decision}`).filter((each) => !each.endsWith(': ExplicitDeny'))).toEqual([]);
  });
});
