import { definePrivilegePath } from '../model/privilege-path';

/** Open a session on a managed instance: shell on the instance with its role. */
export const ssm001 = definePrivilegePath({
  id: 'ssm-001',
  title: 'Open a session on a managed instance',
  category: 'existing-passrole',
  requires: [
    { action: 'ssm:StartSession', on: 'existing:instance' },
  ],
  trusts: ['ec2.amazonaws.com'],
  gains: 'target',
  unseen: ['managed instance with a role'],
});
