import { definePrivilegePath } from '../model/privilege-path';

/** Put a new version into a launch template: next instance launched from the template runs caller user data with the template role. */
export const ec2005 = definePrivilegePath({
  id: 'ec2-005',
  title: 'Put a new version into a launch template',
  category: 'existing-passrole',
  requires: [
    { action: 'ec2:CreateLaunchTemplateVersion', on: 'existing:launch-template' },
    { action: 'ec2:ModifyLaunchTemplate', on: 'existing:launch-template' },
  ],
  trusts: ['ec2.amazonaws.com'],
  gains: 'resource',
  unseen: ['the template names an instance profile', 'an Auto Scaling group or a person launches from it'],
});
