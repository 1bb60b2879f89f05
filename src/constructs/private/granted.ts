import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { rendered } from './statements';
import { assertAttachable, split, type Statement } from '../../derive/policy';

/** The managed policies of a grant, each short enough for IAM. */
export function computedPolicies(
  scope: Construct, statements: readonly Statement[], description = 'Read-only calls of the security scanner, computed from its catalogue'): iam.CfnManagedPolicy[] {
  return split(statements).map((document, at) => new iam.CfnManagedPolicy(scope, `Policy${at}`, {
    description,
    policyDocument: rendered(document),
  }));
}

/**
 * What a role or a group attaches: SecurityAudit where it is wanted, then the policies.
 * @throws when there are more than IAM allows
 */
export function attachable(scope: Construct, securityAudit: boolean, policies: readonly iam.CfnManagedPolicy[]): iam.IManagedPolicy[] {
  assertAttachable(policies.length + (securityAudit ? 1 : 0));
  return [
    ...securityAudit ? [iam.ManagedPolicy.fromAwsManagedPolicyName('SecurityAudit')] : [],
    ...policies.map((policy, at) => iam.ManagedPolicy.fromManagedPolicyArn(scope, `Attached${at}`, policy.ref)),
  ];
}

/** Tells cdk-nag why what it finds in a grant is meant. */
export function acknowledgeGrant(scope: Construct, securityAudit: boolean, statements: readonly Statement[]): void {
  const wildcards = new Set(statements.flatMap(({ Action, Resource }) => [...Action, ...Resource]).filter((each) => each.includes('*')));
  const named = (each: string) => each.replaceAll('${Partition}', '<AWS::Partition>').replaceAll('${Account}', '<AWS::AccountId>');
  acknowledge(scope, {
    ...securityAudit && {
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/SecurityAudit]':
        'SecurityAudit is what AWS keeps for auditors; its reads of customer data are denied by the policy DataAccessDeny.',
    },
    ...Object.fromEntries([...wildcards].map((each) => [`AwsSolutions-IAM5[${/^(\*|arn:)/.test(each) ? 'Resource' : 'Action'}::${named(each)}]`,
      'An inventory reads every resource of a type, by read-only actions that return no customer data.'])),
  });
}
