import { definePrivilegePath } from '../model/privilege-path';

/** Start an existing task definition with another role and command: command and role override on an existing task definition. */
export const ecs009 = definePrivilegePath({
  id: 'ecs-009',
  title: 'Start an existing task definition with another role and command',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ecs-tasks.amazonaws.com' },
    { action: 'ecs:StartTask', on: '*' },
  ],
  trusts: ['ecs-tasks.amazonaws.com'],
  gains: 'target',
  unseen: ['a task definition and a container instance exist'],
});
