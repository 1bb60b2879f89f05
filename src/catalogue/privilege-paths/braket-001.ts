import { definePrivilegePath } from '../model/privilege-path';

/** Run a hybrid job with the role: the caller then acts as the role. */
export const braket001 = definePrivilegePath({
  id: 'braket-001',
  title: 'Run a hybrid job with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'braket.amazonaws.com' },
    { action: 'braket:CreateJob', on: '*' },
  ],
  trusts: ['braket.amazonaws.com'],
  gains: 'target',
});
