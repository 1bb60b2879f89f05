import { definePrivilegePath } from '../model/privilege-path';

/** Read the user data of an instance: credentials in instance user data. */
export const ec2UserData = definePrivilegePath({
  id: 'ec2-user-data',
  title: 'Read the user data of an instance',
  category: 'credential-access',
  requires: [
    { action: 'ec2:DescribeInstanceAttribute', on: 'existing:instance' },
  ],
  gains: 'resource',
});
