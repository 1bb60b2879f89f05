import { definePrivilegePath } from '../model/privilege-path';

/** Start a task with the role on a container instance: the caller then acts as the role. */
export const ecs005 = definePrivilegePath({
  id: 'ecs-005',
  title: 'Start a task with the role on a container instance',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ecs-tasks.amazonaws.com' },
    { action: 'ecs:RegisterTaskDefinition', on: '*' },
    { action: 'ecs:StartTask', on: '*' },
  ],
  trusts: ['ecs-tasks.amazonaws.com'],
  gains: 'target',
  unseen: ['a cluster with container instances'],
});
