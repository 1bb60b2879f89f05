import {
  GetPolicyCommand, GetPolicyVersionCommand, GetRoleCommand, GetRolePolicyCommand, IAMClient, paginateListAttachedRolePolicies, paginateListRolePolicies,
} from '@aws-sdk/client-iam';
import { evaluate } from '../../access/evaluate';
import { compilePolicy, type Policy } from '../../access/statement';
import { present, type Aws } from '../aws';
import { eachStackSet, fail, pass, type DoctorCheck } from '../contract';
import type { DeployedStackSet } from '../stack-set';

/** Names that StackSets takes where none are given: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html */
const [ADMINISTRATION, EXECUTION] = ['AWSCloudFormationStackSetAdministrationRole', 'AWSCloudFormationStackSetExecutionRole'];

/** Whether CloudFormation may assume the administration role, and that role the execution role of each account. */
export const administrationRole: DoctorCheck = {
  id: 'administration-role',
  title: 'The administration role may assume the execution roles',
  part: 'stack set',
  reads: ['iam:GetRole', 'iam:ListRolePolicies', 'iam:GetRolePolicy', 'iam:ListAttachedRolePolicies', 'iam:GetPolicy', 'iam:GetPolicyVersion'],
  afterAny: ['role-exists', 'role-policies', 'role-trust'],
  tasks: eachStackSet(async (set) => {
    const { aws, administrationRoleArn, executionRoleName = EXECUTION } = set;
    const name = administrationRoleArn?.split('/').at(-1) ?? ADMINISTRATION;
    const role = (await present(aws.client(IAMClient).send(new GetRoleCommand({ RoleName: name }))))?.Role;
    if (!role) return fail(`The administration role ${name} is gone.`, 'Deploy the stack that makes it again.');
    if (!servesCloudFormation(set, role.Arn!, role.AssumeRolePolicyDocument)) {
      return fail(`CloudFormation may not assume ${name} for the stack set.`, 'Its trust policy must name the service cloudformation.amazonaws.com, with this account and stack set in its conditions.');
    }
    const identity = await policiesOf(aws, name);
    const accounts = [...new Set(set.instances.map(({ accountId }) => accountId))];
    const execution = (accountId: string) => `arn:${aws.partition}:iam::${accountId}:role/${executionRoleName}`;
    const shut = accounts.filter((account) => evaluate({
      principal: { type: 'role', arn: role.Arn!, account: aws.accountId }, action: 'sts:AssumeRole', resource: { arn: execution(account), account }, unknown: ['aws:*'],
    }, { identity, resource: letsAccountIn(aws.accountId) }).decision !== 'Allow');
    return shut.length === 0
      ? pass(`CloudFormation may assume ${name}, and that ${executionRoleName} in ${accounts.join(', ')}.`)
      : fail(`${name} may not assume ${shut.map(execution).join(', ')}.`, 'Give it an inline policy that allows sts:AssumeRole on these ARNs.');
  }, ({ serviceManaged }) => !serviceManaged),
};

/** What the execution role itself says is looked at in its account: here it is taken to let the account of the administration role in. */
const letsAccountIn = (account: string): Policy =>
  compilePolicy({ Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' } }, 'resource', 'trust policy');

function servesCloudFormation({ aws, arn }: DeployedStackSet, roleArn: string, trust: unknown): boolean {
  const { decision } = evaluate({
    principal: { type: 'service', arn: 'cloudformation.amazonaws.com', account: null },
    action: 'sts:AssumeRole',
    resource: { arn: roleArn, account: aws.accountId },
    context: { 'aws:SourceAccount': aws.accountId, 'aws:SourceArn': arn },
  }, { identity: [], resource: compilePolicy(trust, 'resource', 'trust policy') });
  return decision === 'Allow';
}

/** Every identity policy of a role. */
async function policiesOf(aws: Aws, RoleName: string): Promise<Policy[]> {
  const client = aws.client(IAMClient);
  const documents: unknown[] = [];
  for await (const { PolicyNames = [] } of paginateListRolePolicies({ client }, { RoleName })) {
    for (const PolicyName of PolicyNames) documents.push((await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).PolicyDocument);
  }
  for await (const { AttachedPolicies = [] } of paginateListAttachedRolePolicies({ client }, { RoleName })) {
    for (const { PolicyArn } of AttachedPolicies) {
      const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn }));
      documents.push((await client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy!.DefaultVersionId }))).PolicyVersion!.Document);
    }
  }
  return documents.map((document, at) => compilePolicy(document, 'identity', `identity[${at}]`));
}
