import { definePrivilegePath } from '../model/privilege-path';

/** Make a cluster and run a service with the role: the caller then acts as the role. */
export const ecs001 = definePrivilegePath({
  id: 'ecs-001',
  title: 'Make a cluster and run a service with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ecs-tasks.amazonaws.com' },
    { action: 'ecs:CreateCluster', on: '*' },
    { action: 'ecs:RegisterTaskDefinition', on: '*' },
    { action: 'ecs:CreateService', on: '*' },
  ],
  trusts: ['ecs-tasks.amazonaws.com'],
  gains: 'target',
});
