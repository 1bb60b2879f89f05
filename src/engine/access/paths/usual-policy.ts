import { readPolicy, type PolicyText } from '../account/policy-text';

/**
 * The policy of a resource of which none is known: that of a key usually leaves the decision to IAM, most others have none.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function usualPolicyOf(arn: string): PolicyText | undefined {
  const account = /^arn:[^:]*:kms:[^:]*:(\d{12}):key\//.exec(arn)?.[1];
  return account === undefined ? undefined
    : readPolicy({ Statement: { Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' } }, 'resource', 'usual key policy');
}
