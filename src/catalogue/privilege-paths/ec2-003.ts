import { definePrivilegePath } from '../model/privilege-path';

/** Push an SSH key to an instance: shell on the instance, role credentials from the metadata service. */
export const ec2003 = definePrivilegePath({
  id: 'ec2-003',
  title: 'Push an SSH key to an instance',
  category: 'existing-passrole',
  requires: [
    { action: 'ec2-instance-connect:SendSSHPublicKey', on: 'existing:instance' },
  ],
  trusts: ['ec2.amazonaws.com'],
  gains: 'resource',
  unseen: ['instance has a role and EC2 Instance Connect', 'network path to port 22'],
});
