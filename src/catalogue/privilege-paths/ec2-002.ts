import { definePrivilegePath } from '../model/privilege-path';

/** Change the user data of an instance and restart it: user data runs as root with the instance role. */
export const ec2002 = definePrivilegePath({
  id: 'ec2-002',
  title: 'Change the user data of an instance and restart it',
  category: 'existing-passrole',
  requires: [
    { action: 'ec2:ModifyInstanceAttribute', on: 'existing:instance' },
    { action: 'ec2:StopInstances', on: 'existing:instance' },
    { action: 'ec2:StartInstances', on: 'existing:instance' },
  ],
  trusts: ['ec2.amazonaws.com'],
  gains: 'resource',
  unseen: ['the instance has a role'],
});
