import {
  GetPolicyCommand, GetPolicyVersionCommand, GetRoleCommand, GetRolePolicyCommand, IAMClient, paginateListAttachedRolePolicies, paginateListRolePolicies,
} from '@aws-sdk/client-iam';
import { present } from '../aws';
import { matches, policyDifferences } from '../compare';
import { drifted, eachResource, pass, type DoctorCheck } from '../contract';
import type { DeployedResource } from '../deployed';

/** Whether each role has the policies of the template, all of them and no other. */
export const rolePolicies: DoctorCheck = {
  id: 'role-policies',
  title: 'The policies of the role are those of the template',
  part: 'role',
  reads: ['iam:GetRole', 'iam:ListRolePolicies', 'iam:GetRolePolicy', 'iam:ListAttachedRolePolicies', 'iam:GetPolicy', 'iam:GetPolicyVersion'],
  after: ['role-exists'],
  tasks: eachResource('AWS::IAM::Role', async (role) => {
    const drift = [...await inlineDrift(role), ...await attachedDrift(role), ...await boundaryDrift(role)];
    return drift.length === 0
      ? pass(`${role.physicalId} has the policies of the template.`)
      : drifted(`The policies of ${role.physicalId} were changed`, drift, 'Deploy the stack again with a change to the policy, or undo what the lines say: - is missing, + is more.');
  }),
};

const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Resources of a type that are put on the role. */
const putOn = ({ physicalId, stack }: DeployedResource, type: string) =>
  stack.resources.filter((resource) => resource.type === type && textsIn(resource.properties.Roles).includes(physicalId));

async function inlineDrift(role: DeployedResource): Promise<string[]> {
  const client = role.stack.aws.client(IAMClient);
  const own = (role.properties.Policies ?? []) as { PolicyName: string; PolicyDocument: unknown }[];
  const expected = new Map([
    ...own.map(({ PolicyName, PolicyDocument }) => [PolicyName, PolicyDocument] as const),
    ...putOn(role, 'AWS::IAM::Policy').map(({ properties }) => [String(properties.PolicyName), properties.PolicyDocument] as const),
  ]);
  const names = new Set(expected.keys());
  for await (const { PolicyNames = [] } of paginateListRolePolicies({ client }, { RoleName: role.physicalId })) PolicyNames.forEach((name) => names.add(name));
  const drift = await Promise.all([...names].map(async (PolicyName) => {
    const actual = (await present(client.send(new GetRolePolicyCommand({ RoleName: role.physicalId, PolicyName }))))?.PolicyDocument;
    if (actual === undefined) return [`- inline policy ${PolicyName}`];
    if (!expected.has(PolicyName)) return [`+ inline policy ${PolicyName}`, ...policyDifferences({ Statement: [] }, actual)];
    return policyDifferences(expected.get(PolicyName), actual).map((line) => `${line} (inline policy ${PolicyName})`);
  }));
  return drift.flat();
}

async function attachedDrift(role: DeployedResource): Promise<string[]> {
  const client = role.stack.aws.client(IAMClient);
  const ours = putOn(role, 'AWS::IAM::ManagedPolicy');
  // A role of the template may name a policy of the template.
  const named = textsIn(role.properties.ManagedPolicyArns);
  const expected = [...new Set([...named, ...ours.map(({ physicalId }) => physicalId)])];
  const actual: string[] = [];
  for await (const { AttachedPolicies = [] } of paginateListAttachedRolePolicies({ client }, { RoleName: role.physicalId })) {
    actual.push(...AttachedPolicies.map(({ PolicyArn }) => PolicyArn!));
  }
  const managed = role.stack.resources.filter(({ type, physicalId }) => type === 'AWS::IAM::ManagedPolicy' && actual.includes(physicalId));
  const changed = await Promise.all(managed.map(async ({ physicalId: PolicyArn, properties }) => {
    const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn }));
    const { PolicyVersion } = await client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy!.DefaultVersionId }));
    return policyDifferences(properties.PolicyDocument, PolicyVersion!.Document).map((line) => `${line} (${PolicyArn})`);
  }));
  return [
    ...expected.filter((arn) => !actual.some((each) => matches(arn, each))).map((arn) => `- attached policy ${arn}`),
    ...actual.filter((arn) => !expected.some((each) => matches(each, arn))).map((arn) => `+ attached policy ${arn}`),
    ...changed.flat(),
  ];
}

async function boundaryDrift({ physicalId, properties: { PermissionsBoundary: expected }, stack: { aws } }: DeployedResource): Promise<string[]> {
  const { Role } = await aws.client(IAMClient).send(new GetRoleCommand({ RoleName: physicalId }));
  const actual = Role!.PermissionsBoundary?.PermissionsBoundaryArn;
  if (expected === undefined ? actual === undefined : matches(expected, actual)) return [];
  return [...expected === undefined ? [] : [`- boundary ${String(expected)}`], ...actual === undefined ? [] : [`+ boundary ${actual}`]];
}
