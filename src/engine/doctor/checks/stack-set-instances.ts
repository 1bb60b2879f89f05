import { fail, pass, unknown, type DoctorCheck, type Task } from '../contract';
import type { StackSetTarget } from '../stack-set';

const namesNone = ({ accounts }: StackSetTarget) => accounts.length === 0;

/** Whether each stack of a stack set is as the stack set says. */
export const stackSetInstances: DoctorCheck = {
  id: 'stack-set-instances',
  title: 'The stacks of the stack set are CURRENT',
  part: 'stack set',
  // Accounts that a template names and that have no stack are told of by region-deployed.
  reads: ['cloudformation:ListStackInstances'],
  afterAny: ['stack-set-access', 'administration-role', 'execution-role', 'region-enabled'],
  tasks: ({ stackSets }) => stackSets.flatMap(({ aws, name, instances, targets }) => (instances.length === 0 && targets.every(namesNone)
    ? [{ accountId: aws.accountId, region: aws.region, stack: name, look: async () => fail(`The stack set ${name} has no stacks.`, 'Add accounts or organizational units, and Regions, to it.') }]
    : instances.map(({ accountId, region, status, detailedStatus, reason }): Task => ({
      accountId,
      region,
      stack: name,
      look: async () => {
        const evidence = `The stack of ${name} in ${accountId}/${region} is ${status}${detailedStatus ? `, ${detailedStatus}` : ''}${reason ? `: ${reason}` : ''}.`;
        if (status === 'CURRENT') return pass(evidence);
        return /^(PENDING|RUNNING)$/.test(detailedStatus ?? '')
          ? unknown(evidence, 'Run this again when the operation is done.')
          : fail(evidence, 'Remove the cause (docs/guides/organization.md lists what goes wrong, and why), then deploy the stack set to that account again.');
      },
    })))),
};
