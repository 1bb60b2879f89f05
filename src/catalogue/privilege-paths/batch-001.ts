import { definePrivilegePath } from '../model/privilege-path';

/** Submit a job with the role: the caller then acts as the role. */
export const batch001 = definePrivilegePath({
  id: 'batch-001',
  title: 'Submit a job with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ecs-tasks.amazonaws.com' },
    { action: 'batch:RegisterJobDefinition', on: '*' },
    { action: 'batch:SubmitJob', on: '*' },
  ],
  trusts: ['ecs-tasks.amazonaws.com'],
  gains: 'target',
  unseen: ['a job queue exists'],
});
