import { definePrivilegePath } from '../model/privilege-path';

/** Start a task on a container instance of its own: existing task definition started on a host of the caller. */
export const ecs007 = definePrivilegePath({
  id: 'ecs-007',
  title: 'Start a task on a container instance of its own',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ecs-tasks.amazonaws.com' },
    { action: 'ecs:StartTask', on: '*' },
    { action: 'ecs:RegisterContainerInstance', on: 'existing:ecs-cluster' },
    { action: 'ecs:DeregisterContainerInstance', on: 'existing:ecs-cluster' },
  ],
  trusts: ['ecs-tasks.amazonaws.com'],
  gains: 'target',
  unseen: ['a task definition with a role'],
});
