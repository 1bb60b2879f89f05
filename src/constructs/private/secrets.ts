import { CfnParameter, Stack, type SecretValue } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Whether a value refers to a parameter of the template that CloudFormation never shows. */
function isHiddenParameter(stack: Stack, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('Ref' in value)) return false;
  return stack.node.findAll().some((each) => each instanceof CfnParameter && each.noEcho && stack.resolve(each.logicalId) === value.Ref);
}

/**
 * Makes sure that a secret does not stand in the template.
 * @throws saying where secrets may come from
 */
export function assertNotInTemplate(scope: Construct, secret: SecretValue): void {
  const stack = Stack.of(scope);
  const value: unknown = stack.resolve(secret.unsafeUnwrap());
  if (JSON.stringify(value).includes('{{resolve:secretsmanager:') || isHiddenParameter(stack, value)) return;
  throw new Error('A secret must not stand in the template: use SecretValue.secretsManager(name), or SecretValue.cfnParameter of a parameter with NoEcho.');
}
