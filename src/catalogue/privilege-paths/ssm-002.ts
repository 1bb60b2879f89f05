import { definePrivilegePath } from '../model/privilege-path';

/** Send a command to a managed instance: command on the instance with its role. */
export const ssm002 = definePrivilegePath({
  id: 'ssm-002',
  title: 'Send a command to a managed instance',
  category: 'existing-passrole',
  requires: [
    { action: 'ssm:SendCommand', on: 'existing:instance' },
  ],
  trusts: ['ec2.amazonaws.com'],
  gains: 'target',
  unseen: ['managed instance with a role'],
});
