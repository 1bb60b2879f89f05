import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { decideConnection } from '../../template/connection';
import { present, type Aws } from '../aws';
import { fail, pass, type DoctorCheck, type Task, type Verdict } from '../contract';
import type { DeployedStackSet } from '../stack-set';

/** Whether the execution role of each account that could be entered lets the administration role in. */
export const executionRole: DoctorCheck = {
  id: 'execution-role',
  title: 'The execution role lets the administration role in',
  part: 'stack set',
  reads: ['iam:GetRole'],
  afterAny: ['account-reachable'],
  tasks: ({ stackSets, regions }) => stackSets.filter(({ serviceManaged }) => !serviceManaged).flatMap((set) => {
    const entered = regions.map(({ aws }) => aws).filter(({ accountId }) => set.instances.some((instance) => instance.accountId === accountId));
    const once = entered.filter(({ accountId }, at) => entered.findIndex((each) => each.accountId === accountId) === at);
    return once.map((aws): Task => ({ accountId: aws.accountId, region: set.aws.region, stack: set.name, look: () => look(set, aws) }));
  }),
};

async function look({ aws: owner, administrationRoleArn, executionRoleName: RoleName = 'AWSCloudFormationStackSetExecutionRole' }: DeployedStackSet, aws: Aws): Promise<Verdict> {
  const platform = administrationRoleArn ?? `arn:${aws.partition}:iam::${owner.accountId}:role/AWSCloudFormationStackSetAdministrationRole`;
  const again = 'Deploy the stack of the execution role in the account again: StackSetExecutionRole.';
  const role = (await present(aws.client(IAMClient).send(new GetRoleCommand({ RoleName }))))?.Role;
  if (!role) return fail(`The account has no execution role ${RoleName}.`, again);
  const [entry] = decideConnection({ roleArn: role.Arn!, platform, region: aws.region }, role.AssumeRolePolicyDocument);
  return entry.status === 'pass' ? pass(`${RoleName} lets ${platform} in.`) : fail(`${RoleName} does not let ${platform} in: ${entry.evidence}`, again);
}
