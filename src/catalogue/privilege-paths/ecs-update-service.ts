import { definePrivilegePath } from '../model/privilege-path';

/** Let a service run a task definition with the role: the caller then acts as the role. */
export const ecsUpdateService = definePrivilegePath({
  id: 'ecs-update-service',
  title: 'Let a service run a task definition with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ecs-tasks.amazonaws.com' },
    { action: 'ecs:RegisterTaskDefinition', on: '*' },
    { action: 'ecs:UpdateService', on: 'existing:ecs-service' },
  ],
  trusts: ['ecs-tasks.amazonaws.com'],
  gains: 'target',
  unseen: ['a service exists'],
});
