import { definePrivilegePath } from '../model/privilege-path';

/** Run an existing task definition with another role and command: command and role override on an existing task definition. */
export const ecs008 = definePrivilegePath({
  id: 'ecs-008',
  title: 'Run an existing task definition with another role and command',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ecs-tasks.amazonaws.com' },
    { action: 'ecs:RunTask', on: '*' },
  ],
  trusts: ['ecs-tasks.amazonaws.com'],
  gains: 'target',
  unseen: ['a task definition exists'],
});
