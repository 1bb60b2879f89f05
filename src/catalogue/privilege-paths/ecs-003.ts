import { definePrivilegePath } from '../model/privilege-path';

/** Run a service with the role: the caller then acts as the role. */
export const ecs003 = definePrivilegePath({
  id: 'ecs-003',
  title: 'Run a service with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ecs-tasks.amazonaws.com' },
    { action: 'ecs:RegisterTaskDefinition', on: '*' },
    { action: 'ecs:CreateService', on: 'existing:ecs-cluster' },
  ],
  trusts: ['ecs-tasks.amazonaws.com'],
  gains: 'target',
  unseen: ['a cluster exists'],
});
