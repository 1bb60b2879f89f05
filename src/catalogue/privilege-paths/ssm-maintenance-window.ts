import { definePrivilegePath } from '../model/privilege-path';

/** Register a task in a maintenance window: command on instances in the window. */
export const ssmMaintenanceWindow = definePrivilegePath({
  id: 'ssm-maintenance-window',
  title: 'Register a task in a maintenance window',
  category: 'existing-passrole',
  requires: [
    { action: 'ssm:RegisterTaskWithMaintenanceWindow', on: 'existing:maintenance-window' },
    { action: 'ssm:RegisterTargetWithMaintenanceWindow', on: 'existing:maintenance-window' },
  ],
  trusts: ['ec2.amazonaws.com'],
  gains: 'target',
  unseen: ['a window exists; tasks with a service role also need iam:PassRole'],
});
