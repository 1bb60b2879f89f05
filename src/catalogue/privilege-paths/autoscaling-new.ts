import { definePrivilegePath } from '../model/privilege-path';

/** Let an Auto Scaling group launch instances with the role: the caller then acts as the role. */
export const autoscalingNew = definePrivilegePath({
  id: 'autoscaling-new',
  title: 'Let an Auto Scaling group launch instances with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ec2.amazonaws.com' },
    { action: 'autoscaling:CreateLaunchConfiguration', on: '*' },
    { action: 'autoscaling:CreateAutoScalingGroup', on: '*' },
  ],
  trusts: ['ec2.amazonaws.com'],
  states: ['target-has-instance-profile'],
  gains: 'target',
  notes: ['new accounts can use launch templates only'],
});
