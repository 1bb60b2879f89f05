import { definePrivilegePath } from '../model/privilege-path';

/** Make a workflow and run it with the role: the caller then acts as the role. */
export const omics001 = definePrivilegePath({
  id: 'omics-001',
  title: 'Make a workflow and run it with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'omics.amazonaws.com' },
    { action: 'omics:CreateWorkflow', on: '*' },
    { action: 'omics:StartRun', on: '*' },
  ],
  trusts: ['omics.amazonaws.com'],
  gains: 'target',
});
