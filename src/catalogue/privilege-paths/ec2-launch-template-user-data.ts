import { definePrivilegePath } from '../model/privilege-path';

/** Read the user data of launch templates: credentials in launch template user data. */
export const ec2LaunchTemplateUserData = definePrivilegePath({
  id: 'ec2-launch-template-user-data',
  title: 'Read the user data of launch templates',
  category: 'credential-access',
  requires: [
    { action: 'ec2:DescribeLaunchTemplateVersions', on: 'existing:launch-template-user-data' },
  ],
  gains: 'resource',
});
