import { definePrivilegePath } from '../model/privilege-path';

/** Open a shell in a running container: shell in the container with the task role. */
export const ecs006 = definePrivilegePath({
  id: 'ecs-006',
  title: 'Open a shell in a running container',
  category: 'existing-passrole',
  requires: [
    { action: 'ecs:ExecuteCommand', on: 'existing:ecs-task' },
    { action: 'ecs:DescribeTasks', on: 'existing:ecs-task' },
  ],
  trusts: ['ecs-tasks.amazonaws.com'],
  gains: 'target',
  unseen: ['ECS Exec enabled on the task'],
});
