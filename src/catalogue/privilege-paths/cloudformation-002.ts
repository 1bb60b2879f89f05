import { definePrivilegePath } from '../model/privilege-path';

/** Update a stack that has a role: template resources are made with the stack role. */
export const cloudformation002 = definePrivilegePath({
  id: 'cloudformation-002',
  title: 'Update a stack that has a role',
  category: 'existing-passrole',
  requires: [
    { action: 'cloudformation:UpdateStack', on: 'existing:stack' },
  ],
  trusts: ['cloudformation.amazonaws.com'],
  gains: 'target',
  unseen: ['the stack has a service role'],
});
