import { definePrivilegePath } from '../model/privilege-path';

/** Make an instance profile for the role and launch an instance with it: the caller then acts as the role. */
export const ec2NewInstanceProfile = definePrivilegePath({
  id: 'ec2-new-instance-profile',
  title: 'Make an instance profile for the role and launch an instance with it',
  category: 'new-passrole',
  requires: [
    { action: 'iam:PassRole', on: 'target-role', passedTo: 'ec2.amazonaws.com' },
    { action: 'ec2:RunInstances', on: '*' },
    { action: 'iam:CreateInstanceProfile', on: '*' },
    { action: 'iam:AddRoleToInstanceProfile', on: '*' },
  ],
  trusts: ['ec2.amazonaws.com'],
  gains: 'target',
});
