import { definePrivilegePath } from '../model/privilege-path';

/** The template of the caller is deployed with the role of the stack. */
export const cloudformation005 = definePrivilegePath({
  id: 'cloudformation-005',
  title: 'Change a stack that has a role by a change set',
  category: 'existing-passrole',
  requires: [
    { action: 'cloudformation:CreateChangeSet', on: 'existing:stack' },
    { action: 'cloudformation:ExecuteChangeSet', on: 'existing:stack' },
  ],
  trusts: ['cloudformation.amazonaws.com'],
  gains: 'target',
  unseen: ['the stack has a service role'],
});
