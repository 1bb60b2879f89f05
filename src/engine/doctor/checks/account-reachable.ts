import { fail, pass, type DoctorCheck } from '../contract';

/** Whether each account can be entered. */
export const accountReachable: DoctorCheck = {
  id: 'account-reachable',
  title: 'The account can be entered',
  part: 'deployment',
  reads: ['sts:GetCallerIdentity', 'sts:AssumeRole'],
  tasks: ({ accounts }) => accounts.map(({ accountId, region, how, refusal }) => ({
    accountId,
    region,
    look: async () => (refusal
      ? fail(refusal.message, 'Is the account still active, and has it that role? Name another role by --member-role.')
      : pass(`The account is entered ${how}.`)),
  })),
};
