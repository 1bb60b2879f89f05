import { definePrivilegePath } from '../model/privilege-path';

/** Let an Auto Scaling group launch from a new template with the role: the caller then acts as the role. */
export const autoscalingTemplate = definePrivilegePath({
  id: 'autoscaling-template',
  title: 'Let an Auto Scaling group launch from a new template with the role',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ec2.amazonaws.com' },
    { action: 'ec2:CreateLaunchTemplate', on: '*' },
    { action: 'ec2:RunInstances', on: '*' },
    { action: 'autoscaling:CreateAutoScalingGroup', on: '*' },
  ],
  trusts: ['ec2.amazonaws.com'],
  states: ['target-has-instance-profile'],
  gains: 'target',
});
