import { definePrivilegePath } from '../model/privilege-path';

/** Run a task with the role: the caller then acts as the role. */
export const ecs004 = definePrivilegePath({
  id: 'ecs-004',
  title: 'Run a task with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ecs-tasks.amazonaws.com' },
    { action: 'ecs:RegisterTaskDefinition', on: '*' },
    { action: 'ecs:RunTask', on: '*' },
  ],
  trusts: ['ecs-tasks.amazonaws.com'],
  gains: 'target',
  unseen: ['a cluster exists'],
});
