import { definePrivilegePath } from '../model/privilege-path';

/** Give an Auto Scaling group a launch configuration with the role: the caller then acts as the role. */
export const autoscalingUpdate = definePrivilegePath({
  id: 'autoscaling-update',
  title: 'Give an Auto Scaling group a launch configuration with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ec2.amazonaws.com' },
    { action: 'autoscaling:CreateLaunchConfiguration', on: '*' },
    { action: 'autoscaling:UpdateAutoScalingGroup', on: 'existing:auto-scaling-group' },
  ],
  trusts: ['ec2.amazonaws.com'],
  gains: 'target',
  unseen: ['an Auto Scaling group exists'],
});
